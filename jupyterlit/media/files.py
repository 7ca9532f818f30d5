"""Images, audio, video, downloads: files that elements refer to and browsers ask for part by part.

A source is known by its content, or by path, time and size where it lies on disk: such a file is
never read whole. Sources are shared by all sessions and live as long as somebody holds them: an
element on a page, the result of a cached call.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast

import xxhash

from jupyterlit.media.uploaded_file import Content, UploadedFile
from jupyterlit.protocol.base import FileSource, MediaFile

SMALL = 256_000  # bytes up to which a file is read at once
HELD = 200  # files kept open at most; of more, the path must stay
LINGER = 120.0  # s for which a page's former files are kept after they were last asked for
LINGERING = 16  # of them at most
LINGERING_BYTES = 256_000_000  # of them in memory, the newest apart

SourceT = TypeVar("SourceT", bound="_Source")

_sources: weakref.WeakValueDictionary[str, _Source] = weakref.WeakValueDictionary()
_lock = threading.Lock()


class _Source:
    """Bytes by a name."""

    def __init__(self, id: str) -> None:
        self.id = id


class MemorySource(_Source):
    """Bytes in memory."""

    def __init__(self, id: str, data: bytes) -> None:
        super().__init__(id)
        self.data = data

    def stat(self) -> tuple[int, str]:
        """Return how many bytes there are, and a name for them."""
        return len(self.data), self.id

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop`."""
        return self.data[start:stop]

    def __reduce__(self) -> tuple[Any, ...]:
        return from_bytes, (self.data,)


