"""Results that coroutines are making: of those who want the same one, one makes it and the others await that."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from contextvars import ContextVar

_own: ContextVar[frozenset[int]] = ContextVar("jupyterlit_flights", default=frozenset())


class Flights:
    """What is being made, by key; tasks of any loop on any thread may want it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[None]] = {}

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncGenerator[None]:
        """Wait until nobody makes the result of `key`, and make it within, unless it is there by then.

        Who makes a result and needs the same one for it does not wait for itself.
        """
        mine: Future[None] = Future()
        while True:
            with self._lock:
                other = self._under_way.setdefault(key, mine)
            if other is mine or id(other) in _own.get():
                break
            await asyncio.shield(asyncio.wrap_future(other))  # who gives up waiting takes it from nobody
        token = _own.set(_own.get() | {id(mine)})
        try:
            yield
        finally:
            _own.reset(token)
            if other is mine:
                with self._lock:
                    del self._under_way[key]
                mine.set_result(None)
