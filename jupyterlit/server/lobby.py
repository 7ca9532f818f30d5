"""Lobby: where browsers wait until there is room for them, first come, first served."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar

from jupyterlit.protocol.codec import encode_batch
from jupyterlit.protocol.messages import Batch, Failed, Reset
from jupyterlit.server.attachment import LATER, UNKNOWN, Connection, Refused
from jupyterlit.server.kernels.placement import Full

MOST = 1000  # browsers that can wait
_LOOK_SECONDS = 2.0  # how often the first in line looks for itself, though nobody has said that there is room
_TITLE = "There is no room at the moment"
_NEXT = (
    "This app is used by as many people as it has room for. **You are next.**\n\n"
    "The page goes on by itself when it is your turn."
)
_LATER = (
    "This app is used by as many people as it has room for. **You are number {place} in line.**\n\n"
    "The page goes on by itself when it is your turn."
)

T = TypeVar("T")


class _Waiting:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.turn = asyncio.Event()
        self.gone = False
        self.place = 0

    def tell(self, place: int) -> None:
        """Say to the reader how many are before them, once for each place."""
        if place != self.place:
            self.place = place
            message, gaps = (_NEXT, {}) if place == 1 else (_LATER, {"place": str(place)})
            failed = Failed(title=_TITLE, message=message, waiting=True, gaps=gaps)
            self.connection.deliver(encode_batch(Batch(seq=1, messages=[Reset(session=""), failed])))


class Lobby:
    """A line of browsers.

    Parameters
    ----------
    counts
        Where it is counted how many have `waited`, and how many were `refused` because the line was too long.
    """

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._line: list[_Waiting] = []

    def __len__(self) -> int:
        return len(self._line)

    async def enter(self, connection: Connection, attempt: Callable[[], Awaitable[T]]) -> T:
        """Return what an attempt to get in returns, once it does not raise `Full` any more.

        Raises
        ------
        Refused
            The line is too long, or the browser has left it.
        """
        if not self._line:
            with contextlib.suppress(Full):
                return await attempt()
        if len(self._line) >= MOST:
            self._counts["refused"] += 1
            raise Refused(LATER, "Too many people are using this app. Try again later.")
        self._counts["waited"] += 1
        me = _Waiting(connection)
        self._line.append(me)
        try:
            while not me.gone:
                self._tell()
                if self._line[0] is me:
                    with contextlib.suppress(Full):
                        return await attempt()
                me.turn.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(me.turn.wait(), _LOOK_SECONDS)
            raise Refused(UNKNOWN, "The browser has gone.")
        finally:
            self._line.remove(me)
            self.admit()

    def admit(self) -> None:
        """Let the first in line try: there may be room."""
        self._tell()
        if self._line:
            self._line[0].turn.set()

    def leave(self, connection: Connection) -> None:
        """Let a browser that has gone wait no longer."""
        for each in self._line:
            if each.connection is connection:
                each.gone = True
                each.turn.set()

    def _tell(self) -> None:
        for place, each in enumerate(self._line, 1):
            each.tell(place)
