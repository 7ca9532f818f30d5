"""st.user, st.login, st.logout."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import StateError, StreamlitAuthError
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


def test_logging_in_is_jupyters_to_do(run: Run) -> None:
    rest = (
        "an app cannot log anybody in, Jupyter does that before it is seen. Serve it behind JupyterHub, or set "
        "c.ServerApp.identity_provider_class, and read st.user."
    )
    with refused(StreamlitAuthError, f"st.login: {rest}"):
        st.login()
    with refused(StreamlitAuthError, f"st.login: provider='google': {rest}"):
        st.login("google")
    with refused(
        StreamlitAuthError,
        "st.logout: an app cannot log anybody out, for Jupyter has let them in. Link to its page for that: /logout, or "
        "/hub/logout behind JupyterHub.",
    ):
        st.logout()
