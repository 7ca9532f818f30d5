from __future__ import annotations

from typing import Any

import pytest
from jupyter_server.auth.identity import User
from tornado.web import HTTPError

from jupyterlit.server.identity.identity import Identity
from jupyterlit.server.identity.known import identity_of
from jupyterlit.server.options import JupyterLit
from tests.server.identity.test_hub import hub_user
from tests.server.identity.test_proxy_headers import request


class Asked:
    """What is known of a request."""

    def __init__(self, user: User | None = None, *, auth_enabled: bool = True, **headers: str) -> None:
        self.current_user = user
        self.identity_provider = self
        self.auth_enabled = auth_enabled
        self.request = request(**headers)


def known(options: JupyterLit, asked: Asked) -> Identity | None:
    handler: Any = asked
    return identity_of(handler, options)


ANN = User("ann", "Ann")


def test_nobody_is_known_of_themselves() -> None:
    assert known(JupyterLit(), Asked(X_Forwarded_User="ann")) is None


def test_jupyters_users_are_known_by_their_names() -> None:
    assert known(JupyterLit(), Asked(ANN)) == Identity("ann", {"name": "Ann", "preferred_username": "ann"})


def test_the_hubs_users_have_roles() -> None:
    found = known(JupyterLit(), Asked(hub_user("ann", groups=["staff"])))
    assert found is not None
    assert (found.user, found.roles) == ("hub:ann", {"staff"})


def test_whom_the_proxy_names_comes_before_whom_jupyter_knows() -> None:
    options = JupyterLit(proxy_user_header="X-Forwarded-User")
    found = known(options, Asked(ANN, X_Forwarded_User="bob"))
    assert found is not None
    assert found.user == "proxy:bob"


def test_where_the_proxy_says_who_comes_an_open_jupyter_says_nothing() -> None:
    options = JupyterLit(proxy_user_header="X-Forwarded-User")
    assert known(options, Asked(ANN, auth_enabled=False)) is None
    assert known(options, Asked(ANN)) is not None


def test_a_name_that_cannot_be_is_refused() -> None:
    with pytest.raises(HTTPError, match="X-Forwarded-User is empty"):
        known(JupyterLit(proxy_user_header="X-Forwarded-User"), Asked(X_Forwarded_User=""))
