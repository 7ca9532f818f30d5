"""Which store the administrator has chosen for sessions, and the key of its seals."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jupyter_core.paths import jupyter_data_dir

from jupyterlit.caching.seal import Broken, secret_in
from jupyterlit.errors import InvalidValue
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.redis_leases import RedisLeases
from jupyterlit.server.storage.redis_post import RedisPost
from jupyterlit.server.storage.redis_shelf import RedisShelf
from jupyterlit.server.storage.sealed_store import SealedStore
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionStore
from jupyterlit.server.storage.sqlite_shelf import SQLiteShelf

KEY_VARIABLE = "JUPYTERLIT_SESSION_KEY"
_REDIS = ("redis", "rediss", "unix")
_SHORT = 32  # characters of a key below which it can be guessed
_OTHERS = re.compile(r"[^A-Za-z0-9_-]+")


def open_store(options: JupyterLit, path: Path, log: logging.Logger, *, default: str) -> SessionStore:
    """Return the store of an app's sessions.

    Parameters
    ----------
    options
        What the administrator has chosen.
    path
        The app's file.
    log
        Is told of what the store does not believe.
    default
        The store where none has been chosen.

    Raises
    ------
    InvalidValue
        There is no such store, or it cannot be guarded.
    """
    chosen = options.session_store or default
    kind = urlsplit(chosen).scheme or chosen
    if kind == "memory":
        return MemorySessionStore()
    app, lifetime = path.stem, max(options.session_ttl, options.session_timeout)
    if kind == "sqlite":
        file = _file_of(chosen, path)
        try:
            secret = _secret(options, file.parent)
        except InvalidValue as error:
            if options.session_store or options.session_key:
                raise
            log.warning("Sessions end with the server. %s", error)
            return MemorySessionStore()
        return SealedStore(SQLiteShelf(file, log), secret, app, lifetime, log)
    if kind in _REDIS:
        try:
            shelf = RedisShelf(chosen, app, lifetime)
        except ValueError as error:
            raise InvalidValue(f"--session-store is no URL of a Redis server: {error}.") from error
        secret = _secret(options, folder())
        return SealedStore(shelf, secret, app, lifetime, log, RedisPost(shelf), RedisLeases(shelf, secret))
    raise InvalidValue(
        f"--session-store={kind!r} is unknown. Give memory, sqlite, sqlite:///FILE or redis://HOST:PORT/0."
    )


def shared_secret(options: JupyterLit, purpose: str) -> bytes | None:
    """Return a secret for one purpose that all servers of a shared store have; None where none is shared.

    Parameters
    ----------
    options
        What the administrator has chosen.
    purpose
        What it is for: for each another one, of which nothing follows about the others.
    """
    if not on_redis(options.session_store) or not (key := _key(options)):
        return None
    return hmac.digest(_condensed(key), f"jupyterlit {purpose}".encode(), "sha256")


def on_redis(url: str) -> bool:
    """Tell whether a store is in Redis, by its address."""
    return urlsplit(url).scheme in _REDIS


def folder() -> Path:
    """Return where files of sessions are, and the key of their seals."""
    return Path(jupyter_data_dir()) / "jupyterlit" / "sessions"


def _file_of(url: str, path: Path) -> Path:
    if "://" not in url:
        digest = hashlib.blake2b(str(path.resolve()).encode(), digest_size=6).hexdigest()
        return folder() / f"{_OTHERS.sub('-', path.stem)[:40]}-{digest}.sqlite"
    parts = urlsplit(url)
    file = unquote(parts.path)[1:]
    if parts.netloc or not file:
        raise InvalidValue(
            f"--session-store={url!r} names no file. Write sqlite:///FILE, sqlite:////FILE from the root."
        )
    return Path(file).expanduser().absolute()


def _key(options: JupyterLit) -> str:
    """Return the administrator's key: the kernels, whose environment this is, do without it."""
    options.session_key = options.session_key or os.environ.pop(KEY_VARIABLE, "")
    return options.session_key


def _condensed(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=32).digest()


def _secret(options: JupyterLit, folder: Path) -> bytes:
    """Return the key of the seals: the administrator's, or one that is made at first and kept beside the sessions."""
    given = _key(options)
    if given:
        if len(given) < _SHORT:
            raise InvalidValue(
                f"The key of the sessions has {len(given)} characters. Take at least {_SHORT} that nobody can guess: "
                "python -c 'import secrets; print(secrets.token_hex(32))'"
            )
        return _condensed(given)
    try:
        return secret_in(folder)
    except (Broken, OSError) as error:
        raise InvalidValue(
            f"The key of the sessions cannot be kept: {error}. Give another --session-store, or memory."
        ) from error
