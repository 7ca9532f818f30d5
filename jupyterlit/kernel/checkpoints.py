"""What apps under cells remember, in files, for when the kernel starts again.

A kernel that is restarted, or started again after it has died, keeps its connection file: by
that it finds what the one before has written. Files are opened again as pickles, so nothing
is read that somebody else could have put there.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import shutil
import stat
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

from ipykernel.connect import get_connection_file
from ipykernel.kernelbase import Kernel
from jupyter_core.paths import jupyter_runtime_dir

from jupyterlit.execution.keeper import Keeper

log = logging.getLogger("jupyterlit")

MARK = "kernel"  # names the file that says whose folder it is
LEFT = 30 * 24 * 3600.0  # s after which what nobody has touched is taken for left over


class Checkpoints:
    """The checkpoints of one kernel's apps.

    Parameters
    ----------
    folder
        Where they are, in a folder for those of all kernels.
    connection
        The file by which others reach the kernel; it goes when the kernel has ended for good.
    secret
        What only this kernel, and the one before it, know.
    """

    def __init__(self, folder: Path, connection: Path, secret: bytes) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._keepers: dict[str, Keeper] = {}  # by the app's name
        mark = f"{connection}\n{hashlib.sha256(secret).hexdigest()}"
        make_private(folder.parent)
        _remove_leftovers(folder.parent, but=folder)
        make_private(folder)
        if _read(folder / MARK).decode(errors="replace") != mark:
            shutil.rmtree(folder)
            make_private(folder)
            _write(folder / MARK, mark.encode())

    def follow(self, app: str, keeper: Keeper) -> bool:
        """Give a session that has not begun what is kept of its app, and keep what it remembers from now on.

        Returns
        -------
        bool
            Whether there was something.
        """
        plain, pickled = self._files(app)
        data = _read(plain) + _read(pickled)
        restored = bool(data) and keeper.restore(data)
        self._keepers[app] = keeper
        keeper.keep_with(partial(self._keep, app, keeper))
        return restored

    def forget(self, app: str) -> None:
        """Let nothing be left of an app."""
        with self._lock:
            self._keepers.pop(app, None)
            for path in self._files(app):
                path.unlink(missing_ok=True)

    def end(self, kernel: Any) -> None:
        """Keep the last of this kernel's apps; if it has been told to end for good, let nothing be left of them."""
        message = getattr(kernel, "_shutdown_message", None)
        if message is None or message["content"].get("restart", True):
            for keeper in list(self._keepers.values()):
                keeper.finish()
            return
        with self._lock:
            self._keepers.clear()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self, app: str, keeper: Keeper, plain: bytes, pickled: bytes | None) -> None:
        with self._lock:
            if self._keepers.get(app) is not keeper:  # its app has been stopped meanwhile
                return
            paths = self._files(app)
            _write(paths[0], plain)
            if pickled is not None:
                _write(paths[1], pickled)

    def _files(self, app: str) -> tuple[Path, Path]:
        name = hashlib.sha256(app.encode()).hexdigest()[:32]  # apps may be called anything
        return self._folder / f"{name}.plain", self._folder / f"{name}.pickled"


def open_checkpoints() -> Checkpoints | None:
    """Return those of the kernel that runs here; None where it has no file to be known by, or no place for them."""
    kernel: Any = Kernel.instance()  # Its traits have no types.
    try:
        connection = Path(get_connection_file()).absolute()
        folder = Path(jupyter_runtime_dir()) / "jupyterlit" / connection.stem
        checkpoints = Checkpoints(folder, connection, bytes(kernel.session.key))
    except RuntimeError:
        return None
    except OSError as error:
        log.warning("Apps will not come back as they were when the kernel starts again. %s", error)
        return None
    atexit.register(checkpoints.end, kernel)
    return checkpoints


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter, unless it is there.

    Raises
    ------
    PermissionError
        Something is there that others can write to, or that leads elsewhere.
    """
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not _is_private(found):
        raise PermissionError(f"{folder} is open to others. Remove it, or let only its owner enter it.")


def _is_private(found: os.stat_result) -> bool:
    return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & 0o077)


def _read(path: Path) -> bytes:
    """Return what is in a file; nothing if it is not there, or others could have written it."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        return file.read() if stat.S_ISREG(found.st_mode) and _is_private(found) else b""


def _write(path: Path, data: bytes) -> None:
    """Put data in the place of a file, in one step; only its owner can read it."""
    opened, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_leftovers(folders: Path, but: Path) -> None:
    for folder in folders.iterdir():
        if folder != but and _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Tell whether a folder's kernel has ended for good: its connection file is gone, or nobody comes for long."""
    connection = _read(folder / MARK).decode(errors="replace").partition("\n")[0]
    if connection and not Path(connection).exists():
        return True
    try:
        touched = max(each.stat().st_mtime for each in (folder, *folder.iterdir()))
    except OSError:  # another kernel removes it just now
        return False
    return time.time() - touched > LEFT
