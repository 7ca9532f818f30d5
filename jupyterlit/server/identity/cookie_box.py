"""What a browser keeps for us and can neither read nor change."""

from __future__ import annotations

import base64
import binascii
import functools
import re
import secrets
from collections.abc import Sequence
from importlib import import_module

from tornado.web import RequestHandler

from jupyterlit.errors import MissingPackage

PART = 3500  # bytes of one cookie; browsers take 4096 with its name
PARTS = 2  # more would be refused by proxies, which have room for 8 kB of a header
_NONCE = 12
_OTHERS = re.compile(r"[^A-Za-z0-9]")


class CookieBox:
    """Encrypts and signs, with AES-GCM, for one purpose.

    Parameters
    ----------
    keys
        The first one locks, all open: a new one is put in front of the old one.
    purpose
        What is locked; nothing that was locked for another one can be opened.
    """

    def __init__(self, keys: Sequence[str], purpose: str) -> None:
        self._keys = [_derive(key, purpose) for key in keys]

    def close(self, data: bytes, place: str) -> str:
        """Return what only `open` with the same place can read, in letters that a cookie may have."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._keys[0]).encrypt(nonce, data, place.encode())
        return base64.urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()

    def open(self, text: str, place: str) -> bytes | None:
        """Return what was locked, None for what we have not locked for this place."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            return None
        for key in self._keys:
            try:
                return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
            except (InvalidTag, ValueError):
                continue
        return None


@functools.lru_cache(maxsize=256)
def _derive(key: str, purpose: str) -> bytes:
    try:
        import_module("joserfc")  # the login will need it, and finds nothing missing halfway
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    except ImportError as error:
        raise MissingPackage(
            "st.login needs joserfc, which the server's environment does not have: pip install 'jupyterlit[auth]'"
        ) from error
    return HKDF(SHA256(), 32, None, f"jupyterlit {purpose}".encode()).derive(key.encode())


def cookie_name(kind: str, handler: RequestHandler, realm: str = "") -> str:
    """Return a cookie's name. Cookies do not tell ports apart: two servers on one machine must not share one."""
    name = f"jupyterlit-{kind}-{_OTHERS.sub('-', handler.request.host)}"
    return f"{name}-{realm}" if realm else name


def keep_cookie(handler: RequestHandler, name: str, value: str, path: str, seconds: float) -> None:
    """Let the browser keep a value of any length that `room` allows, for so long."""
    parts = [value[start : start + PART] for start in range(0, len(value), PART)]
    for number in range(PARTS):
        each = _part(name, number)
        if number < len(parts):
            handler.set_cookie(  # pyright: ignore[reportUnknownMemberType]: tornado's
                each,
                parts[number],
                path=path,
                max_age=int(seconds),
                httponly=True,
                samesite="Lax",
                secure=handler.request.protocol == "https",
            )
        elif handler.get_cookie(each) is not None:
            forget_part(handler, each, path)


def kept_cookie(handler: RequestHandler, name: str) -> str:
    """Return the value that the browser has kept, empty if there is none."""
    return "".join(handler.get_cookie(_part(name, number)) or "" for number in range(PARTS))


def forget_cookie(handler: RequestHandler, name: str, path: str) -> None:
    """Let the browser forget a value, all of it."""
    for number in range(PARTS):
        if number == 0 or handler.get_cookie(_part(name, number)) is not None:
            forget_part(handler, _part(name, number), path)


def forget_part(handler: RequestHandler, name: str, path: str) -> None:
    """Let the browser forget one cookie."""
    handler.clear_cookie(name, path=path, httponly=True, samesite="Lax", secure=handler.request.protocol == "https")


def _part(name: str, number: int) -> str:
    return name if number == 0 else f"{name}-{number}"
