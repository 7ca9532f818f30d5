"""Where results live: the interface, and memory."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from weakref import WeakSet

from jupyterlit.caching.replay import Recording

log = logging.getLogger("jupyterlit")


def _now() -> float:
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class Entry:
    """A result.

    Parameters
    ----------
    value
        What the function has returned, in the form it is kept in.
    drawn
        What the function has drawn.
    size
        Bytes it takes, where that is counted.
    made
        When it was made, by the monotonic clock.
    stamp
        What tells it from others of its key where processes share results; none if it is in this one only.
    """

    value: Any
    drawn: Recording | None = None
    size: int = 0
    made: float = field(default_factory=_now)
    stamp: object = None

    def age(self) -> float:
        """Return how many seconds old it is."""
        return _now() - self.made


class Storage(Protocol):
    """Results of one function by the key of their arguments; safe to use from all threads."""

    def get(self, key: str) -> Entry | None:
        """Return a result, if there is one."""
        ...

    def put(self, key: str, entry: Entry) -> None:
        """Keep a result in place of an earlier one."""
        ...

    def delete(self, key: str) -> None:
        """Forget a result, if there is one."""
        ...

    def clear(self) -> None:
        """Forget all results."""
        ...


_memories: WeakSet[MemoryStorage] = WeakSet()


def kept() -> tuple[int, int]:
    """Return how many results this process holds in memory, and how many bytes of them are known."""
    extents = [memory.extent() for memory in list(_memories)]
    return sum(entries for entries, _ in extents), sum(size for _, size in extents)


class Budget:
    """How many bytes the results of all functions may take together; what was not used for longest goes first.

    A result that is larger by itself is kept alone.
    """

    def __init__(self, size: int) -> None:
        self._limit = size
        self._lock = threading.Lock()
        self._sizes: OrderedDict[tuple[Storage, str], int] = OrderedDict()
        self._size = 0

    def add(self, storage: Storage, key: str, size: int) -> None:
        """Count a result."""
        with self._lock:
            self._size += size - self._sizes.pop((storage, key), 0)
            self._sizes[storage, key] = size

    def use(self, storage: Storage, key: str) -> None:
        """Note that a result is used."""
        with self._lock:
            if (storage, key) in self._sizes:
                self._sizes.move_to_end((storage, key))

    def remove(self, storage: Storage, key: str) -> None:
        """Count a result no more."""
        with self._lock:
            self._size -= self._sizes.pop((storage, key), 0)

    def excess(self) -> list[tuple[Storage, str]]:
        """Return what has to go; it is counted no more."""
        gone: list[tuple[Storage, str]] = []
        with self._lock:
            while self._size > self._limit and len(self._sizes) > 1:
                place, size = self._sizes.popitem(last=False)
                self._size -= size
                gone.append(place)
        return gone


class MemoryStorage:
    """Results in the kernel's memory.

    Parameters
    ----------
    name
        The function's, for the log.
    max_entries
        How many results are kept; the oldest goes first.
    max_size
        How many bytes are kept; what was not used for longest goes first. A result that is
        larger by itself is kept alone.
    released
        Told of every value that goes.
    budget
        What it shares with the results of other functions.
    """

    def __init__(
        self,
        name: str,
        max_entries: int | None = None,
        max_size: int | None = None,
        released: Callable[[Any], None] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._name = name
        self._budget = budget
        self._max_entries = max_entries
        self._max_size = max_size
        self._released = released
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._size = 0
        _memories.add(self)

    def extent(self) -> tuple[int, int]:
        """Return how many results it holds, and how many bytes of them are known."""
        with self._lock:
            return len(self._entries), self._size

    def get(self, key: str) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and self._max_size is not None:
                self._entries.move_to_end(key)
        if entry is not None and self._budget is not None:
            self._budget.use(self, key)
        return entry

    def put(self, key: str, entry: Entry) -> None:
        with self._lock:
            gone = self._take(key)
            self._entries[key] = entry
            self._size += entry.size
            gone += self._evict()
            if self._budget is not None:
                self._budget.add(self, key, entry.size)
        self._release(gone)
        if self._budget is not None:
            for storage, each in self._budget.excess():
                storage.delete(each)

    def delete(self, key: str) -> None:
        with self._lock:
            gone = self._take(key)
        self._release(gone)

    def clear(self) -> None:
        with self._lock:
            gone = [entry for key in list(self._entries) for entry in self._take(key)]
        self._release(gone)

    def _take(self, key: str) -> list[Entry]:
        entry = self._entries.pop(key, None)
        if entry is None:
            return []
        self._size -= entry.size
        if self._budget is not None:
            self._budget.remove(self, key)
        return [entry]

    def _evict(self) -> list[Entry]:
        gone: list[Entry] = []
        while self._max_entries is not None and len(self._entries) > self._max_entries:
            gone += self._take(next(iter(self._entries)))
        while self._max_size is not None and self._size > self._max_size and len(self._entries) > 1:
            gone += self._take(next(iter(self._entries)))
        if self._max_size is not None and self._size > self._max_size:
            log.warning("%s: a result of %d bytes is larger than max_size=%d.", self._name, self._size, self._max_size)
        return gone

    def _release(self, gone: list[Entry]) -> None:
        if self._released is not None:
            for entry in gone:
                self._released(entry.value)
