"""What readers record, photograph and say, as tests find it."""

from __future__ import annotations

from typing import Any

from jupyterlit.errors import AppTestError
from jupyterlit.protocol.base import Element
from jupyterlit.testing.upload_nodes import TestFile, UploadNode


class CaptureNode(UploadNode):
    """A widget that a device gives a file: always of the same type."""

    extension = ""
    mime = ""

    def upload(self, filename: str, content: bytes, mime_type: str = "") -> UploadNode:
        """Give it what the device would."""
        return super().upload(filename, content, mime_type or self.mime)

    def _files(self, value: Any) -> list[TestFile]:
        files = super()._files(value)
        for name, _, mime in files:
            if not name.lower().endswith(self.extension) or mime != self.mime:
                raise AppTestError(
                    f"{self.type}: {name!r} is {mime!r}, but what comes from there is {self.mime!r} and called "
                    f"…{self.extension}."
                )
        return files


class AudioInputNode(CaptureNode):
    """A recorder: `upload` and `set_value` give it a recording."""

    extension = ".wav"
    mime = "audio/wav"


class CameraInputNode(CaptureNode):
    """A camera: `upload` and `set_value` give it a photo."""

    extension = ".jpg"
    mime = "image/jpeg"

    @property
    def resolution(self) -> str | None:
        """What the camera is asked for."""
        lines = getattr(self.proto, "lines", None)
        return None if lines is None else f"{lines}p"


class ChatInputNode(UploadNode):
    """A field for messages: text, files and a recording are sent together by the next run."""

    def __init__(self, app: Any, proto: Element | None, path: tuple[int, ...]) -> None:
        super().__init__(app, proto, path)
        self._text: str | None = None
        self._spoken: list[dict[str, Any]] = []

    @property
    def several(self) -> bool:
        """Whether it takes more than one file."""
        return getattr(self.proto, "takes", "none") in ("several", "directory")

    @property
    def value(self) -> Any:
        """The message as the script gets it; without one, the text that the script has put into the field."""
        sent = super().value
        return self.root.widget_text(self.proto.id) if sent is None else sent

    def set_value(self, value: str | None) -> ChatInputNode:  # type: ignore[override]  # it has a text too
        """Write a message for the next run; None takes it back, and leaves the files.

        Raises
        ------
        AppTestError
            It is no text, or too long.
        """
        if value is not None and not isinstance(value, str):  # type: ignore[redundant-expr]  # tests pass anything
            raise AppTestError(f"{self.type}.set_value: {value!r} is no message. Pass a string, or None.")
        most = getattr(self.proto, "max_chars", None)
        if value is not None and most is not None and len(value) > most:
            raise AppTestError(f"{self.type}.set_value: the message has {len(value)} characters, {most} are taken.")
        self._text = value
        return self._commit()

    def upload(self, filename: str, content: bytes, mime_type: str = "application/octet-stream") -> ChatInputNode:
        """Attach a file to the next message."""
        if getattr(self.proto, "takes", "none") == "none":
            raise AppTestError(f"{self.type}.upload: it takes no files. Pass accept_file=True to st.chat_input.")
        super().upload(filename, content, mime_type)
        return self

    def record(self, content: bytes, filename: str = "audio.wav") -> ChatInputNode:
        """Speak instead of type: a WAV file."""
        if not getattr(self.proto, "speaks", False):
            raise AppTestError(f"{self.type}.record: nothing is recorded. Pass accept_audio=True to st.chat_input.")
        staged, self._staged = self._staged, []
        self._stage((filename, content, "audio/wav"))
        self._spoken, self._staged = self._staged, staged
        return self._commit()

    def clear(self) -> ChatInputNode:
        """Remove the files from the next message."""
        self._forget()
        return self._commit()

    def _commit(self) -> ChatInputNode:
        if self._text is None and not self._staged and not self._spoken:
            self.root.unset_widget(self.proto.id)
            return self
        wire = {"text": self._text or "", "files": list(self._staged), "audio": list(self._spoken)}
        self._set_wire(wire, self._text)
        return self
