"""Logins: who apps let say who a visitor is, and what a browser has been given to be known again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any, cast

import msgspec
from jupyter_server.base.handlers import JupyterHandler

from jupyterlit.errors import MissingPackage, StreamlitAuthError, StreamlitSecretNotFoundError
from jupyterlit.secrets.auth import Auth, Provider, auth_in
from jupyterlit.secrets.files import Stamp, places_of, read_all, stamp_of
from jupyterlit.server.app import App
from jupyterlit.server.identity.cookie_box import (
    PART,
    PARTS,
    CookieBox,
    cookie_name,
    forget_cookie,
    keep_cookie,
    kept_cookie,
)
from jupyterlit.server.identity.identity import Identity, roles_in
from jupyterlit.server.identity.oidc import Granted, OidcClient
from jupyterlit.server.runtime import RUNTIME, Runtime

LOGINS = "jupyterlit_logins"  # the key in tornado's settings
_DAY = 86400.0
_ROOM = PART * PARTS * 3 // 4 - 64  # bytes of which a cookie can hold the sealed letters
_KEPT = frozenset(("iss", "sub", "aud", "exp", "iat", "name", "email", "email_verified", "preferred_username"))
_CLIENTS = 100


class Login(msgspec.Struct, frozen=True):
    """What a browser keeps for us of a visitor who has logged in.

    `hint` reminds the provider of the login that is to end there, where none of the `tokens` does.
    """

    provider: str
    claims: dict[str, Any]
    tokens: dict[str, str]
    hint: str
    made: float
    until: float

    @property
    def user(self) -> str:
        """The name that sessions are bound to."""
        return f"oidc:{self.claims['iss']}#{self.claims['sub']}"

    @property
    def reminder(self) -> str:
        """What the provider knows the login by, empty if there was no room for it."""
        return self.tokens.get("id", self.hint)


_decode = msgspec.json.Decoder(Login).decode


class Logins:
    """The logins of a server's apps, as their secrets have them at present."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Stamp, Auth | None]] = {}
        self._clients: dict[str, OidcClient] = {}

    def auth_of(self, app: App) -> Auth | None:
        """Return the [auth] of an app, None if it has none.

        Raises
        ------
        StreamlitAuthError
            It cannot be used.
        """
        folder = Path(app.source.path).parent
        places = places_of(folder, app.settings)
        stamp = stamp_of(places)
        known = self._read.get(folder)
        if known is None or known[0] != stamp:
            try:
                auth = auth_in(read_all(places)) if stamp else None
            except StreamlitSecretNotFoundError as error:
                raise StreamlitAuthError(str(error).replace("st.secrets", "st.login", 1)) from None
            known = self._read[folder] = stamp, auth
        return known[1]

    def client(self, provider: Provider) -> OidcClient:
        """Return the client that asks a provider."""
        key = hashlib.sha256(msgspec.json.encode(msgspec.structs.astuple(provider))).hexdigest()
        client = self._clients.get(key)
        if client is None:
            if len(self._clients) >= _CLIENTS:
                self._clients.clear()
            client = self._clients[key] = OidcClient(provider)
        return client


def logins_of(handler: JupyterHandler) -> Logins:
    """Return the logins of a handler's server."""
    return cast(Logins, handler.settings.setdefault(LOGINS, Logins()))


def login_identity(handler: JupyterHandler) -> Identity | None:
    """Return who has logged in to the app that a request is about, None if nobody has."""
    runtime = _runtime(handler)
    app = cast("App | None", getattr(handler, "app", None)) or runtime.home
    # What is of no app is for those who are known to any that this server was started with.
    asked = [app] if app is not None else list(runtime.apps.values()) if not runtime.below else []
    for each in asked:
        try:
            found = login_of(handler, each)
        except StreamlitAuthError:
            continue
        if found is not None:
            return Identity(found.user, found.claims, roles_in(found.claims, runtime.options.roles_claim), found.tokens)
    return None


