"""Themes of others, from files and from URLs."""

from __future__ import annotations

import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.config.theme_file import is_url, path_of, read_theme
from jupyterlit.errors import InvalidValue


class _Themes(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/ok.toml": b'[theme]\nbase="dark"\nprimaryColor="red"', "/large.toml": b"#" * 1_000_001}.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Generator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Themes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_theme_is_fetched_where_that_is_allowed(site: str, tmp_path: Path) -> None:
    assert read_theme(f"{site}/ok.toml", tmp_path) == {"base": "dark", "primaryColor": "red"}
    environment = {"STREAMLIT_THEME_BASE": f"{site}/ok.toml"}
    assert Settings([tmp_path], environment).get("theme.primaryColor") == "red"
    assert Settings([tmp_path], environment, fetch=False).get("theme.primaryColor") is None


@pytest.mark.parametrize(("path", "says"), [("none.toml", "Not Found"), ("large.toml", "larger than a theme")])
def test_what_cannot_be_fetched_says_why(site: str, path: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=says):
        read_theme(f"{site}/{path}", tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [("[server]\nport=1", r"no table \[theme\]"), ("[theme", "no TOML file"), ('[theme]\nbase="x.toml"', "Only")],
)
def test_a_file_without_a_theme_says_so(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(text)
    with pytest.raises(InvalidValue, match=says):
        read_theme("t.toml", tmp_path)


def test_names_urls_and_paths_are_told_apart(tmp_path: Path) -> None:
    assert is_url("https://example.com/t.toml")
    assert not is_url("themes/t.toml")
    assert path_of("light", tmp_path) is None
    assert path_of("https://example.com/t.toml", tmp_path) is None
    assert path_of("themes/t.toml", tmp_path) == tmp_path / "themes/t.toml"
