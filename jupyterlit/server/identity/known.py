"""Who makes a request, whoever it is that knows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from jupyter_server.auth.identity import User
from jupyter_server.base.handlers import JupyterHandler

from jupyterlit.server.identity.hub import hub_identity
from jupyterlit.server.identity.identity import Identity, claims_of
from jupyterlit.server.identity.proxy_headers import proxy_identity
from jupyterlit.server.options import JupyterLit


def identity_of(handler: JupyterHandler, options: JupyterLit) -> Identity | None:
    """Return who makes a request, None for somebody unknown: the first answer counts.

    Raises
    ------
    HTTPError
        The proxy in front names somebody who cannot be.
    """
    return next((known for ask in _SOURCES if (known := ask(handler, options)) is not None), None)


def _by_proxy(handler: JupyterHandler, options: JupyterLit) -> Identity | None:
    return proxy_identity(options, handler.request)


def _by_hub(handler: JupyterHandler, options: JupyterLit) -> Identity | None:
    user = cast("User | None", handler.current_user)
    return None if user is None else hub_identity(user)


def _by_jupyter(handler: JupyterHandler, options: JupyterLit) -> Identity | None:
    """Return whom Jupyter's identity provider has let in."""
    user = cast("User | None", handler.current_user)
    provider: Any = handler.identity_provider  # whether it asks at all has no type
    if user is None or (options.proxy_user_header and not provider.auth_enabled):
        return None  # where everybody is let in, it is for the proxy to say whom
    return Identity(user.username, claims_of(user))


_Source = Callable[[JupyterHandler, JupyterLit], Identity | None]
_SOURCES: tuple[_Source, ...] = (_by_proxy, _by_hub, _by_jupyter)
