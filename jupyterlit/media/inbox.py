"""Inbox: how the files of one widget travel as its value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jupyterlit.errors import InvalidValue
from jupyterlit.media.upload_rules import UploadRule
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads, Upload


class Inbox:
    """What a widget that takes files hands to `add_widget`: itself as `follower`, and how its value travels.

    On the wire a value is a list of files, each with id, name, type and size. Only the id is believed.

    Parameters
    ----------
    uploads
        Those of the session.
    rule
        What is taken.
    once
        The value lasts for one run: the session lets go of its files at once, and whoever holds them keeps them.
    """

    def __init__(self, uploads: SessionUploads, rule: UploadRule, *, once: bool = False) -> None:
        self._uploads = uploads
        self._rule = rule
        self._once = once
        self._widget = ""

    def drawn(self, widget: str) -> None:
        """Expect files from now on, for the widget with this id."""
        self._widget = widget
        self._uploads.expect(widget, self._rule)

    def gone(self) -> None:
        """Let go of the widget's files, and expect no more."""
        self._uploads.forget(self._widget)

    def find(self, wire: Any) -> list[Upload]:
        """Return what a browser names, as long as it is not the value yet; raise for what is not there."""
        return [self._uploads.find(each["id"], self._widget) for each in wire or ()]

    def parse(self, wire: Any) -> list[UploadedFile]:
        """Return the files that a browser names; raise for what it may not name."""
        uploads = self.find(wire)
        if len({upload.id for upload in uploads}) < len(uploads) or (len(uploads) > 1 and not self._rule.several):
            raise InvalidValue(f"{len(uploads)} files are too many, or the same.")
        files = [upload.file() for upload in uploads]
        self._uploads.take(self._widget, uploads)
        if self._once:
            self._uploads.take(self._widget, ())
        return files

    def parse_one(self, wire: Any) -> UploadedFile | None:
        """Return the file that a browser names, if it names one."""
        files = self.parse(wire)
        return files[0] if files else None

    def dump(self, files: Iterable[UploadedFile]) -> list[dict[str, str | int]]:
        """Return files as they travel."""
        return [{"id": file.file_id, "name": file.name, "type": file.type, "size": file.size} for file in files]

    def dump_one(self, file: UploadedFile | None) -> list[dict[str, str | int]]:
        """Return a file, or none, as it travels."""
        return self.dump([] if file is None else [file])

    def accept(self, files: list[UploadedFile]) -> list[UploadedFile]:
        """Return the files of an earlier run, open at their beginning; they may be of another process."""
        self._uploads.adopt(self._widget, files)
        return [file.again() for file in files]

    def accept_one(self, file: UploadedFile | None) -> UploadedFile | None:
        """Return the file of an earlier run, open at its beginning."""
        return None if file is None else self.accept([file])[0]
