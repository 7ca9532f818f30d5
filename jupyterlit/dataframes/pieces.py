"""Large pieces of memory, given as copies that cost nothing until they are written to."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import mmap
import os
import sys
import weakref
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

MAPPED = 1 << 20  # bytes, from which on the system is asked for copies
_ALIGNED = 64  # bytes; what libraries that compute like best
_SHARE = 4  # of the files that this process may have open, at most one in so many is ours
_TRACKS_FILES = sys.version_info < (3, 13)  # before, each mapping has its file open once more

Memory = bytes | bytearray | memoryview

open_files: weakref.WeakSet[Any] = weakref.WeakSet()  # what has a file open
_names = itertools.count()


class _Copy(mmap.mmap):
    """A private mapping: where it lies, and what it is a copy of."""

    start: int
    name: int

    def untouched(self) -> bool:
        """Tell whether nobody has written to it: the system says of each page whether it is still the file's."""
        first, count = self.start // mmap.PAGESIZE, -(-len(self) // mmap.PAGESIZE)
        try:
            with Path("/proc/self/pagemap").open("rb", buffering=0) as table:
                pages = os.pread(table.fileno(), 8 * count, 8 * first)
        except OSError:
            return False
        return len(pages) == 8 * count and not pages[_HIGHEST::8].translate(None, _UNTOUCHED)


# By its three highest bits, a page is in memory, in the swap, of a file: one that nobody has looked at is neither,
# one that is still the file's is in memory and of a file.
_HIGHEST = 7 if sys.byteorder == "little" else 0
_UNTOUCHED = bytes(byte for byte in range(256) if byte >> 5 in (0b000, 0b101))
_copies: weakref.WeakValueDictionary[int, _Copy] = weakref.WeakValueDictionary()  # by where they lie


class Places:
    """One look at where memory lies; no copy is looked at twice."""

    def __init__(self) -> None:
        self._untouched: dict[_Copy, bool] = {}

    def of(self, address: int) -> Hashable:
        """Return an address; in a copy that nobody has written to, instead, what it is a copy of, and where in that."""
        # A list of them is made in one step: other threads may be making copies.
        for copy in (*self._untouched, *(found() for found in _copies.valuerefs())):
            offset = -1 if copy is None else address - copy.start
            if copy is not None and 0 <= offset < len(copy):
                if copy not in self._untouched:
                    self._untouched[copy] = copy.untouched()
                return (copy.name, offset) if self._untouched[copy] else address
        return address


class Pieces:
    """Pieces of memory that nobody changes any more.

    Where the system can, they lie in a file in memory, and a copy is a private mapping of it: what a caller only
    reads is shared by all, and of what it writes to the system copies the page. Elsewhere, and for little, they
    are copied.

    Parameters
    ----------
    pieces
        What to keep; it is copied.

    Attributes
    ----------
    size
        How many bytes they are.
    """

    def __init__(self, pieces: Sequence[Memory]) -> None:
        views = [memoryview(piece).cast("B") for piece in pieces]
        self.size: int = sum(view.nbytes for view in views)
        self._name = next(_names)
        self._kept: list[bytes] = []
        self._file: int | None = None
        self._places: list[slice] = []
        self._end = 0
        for view in views:
            self._places.append(slice(self._end, self._end + view.nbytes))
            self._end += -(-view.nbytes // _ALIGNED) * _ALIGNED
        if self.size < MAPPED or not self._write(views):
            self._kept = [bytes(view) for view in views]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ([bytes(piece) for piece in self.copies()],)

    def copies(self) -> list[memoryview]:
        """Return the pieces, to be written to as the caller likes."""
        if self._file is None:
            return [_copy(piece) for piece in self._kept]
        with contextlib.suppress(OSError):
            if not (_TRACKS_FILES and _full()):
                whole = memoryview(_map(self._file, self._end, self._name))
                return [whole[place] for place in self._places]
        whole = memoryview(bytearray(self._end))
        _read_all(self._file, whole)
        return [whole[place] for place in self._places]

    def _write(self, views: Sequence[memoryview]) -> bool:
        """Put the pieces into a file in memory; tell whether there is one."""
        if sys.platform != "linux" or _full():
            return False
        try:
            file = os.memfd_create("jupyterlit")
        except OSError:
            return False
        close = weakref.finalize(self, os.close, file)
        try:
            os.ftruncate(file, self._end)
            for place, view in zip(self._places, views, strict=True):
                _write_all(file, view, place.start)
        except OSError:
            close()
            return False
        self._file = file
        open_files.add(self)
        return True


def _full() -> bool:
    """Tell whether as many files are open as may be."""
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return most != resource.RLIM_INFINITY and len(open_files) >= most // _SHARE


def _map(file: int, size: int, name: int) -> _Copy:
    if sys.version_info >= (3, 13):
        copy = _Copy(file, size, flags=mmap.MAP_PRIVATE, trackfd=False)
    else:
        copy = _Copy(file, size, flags=mmap.MAP_PRIVATE)
        open_files.add(copy)
    copy.start, copy.name = ctypes.addressof(ctypes.c_char.from_buffer(copy)), name
    _copies[copy.start] = copy
    return copy


def _write_all(file: int, view: memoryview, at: int) -> None:
    done = 0
    while done < view.nbytes:  # the system takes 2 GB at once
        done += os.pwrite(file, view[done:], at + done)


def _read_all(file: int, view: memoryview) -> None:
    done = 0
    while done < view.nbytes:
        done += os.preadv(file, [view[done:]], done)


def _copy(memory: bytes) -> memoryview:
    """Return a copy that can be written to; NumPy asks the system for large pages, which halves the time."""
    numpy = sys.modules.get("numpy")
    return memoryview(bytearray(memory) if numpy is None else numpy.frombuffer(memory, dtype=numpy.uint8).copy())
