"""Seals on pickled results: unpickling runs what the bytes say, so only bytes of our own are unpickled."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import stat
import struct
import tempfile
from pathlib import Path

MARK = b"lit1"
_HEAD = struct.Struct("<4s32sd")
_KEY_SIZE = 32


class Broken(Exception):
    """A record that is not what was written, or not where it was written; the message says why."""


class Seal:
    """Signs records of one function with a key that nobody else has."""

    def __init__(self, secret: bytes, function: str) -> None:
        self._secret = secret
        self._function = function

    def close(self, key: str, made: float, data: bytes) -> bytes:
        """Return a record.

        Parameters
        ----------
        key
            That of the arguments.
        made
            When the result was made, in seconds since 1970.
        data
            The result.
        """
        return b"".join((_HEAD.pack(MARK, self._sign(key, made, data), made), data))

    def open(self, key: str, record: bytes) -> tuple[float, memoryview]:
        """Return when the result in a record was made, and the result.

        Raises
        ------
        Broken
            It was not made by `close` with the same key and secret.
        """
        if len(record) < _HEAD.size or record[: len(MARK)] != MARK:
            raise Broken("it is of another version or cut short")
        _, signature, made = _HEAD.unpack_from(record)
        data = memoryview(record)[_HEAD.size :]
        if not hmac.compare_digest(signature, self._sign(key, made, data)):
            raise Broken("its signature does not fit")
        return made, data

    def _sign(self, key: str, made: float, data: bytes | memoryview) -> bytes:
        signer = hmac.new(self._secret, f"{self._function}\n{key}\n{float(made)!r}\n".encode(), "sha256")
        signer.update(data)
        return signer.digest()


def secret_in(folder: Path) -> bytes:
    """Return the key in a folder of the user's; the first process that asks makes it.

    Raises
    ------
    Broken
        Others can read or change it.
    OSError
        There is none and none can be written.
    """
    file = folder / "key"
    try:
        return _read(file)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder)  # readable by nobody else
    with os.fdopen(handle, "wb") as key:
        key.write(secrets.token_bytes(_KEY_SIZE))
    with contextlib.suppress(FileExistsError):
        os.link(name, file)  # of several processes one wins
    Path(name).unlink()
    return _read(file)


def _read(file: Path) -> bytes:
    key = read_own(file, others_read=False)
    if len(key) != _KEY_SIZE:
        raise Broken(f"{file} is no key")
    return key


def read_own(file: Path, *, others_read: bool = True) -> bytes:
    """Read a file that is the user's own.

    Raises
    ------
    Broken
        It belongs to somebody else or others can change it, or read it where that matters too.
    OSError
        It cannot be read, or is a link.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        check_own(file, os.fstat(handle), others_read=others_read)
        return opened.read()


def check_own(path: Path, status: os.stat_result, *, others_read: bool = True) -> None:
    """Raise `Broken` if a file or folder is not the user's own."""
    if not hasattr(os, "getuid"):  # Windows: what lies in a user's folder is the user's
        return
    if status.st_uid != os.getuid():
        raise Broken(f"{path} belongs to somebody else")
    others = stat.S_IWGRP | stat.S_IWOTH | (0 if others_read else stat.S_IRGRP | stat.S_IROTH)
    if status.st_mode & others:
        raise Broken(f"{path} is open to others")
