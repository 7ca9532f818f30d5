"""st.user, st.login, st.logout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.commands import user
from jupyterlit.config.sources import settings
from jupyterlit.errors import InvalidType, StateError, StreamlitAuthError
from jupyterlit.protocol.messages import Leave
from jupyterlit.secrets.store import Store
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused

ANN = {"name": "Ann of Sales", "preferred_username": "ann@example.org", "email": "ann@example.org"}


@pytest.fixture
def ann(run: Run) -> None:
    run.context.info = {"user": "ann@example.org", "identity": ANN}


@pytest.mark.usefixtures("ann")
def test_whom_jupyter_knows() -> None:
    assert (st.user.is_logged_in, st.user.name, st.user["email"]) == (True, "Ann of Sales", "ann@example.org")
    assert st.user.to_dict() == dict(st.user) == {"is_logged_in": True, **ANN}
    assert (len(st.user), "name" in st.user, st.user.get("picture"), repr(st.user)) == (
        4,
        True,
        None,
        repr(dict(st.user)),
    )
    assert dict(st.user.tokens) == {}
    with refused(KeyError, "st.user has no entry 'sub'. It has is_logged_in, name, preferred_username, email."):
        st.user["sub"]


@pytest.mark.parametrize("info", [{"user": None, "identity": {}}, {"user": "0" * 32, "identity": {}}, {}])
def test_nobody(run: Run, info: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    run.context.info = info
    assert (st.user.is_logged_in, dict(st.user), hasattr(st.user, "name")) == (False, {"is_logged_in": False}, False)
    with refused(
        AttributeError, "st.user has no entry 'name': nobody is logged in. Look at st.user.is_logged_in first."
    ):
        _ = st.user.name


def test_in_a_cell_it_is_who_has_the_kernel(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")
    assert dict(st.user) == {"is_logged_in": True, "name": "bob", "preferred_username": "bob"}


def test_on_a_page_it_is_nobody_whoever_has_the_kernel(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")
    run.context.info = {"user": None, "identity": {}}
    assert dict(st.user) == {"is_logged_in": False}


def test_nothing_can_be_changed(run: Run) -> None:
    user: Any = st.user
    message = "st.user cannot be changed. Keep 'name' in st.session_state."
    with refused(StateError, message):
        user.name = "bob"
    with refused(StateError, message):
        user["name"] = "bob"


def test_it_can_be_written() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.write(st.user)").run()
    assert app.json[0].value == '{"is_logged_in": false}'


CLAIMS = {"iss": "https://id.example", "sub": "7", "name": "Ann"}


def test_who_has_logged_in(run: Run) -> None:
    run.context.info = {"user": "oidc:7", "identity": CLAIMS, "tokens": {"id": "abc"}}
    assert st.user.to_dict() == {"is_logged_in": True, **CLAIMS, "tokens": {"id": "abc"}}
    assert (st.user.tokens["id"], st.user.tokens.id, st.user.tokens.to_dict()) == ("abc", "abc", {"id": "abc"})
    assert repr(st.user.tokens) == "<st.user.tokens: id>"
    message = "st.user.tokens has no token 'access'. Write expose_tokens = [\"access\"] into [auth] of secrets.toml."
    with refused(KeyError, message):
        st.user.tokens["access"]
    with refused(AttributeError, message):
        _ = st.user.tokens.access
    run.context.info = {"user": "oidc:7", "identity": CLAIMS, "tokens": {}}
    assert (st.user.to_dict()["tokens"], repr(st.user.tokens)) == ({}, "<st.user.tokens: none>")


AUTH = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "0123456789abcdef",
    "client_id": "app",
    "client_secret": "secret of app",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


@pytest.fixture
def auth(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The [auth] that the app has."""
    entries: dict[str, Any] = {"auth": dict(AUTH)}
    monkeypatch.setattr(user, "this_store", lambda: Store(Path.cwd(), entries))
    return entries["auth"]


def test_readers_are_sent_to_the_provider_and_the_script_goes_on(run: Run, auth: dict[str, Any]) -> None:
    auth["google"] = AUTH
    st.login()
    st.login("google")
    st.logout()
    assert run.sent == [Leave(to="login"), Leave(to="login", provider="google"), Leave(to="logout")]


@pytest.mark.parametrize(
    ("provider", "lacks", "message"),
    [
        (None, "cookie_secret", "st.login: [auth] in secrets.toml lacks cookie_secret. Add it, as text."),
        (None, "client_id", "st.login: [auth] in secrets.toml lacks client_id. Add it, as text."),
        (
            "google",
            "",
            "st.login: provider='google' is none of the providers in secrets.toml. Write an [auth.google] there.",
        ),
    ],
)
@pytest.mark.usefixtures("run")
def test_an_auth_that_cannot_be_used(auth: dict[str, Any], provider: str | None, lacks: str, message: str) -> None:
    auth.pop(lacks, None)
    with refused(StreamlitAuthError, message):
        st.login(provider)


@pytest.mark.usefixtures("run")
def test_nobody_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings()  # what it remembers is of where tests run
    monkeypatch.chdir(tmp_path)
    with refused(
        StreamlitAuthError,
        "st.login: nobody is named who could say who a reader is. Write an [auth] with redirect_uri, cookie_secret, "
        "client_id, client_secret and server_metadata_url into .streamlit/secrets.toml.",
    ):
        st.login()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth")
    with pytest.raises(StreamlitAuthError, match=r"^st.login: .*secrets.toml is no TOML"):
        st.login()


@pytest.mark.usefixtures("auth")
def test_in_a_notebook_there_is_nobody_to_log_in(run: Run) -> None:
    run.context.info = {"notebook": True}
    rest = (
        "an app in a notebook is for whoever has the notebook, and they are logged in to Jupyter. It works on a page: "
        "jupyter lit serve FILE."
    )
    with refused(StreamlitAuthError, f"st.login: {rest}"):
        st.login()
    with refused(StreamlitAuthError, f"st.logout: {rest}"):
        st.logout()


def test_a_provider_that_is_no_name(run: Run) -> None:
    wrong: Any = 3
    with refused(InvalidType, "st.login: provider=3 is a int. Pass a name, or nothing."):
        st.login(wrong)


def test_in_a_test_it_is_as_on_a_page() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.login(); st.write('on'); st.logout()")
    assert "nobody is named" in app.run().exception[0].value
    app.secrets["auth"] = AUTH
    app.run()
    assert (len(app.exception), app.markdown[0].value) == (0, "on")


def test_outside_of_an_app_nothing_happens() -> None:
    st.logout()
