"""Files sent by the reader: taken part by part, kept on disk as long as the session has use for them."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import secrets
import shutil
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import xxhash

from jupyterlit.config.sources import settings
from jupyterlit.media.spool import spool
from jupyterlit.media.upload_rules import MEGABYTE, UploadRule, clean_name, clean_type
from jupyterlit.media.uploaded_file import Content, UploadedFile

log = logging.getLogger("jupyterlit")

AT_ONCE = 64  # files of one session that are on their way
FILES = 20_000  # of one session
SPARE = 4  # files of a widget for one that no value refers to yet
IDLE = 900.0  # s without news after which a file on its way makes room for others
RESERVE = 64_000_000  # bytes of the disk that are left to others

_GONE = "This upload is no longer expected. Send the file again."
_NOT_HERE = "The place that this file was for is no longer on the page."
_TOO_MANY = "Too many files are on their way. Wait for some of them."
_TOO_MANY_FILES = "There are too many files. Remove some of them."
_TOO_MUCH = "Your files would have more than {most} MB together. Remove some of them."
_FULL = "The server's disk is full."
_CANNOT = "The server cannot keep the file."
_LONGER = "The file is longer than it was when it was chosen."
_FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class UploadRefused(Exception):
    """A file is not taken: why, in the reader's words.

    Parameters
    ----------
    reason
        What the reader is told.
    again
        It may be taken later.
    missing
        The widget is not there, or not yet.
    gaps
        What fills the `{gaps}` of the reason: the page translates the one and not the other.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = False,
        missing: bool = False,
        gaps: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(reason)
        self.gaps = gaps
        self.again = again
        self.missing = missing


