from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from typing import Any, cast

import pytest
from jupyter_server.auth.identity import User
from tornado.web import HTTPError

from jupyterlit.errors import MissingPackage
from jupyterlit.server.identity.hub import HubPlace, hub_identity, hub_keeps, started_by_hub

SERVICE = {
    "JUPYTERHUB_API_TOKEN": "secret",
    "JUPYTERHUB_SERVICE_NAME": "sales",
    "JUPYTERHUB_SERVICE_PREFIX": "/services/sales/",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8123",
    "JUPYTERHUB_USER": "daemon",
}
SERVER = {
    "JUPYTERHUB_API_TOKEN": "secret",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/sales/",
    "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:8123/user/ann/sales/",
    "JUPYTERHUB_USER": "ann",
}
NONE: set[str] = set()


class HubUser(User):
    """A user as JupyterHub's identity provider makes them."""

    def __init__(self, hub_user: Mapping[str, Any]) -> None:
        self.hub_user = hub_user
        super().__init__(hub_user["name"])


def hub_user(name: str, **model: Any) -> User:
    return HubUser({"kind": "user", "name": name, "admin": False, "groups": [], "scopes": [], **model})


@pytest.mark.parametrize(
    ("environ", "place"),
    [
        (SERVICE, HubPlace("127.0.0.1", 8123, "/services/sales/", service=True)),
        (SERVER, HubPlace("0.0.0.0", 8123, "/user/ann/sales/")),
        ({**SERVER, "JUPYTERHUB_SERVICE_URL": "http://:8123/"}, HubPlace("", 8123, "/user/ann/sales/")),
        ({**SERVER, "JUPYTERHUB_SERVICE_URL": "https://[::1]/"}, HubPlace("::1", 443, "/user/ann/sales/")),
        ({}, None),
        ({**SERVICE, "JUPYTERHUB_API_TOKEN": ""}, None),
        ({name: value for name, value in SERVICE.items() if name != "JUPYTERHUB_SERVICE_URL"}, None),
        # In a terminal and in a notebook of somebody's server the Hub's variables are about that server.
        ({**SERVER, "JUPYTER_SERVER_URL": "http://127.0.0.1:8123/user/ann/"}, None),
        ({**SERVER, "JPY_PARENT_PID": "7"}, None),
    ],
)
def test_where_the_hub_expects_a_server(environ: dict[str, str], place: HubPlace | None) -> None:
    assert started_by_hub(environ) == place


def test_without_jupyterhub_its_users_cannot_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_spec(name: str) -> None:
        """Find nothing."""

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    with pytest.raises(MissingPackage, match=re.escape("pip install 'jupyterlit[hub]'.")):
        started_by_hub(SERVICE)
    assert started_by_hub({}) is None


def test_only_servers_of_people_report_that_they_are_used() -> None:
    service, server = (cast(HubPlace, started_by_hub(environ)).config() for environ in (SERVICE, SERVER))
    assert service == {
        "ServerApp": {"default_url": "/services/sales/"},
        "JupyterHubSingleUser": {"hub_activity_interval": 0},
    }
    assert server == {"ServerApp": {"default_url": "/user/ann/sales/"}}


@pytest.mark.parametrize(
    ("user", "environ", "name", "roles"),
    [
        (hub_user("bob"), SERVICE, "hub:bob", NONE),
        (hub_user("bob", groups=["staff", "ops"]), SERVICE, "hub:bob", {"staff", "ops"}),
        (hub_user("bob", admin=True, groups=["staff"]), SERVICE, "hub:bob", {"staff", "admin"}),
        (hub_user("ann"), SERVER, "hub:ann", {"admin"}),
        (hub_user("bob"), SERVER, "hub:bob", NONE),
        # The account that a service runs under is no user of the Hub's, nor is a service one.
        (hub_user("daemon"), SERVICE, "hub:daemon", NONE),
        (hub_user("ann", kind="service", admin=True), SERVER, "hub-service:ann", NONE),
    ],
)
def test_groups_are_roles_and_admins_and_owners_look_after_the_server(
    user: User, environ: dict[str, str], name: str, roles: set[str]
) -> None:
    identity = hub_identity(user, environ)
    assert identity is not None
    assert (identity.user, identity.roles) == (name, roles)


def test_what_apps_know_of_a_user() -> None:
    identity = hub_identity(hub_user("ann@example.org", groups=["staff"]), SERVICE)
    assert identity is not None
    assert identity.claims == {
        "name": "ann@example.org",
        "preferred_username": "ann@example.org",
        "email": "ann@example.org",
        "groups": ["staff"],
        "admin": False,
    }


def test_others_are_none_of_the_hubs() -> None:
    assert hub_identity(User("ann")) is None


class Hub:
    """The Hub as its own classes see it, and a request."""

    access_scopes = ("access:services!service=sales",)

    def __init__(self, answer: Mapping[str, Any] | HTTPError | None) -> None:
        self.hub_auth = self.identity_provider = self
        self._answer = answer
        self.asked: list[tuple[str, str]] = []

    def get_session_id(self, handler: object) -> str:
        return "its session"

    def get_token(self, handler: object) -> str:
        return "its token"

    async def user_for_token(self, token: str, *, session_id: str, sync: bool) -> Mapping[str, Any] | None:
        assert not sync
        self.asked.append((token, session_id))
        if isinstance(self._answer, HTTPError):
            raise self._answer
        return self._answer

    def check_scopes(self, needed: tuple[str, ...], model: Mapping[str, Any]) -> set[str]:
        return {*needed} & {*model["scopes"]}


MAY = [*Hub.access_scopes]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ({"name": "ann", "groups": ["staff"], "scopes": MAY}, True),
        (HTTPError(502), True),  # who has logged out cannot be known
        (None, False),
        ({"name": "ann", "groups": ["staff"], "scopes": []}, False),
        ({"name": "ann", "groups": [], "scopes": MAY}, False),
        ({"name": "ann", "groups": ["staff"], "admin": True, "scopes": MAY}, False),
        ({"name": "bob", "groups": ["staff"], "scopes": MAY}, False),
    ],
)
async def test_who_stays_is_for_the_hub_to_say(answer: Any, kept: bool) -> None:
    hub = Hub(answer)
    handler: Any = hub
    assert await hub_keeps(handler, hub_user("ann", groups=["staff"])) is kept
    assert hub.asked == [("its token", "its session")]


async def test_others_stay_without_the_hub() -> None:
    hub: Any = Hub(None)
    hub.hub_auth = None
    assert await hub_keeps(hub, User("ann"))
