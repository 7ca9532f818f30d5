from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line.check_access import check_access, check_admins, check_proxies, check_strangers
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.web.admins import Tokens
from tests.server.client import write_text

PUBLIC = "Everybody who reaches 0.0.0.0 can use the app, without a password."
PLAIN = "What is sent is not encrypted: give a certificate, or put a proxy with TLS in front."
OPEN = "There is neither a token nor a password: say --public if everybody may visit."


@pytest.mark.parametrize(
    ("public", "secured", "ip", "tls", "found"),
    [
        (False, True, "localhost", False, []),
        (True, False, "127.0.0.1", False, []),
        (False, False, "::1", False, [Finding("warning", OPEN)]),
        (False, False, "0.0.0.0", True, [Finding("error", OPEN)]),
        (True, True, "0.0.0.0", True, [Finding("warning", PUBLIC)]),
        (False, True, "app.example.com", False, [Finding("warning", PLAIN)]),
    ],
)
def test_who_can_reach_the_app_is_looked_at(
    public: bool, secured: bool, ip: str, tls: bool, found: list[Finding]
) -> None:
    assert list(check_access(public=public, secured=secured, ip=ip, tls=tls)) == found


def strangers(
    folder: Path,
    ip: str = "0.0.0.0",
    jupyter: Mapping[str, object] = {},
    options: Mapping[str, object] = {},
) -> str:
    chosen = JupyterLit(config=Config({"JupyterLit": dict(options)}))
    found = check_strangers(ip=ip, options=chosen, settings=Settings([folder]), jupyter=jupyter)
    return " ".join(f"{finding.level}: {finding.text}" for finding in found)


@pytest.fixture
def careful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose app tells strangers nothing; its server is not root's."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (tmp_path / ".streamlit").mkdir()
    write_text(tmp_path / ".streamlit" / "config.toml", '[client]\nshowErrorDetails = "type"')
    return tmp_path


def test_a_careful_public_server_lacks_nothing(careful: Path) -> None:
    assert strangers(careful) == ""


@pytest.mark.parametrize(
    ("options", "jupyter", "told"),
    [
        ({}, {"disable_check_xsrf": True}, "error: Other sites can act as a visitor"),
        ({}, {"allow_origin": "*"}, "error: Pages of any site can use the app as its visitors"),
        ({"toolbar": "developer"}, {}, "warning: Every visitor can clear the caches of all"),
        ({"isolate": True}, {}, "warning: One visitor can take all memory"),
        ({"session_rate": 0.0}, {}, "warning: One address can take all places (JupyterLit.session_rate is 0)"),
        ({"max_connections": 0}, {}, "warning: One address can take all places (JupyterLit.max_connections is 0)"),
    ],
)
def test_what_strangers_should_not_find_is_told(
    careful: Path, options: dict[str, object], jupyter: dict[str, object], told: str
) -> None:
    assert strangers(careful, jupyter=jupyter, options=options).startswith(told)
    assert strangers(careful, "127.0.0.1", jupyter, options) == ""


def test_tracebacks_and_the_rights_of_root_are_not_for_strangers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    found = strangers(tmp_path)
    assert "warning: Visitors see where the app's code fails" in found
    assert "warning: The app runs as root" in found


def test_a_public_server_that_nobody_looks_after_is_told() -> None:
    options = JupyterLit()
    (finding,) = check_admins(public=True, options=options, tokens=Tokens())
    assert "JUPYTERLIT_ADMIN_TOKEN" in finding.text
    assert list(check_admins(public=True, options=options, tokens=Tokens(metrics="m"))) == []
    assert list(check_admins(public=False, options=options, tokens=Tokens())) == []
    named = JupyterLit(config=Config({"JupyterLit": {"admins": {"ann"}}}))
    assert list(check_admins(public=True, options=named, tokens=Tokens())) == []


@pytest.mark.parametrize(
    ("ip", "options", "told"),
    [
        ("0.0.0.0", {}, []),
        ("0.0.0.0", {"trusted_proxies": "10.0.0.0/8"}, [("ok", "Proxies are believed where")]),
        ("0.0.0.0", {"trusted_proxies": "10.0.0.0/8", "proxy_user_header": "Remote-User"}, []),
        ("localhost", {"proxy_user_header": "Remote-User"}, [("ok", "Remote-User is believed of proxies on this")]),
        ("0.0.0.0", {"proxy_user_header": "Remote-User"}, [("warning", "Remote-User is believed of proxies on this")]),
        ("0.0.0.0", {"proxy_groups_header": "Remote-Groups"}, [("warning", "--proxy-groups-header says nothing")]),
        (
            "0.0.0.0",
            {"trusted_proxies": "0.0.0.0/0", "proxy_user_header": "Remote-User"},
            [("error", "--trusted-proxies 0.0.0.0/0: who comes from there can claim to be anybody")],
        ),
    ],
)
def test_proxies_that_name_nobody_or_anybody_are_told(
    ip: str, options: dict[str, object], told: list[tuple[str, str]]
) -> None:
    found = list(check_proxies(ip=ip, options=JupyterLit(config=Config({"JupyterLit": options}))))
    assert [finding.level for finding in found] == [level for level, _ in told]
    assert all(finding.text.startswith(text) for finding, (_, text) in zip(found, told, strict=True))