class Upload:
    """One file of a widget, on its way or whole."""

    def __init__(self, id: str, widget: str, name: str, type: str, size: int, path: Path) -> None:
        self.id = id
        self.widget = widget
        self.name = name
        self.type = type
        self.size = size
        self.received: int = 0
        self.content: Content | None = None
        self.taken = False
        self.touched: float = time.monotonic()
        self.lock: threading.Lock = threading.Lock()
        self._path = path
        self._digest = xxhash.xxh3_128()
        self._dropped = False

    def create(self) -> None:
        """Make the file on disk; one without bytes is whole at once."""
        with self._path.open("xb"):
            pass
        self._finish()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Add bytes at the end; called with the lock."""
        if self._dropped:
            raise UploadRefused(_GONE, again=True)
        view = memoryview(data).cast("B")
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            at = 0
            while at < len(view):
                at += os.write(file, view[at:])
        finally:
            os.close(file)
        self._digest.update(view)
        self.received += len(view)
        self.touched = time.monotonic()
        self._finish()

    def _finish(self) -> None:
        if self.received == self.size:
            self.content = Content(self._path, self.size, self._digest.hexdigest())

    def drop(self) -> None:
        """Give up what has come; a whole file stays as long as somebody reads it. Called with the lock."""
        self._dropped = True
        if self.content is None:
            with contextlib.suppress(OSError):
                self._path.unlink()
        self.content = None

    def file(self) -> UploadedFile:
        """Return the file, open at its beginning."""
        if self.content is None:
            raise LookupError(f"{self.name!r} is not complete.")
        return UploadedFile(self.content, self.id, self.name, self.type)


class SessionUploads:
    """The files that one session's reader sends and has sent.

    Attributes
    ----------
    on_release
        Called when the session has no more use for a file, with what is left of it as long as somebody else has.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._folder: Path | None = None
        self._rules: dict[str, UploadRule] = {}
        self._uploads: dict[str, Upload] = {}
        self._coming: dict[str, Upload] = {}  # those of them that are not whole
        self._contents: weakref.WeakSet[Content] = weakref.WeakSet()
        self._closed = False
        self.on_release: Callable[[weakref.ref[Content]], object] = lambda left: None

    # The page's side

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        with self._lock:
            return bool(self._coming)

    def expect(self, widget: str, rule: UploadRule) -> None:
        """Note that a widget on the page takes files."""
        with self._lock:
            self._rules[widget] = rule

    def find(self, id: str, widget: str) -> Upload:
        """Return a whole file that was sent for a widget; raise `LookupError` if there is none."""
        with self._lock:
            upload = self._uploads[id]
        if upload.widget != widget or upload.content is None:
            raise LookupError(id)
        return upload

    def take(self, widget: str, uploads: Iterable[Upload]) -> None:
        """Note which files are a widget's value now: those that were before are let go."""
        with self._lock:
            kept = {upload.id for upload in uploads}
            for upload in list(self._uploads.values()):
                if upload.id in kept:
                    upload.taken = True
                elif upload.widget == widget and upload.taken:
                    self._drop(upload)

    def adopt(self, widget: str, files: Iterable[UploadedFile]) -> None:
        """Take files that are a widget's value as sent for it, though it was to another process."""
        with self._lock:
            for file in files:
                if file.file_id not in self._uploads and not self._closed:
                    upload = Upload(file.file_id, widget, file.name, file.type, file.size, file.content.path)
                    upload.received, upload.content, upload.taken = file.size, file.content, True
                    self._uploads[upload.id] = upload
                    self._note(upload)

    def forget(self, widget: str) -> None:
        """Let go of what was for a widget that is not on the page any more."""
        with self._lock:
            self._rules.pop(widget, None)
            for upload in [each for each in self._uploads.values() if each.widget == widget]:
                self._drop(upload)

    def close(self) -> None:
        """Remove everything: the session has ended."""
        with self._lock:
            self._closed = True
            self._rules.clear()
            for upload in list(self._uploads.values()):
                self._drop(upload)
            for content in list(self._contents):
                content.remove()
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)

    # The browser's side

    def begin(self, id: str, widget: str, name: str, type: str, size: int) -> int:
        """Expect a file, or go on with it; return how many bytes of it are there.

        Raises
        ------
        UploadRefused
            The widget does not take it, or there is no room.
        """
        with self._lock:
            rule = self._rules.get(widget)
            if self._closed or rule is None:
                raise UploadRefused(_NOT_HERE, missing=True)
            cleaned = clean_name(name, folders=rule.folders)
            known = self._uploads.get(id)
            if known is not None:
                if (known.widget, known.name, known.size) != (widget, cleaned, size):
                    raise UploadRefused(_GONE)
                known.touched = time.monotonic()
                return known.received
            mime = clean_type(type)
            if (reason := rule.refuses(cleaned, mime, size)) is not None:
                raise UploadRefused(reason)
            self._make_room(widget, rule, size)
            try:
                upload = Upload(id, widget, cleaned, mime, size, self._place() / secrets.token_hex(16))
                upload.create()
            except OSError as error:
                raise UploadRefused(_reason(error)) from error
            self._uploads[id] = self._coming[id] = upload
            self._note(upload)
            return upload.received

    def write(self, id: str, offset: int, data: bytes | bytearray | memoryview) -> int:
        """Add bytes to a file if they are those that come next; return how many are there.

        Raises
        ------
        UploadRefused
            Nobody expects them, they are too many, or they cannot be kept; nothing of the file is then.
        """
        with self._lock:
            upload = self._uploads.get(id)
        if upload is None:  # the kernel may be another one: then it begins anew
            raise UploadRefused(_GONE, again=True)
        length = memoryview(data).nbytes
        with upload.lock:
            if not length or offset != upload.received:
                return upload.received
            if offset + length > upload.size:
                reason: str | None = _LONGER
            else:
                try:
                    upload.write(data)
                    reason = None
                except OSError as error:
                    reason = _reason(error)
            received = upload.received
        if reason is not None:
            self._give_up(upload)
            raise UploadRefused(reason)
        self._note(upload)
        return received

    def cancel(self, id: str) -> None:
        """Give up a file that is no widget's value; one that is stays until the value changes."""
        with self._lock:
            upload = self._uploads.get(id)
        if upload is not None and not upload.taken:
            self._give_up(upload)

    @property
    def counts(self) -> tuple[int, int]:
        """How many files there are, and how many bytes of them have come."""
        with self._lock:
            return len(self._uploads), sum(upload.received for upload in self._uploads.values())

    def _give_up(self, upload: Upload) -> None:
        with self._lock:
            self._drop(upload)

    def _drop(self, upload: Upload) -> None:
        content = upload.content
        if self._uploads.pop(upload.id, None) is None:
            return
        self._coming.pop(upload.id, None)
        with upload.lock:
            upload.drop()
        if content is not None and not self._closed:
            self.on_release(weakref.ref(content))

    def _note(self, upload: Upload) -> None:
        content = upload.content
        if content is not None:
            with self._lock:
                self._coming.pop(upload.id, None)
                self._contents.add(content)
                if self._closed:
                    content.remove()

    def _make_room(self, widget: str, rule: UploadRule, size: int) -> None:
        now = time.monotonic()
        if len(self._coming) >= AT_ONCE:
            for idle in [each for each in self._coming.values() if now - each.touched > IDLE]:
                self._drop(idle)
            if len(self._coming) >= AT_ONCE:
                raise UploadRefused(_TOO_MANY, again=True)
        if not rule.several:
            spare = [each for each in self._uploads.values() if each.widget == widget and not each.taken]
            for former in spare[: max(0, len(spare) - SPARE + 1)]:
                self._drop(former)
        if len(self._uploads) >= FILES:
            raise UploadRefused(_TOO_MANY_FILES)
        most: int = settings().get("uploads.maxSessionSize")
        if sum(each.size for each in self._uploads.values()) + size > most * MEGABYTE:
            raise UploadRefused(_TOO_MUCH, gaps={"most": str(most)})
        expected = sum(each.size - each.received for each in self._coming.values())
        try:
            free = shutil.disk_usage(self._place()).free
        except OSError as error:
            raise UploadRefused(_reason(error)) from error
        if expected + size > free - RESERVE:
            raise UploadRefused(_FULL)

    def _place(self) -> Path:
        """Return the session's folder."""
        folder = spool.folder
        if self._folder is None or self._folder.parent != folder:
            self._folder = folder / secrets.token_hex(16)
            self._folder.mkdir(mode=0o700)
        return self._folder


def _reason(error: OSError) -> str:
    if error.errno in _FULL_ERRORS:
        return _FULL
    log.warning("A file that a reader sends cannot be kept: %s.", error.strerror or error)  # nothing for the reader
    return _CANNOT
