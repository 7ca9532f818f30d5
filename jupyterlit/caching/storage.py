"""Where results live: the interface, memory, disk."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

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
    """

    value: Any
    drawn: Recording | None = None
    size: int = 0
    made: float = field(default_factory=_now)

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
    """

    def __init__(
        self,
        name: str,
        max_entries: int | None = None,
        max_size: int | None = None,
        released: Callable[[Any], None] | None = None,
    ) -> None:
        self._name = name
        self._max_entries = max_entries
        self._max_size = max_size
        self._released = released
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._size = 0

    def get(self, key: str) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and self._max_size is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: str, entry: Entry) -> None:
        with self._lock:
            gone = self._take(key)
            self._entries[key] = entry
            self._size += entry.size
            gone += self._evict()
        self._release(gone)

    def delete(self, key: str) -> None:
        with self._lock:
            gone = self._take(key)
        self._release(gone)

    def clear(self) -> None:
        with self._lock:
            gone = list(self._entries.values())
            self._entries.clear()
            self._size = 0
        self._release(gone)

    def _take(self, key: str) -> list[Entry]:
        entry = self._entries.pop(key, None)
        if entry is None:
            return []
        self._size -= entry.size
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


class DiskStorage:
    """Results in files, read into memory on first use.

    Parameters
    ----------
    memory
        What holds the results that have been read.
    folder
        Where this function's results are.
    """

    def __init__(self, memory: Storage, folder: Path) -> None:
        self._memory = memory
        self._folder = folder

    def get(self, key: str) -> Entry | None:
        entry = self._memory.get(key)
        if entry is not None:
            return entry
        try:
            value, drawn, size = pickle.loads(self._file(key).read_bytes())
        except FileNotFoundError:
            return None
        except Exception as error:  # a file of another version, or one cut short
            log.warning("%s cannot be read and is made anew: %s", self._file(key), error)
            return None
        entry = Entry(value, drawn, size)
        self._memory.put(key, entry)
        return entry

    def put(self, key: str, entry: Entry) -> None:
        self._memory.put(key, entry)
        if entry.drawn is not None and not entry.drawn.lasting:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                pickle.dump((entry.value, entry.drawn, entry.size), file, protocol=5)
            Path(name).replace(self._file(key))
        except OSError as error:  # a full disk, a home that cannot be written to
            log.warning("%s cannot be written; the result is kept in memory: %s", self._file(key), error)

    def delete(self, key: str) -> None:
        self._memory.delete(key)
        self._file(key).unlink(missing_ok=True)

    def clear(self) -> None:
        self._memory.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.pickle"


def disk_folder() -> Path:
    """Return the folder of all results on disk: the user's own, for unpickling a file runs what it says."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "jupyterlit" / "data"
