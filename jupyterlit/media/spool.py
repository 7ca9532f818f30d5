"""Where files lie that readers send: a folder of this process that nobody else can read, and that goes with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
import weakref
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = "jupyterlit-uploads-"
_UNFINISHED = "jupyterlit-new-uploads-"
_LOCK = "in-use"


class Spool:
    """A folder for the files of a process, made when the first one comes.

    It is marked as in use by a lock that the system takes back however the process ends, so that the next process
    can tell what a dead one has left behind.

    Parameters
    ----------
    place
        The folder in which it is made; the system's for what is temporary by default.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._place = place
        self._folder: Path | None = None
        self._process = 0
        self._tidied = False
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """The folder; a process that was forked has one of its own.

        Raises
        ------
        OSError
            It cannot be made.
        """
        with self._lock:
            if self._folder is None or self._process != os.getpid():
                self._process = os.getpid()
                self._folder = self._make()
            return self._folder

    def tidy(self) -> None:
        """Remove what dead processes have left, unless that has been done."""
        if not self._tidied:
            self._tidied = True
            remove_leftovers(self._place or Path(tempfile.gettempdir()))

    def _make(self) -> Path:
        self.tidy()
        place = self._place or Path(tempfile.gettempdir())
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=place))
        lock = os.open(unfinished / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        _try_to_lock(lock)
        # Only now, as it is marked as in use, does it get the name by which others look for leftovers.
        folder = unfinished.with_name(unfinished.name.replace(_UNFINISHED, _PREFIX))
        if sys.platform == "win32":  # an open file keeps its folder's name
            folder = unfinished
        else:
            unfinished.rename(folder)
        weakref.finalize(self, _remove, folder, lock, os.getpid())
        return folder


def remove_leftovers(place: Path) -> None:
    """Remove what processes that are no more have left in a folder."""
    for prefix in (_PREFIX, _UNFINISHED) if sys.platform == "win32" else (_PREFIX,):
        for folder in place.glob(f"{prefix}*"):
            with contextlib.suppress(OSError):
                if _is_left(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Tell whether the process is gone that has made a folder, and whether it was this user's."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    if sys.platform == "win32":
        (folder / _LOCK).unlink(missing_ok=True)  # refused while its process lives
        return True
    if folder.stat().st_uid != os.getuid():
        return False
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        return _try_to_lock(lock)
    finally:
        os.close(lock)


def _try_to_lock(file: int) -> bool:
    """Mark an open file as in use; tell whether nobody else has."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def _remove(folder: Path, lock: int, process: int) -> None:
    if os.getpid() == process:  # a fork has no right to it
        with contextlib.suppress(OSError):
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


spool = Spool()