def login_of(handler: JupyterHandler, app: App) -> Login | None:
    """Return what a browser has been given when its reader logged in to an app; None for all else.

    Raises
    ------
    StreamlitAuthError
        The [auth] of the app cannot be used.
    """
    auth = logins_of(handler).auth_of(app)
    value = kept_cookie(handler, cookie_name("login", handler, auth.realm)) if auth else ""
    if auth is None or not value:
        return None
    try:
        opened = _box(auth).open(value, auth.realm)
    except MissingPackage:
        return None
    try:
        found = _decode(opened) if opened is not None else None
    except msgspec.MsgspecError:  # ours, of another version
        return None
    now = time.time()
    if found is None or found.until <= now or found.made > now + 60 or found.provider not in auth.names:
        return None
    return found


def begin_login(handler: JupyterHandler, auth: Auth, provider: Provider, granted: Granted) -> None:
    """Let a browser be known as its reader's, from now on."""
    tokens = {"id": granted.id_token, "access": granted.access_token}
    exposed = {name: token for name, token in tokens.items() if name in auth.exposed and token}
    now = time.time()
    days = _runtime(handler).options.cookie_days
    hint = "" if "id" in exposed else granted.id_token
    login = Login(provider.name, granted.claims, exposed, hint, now, now + days * _DAY)
    _keep(handler, auth, login)


def renew_login(handler: JupyterHandler, app: App) -> None:
    """Let a browser be known for longer, once half of the time is over."""
    try:
        auth, found = logins_of(handler).auth_of(app), login_of(handler, app)
    except StreamlitAuthError:
        return
    if auth is None or found is None:
        return
    now = time.time()
    days = _runtime(handler).options.cookie_days
    if now - found.made > (found.until - found.made) / 2:
        _keep(handler, auth, msgspec.structs.replace(found, made=now, until=now + days * _DAY))


def end_login(handler: JupyterHandler, auth: Auth) -> None:
    """Let a browser be known no more."""
    forget_cookie(handler, cookie_name("login", handler, auth.realm), str(handler.base_url))


def _keep(handler: JupyterHandler, auth: Auth, login: Login) -> None:
    fitting, left_out = fit(login, _runtime(handler).options.roles_claim)
    if left_out:
        handler.log.warning(
            "A login is too large for a cookie. These are left out of st.user: %s. Let the provider send less.",
            ", ".join(left_out),
        )
    value = _box(auth).close(msgspec.json.encode(fitting), auth.realm)
    name = cookie_name("login", handler, auth.realm)
    keep_cookie(handler, name, value, str(handler.base_url), fitting.until - fitting.made)


def fit(login: Login, roles_claim: str = "", room: int = _ROOM) -> tuple[Login, list[str]]:
    """Return as much of a login as a cookie has room for, and the names of what an app will miss.

    What logs out at the provider goes first, then the largest claims; what says who it is stays.
    """
    if len(msgspec.json.encode(login)) <= room:
        return login, []
    login = msgspec.structs.replace(login, hint="")
    claims, tokens, left_out = dict(login.claims), dict(login.tokens), list[str]()
    for table, name in _largest(claims, tokens, {*_KEPT, roles_claim, roles_claim.partition(".")[0]}):
        if len(msgspec.json.encode(login)) <= room:
            break
        del table[name]
        left_out.append(f"tokens.{name}" if table is tokens else name)
        login = msgspec.structs.replace(login, claims=claims, tokens=tokens)
    return login, left_out


def _largest(claims: dict[str, Any], tokens: dict[str, Any], kept: Collection[str]) -> list[tuple[dict[str, Any], str]]:
    """Return the claims and tokens that can be done without, the largest first."""
    found = [(claims, name) for name in claims if name not in kept] + [(tokens, name) for name in tokens]
    return sorted(found, key=lambda each: len(msgspec.json.encode(each[0][each[1]])), reverse=True)


def _box(auth: Auth) -> CookieBox:
    return CookieBox(auth.keys, "login")


def _runtime(handler: JupyterHandler) -> Runtime:
    return cast(Runtime, handler.settings[RUNTIME])
