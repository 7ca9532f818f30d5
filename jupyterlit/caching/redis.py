"""Results in Redis, which kernels of several machines share."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit

from jupyterlit.caching.shared import Unreachable
from jupyterlit.errors import InvalidValue, MissingPackage

PREFIX = "jupyterlit:cache"
_TIMEOUT = 2.0  # s, for which a call waits for the server
_AT_ONCE = 1000


@functools.cache
def client_of(url: str) -> Any:
    """Return the connections to a server, which all functions share.

    Raises
    ------
    InvalidValue
        The URL is none of a Redis server.
    MissingPackage
        The package `redis` is not installed.
    """
    if urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise InvalidValue(
            f'cache.storage={_shown(url)!r} is unknown. Give "memory", "disk" or a URL redis://host:port/0.'
        )
    try:
        import redis
    except ImportError as error:
        raise MissingPackage(
            "cache.storage needs the package redis. Install it: pip install 'jupyterlit[redis]'"
        ) from error
    make = cast("Callable[..., Any]", redis.Redis.from_url)  # pyright: ignore[reportUnknownMemberType]
    return make(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)


def _shown(url: str) -> str:
    """Return a URL without the password in it."""
    return f"…@{url.rpartition('@')[2]}" if "@" in url else url


class RedisRecords:
    """Records of one function, each a hash of stamp and data; an index names them by age.

    Parameters
    ----------
    client
        The connections to the server.
    name
        What tells the function from others.
    max_entries
        How many are kept; the oldest goes first.
    """

    def __init__(self, client: Any, name: str, max_entries: int | None = None) -> None:
        self._client = client
        self._index = f"{PREFIX}:{name}"
        self._max_entries = max_entries

    def stamp(self, key: str) -> object:
        with _reached():
            return self._client.hget(self._name(key), "stamp")

    def read(self, key: str) -> tuple[object, bytes] | None:
        with _reached():
            stamp, data = self._client.hmget(self._name(key), "stamp", "data")
        return None if stamp is None or data is None else (stamp, data)

    def write(self, key: str, record: bytes, lifetime: float | None) -> object:
        stamp = secrets.token_bytes(8)
        name = self._name(key)
        with _reached(), self._client.pipeline(transaction=True) as steps:
            steps.hset(name, mapping={"stamp": stamp, "data": record})
            steps.zadd(self._index, {name: time.time()})
            if lifetime is None:
                steps.persist(name)
            else:
                steps.pexpire(name, max(1, round(lifetime * 1000)))
                steps.zremrangebyscore(self._index, "-inf", time.time() - lifetime)
            steps.execute()
            if self._max_entries is not None:
                self._drop(self._client.zrange(self._index, 0, -self._max_entries - 1))
        return stamp

    def delete(self, key: str) -> None:
        with _reached():
            self._drop([self._name(key)])

    def clear(self) -> None:
        with _reached():
            while names := self._client.zrange(self._index, 0, _AT_ONCE - 1):
                self._drop(names)

    def _drop(self, names: list[Any]) -> None:
        if names:
            self._client.unlink(*names)
            self._client.zrem(self._index, *names)

    def _name(self, key: str) -> str:
        return f"{self._index}:{key}"


def clear_redis(client: Any, app: str) -> None:
    """Forget the records of all functions of an app, as far as the server can be reached."""
    with _reached():
        names: list[Any] = []
        for name in client.scan_iter(match=f"{PREFIX}:{app}:*", count=_AT_ONCE):
            names.append(name)
            if len(names) == _AT_ONCE:
                client.unlink(*names)
                names = []
        if names:
            client.unlink(*names)


@contextmanager
def _reached() -> Generator[None]:
    from redis import RedisError

    try:
        yield
    except RedisError as error:
        raise Unreachable(f"Redis cannot be used: {error}") from error
