"""UploadedFile: a file that the reader has sent, as authors get it."""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import secrets
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xxhash

from jupyterlit.media.spool import spool

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    class _Stream(io.BufferedIOBase, BinaryIO):  # type: ignore[misc]  # they differ as in BytesIO
        """What type checkers take for an open file; at run time no object could be that."""

        name: str  # type: ignore[assignment]
else:
    _Stream = io.BufferedIOBase

_CLOSED = "I/O operation on closed file."
OPEN = 64  # files of this process that are open at once; others are opened again where they were left


class Content:
    """The bytes of a file on disk; they are removed once nobody refers to them any more.

    Parameters
    ----------
    path
        Where they are.
    size
        How many there are.
    digest
        The same for the same bytes.
    """

    def __init__(self, path: Path, size: int, digest: str) -> None:
        self.path = path
        self.size = size
        self.digest = digest
        self._removal = weakref.finalize(self, _remove, path, os.getpid())

    def remove(self) -> None:
        """Remove them now; who has them open can go on reading."""
        self._removal()

    @property
    def removed(self) -> bool:
        """Whether they are gone."""
        return not self._removal.alive


def _remove(path: Path, process: int) -> None:
    if os.getpid() == process:  # not in a fork, for which it is somebody else's
        with contextlib.suppress(OSError):
            path.unlink()


class _Reading(_Stream):
    """Reads a file on disk that is opened when that is wanted, and not for longer than others need to be."""

    def __init__(self, content: Content, name: str) -> None:
        super().__init__()
        self.content = content
        self.name = name
        self._lock = threading.RLock()
        self._reader: io.BufferedReader | None = None
        self._at = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, all that are left if no number is given."""
        with self._lock:
            return self._open().read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        """Return the next bytes that can be had at once."""
        with self._lock:
            return self._open().read1(size)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer; return how many bytes that were."""
        with self._lock:
            return self._open().readinto(buffer)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the next line."""
        with self._lock:
            return self._open().readline(-1 if size is None else size)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to another place; return which that is."""
        with self._lock:
            return self._open().seek(offset, whence)

    def tell(self) -> int:
        """Return where the next byte will be read."""
        with self._lock:
            if self.closed:
                raise ValueError(_CLOSED)
            return self._at if self._reader is None else self._reader.tell()

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from any place."""
        return True

    def close(self) -> None:
        """Read no more from it; the next run of the script gets it anew."""
        with self._lock:
            self.rest()
            super().close()

    def rest(self) -> None:
        """Close the file on disk; it is opened again when it is read."""
        with self._lock:
            if self._reader is not None:
                # Of two that nobody holds any more the inner one may have gone first.
                with contextlib.suppress(OSError, ValueError):
                    self._at = self._reader.tell()
                with contextlib.suppress(OSError, ValueError):
                    self._reader.close()
                self._reader = None
                with _open_lock:
                    _open.pop(id(self), None)

    def give_way(self) -> None:
        """Close the file on disk unless somebody is reading."""
        if self._lock.acquire(blocking=False):
            self.rest()
            self._lock.release()

    def _open(self) -> io.BufferedReader:
        if self.closed:
            raise ValueError(_CLOSED)
        if self._reader is None:
            self._reader = io.BufferedReader(_Raw(self.content.path, self.name))
            self._reader.seek(self._at)
        _note(self)
        return self._reader


class UploadedFile(_Reading):
    """A file that the reader has sent: can be read wherever an open file is wanted.

    It lies on disk, and what is not read needs no memory. Files are equal when they come from the same upload.

    Parameters
    ----------
    content
        Where its bytes are.
    file_id
        What tells it from all others.
    name
        What it is called on the reader's disk; of a file in a folder, with the names of the folders.
    type
        What it is, as the reader's browser says.

    Attributes
    ----------
    size
        How many bytes there are.
    digest
        The same for files with the same bytes.

    Examples
    --------
    >>> import jupyterlit as st
    >>> file = st.file_uploader("Measurements", type="csv")
    >>> if file is not None:
    ...     st.write(f"{file.name} begins with {file.readline().decode()}")
    """

    def __init__(self, content: Content, file_id: str, name: str, type: str) -> None:
        super().__init__(content, name)
        self.file_id = file_id
        self.type = type
        self.size: int = content.size
        self.digest: str = content.digest

    def again(self) -> UploadedFile:
        """Return the same file, open at its beginning."""
        return UploadedFile(self.content, self.file_id, self.name, self.type)

    def getvalue(self) -> bytes:
        """Return all bytes, wherever the file is open."""
        if self.closed:
            raise ValueError(_CLOSED)
        with _Raw(self.content.path, self.name) as raw:
            return raw.readall()

    def getbuffer(self) -> memoryview:
        """Return a view of all bytes, which are read from disk as they are looked at."""
        if not self.size:
            return memoryview(b"")
        if self.closed:
            raise ValueError(_CLOSED)
        with _Raw(self.content.path, self.name) as raw:
            return memoryview(mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UploadedFile) and other.file_id == self.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __copy__(self) -> UploadedFile:
        return self.again()

    def __deepcopy__(self, memo: object) -> UploadedFile:
        return self.again()

    @property
    def pickled_size(self) -> int:
        """How many bytes a pickle of it has, about: who has no room for them need not read it."""
        return self.size

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.getvalue(), self.file_id, self.name, self.type)

    def __repr__(self) -> str:
        return f"UploadedFile(file_id={self.file_id!r}, name={self.name!r}, type={self.type!r}, size={self.size})"


class _Raw(io.RawIOBase):
    """An open file that closes by itself once nobody holds it, and without a warning: authors leave it open."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__()
        self._close: Callable[[], Any] = lambda: None
        try:
            self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError as error:
            raise FileNotFoundError(f"{name!r} is gone: its session has ended.") from error
        self._close = weakref.finalize(self, os.close, self._file)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = os.read(self._file, len(view))
        view[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        left = os.fstat(self._file).st_size - self.tell()
        parts: list[bytes] = []
        while left > 0 and (part := os.read(self._file, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return os.lseek(self._file, offset, whence)

    def fileno(self) -> int:
        return self._file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._close()
        super().close()


def _restored(data: bytes, file_id: str, name: str, type: str) -> UploadedFile:
    """Return a file that has been pickled; its copy belongs to whoever holds it."""
    path = spool.folder / secrets.token_hex(16)
    path.write_bytes(data)
    return UploadedFile(Content(path, len(data), xxhash.xxh3_128_hexdigest(data)), file_id, name, type)


# Those that are open, the one that was read last at the end.
_open: OrderedDict[int, weakref.ref[_Reading]] = OrderedDict()
_open_lock = threading.RLock()


def _note(file: _Reading) -> None:
    """Note that a file is read, and close another one if there are too many open."""
    key = id(file)
    with _open_lock:
        if key in _open:
            _open.move_to_end(key)
            return
        _open[key] = weakref.ref(file, lambda _: _open.pop(key, None))
        others = [found for ref in list(_open.values()) if (found := ref()) is not None and found is not file]
        for other in others[: max(0, len(others) + 1 - OPEN)]:
            other.give_way()
