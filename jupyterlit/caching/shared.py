"""Results that processes share: records on disk or in Redis, kept in memory once they are read."""

from __future__ import annotations

import logging
import pickle
import time
from dataclasses import replace
from typing import Any, Protocol

from jupyterlit.caching.seal import Broken, Seal
from jupyterlit.caching.storage import Entry, Storage

log = logging.getLogger("jupyterlit")

PAUSE = 5.0  # s, for which records that cannot be reached are not asked for again


class Unreachable(Exception):
    """Records can be neither read nor written now; the message says why."""


class Records(Protocol):
    """Results of one function as bytes by the key of their arguments; safe to use from all threads and processes.

    A stamp is equal as long as a record is the same. All raise `Unreachable`.
    """

    def stamp(self, key: str) -> object:
        """Return the stamp of a record, None if there is none."""
        ...

    def read(self, key: str) -> tuple[object, bytes] | None:
        """Return stamp and record; raise `Broken` if what is there must not be used."""
        ...

    def write(self, key: str, record: bytes, lifetime: float | None) -> object:
        """Keep a record in place of an earlier one, whole or not at all, and return its stamp.

        `lifetime` are the seconds after which nobody will ask for it.
        """
        ...

    def delete(self, key: str) -> None:
        """Forget a record, if there is one."""
        ...

    def clear(self) -> None:
        """Forget all records."""
        ...


class SharedStorage:
    """Results in records that other processes see too.

    Parameters
    ----------
    name
        The function's, for the log.
    memory
        What holds the results that have been read or written here.
    records
        Where they are.
    seal
        Signs records, and tells which are ours.
    lifetime
        Seconds after which a result is of no use to anybody.
    """

    def __init__(self, name: str, memory: Storage, records: Records, seal: Seal, lifetime: float | None = None) -> None:
        self._name = name
        self._memory = memory
        self._records = records
        self._seal = seal
        self._lifetime = lifetime
        self._ask_after = 0.0

    def get(self, key: str) -> Entry | None:
        entry = self._memory.get(key)
        if (entry is not None and entry.stamp is None) or time.monotonic() < self._ask_after:
            return entry
        try:
            stamp = self._records.stamp(key)
            if entry is not None and entry.stamp == stamp:
                return entry
            found = None if stamp is None else self._read(key)
        except Unreachable as error:
            self._miss(error)
            return entry
        if found is not None:
            self._memory.put(key, found)
        elif entry is not None:
            self._memory.delete(key)
        return found

    def put(self, key: str, entry: Entry) -> None:
        self._memory.put(key, entry)
        if (entry.drawn is not None and not entry.drawn.lasting) or time.monotonic() < self._ask_after:
            return
        data = pickle.dumps((entry.value, entry.drawn, entry.size), protocol=5)
        record = self._seal.close(key, time.time() - entry.age(), data)
        try:
            stamp = self._records.write(key, record, self._lifetime)
        except Unreachable as error:
            self._miss(error)
        else:
            self._memory.put(key, replace(entry, stamp=stamp))

    def delete(self, key: str) -> None:
        self._memory.delete(key)
        try:
            self._records.delete(key)
        except Unreachable as error:
            self._miss(error)

    def clear(self) -> None:
        self._memory.clear()
        try:
            self._records.clear()
        except Unreachable as error:
            self._miss(error)

    def _read(self, key: str) -> Entry | None:
        value: Any
        try:
            found = self._records.read(key)
            if found is None:
                return None
            stamp, record = found
            made, data = self._seal.open(key, record)
            value, drawn, size = pickle.loads(data)
        except Unreachable:
            raise
        except Broken as error:
            log.warning("%s(): a kept result is refused and made anew: %s.", self._name, error)
            return None
        except Exception as error:  # of classes that are no longer what they were
            log.warning("%s(): a kept result cannot be read and is made anew: %s", self._name, error)
            return None
        age = max(0.0, time.time() - made)
        return Entry(value, drawn, size, time.monotonic() - age, stamp)

    def _miss(self, error: Unreachable) -> None:
        self._ask_after = time.monotonic() + PAUSE
        log.warning("%s(): results are kept in memory only: %s.", self._name, error)
