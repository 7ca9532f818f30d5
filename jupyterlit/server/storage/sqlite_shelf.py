"""SQLiteShelf: sessions in a file of their own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from jupyterlit.caching.seal import Broken, check_own
from jupyterlit.server.storage.session_store import StoreFailed

_VERSION = 1
_BUSY_SECONDS = 5.0  # how long one process waits for another
_SCHEMA = """
CREATE TABLE sessions (handle TEXT PRIMARY KEY, seen REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX sessions_seen ON sessions (seen);
CREATE TABLE parts (
    handle TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, part TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (handle, part)
);
"""
ResultT = TypeVar("ResultT")


class SQLiteShelf:
    """A file, read and written on one thread of its own, which the server never waits for.

    Several servers may have the same file open.

    Parameters
    ----------
    path
        The file; it is made where it is not there, and put aside where it is none of ours.
    log
        Is told of a file that has been put aside.
    """

    def __init__(self, path: Path, log: logging.Logger) -> None:
        self._path = path
        self._log = log
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="jupyterlit-sessions")
        self._base: sqlite3.Connection | None = None

    async def read(self, handle: str, parts: Iterable[str]) -> list[bytes | None]:
        """Return these parts of a session, none for one that is not there."""

        def read(base: sqlite3.Connection) -> list[bytes | None]:
            found = dict(base.execute("SELECT part, data FROM parts WHERE handle = ?", (handle,)).fetchall())
            return [found.get(part) for part in parts]

        return await self._do(read)

    async def write(
        self, handle: str, parts: Mapping[str, bytes], seen: float | None, *, before: str = "", after: str | None = None
    ) -> bool:
        """Keep parts of a session in place of older ones; without `seen` only if it is there. There is one server."""

        def write(base: sqlite3.Connection) -> bool:
            if seen is not None:
                base.execute(
                    "INSERT INTO sessions VALUES (?, ?) ON CONFLICT (handle) DO UPDATE SET seen = excluded.seen",
                    (handle, seen),
                )
            elif base.execute("SELECT 1 FROM sessions WHERE handle = ?", (handle,)).fetchone() is None:
                return False
            rows = [(handle, part, data) for part, data in parts.items()]
            base.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", rows)
            return True

        return await self._do(write)

    async def remove(self, handle: str, before: str = "") -> None:
        """Forget a session."""
        await self._do(lambda base: base.execute("DELETE FROM sessions WHERE handle = ?", (handle,)).close())

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""

        def clean(base: sqlite3.Connection) -> int:
            gone = base.execute("DELETE FROM sessions WHERE seen < ?", (before,)).rowcount
            sizes = "SELECT handle, sum(length(data)) AS size FROM parts GROUP BY handle"
            totals = (
                "SELECT handle, sum(coalesce(size, 0)) OVER (ORDER BY seen DESC, handle) AS total "
                f"FROM sessions LEFT JOIN ({sizes}) USING (handle)"
            )
            gone += base.execute(
                f"DELETE FROM sessions WHERE handle IN (SELECT handle FROM ({totals}) WHERE total > ?)", (size,)
            ).rowcount
            return gone

        gone = await self._do(clean)
        if gone:
            await self._do(lambda base: base.execute("PRAGMA incremental_vacuum").close())
        return gone

    async def close(self) -> None:
        """Close the file."""

        def close() -> None:
            if self._base is not None:
                self._base.close()
                self._base = None

        await asyncio.get_running_loop().run_in_executor(self._thread, close)
        self._thread.shutdown(wait=False)

    async def _do(self, work: Callable[[sqlite3.Connection], ResultT]) -> ResultT:
        """Do something with the file, all of it or nothing."""

        def do() -> ResultT:
            try:
                if self._base is None:
                    self._base = self._open()
                with self._base:
                    return work(self._base)
            except (sqlite3.Error, OSError) as error:
                if self._base is not None and _is_corrupt(error):
                    self._base.close()
                    self._base = None
                    self._put_aside(error)
                raise StoreFailed(f"{self._path}: {error}") from error

        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, do)
        except RuntimeError as error:  # the thread has been shut down
            raise StoreFailed(f"{self._path} is closed.") from error

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            try:
                check_own(self._path, self._path.lstat())
            except Broken as error:
                raise StoreFailed(f"{error}.") from error
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _is_corrupt(error):
                raise
            self._put_aside(error)
            return self._connect()

    def _put_aside(self, error: Exception) -> None:
        aside = self._path.with_name(f"{self._path.name}.broken-{time.time_ns()}")
        self._log.warning("%s cannot be read (%s): it is now %s, and a new one begins.", self._path, error, aside)
        self._path.rename(aside)
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # of nobody else
        base = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute("PRAGMA journal_size_limit = 16000000")
            base.execute("PRAGMA foreign_keys = ON")
            base.execute("PRAGMA trusted_schema = OFF")
            with base:
                base.execute("BEGIN IMMEDIATE")
                version = base.execute("PRAGMA user_version").fetchone()[0]
                if not version and not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    for statement in _SCHEMA.split(";"):
                        base.execute(statement)
                    base.execute(f"PRAGMA user_version = {_VERSION}")
                elif version != _VERSION:
                    raise sqlite3.DatabaseError("it is of another version, or no store of sessions")
        except BaseException:
            base.close()
            raise
        return base


def _is_corrupt(error: Exception) -> bool:
    """Tell whether the file is broken, and not only out of reach."""
    return type(error) is sqlite3.DatabaseError
