from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyterlit.errors import StreamlitAuthError
from jupyterlit.server.identity.cookie_box import CookieBox, cookie_name
from jupyterlit.server.runtime import RUNTIME, Runtime
from jupyterlit.server.web.logins import Login, Logins, fit, login_identity
from tests.secrets.test_auth import OWN, SHARED
from tests.server.identity.test_cookie_box import Handler as Browser

CLAIMS = {"iss": "https://id.example", "sub": "7", "name": "Ann", "roles": ["staff"]}
FRESH = Login("", CLAIMS, {"id": "t"}, "", 0.0, 0.0)


def write(folder: Path, **changed: Any) -> None:
    entries = {**SHARED, **OWN, **changed}
    (folder / ".streamlit").mkdir(exist_ok=True)
    lines = [f"{name} = {msgspec.json.encode(value).decode()}" for name, value in entries.items()]
    (folder / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]))


async def test_auth_is_read_when_it_has_changed(runtime: Runtime, notebook: Path) -> None:
    app = runtime.home
    assert app is not None
    logins = Logins()
    assert logins.auth_of(app) is None
    write(notebook.parent)
    first = logins.auth_of(app)
    assert first is not None
    assert first is logins.auth_of(app)
    write(notebook.parent, cookie_secret="another secret of sixteen and more")
    second = logins.auth_of(app)
    assert second is not None
    assert second.keys != first.keys
    assert logins.client(first.provider()) is logins.client(second.provider())
    write(notebook.parent, cookie_secret="x")
    with pytest.raises(StreamlitAuthError, match="cookie_secret has 1 characters"):
        logins.auth_of(app)
    (notebook.parent / ".streamlit" / "secrets.toml").write_text("[auth\n")
    with pytest.raises(StreamlitAuthError, match=r"^st.login: .*secrets.toml is no TOML"):
        logins.auth_of(app)


async def test_the_server_keeps_to_itself_what_it_reads(runtime: Runtime, notebook: Path) -> None:
    assert runtime.home is not None
    (notebook.parent / ".streamlit").mkdir()
    (notebook.parent / ".streamlit" / "secrets.toml").write_text('known_to_no_kernel = "correct horse"')
    assert Logins().auth_of(runtime.home) is None
    assert "known_to_no_kernel" not in os.environ


class Handler(Browser):
    """A request about the app, whose browser has the cookies that a test gives it."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self.settings = {RUNTIME: runtime}
        self.app = runtime.home


@pytest.fixture
def handler(runtime: Runtime, notebook: Path) -> Handler:
    write(notebook.parent)
    return Handler(runtime)


def known(handler: Any, login: Login, key: str = SHARED["cookie_secret"], realm: str = "") -> Any:
    """Return whom a server knows by a cookie."""
    auth = Logins().auth_of(handler.app)
    assert auth is not None
    value = CookieBox([key], "login").close(msgspec.json.encode(login), realm or auth.realm)
    handler.cookies = {cookie_name("login", handler, auth.realm): value}
    return login_identity(handler)


def login(**changed: Any) -> Login:
    now = time.time()
    return msgspec.structs.replace(FRESH, **{"made": now - 10, "until": now + 1000, **changed})


async def test_who_has_logged_in(handler: Handler) -> None:
    found = known(handler, login())
    assert (found.user, found.claims, found.roles, found.tokens) == (
        "oidc:https://id.example#7",
        CLAIMS,
        {"staff"},
        {"id": "t"},
    )


async def test_cookies_that_count_for_nothing(handler: Handler, notebook: Path) -> None:
    now = time.time()
    assert known(handler, login(until=now - 1)) is None
    assert known(handler, login(made=now + 600)) is None
    assert known(handler, login(provider="google")) is None  # [auth] has it no more
    assert known(handler, login(), key="somebody else's secret") is None
    assert known(handler, login(), realm="another") is None
    write(notebook.parent, old_cookie_secrets=["the secret of last year"])
    assert known(handler, login(), key="the secret of last year") is not None
    write(notebook.parent, cookie_secret="x")
    assert known_now(handler) is None


def known_now(handler: Any) -> Any:
    return login_identity(handler)


def test_everything_fits() -> None:
    assert fit(FRESH) == (FRESH, [])


def test_what_is_too_large_is_left_out_the_largest_first() -> None:
    claims = {**CLAIMS, "groups": ["g" * 100] * 90, "picture": "p" * 2500, "name": "n" * 100}
    large = msgspec.structs.replace(FRESH, claims=claims, tokens={"access": "a" * 2000}, hint="h" * 2000)
    less, left_out = fit(large, "roles")
    assert left_out == ["groups"]
    assert less.claims == {name: value for name, value in claims.items() if name != "groups"}
    assert (less.tokens, less.hint) == (large.tokens, "")
    least, left_out = fit(large, "roles", room=500)
    assert left_out == ["groups", "picture", "tokens.access"]
    assert least.claims == {**CLAIMS, "name": "n" * 100}
    with_groups, left_out = fit(large, "groups", room=10_000)
    assert left_out == ["picture", "tokens.access"]
    assert "groups" in with_groups.claims
