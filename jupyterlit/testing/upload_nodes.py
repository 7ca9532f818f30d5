"""Widgets that take files, as tests find them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, cast

from jupyterlit.errors import AppTestError
from jupyterlit.media.uploads import SessionUploads, UploadRefused
from jupyterlit.protocol.base import Element
from jupyterlit.testing.nodes import WidgetNode

TestFile = tuple[str, bytes, str]
_UNKNOWN = "application/octet-stream"


class UploadNode(WidgetNode):
    """A widget whose value is files: what a test sets is sent as a browser would send it.

    `value` is what the last run had.
    """

    several = False

    def __init__(self, app: Any, proto: Element | None, path: tuple[int, ...]) -> None:
        super().__init__(app, proto, path)
        self._staged: list[dict[str, Any]] = []

    def set_value(self, value: TestFile | Sequence[TestFile] | None) -> UploadNode:
        """Send a file, or several, each a tuple of name, content and MIME type; None for none.

        Raises
        ------
        AppTestError
            They are no such tuples, or the widget does not take them.
        """
        self._forget()
        for file in self._files(value):
            self._stage(file)
        return self._commit()

    def upload(self, filename: str, content: bytes, mime_type: str = _UNKNOWN) -> UploadNode:
        """Send a file, beside those that the test has sent since the last run if there may be several."""
        (file,) = self._files((filename, content, mime_type))
        if not self.several:
            self._forget()
        self._stage(file)
        return self._commit()

    def clear(self) -> UploadNode:
        """Remove all files."""
        return self.set_value(None)

    def _files(self, value: Any) -> list[TestFile]:
        several: list[Any] = [] if value is None else cast("list[Any]", value) if isinstance(value, list) else [value]
        for file in several:
            match file:
                case (str(), bytes(), str()):
                    pass
                case _:
                    raise AppTestError(
                        f"{self.type}: {file!r} is no file. Pass a tuple of its name, its content as bytes, and its "
                        "MIME type."
                    )
        if len(several) > 1 and not self.several:
            raise AppTestError(f"{self.type}: the widget takes one file, not {len(several)}.")
        return cast("list[TestFile]", several)

    def _stage(self, file: TestFile) -> None:
        if self.proto.disabled:
            return  # `_commit` says so
        name, content, mime = file
        uploads = self.root.session_part(SessionUploads)
        id = secrets.token_hex(16)
        try:
            uploads.begin(id, self.proto.id, name, mime, len(content))
            uploads.write(id, 0, content)
        except UploadRefused as error:
            raise AppTestError(f"{self.type}: {name!r} was refused. {error}") from error
        self._staged.append({"id": id, "name": name, "type": mime, "size": len(content)})

    def _forget(self) -> None:
        for file in self._staged:
            self.root.session_part(SessionUploads).cancel(file["id"])
        self._staged.clear()

    def _commit(self) -> UploadNode:
        self._set_wire(list(self._staged), self.value)
        return self


class FileUploaderNode(UploadNode):
    """A place for files."""

    @property
    def several(self) -> bool:
        """Whether it takes more than one."""
        return bool(getattr(self.proto, "multiple", False))

    @property
    def allowed_type(self) -> list[str]:
        """The types that it takes, empty for all."""
        return list(getattr(self.proto, "types", ()))

    @property
    def accept_multiple_files(self) -> bool:
        """Whether it takes more than one file."""
        return self.several

    @property
    def accept_directory(self) -> bool:
        """Whether a folder is chosen."""
        return bool(getattr(self.proto, "directory", False))