class DiskSource(_Source):
    """A file on disk; one that is held open can be read even when its name is gone."""

    def __init__(self, id: str, path: Path, descriptor: int | None) -> None:
        super().__init__(id)
        self.path = path
        self._descriptor = descriptor
        if descriptor is not None:
            weakref.finalize(self, os.close, descriptor)

    def stat(self) -> tuple[int, str]:
        """Return how many bytes there are now, and a name for this version of them."""
        found = self.path.stat() if self._descriptor is None else os.fstat(self._descriptor)
        return found.st_size, f"{found.st_mtime_ns:x}-{found.st_size:x}"

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop`, fewer where the file ends before."""
        if self._descriptor is None:
            with self.path.open("rb") as file:
                file.seek(start)
                return file.read(stop - start)
        return _read_at(self._descriptor, start, stop)

    def __reduce__(self) -> tuple[Any, ...]:
        return from_path, (self.path,)


class UploadSource(_Source):
    """A file that the reader has sent; it stays on disk at least as long as this."""

    def __init__(self, id: str, content: Content) -> None:
        super().__init__(id)
        self._content = content

    def stat(self) -> tuple[int, str]:
        """Return how many bytes there are, and a name for them."""
        return self._content.size, self._content.digest

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop`."""
        with self._content.path.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)

    def __reduce__(self) -> tuple[Any, ...]:
        return from_bytes, (self.read(0, self._content.size),)


class DeferredSource(_Source):
    """Bytes that the author's function makes once they are wanted.

    Parameters
    ----------
    id
        Its name; the newest of a name is the one that counts.
    make
        Returns the file.
    """

    def __init__(self, id: str, make: Callable[[], MediaFile]) -> None:
        super().__init__(id)
        self.make = make

    def stat(self) -> tuple[int, str]:
        """Return nothing: nobody knows before it is made."""
        return 0, ""

    def read(self, start: int, stop: int) -> bytes:
        """Return nothing: what it makes is another file."""
        return b""


def from_bytes(data: bytes | bytearray | memoryview) -> FileSource:
    """Return bytes as a source; the same one for the same bytes."""
    id = xxhash.xxh3_128_hexdigest(data)
    return shared(id, lambda: MemorySource(id, bytes(data)))


def shared(id: str, make: Callable[[], SourceT]) -> SourceT:
    """Return the source with this id if somebody has it, else what `make` returns."""
    found = _sources.get(id)
    if found is None:
        made = make()
        with _lock:
            found = _sources.setdefault(id, made)
    return cast(SourceT, found)


def from_path(path: str | os.PathLike[str]) -> FileSource:
    """Return a file on disk as a source.

    Raises
    ------
    OSError
        It cannot be read.
    ValueError
        No file can have this name.
    """
    place = Path(path).absolute()
    return _from_descriptor(os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0)), place)


def from_reader(reader: Any) -> FileSource | None:
    """Return what an open file or a stream holds, from its beginning, or None if it is neither."""
    if isinstance(reader, UploadedFile):
        if reader.size <= SMALL:
            return from_bytes(reader.getvalue())
        content = reader.content  # files of two sessions with the same bytes do not live equally long
        id = f"upload|{reader.file_id}"
        return shared(id, lambda: UploadSource(id, content))
    inner = getattr(reader, "file", reader)
    if isinstance(inner, io.FileIO | io.BufferedReader | io.BufferedRandom | io.TextIOWrapper) and not reader.closed:
        if inner.writable():
            inner.flush()
        name: object = getattr(cast(Any, inner), "name", "")
        place = Path(name).absolute() if isinstance(name, str) and name else None
        return _from_descriptor(os.dup(inner.fileno()), place if place is not None and place.is_file() else None)
    if callable(getattr(reader, "getvalue", None)):
        content = reader.getvalue()
    elif callable(getattr(reader, "read", None)):
        if callable(getattr(reader, "seek", None)):
            reader.seek(0)
        content = reader.read()
    else:
        return None
    return from_bytes(content.encode() if isinstance(content, str) else content)


def _from_descriptor(descriptor: int, path: Path | None) -> FileSource:
    """Return an open file as a source that takes care of closing it."""
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(f"{path} is no file.")
        if found.st_size <= SMALL:
            return from_bytes(_read_at(descriptor, 0, SMALL))
        id = f"{path}|{found.st_dev}|{found.st_ino}|{found.st_mtime_ns}|{found.st_size}"
        if path is None:  # a file without a name
            return shared(id, lambda: DiskSource(id, Path(), os.dup(descriptor)))
        return shared(id, lambda: DiskSource(id, path, os.dup(descriptor) if _may_hold() else None))
    finally:
        os.close(descriptor)


def _read_at(descriptor: int, start: int, stop: int) -> bytes:
    """Return bytes of an open file; whoever else has it open finds it as it was."""
    parts: list[bytes] = []
    at = start
    while at < stop and (part := _read_once(descriptor, stop - at, at)):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


def _read_once(descriptor: int, size: int, at: int) -> bytes:
    if sys.platform != "win32":
        return os.pread(descriptor, size, at)
    with _lock:
        before = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, at, os.SEEK_SET)
        try:
            return os.read(descriptor, size)
        finally:
            os.lseek(descriptor, before, os.SEEK_SET)


def _may_hold() -> bool:
    """Tell whether another file can be kept open: elsewhere than on Windows its owner can remove it all the same."""
    held = sum(isinstance(source, DiskSource) for source in list(_sources.values()))
    return sys.platform != "win32" and held < HELD


def name_of(data: Any) -> str:
    """Return the name of the file that an author has passed, "" where it has none."""
    if isinstance(data, str | os.PathLike):
        return Path(cast("str | os.PathLike[str]", data)).name
    name = getattr(data, "name", None)
    return Path(name).name if isinstance(name, str) else ""


class SessionFiles:
    """The files that a session's browser may ask for: those its page refers to, and for a while those it did."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown: dict[str, tuple[MediaFile, int]] = {}
        self._former: OrderedDict[str, tuple[MediaFile, float]] = OrderedDict()

    def refer(self, files: Iterable[MediaFile]) -> None:
        """Note that another element refers to these files."""
        with self._lock:
            for file in files:
                _, count = self._shown.get(file.id, (file, 0))
                self._shown[file.id] = (file, count + 1)
                self._former.pop(file.id, None)

    def renew(self, files: Iterable[MediaFile]) -> None:
        """Let newer ones of the same ids take the place of these files."""
        with self._lock:
            for file in files:
                if file.id in self._shown:
                    self._shown[file.id] = (file, self._shown[file.id][1])

    def release(self, files: Iterable[MediaFile]) -> None:
        """Note that an element that referred to these files is gone; their readers may be in the middle of them."""
        with self._lock:
            for file in files:
                shown, count = self._shown.get(file.id, (file, 1))
                if count > 1:
                    self._shown[file.id] = (shown, count - 1)
                else:
                    self._shown.pop(file.id, None)
                    self._linger(shown)

    def keep(self, file: MediaFile) -> None:
        """Keep a file for a while that was made for one request."""
        with self._lock:
            self._linger(file)

    def find(self, id: str) -> MediaFile | None:
        """Return the file with this id."""
        with self._lock:
            if id in self._shown:
                return self._shown[id][0]
            if id not in self._former:
                return None
            file, _ = self._former[id]
            self._linger(file)
            return file

    def _linger(self, file: MediaFile) -> None:
        if isinstance(file.source, DeferredSource):
            return
        now = time.monotonic()
        self._former[file.id] = (file, now)
        self._former.move_to_end(file.id)
        while len(self._former) > 1:
            oldest, last = next(iter(self._former.values()))
            weight = sum(_weight(former) for former, _ in self._former.values()) - _weight(file)
            if now - last < LINGER and len(self._former) <= LINGERING and weight <= LINGERING_BYTES:
                break
            del self._former[oldest.id]


def _weight(file: MediaFile) -> int:
    return len(file.source.data) if isinstance(file.source, MemorySource) else 0
