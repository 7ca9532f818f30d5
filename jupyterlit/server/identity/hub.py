"""Started by JupyterHub, as a service or as somebody's server: where to listen, and whom the Hub lets in.

Who they are and whether they may is for JupyterHub's own classes to say: its single-user extension, which every
notebook server of a Hub has, brings the login, the cookies, the check of scopes and the report of activity.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
from jupyter_server.auth.identity import User
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError
from traitlets.config import Config

from jupyterlit.errors import MissingPackage
from jupyterlit.server.identity.identity import ADMIN, Identity

EXTENSION = "jupyterhub"
_NEEDED = ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_SERVICE_PREFIX")
_INSIDE = ("JUPYTER_SERVER_URL", "JPY_PARENT_PID", "JPY_SESSION_NAME")  # of Jupyter's terminals and kernels
_PORTS = {"http": 80, "https": 443}


class HubPlace(msgspec.Struct, frozen=True):
    """Where JupyterHub expects a server: its address, and the path below which it lies."""

    ip: str
    port: int
    base_url: str
    service: bool = False

    def config(self) -> Config:
        """Return what Jupyter Server is to know besides what JupyterHub's extension tells it."""
        config = Config()
        config.ServerApp.default_url = self.base_url
        if self.service:  # only people have servers whose activity the Hub asks for
            config.JupyterHubSingleUser.hub_activity_interval = 0
        return config


def started_by_hub(environ: Mapping[str, str] = os.environ) -> HubPlace | None:
    """Return where JupyterHub expects this process; None if somebody else has started it.

    Who starts a server in a terminal or a notebook of their own server has the Hub's variables, too: they are about
    that one.

    Raises
    ------
    MissingPackage
        JupyterHub is not there to ask it who its users are.
    """
    if not all(environ.get(name) for name in _NEEDED) or any(environ.get(name) for name in _INSIDE):
        return None
    if importlib.util.find_spec(EXTENSION) is None:
        raise MissingPackage(
            "JupyterHub has started this server, which needs the package jupyterhub to know the Hub's users. "
            "Install it here: pip install 'jupyterlit[hub]'."
        )
    url = urlsplit(environ["JUPYTERHUB_SERVICE_URL"])
    return HubPlace(
        ip=url.hostname or "",
        port=url.port or _PORTS.get(url.scheme, 80),
        base_url=environ["JUPYTERHUB_SERVICE_PREFIX"],
        service=bool(environ.get("JUPYTERHUB_SERVICE_NAME")),
    )


def hub_identity(user: User, environ: Mapping[str, str] = os.environ) -> Identity | None:
    """Return who a user of JupyterHub's is; None if somebody else has let them in.

    Their groups are roles. The Hub's admins have the role "admin" besides, and so has whose server it is.
    """
    model: Mapping[str, Any] | None = getattr(user, "hub_user", None)
    if model is None:
        return None
    name, groups = str(model["name"]), [str(group) for group in model.get("groups") or ()]
    person = model.get("kind", "user") == "user"  # services have names of their own, and may be called as somebody is
    admin = person and (bool(model.get("admin")) or _owns(name, environ))
    claims = {"name": user.display_name or name, "preferred_username": name, "groups": groups, "admin": admin}
    if "@" in name:
        claims["email"] = name
    if user.avatar_url:
        claims["picture"] = user.avatar_url
    return Identity(
        user=f"hub:{name}" if person else f"hub-service:{name}",
        claims=claims,
        roles=frozenset([*groups, *([ADMIN] if admin else [])]),
    )


def _owns(name: str, environ: Mapping[str, str]) -> bool:
    """Tell whether the server is this user's: a service has an account of the machine in the same variable."""
    return not environ.get("JUPYTERHUB_SERVICE_NAME") and environ.get("JUPYTERHUB_USER") == name


async def hub_keeps(handler: JupyterHandler, user: User | None) -> bool:
    """Tell whether JupyterHub still lets in whom it has, with the same roles; a Hub that is away changes nothing.

    It is asked no more often than its own classes ask (`c.HubOAuth.cache_max_age`).
    """
    provider: Any = handler.identity_provider
    auth: Any = getattr(provider, "hub_auth", None)
    if auth is None or user is None:
        return True
    try:
        session = auth.get_session_id(handler)
        model = await auth.user_for_token(auth.get_token(handler) or "", session_id=session, sync=False)
    except HTTPError:
        return True
    if model is None or not auth.check_scopes(auth.access_scopes, model):
        return False
    return hub_identity(type(user)(model)) == hub_identity(user)
