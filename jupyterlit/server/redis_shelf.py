"""RedisShelf: sessions that several servers share."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any, TypeVar

from jupyterlit.errors import MissingPackage
from jupyterlit.server.session_store import StoreFailed

_TIMEOUT = 2.0  # s that an answer may take
_BATCH = 1000
_WRITE = """
if ARGV[1] == '' and redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for i = 4, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if ARGV[1] ~= '' then redis.call('ZADD', KEYS[2], ARGV[1], ARGV[3]) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""
_PASSWORD = re.compile(r"//[^/@]*@")
ResultT = TypeVar("ResultT")


class RedisShelf:
    """Sessions in Redis: a hash each, which ends by itself.

    Parameters
    ----------
    url
        Where it is: `redis://…`, `rediss://…` or `unix://…`.
    app
        Whose sessions they are.
    lifetime
        Seconds for which a session is kept after it was last written.

    Raises
    ------
    MissingPackage
        The package `redis` is not installed.
    ValueError
        The URL is none.
    """

    def __init__(self, url: str, app: str, lifetime: float) -> None:
        try:
            from redis import asyncio, backoff, exceptions
        except ImportError as error:
            raise MissingPackage(
                "A store of sessions in Redis needs the package redis. Install it: pip install 'jupyterlit[redis]'"
            ) from error
        library: Any = asyncio  # it has types in part only
        self._failed: type[Exception] = exceptions.RedisError
        self._redis: Any = library.Redis.from_url(
            url,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=library.retry.Retry(backoff.NoBackoff(), 1),  # a connection may have been closed
        )
        self._write = self._redis.register_script(_WRITE)
        self._lifetime = max(1, round(lifetime))
        self._name = f"jupyterlit:{{{app}}}"  # in a cluster all of an app's is in one place
        self._shown = _PASSWORD.sub("//", url)

    async def read(self, handle: str, parts: Iterable[str]) -> list[bytes | None]:
        """Return these parts of a session, none for one that is not there."""
        return await self._answer(self._redis.hmget(self._key(handle), list(parts)))

    async def write(self, handle: str, parts: Mapping[str, bytes], seen: float | None) -> None:
        """Keep parts of a session in place of older ones; without `seen` only if the session is there."""
        flat = [each for item in parts.items() for each in item]
        arguments = ["" if seen is None else seen, self._lifetime, handle, *flat]
        await self._answer(self._write([self._key(handle), self._seen], arguments))

    async def remove(self, handle: str) -> None:
        """Forget a session."""
        await self._forget([handle])

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and count them; how many bytes there are is for Redis to watch."""
        gone = 0
        while found := await self._answer(self._redis.zrangebyscore(self._seen, "-inf", before, 0, _BATCH)):
            await self._forget([handle.decode() for handle in found])
            gone += len(found)
        return gone

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    @property
    def _seen(self) -> str:
        return f"{self._name}:seen"

    def _key(self, handle: str) -> str:
        return f"{self._name}:{handle}"

    async def _forget(self, handles: list[str]) -> None:
        pipe = self._redis.pipeline(transaction=True)
        pipe.delete(*map(self._key, handles))
        pipe.zrem(self._seen, *handles)
        await self._answer(pipe.execute())

    async def _answer(self, asked: Awaitable[ResultT]) -> ResultT:
        try:
            return await asked
        except (self._failed, OSError) as error:
            raise StoreFailed(f"{self._shown}: {error}") from error
