"""Results in files, which the kernels of a user share."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import xxhash

from jupyterlit.caching.seal import Broken, check_own, read_own
from jupyterlit.caching.shared import Unreachable

ENDING = ".result"
_LEFT_OVER = 3600.0  # s, after which a file that was never finished belongs to a process that has died
_ROOM_LEFT = 0.9  # of the limit, once something had to go


def disk_folder() -> Path:
    """Return the folder of all results on disk: the user's own, for unpickling a file runs what it says."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "jupyterlit" / "data"


def app_name() -> str:
    """Return what tells this app's results from those of others: files that functions read are found from here."""
    return xxhash.xxh3_64_hexdigest(str(Path.cwd()).encode("utf8", "surrogateescape"))


class Room:
    """How many bytes the files below a folder may take; the file that was not read for longest goes first.

    The folder is looked through once that many bytes may be there, not at each write.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._size: int | None = None

    def take(self, size: int) -> None:
        """Note that a file was written."""
        with self._lock:
            if self._size is None or self._size + size > self._limit:
                self._size = self._tidy()
            else:
                self._size += size

    def _tidy(self) -> int:
        """Remove what is too much, and what was left over; return the size of the rest."""
        files: list[tuple[int, int, Path]] = []
        for file in self._folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # other kernels tidy up too
                status = file.stat()
                if file.suffix == ENDING:
                    files.append((status.st_atime_ns, status.st_size, file))
                elif file.is_file() and time.time() - status.st_mtime > _LEFT_OVER:
                    file.unlink()
        size = sum(each for _, each, _ in files)
        if size > self._limit:
            for _, each, file in sorted(files)[:-1]:
                file.unlink(missing_ok=True)
                size -= each
                if size <= self._limit * _ROOM_LEFT:
                    break
        return size


@functools.cache
def room_in(folder: Path, limit: int) -> Room:
    """Return what counts the bytes below a folder in this process."""
    return Room(folder, limit)


class DiskRecords:
    """Records of one function, each in a file.

    Parameters
    ----------
    folder
        Where they are.
    room
        Bounds their size together with those of other functions.
    max_entries
        How many are kept; the oldest goes first.
    """

    def __init__(self, folder: Path, room: Room, max_entries: int | None = None) -> None:
        self._folder = folder
        self._room = room
        self._max_entries = max_entries

    def stamp(self, key: str) -> object:
        try:
            return _stamp(self._file(key).stat())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unreachable(str(error)) from error

    def read(self, key: str) -> tuple[object, bytes] | None:
        file = self._file(key)
        try:
            check_own(self._folder, self._folder.stat())
            status = file.stat()
            record = read_own(file)
            os.utime(file, ns=(time.time_ns(), status.st_mtime_ns))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Broken(str(error)) from error
        return _stamp(status), record

    def write(self, key: str, record: bytes, lifetime: float | None) -> object:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(record)
                    file.flush()
                    os.fsync(handle)  # a file that has its name has its content, whatever dies when
                    stamp = _stamp(os.fstat(handle))
                Path(name).replace(self._file(key))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._room.take(len(record))
            self._drop_oldest()
        except OSError as error:  # a full disk, a home that cannot be written to
            raise Unreachable(str(error)) from error
        return stamp

    def delete(self, key: str) -> None:
        try:
            self._file(key).unlink(missing_ok=True)
        except OSError as error:
            raise Unreachable(str(error)) from error

    def clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _drop_oldest(self) -> None:
        if self._max_entries is None:
            return
        files: list[tuple[int, Path]] = []
        for file in self._folder.glob(f"*{ENDING}"):
            with contextlib.suppress(FileNotFoundError):
                files.append((file.stat().st_mtime_ns, file))
        for _, file in sorted(files)[: -self._max_entries]:
            file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{ENDING}"


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
