"""Streamlit's options where they concern the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyterlit.config.sources import LAUNCH_FOLDER
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.settings import environment_of, jupyter_options, obey, settings_of, take_flags


@pytest.mark.parametrize(
    ("line", "rest", "flags"),
    [
        ("app.py --port 80", "app.py --port 80", {}),
        ("app.py --server.port 80 --public", "app.py --public", {"server.port": "80"}),
        ("--theme.base=dark app.py", "app.py", {"theme.base": "dark"}),
        ("--server.runOnSave app.py", "app.py", {"server.runOnSave": "true"}),
        ("--server.runOnSave false app.py", "app.py", {"server.runOnSave": "false"}),
        ("--theme.light.sidebar.font serif", "", {"theme.light.sidebar.font": "serif"}),
        (
            "--server.corsAllowedOrigins https://a --server.corsAllowedOrigins https://b",
            "",
            {"server.corsAllowedOrigins": "https://a https://b"},
        ),
        ("--server.port 1 --server.port 2", "", {"server.port": "2"}),
        ("--Serve.port=1 --JupyterLit.kernels=2", "--Serve.port=1 --JupyterLit.kernels=2", {}),
        ("app.py -- --server.port 1", "app.py -- --server.port 1", {}),
        ("--server.prot 1", "", {"server.prot": "1"}),
    ],
)
def test_flags_of_streamlit_are_taken_from_the_others(line: str, rest: str, flags: dict[str, str]) -> None:
    assert take_flags(line.split()) == (rest.split(), flags)


@pytest.mark.parametrize("line", ["--server.port", "--server.port --public"])
def test_a_flag_without_its_value_is_refused(line: str) -> None:
    with pytest.raises(InvalidValue, match=r"--server\.port has no value"):
        take_flags(line.split())


def test_flags_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidType, match="whole number"):
        settings_of(tmp_path, {"server.port": "http"})
    with pytest.raises(InvalidValue, match=r"Did you mean server\.port\?"):
        settings_of(tmp_path, {"server.prot": "1"})


def test_kernels_have_the_flags_in_their_environment(tmp_path: Path) -> None:
    flags = {"theme.base": "dark", "logger.enableRich": "true"}
    assert environment_of(flags, tmp_path, "auto") == {"STREAMLIT_THEME_BASE": "dark", LAUNCH_FOLDER: str(tmp_path)}
    assert environment_of({}, tmp_path, "viewer")["STREAMLIT_CLIENT_TOOLBAR_MODE"] == "viewer"


def test_our_options_follow_unless_the_administrator_has_chosen(tmp_path: Path) -> None:
    flags = {
        "server.disconnectedSessionTTL": "7",
        "server.maxMessageSize": "3",
        "server.enableWebsocketCompression": "true",
    }
    options = JupyterLit()
    obey(options, settings_of(tmp_path), {})
    assert (options.session_timeout, options.max_message_size, options.compress) == (600.0, 10_000_000, False)
    obey(options, settings_of(tmp_path, flags), {"session_timeout": 600.0})
    assert (options.session_timeout, options.max_message_size, options.compress) == (600.0, 3_000_000, True)


@pytest.mark.parametrize(
    ("flags", "options"),
    [
        ({}, {}),
        ({"server.cookieSecret": "s"}, {"cookie_secret": b"s"}),
        ({"server.sslCertFile": "a.pem", "server.sslKeyFile": "b.pem"}, {"certfile": "a.pem", "keyfile": "b.pem"}),
        ({"server.enableCORS": "false"}, {"allow_origin": "*"}),
        (
            {"server.corsAllowedOrigins": "https://a.b/ http://c:1"},
            {"allow_origin_pat": r"^https://a\.b$|^http://c:1$"},
        ),
        ({"server.enableXsrfProtection": "false"}, {"disable_check_xsrf": True}),
        (
            {"server.allowedHosts": "a.b c.d"},
            {"allow_remote_access": False, "local_hostnames": ["localhost", "a.b", "c.d"]},
        ),
        ({"server.allowedHosts": "*"}, {}),
        ({"server.websocketPingInterval": "9"}, {"tornado_settings": {"websocket_ping_interval": 9}}),
    ],
)
def test_jupyter_server_is_told_in_its_own_words(
    tmp_path: Path, flags: dict[str, str], options: dict[str, Any]
) -> None:
    assert jupyter_options(settings_of(tmp_path, flags)) == options


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ({"server.sslCertFile": "a.pem"}, "belong together"),
        ({"server.allowedHosts": "*.example.com"}, "is a pattern"),
    ],
)
def test_what_jupyter_server_cannot_do_is_refused(tmp_path: Path, flags: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        jupyter_options(settings_of(tmp_path, flags))
