"""What a browser keeps while its reader is away to log in, and where it may come back to."""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections.abc import Mapping
from typing import cast
from urllib.parse import unquote

import msgspec
from jupyter_server.base.handlers import JupyterHandler

from jupyterlit.secrets.auth import Auth
from jupyterlit.server.identity.cookie_box import CookieBox, cookie_name, forget_part

SECONDS = 600.0  # for which a login may take
_LONGEST = 1500  # letters of an address to come back to
_MOST = 4  # logins of one browser at a time
_TAG = 8
_STATE = re.compile(r"[A-Za-z0-9_-]{43}")
_PLACE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


class Flow(msgspec.Struct, frozen=True):
    """A login on its way: `state`, `nonce` and `verifier` are known to this browser, and each to whom it concerns."""

    app: str
    provider: str
    next: str
    state: str
    nonce: str
    verifier: str
    made: float

    @classmethod
    def new(cls, app: str, provider: str, place: str) -> Flow:
        """Return one that nobody can guess."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(app, provider, place, state, nonce, verifier, time.time())


_decode = msgspec.json.Decoder(Flow).decode


def keep_flow(handler: JupyterHandler, auth: Auth, flow: Flow) -> None:
    """Let the browser keep a login while its reader is away, readable by nobody and for a short time."""
    prefix = cookie_name("flow", handler)
    cookies = cast("Mapping[str, object]", handler.request.cookies)  # pyright: ignore[reportUnknownMemberType]: tornado's
    others = [name for name in cookies if name.startswith(prefix)]
    for name in others[: max(0, len(others) - _MOST + 1)]:
        forget_part(handler, name, str(handler.base_url))
    # The name of the app is not locked in: it says which key opens the rest.
    value = f"{flow.app.encode().hex()}.{_box(auth).close(msgspec.json.encode(flow), flow.app)}"
    handler.set_cookie(  # pyright: ignore[reportUnknownMemberType]: tornado's
        _name(handler, flow.state),
        value,
        path=str(handler.base_url),
        max_age=int(SECONDS),
        httponly=True,
        samesite="Lax",
        secure=handler.request.protocol == "https",
    )


def app_of_flow(handler: JupyterHandler, state: str) -> str | None:
    """Return the app that a login is said to be for, None if this browser has begun none with that state."""
    if not _STATE.fullmatch(state):
        return None
    name, _, sealed = (handler.get_cookie(_name(handler, state)) or "").partition(".")
    try:
        return bytes.fromhex(name).decode() if sealed else None
    except ValueError:
        return None


def take_flow(handler: JupyterHandler, auth: Auth, app: str, state: str) -> Flow | None:
    """Return the login of this browser with that state, once: None where there is none."""
    name = _name(handler, state)
    value = handler.get_cookie(name) or ""
    forget_part(handler, name, str(handler.base_url))
    opened = _box(auth).open(value.partition(".")[2], app)
    try:
        flow = _decode(opened) if opened is not None else None
    except msgspec.MsgspecError:
        return None
    if flow is None or flow.app != app or not hmac.compare_digest(flow.state, state):
        return None
    return flow if 0 <= time.time() - flow.made + 1 <= SECONDS else None


def place_within(root: str, wanted: str) -> str:
    """Return where a browser is to be sent back to: an address of the app, its beginning for any other."""
    path, _, _ = wanted.partition("?")
    parts = unquote(path).split("/")
    beneath = path == root or path.startswith(root if root.endswith("/") else f"{root}/")
    fits = len(wanted) <= _LONGEST and _PLACE.fullmatch(wanted) is not None and wanted.isascii()
    return wanted if fits and beneath and "#" not in wanted and not {"..", "."}.intersection(parts) else root


def _name(handler: JupyterHandler, state: str) -> str:
    return cookie_name("flow", handler, state[:_TAG])


def _box(auth: Auth) -> CookieBox:
    return CookieBox(auth.keys, "flow")
