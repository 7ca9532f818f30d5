"""Which rows match and how they are ordered: kept while there is room, worked out once for all who wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any

from jupyterlit.dataframes.slices import Superseded

MOST = 200  # are kept, however small they are
LEAST = 2  # however large: the rows that match, and their order


class Arrangements:
    """A cache of positions.

    Parameters
    ----------
    room
        How many bytes are kept, by what each says of itself as `nbytes`; what was used longest ago goes first.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: dict[tuple[str, Hashable], Any] = {}
        self._under_way: dict[tuple[str, Hashable], Future[Any]] = {}
        self._forgotten: deque[str] = deque()  # tables of which nothing is kept any more
        self._lock = Lock()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(positions.nbytes for positions in self._kept.values())

    def get(self, table: str, key: Hashable, make: Callable[[], Any], go_on: Callable[[], bool]) -> Any:
        """Return the positions of a table's rows under `key`, made now unless they are there or under way.

        Raises
        ------
        Superseded
            Nobody who waits for them wants them any more.
        """
        name = (table, key)
        while True:
            with self._lock:
                self._drop()
                if name in self._kept:
                    self._kept[name] = self._kept.pop(name)  # the newest is last
                    return self._kept[name]
                waiting = self._under_way.get(name)
                if waiting is None:
                    mine = self._under_way[name] = Future()
                    break
            try:
                return waiting.result()
            except Superseded:
                if not go_on():
                    raise
        return self._made(name, mine, make)

    def _made(self, name: tuple[str, Hashable], mine: Future[Any], make: Callable[[], Any]) -> Any:
        try:
            positions = make()
        except BaseException as error:
            with self._lock:
                del self._under_way[name]
            mine.set_exception(error)
            raise
        with self._lock:
            self._drop()
            del self._under_way[name]
            self._kept[name] = positions
            while (self.size > self._room or len(self._kept) > MOST) and len(self._kept) > LEAST:
                del self._kept[next(iter(self._kept))]
        mine.set_result(positions)
        return positions

    def forget(self, table: str) -> None:
        """Let go of all that is kept for a table; may be called at any moment, in the middle of all else too.

        Tables are collected wherever Python comes to collect, be it while this thread holds the lock.
        """
        self._forgotten.append(table)
        if self._lock.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._lock.release()

    def _drop(self) -> None:
        while self._forgotten:
            table = self._forgotten.popleft()
            for name in [name for name in self._kept if name[0] == table]:
                del self._kept[name]
