"""Identity: who a visitor is, what is known of them and which roles they have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
from jupyter_server.auth.identity import User

ADMIN = "admin"  # the role of those who may look after the server
_MADE_UP = re.compile(r"[0-9a-f]{32}")  # whoever has Jupyter's token or password
_CLAIMS = ("roles", "groups")


class Identity(msgspec.Struct, frozen=True):
    """Somebody who is known. Nothing of it comes from what a browser says of itself.

    Parameters
    ----------
    user
        The name that sessions are bound to, with where it is from: `oidc:<issuer>#<subject>`, `hub:alice`,
        `proxy:alice`. What Jupyter's own identity provider calls them stands as it is.
    claims
        What apps may know, in the words of OpenID Connect; empty for one who has come by a token alone.
    roles
        What they may see where that is not for everybody.
    tokens
        What an app may show to others on their behalf, where its author wants that.
    """

    user: str
    claims: Mapping[str, Any] = {}
    roles: frozenset[str] = frozenset()
    tokens: Mapping[str, str] = {}

    @property
    def names(self) -> frozenset[str]:
        """What an administrator may call them: by nothing that somebody else could have claimed to be."""
        names = {self.user}
        if self.user.startswith(("hub:", "proxy:")):
            names.add(self.user.partition(":")[2])
        elif self.claims.get("email_verified") is True and isinstance(email := self.claims.get("email"), str):
            names.add(email)
        return frozenset(names)

    def with_admin(self, admins: Collection[str]) -> Identity:
        """Return the same with the role of an administrator, if they are named among these."""
        if ADMIN in self.roles or self.names.isdisjoint(admins):
            return self
        return msgspec.structs.replace(self, roles=self.roles | {ADMIN})


def claims_of(user: User) -> dict[str, Any]:
    """Return what is known of a user of Jupyter's; nothing of one whom it has made up."""
    if _MADE_UP.fullmatch(user.username):
        return {}
    claims = {"name": user.display_name, "preferred_username": user.username}
    if "@" in user.username:
        claims["email"] = user.username
    if user.avatar_url:
        claims["picture"] = user.avatar_url
    return claims


def roles_in(claims: Mapping[str, Any], name: str = "") -> frozenset[str]:
    """Return the roles that claims give.

    Parameters
    ----------
    claims
        What a provider says.
    name
        The claim that lists them, `realm_access.roles` for one within another; without, both `roles` and `groups`.
    """
    return frozenset(role for each in ((name,) if name else _CLAIMS) for role in _texts_in(_find(claims, each)))


def _find(claims: Mapping[str, Any], name: str) -> object:
    """Return a claim; names of claims may be addresses, which have dots as well."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    within = claims.get(first)
    return _find(cast("Mapping[str, Any]", within), rest) if rest and isinstance(within, Mapping) else None


def _texts_in(value: object) -> Iterator[str]:
    """Return texts of a list; a single one may stand for itself."""
    values = [value] if isinstance(value, str) else value
    if isinstance(values, Sequence):
        yield from (each for each in cast("Sequence[object]", values) if isinstance(each, str) and each)
