"""Who may look after a server: see its admin page, and read its metrics."""

from __future__ import annotations

import hmac
import re
from collections.abc import MutableMapping

import msgspec
from jupyter_core.utils import ensure_async
from jupyter_server.auth.identity import PasswordIdentityProvider
from tornado import web

from jupyterlit.errors import InvalidValue
from jupyterlit.server.identity.identity import ADMIN
from jupyterlit.server.web.visitors import VisitorMixin

TOKENS = "jupyterlit_tokens"  # the key in tornado's settings
ADMIN_VARIABLE, METRICS_VARIABLE = "JUPYTERLIT_ADMIN_TOKEN", "JUPYTERLIT_METRICS_TOKEN"
SHORT = 16  # characters of a token below which it can be guessed
_HEADER = re.compile(r"(?:token|bearer)\s+(\S+)\s*", re.IGNORECASE)


class Tokens(msgspec.Struct, frozen=True):
    """What lets in who comes without a login; empty where nothing does."""

    admin: str = ""
    metrics: str = ""

    @classmethod
    def take(cls, environment: MutableMapping[str, str]) -> Tokens:
        """Take the tokens out of the environment: the kernels, whose environment this is, do without.

        Raises
        ------
        InvalidValue
            One can be guessed.
        """
        found = {name: environment.pop(name, "").strip() for name in (ADMIN_VARIABLE, METRICS_VARIABLE)}
        for name, token in found.items():
            if 0 < len(token) < SHORT:
                raise InvalidValue(
                    f"{name} has {len(token)} characters. Take at least {SHORT} that nobody can guess: "
                    "python -c 'import secrets; print(secrets.token_urlsafe(24))'"
                )
        return cls(*found.values())


def tokens_of(handler: VisitorMixin) -> Tokens:
    """Return the tokens of this server."""
    found = handler.settings.get(TOKENS)
    return found if isinstance(found, Tokens) else Tokens()


def has_token(handler: VisitorMixin, token: str) -> bool:
    """Tell whether a request carries a token in its header `Authorization`.

    Raises
    ------
    HTTPError
        Too many wrong ones have come from its network.
    """
    found = _HEADER.fullmatch(handler.request.headers.get("Authorization", ""))
    return bool(token) and found is not None and is_token(handler, found[1], token)


def is_token(handler: VisitorMixin, given: str, token: str) -> bool:
    """Tell whether what somebody shows is a token; one that Jupyter knows them by is no wrong one.

    Raises
    ------
    HTTPError
        Too many wrong ones have come from their network.
    """
    guesses, ip = handler.runtime.limits.guesses, handler.request.remote_ip or ""
    if not guesses.may_try(ip):
        raise web.HTTPError(429)
    right = same(given, token)
    if not right and not handler.token_authenticated:
        handler.log.warning("Administration: a wrong token was given from %s.", ip)
        guesses.note(ip)
    return right


def same(given: str, token: str) -> bool:
    """Compare in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode(), token.encode())


async def admin_by_login(handler: VisitorMixin) -> str:
    """Return the name of an administrator who has logged in; empty for everybody else.

    That is who has the role `admin`, or is named in the option `admins`, and on a server that is not public whoever
    has shown Jupyter its token or password.
    """
    known = handler.identity
    if known is None:
        return ""
    if ADMIN in known.roles:
        return str(known.claims.get("preferred_username") or known.user)
    provider = handler.identity_provider
    owner = (
        isinstance(provider, PasswordIdentityProvider) and provider.auth_enabled and known.user == _own_name(handler)
    )
    if handler.runtime.public or not owner:
        return ""
    allowed = handler.authorizer.is_authorized(handler, handler.current_user, "execute", "jupyterlit-admin")
    return "the owner of the server" if await ensure_async(allowed) else ""


def _own_name(handler: VisitorMixin) -> str:
    """Return what Jupyter itself calls the one who asks."""
    return handler.current_user.username if handler.current_user else ""
