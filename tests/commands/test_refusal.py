"""What is shown in place of a page that is for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyterlit.commands.refusal import refuse
from jupyterlit.elements.refusal import Refusal
from jupyterlit.state.pages import PageInfo
from tests.conftest import Run

AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef"
client_id = "a"
client_secret = "b"
server_metadata_url = "https://a.example"
[auth.google]
client_id = "a"
client_secret = "b"
server_metadata_url = "https://b.example"
"""


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    run.context.script_path = str(tmp_path / "app.py")
    (tmp_path / ".streamlit").mkdir()
    return tmp_path


ISSUED = {"iss": "https://a.example", "sub": "1", "name": "Ann"}


@pytest.mark.parametrize(
    ("info", "card"),
    [
        ({"user": None, "identity": {}}, Refusal(logins=("", "google"))),
        ({"user": "oidc:https://a.example#1", "identity": ISSUED}, Refusal(name="Ann", leaves=True)),
        ({"user": "hub:bob", "identity": {"name": "Bob"}}, Refusal(name="Bob")),
        ({"user": "0" * 32, "identity": {}}, Refusal(name="")),
    ],
)
def test_it_names_the_ways_there_are(run: Run, folder: Path, info: dict[str, Any], card: Refusal) -> None:
    (folder / ".streamlit" / "secrets.toml").write_text(AUTH)
    run.context.info = info
    refuse()
    assert run.elements == [card]


@pytest.mark.parametrize("text", ["", "[auth]\n", "auth = 1\n", "not toml"])
def test_without_a_provider_there_is_no_way(run: Run, folder: Path, text: str) -> None:
    (folder / ".streamlit" / "secrets.toml").write_text(text)
    run.context.info = {"user": None, "identity": {}}
    run.context.pages.known = (PageInfo("x", "Elsewhere", url="https://example.org"),)
    refuse()
    run.context.pages.known += (PageInfo("", "First"),)
    refuse()
    assert run.elements == [Refusal(), Refusal(home=True)]
