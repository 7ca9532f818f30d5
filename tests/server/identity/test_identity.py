from __future__ import annotations

from typing import Any

import pytest
from jupyter_server.auth.identity import User

from jupyterlit.server.identity.identity import Identity, claims_of, roles_in

NONE: set[str] = set()


@pytest.mark.parametrize(
    ("claims", "name", "roles"),
    [
        ({"roles": ["staff"], "groups": ["ops", "staff"]}, "", {"staff", "ops"}),
        ({"roles": "staff"}, "", {"staff"}),
        ({"roles": ["staff"], "groups": ["ops"]}, "groups", {"ops"}),
        ({"realm_access": {"roles": ["staff"]}}, "realm_access.roles", {"staff"}),
        ({"https://example.org/roles": ["staff"]}, "https://example.org/roles", {"staff"}),
        ({"realm_access": {"roles": ["staff"]}}, "", NONE),
        ({"realm_access": ["staff"]}, "realm_access.roles", NONE),
        ({"roles": ["staff", 3, None, ["admin"], ""]}, "", {"staff"}),
        ({"roles": {"admin": True}}, "", NONE),
        ({"roles": 3}, "", NONE),
        ({}, "", NONE),
    ],
)
def test_roles_that_claims_give(claims: dict[str, Any], name: str, roles: set[str]) -> None:
    assert roles_in(claims, name) == roles


@pytest.mark.parametrize(
    ("identity", "admins", "admin"),
    [
        (Identity("ann"), {"ann"}, True),
        (Identity("hub:ann"), {"ann"}, True),
        (Identity("proxy:ann"), {"proxy:ann"}, True),
        (Identity("ann"), {"bob"}, False),
        (Identity("ann", roles=frozenset({"admin"})), NONE, True),
        (Identity("oidc:https://id#7"), {"oidc:https://id#7"}, True),
        (Identity("oidc:https://id#7", {"email": "ann@id", "email_verified": True}), {"ann@id"}, True),
        # What everybody can write into a form of the provider's makes nobody an administrator.
        (Identity("oidc:https://id#7", {"email": "ann@id", "email_verified": False}), {"ann@id"}, False),
        (Identity("oidc:https://id#7", {"email": "ann@id", "email_verified": "true"}), {"ann@id"}, False),
        (Identity("oidc:https://id#7", {"email": "ann@id"}), {"ann@id"}, False),
        (Identity("oidc:https://id#7", {"preferred_username": "ann", "name": "ann"}), {"ann"}, False),
        (Identity("oidc:https://id#ann"), {"ann"}, False),
    ],
)
def test_who_is_an_administrator(identity: Identity, admins: set[str], admin: bool) -> None:
    assert ("admin" in identity.with_admin(admins).roles) is admin


def test_what_jupyter_knows_of_a_user() -> None:
    ann = User("ann@example.org", "ann", avatar_url="/ann.png")
    assert claims_of(ann) == {
        "name": "ann",
        "preferred_username": "ann@example.org",
        "email": "ann@example.org",
        "picture": "/ann.png",
    }
    assert claims_of(User("bob")) == {"name": "bob", "preferred_username": "bob"}
    assert claims_of(User("0123456789abcdef0123456789abcdef")) == {}
