"""RedisPost: letters between servers that share sessions in Redis."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from jupyterlit.server.storage.redis_shelf import RedisShelf

_AGAIN = 0.5  # s until a connection that was lost is tried again
_QUIET = 15.0  # s without a letter after which Redis is asked whether it is there
_TIMEOUT = 2.0  # s that it has to answer


class RedisPost:
    """Letters by Redis' publish and subscribe, which keeps none: who is not there does not get them, and that is told.

    Parameters
    ----------
    shelf
        Whose Redis it is.
    """

    def __init__(self, shelf: RedisShelf) -> None:
        self._shelf = shelf

    async def send(self, to: str, letter: bytes) -> bool:
        """Send a letter to a server; tell whether there is one of that name."""
        return await self._shelf.publish(to, letter) > 0

    async def receive(self, me: str, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        """Give the letters to a server to `take`, until cancelled; `begin` is called whenever some can come."""
        while True:
            with contextlib.suppress(*self._shelf.failures):
                async with self._shelf.subscribe(me) as box:
                    await self._listen(box, take, begin)
            await asyncio.sleep(_AGAIN)

    async def _listen(self, box: Any, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        asked = False
        while True:
            message = await box.get_message(timeout=_TIMEOUT if asked else _QUIET)
            if message is None:
                if asked:
                    return
                await box.ping()
                asked = True
                continue
            asked = False
            if message["type"] == "message":
                take(message["data"])
            elif message["type"] == "subscribe":
                begin()
