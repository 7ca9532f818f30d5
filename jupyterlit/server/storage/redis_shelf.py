"""RedisShelf: sessions that several servers share."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeVar

from jupyterlit.errors import MissingPackage
from jupyterlit.server.storage.session_store import StoreFailed

_TIMEOUT = 2.0  # s that an answer may take
_BATCH = 1000
# What another server has is left alone: of two that want it, and of one that has been away, only one can be right.
_WRITE = """
if redis.call('EXISTS', KEYS[1]) == 0 then
    if ARGV[1] == '' then return 0 end
else
    local server = redis.call('HGET', KEYS[1], 'server') or ''
    if server ~= ARGV[4] and (server == '' or server ~= ARGV[5]) then return 0 end
end
if ARGV[5] ~= '-' then redis.call('HSET', KEYS[1], 'server', ARGV[5]) end
for i = 6, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if ARGV[1] ~= '' then redis.call('ZADD', KEYS[2], ARGV[1], ARGV[3]) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""
_REMOVE = """
if (redis.call('HGET', KEYS[1], 'server') or '') == ARGV[1] then
    redis.call('DEL', KEYS[1])
    redis.call('ZREM', KEYS[2], ARGV[2])
end
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

    Attributes
    ----------
    failures
        What the library raises where Redis is out of reach.
    """

    def __init__(self, url: str, app: str, lifetime: float) -> None:
        try:
            from redis import asyncio, backoff, exceptions
        except ImportError as error:
            raise MissingPackage(
                "A store of sessions in Redis needs the package redis. Install it: pip install 'jupyterlit[redis]'"
            ) from error
        library: Any = asyncio  # it has types in part only
        self.failures: tuple[type[Exception], ...] = (exceptions.RedisError, OSError)
        self._redis: Any = library.Redis.from_url(
            url,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=library.retry.Retry(backoff.NoBackoff(), 1),  # a connection may have been closed
        )
        self._write = self._redis.register_script(_WRITE)
        self._remove = self._redis.register_script(_REMOVE)
        self._lifetime = max(1, round(lifetime))
        self._name = f"jupyterlit:{{{app}}}"  # in a cluster all of an app's is in one place
        self._shown = _PASSWORD.sub("//", url)

    async def read(self, handle: str, parts: Iterable[str]) -> list[bytes | None]:
        """Return these parts of a session, none for one that is not there."""
        return await self._answer(self._redis.hmget(self._key(handle), list(parts)))

    async def write(
        self, handle: str, parts: Mapping[str, bytes], seen: float | None, *, before: str = "", after: str | None = None
    ) -> bool:
        """Keep parts of a session, if `before` has it, or it is not there and was `seen`; tell whether that was done.

        From then on `after` has it, if that is given.
        """
        flat = [each for item in parts.items() for each in item]
        arguments = ["" if seen is None else seen, self._lifetime, handle, before, "-" if after is None else after]
        return await self._answer(self._write([self._key(handle), self._seen], [*arguments, *flat])) == 1

    async def remove(self, handle: str, before: str = "") -> None:
        """Forget a session, if that server has it."""
        await self._answer(self._remove([self._key(handle), self._seen], [before, handle]))

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and count them; how many bytes there are is for Redis to watch."""
        gone = 0
        while found := await self._answer(self._redis.zrangebyscore(self._seen, "-inf", before, 0, _BATCH)):
            await self._forget([handle.decode() for handle in found])
            gone += len(found)
        return gone

    async def publish(self, to: str, letter: bytes) -> int:
        """Send something to whoever has subscribed to a name; return how many have."""
        return await self._answer(self._redis.publish(self._box(to), letter))

    @contextlib.asynccontextmanager
    async def subscribe(self, name: str) -> AsyncGenerator[Any]:
        """Hear what is sent to a name; may raise what is in `failures`."""
        box = self._redis.pubsub()
        try:
            await box.subscribe(self._box(name))
            yield box
        finally:
            await box.aclose()

    def script(self, code: str, key: str) -> Callable[..., Awaitable[Any]]:
        """Return a function that runs a script there, on this key beside the sessions."""
        made = self._redis.register_script(code)
        return lambda *arguments: self._answer(made([f"{self._name}:{key}"], arguments))

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    @property
    def _seen(self) -> str:
        return f"{self._name}:seen"

    def _key(self, handle: str) -> str:
        return f"{self._name}:{handle}"

    def _box(self, server: str) -> str:
        return f"{self._name}:to:{server}"

    async def _forget(self, handles: list[str]) -> None:
        pipe = self._redis.pipeline(transaction=True)
        pipe.delete(*map(self._key, handles))
        pipe.zrem(self._seen, *handles)
        await self._answer(pipe.execute())

    async def _answer(self, asked: Awaitable[ResultT]) -> ResultT:
        try:
            return await asked
        except self.failures as error:
            raise StoreFailed(f"{self._shown}: {error}") from error
