"""What a reader has sent with a chat input."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from jupyterlit.media.uploaded_file import UploadedFile


class ChatInputValue(MutableMapping[str, Any]):
    """A message with what came along; its parts are items and attributes alike.

    Parameters
    ----------
    text
        What was typed.
    files
        What was attached; there is no such part where the chat input takes no files.
    audio
        What was spoken: a list of one recording or none; no such part where none can be made.

    Examples
    --------
    >>> from jupyterlit.elements.chat_value import ChatInputValue
    >>> value = ChatInputValue("Hello", files=[])
    >>> value.text, value["files"], list(value)
    ('Hello', [], ['text', 'files'])
    """

    text: str
    files: list[UploadedFile]
    audio: UploadedFile | None

    def __init__(
        self, text: str, files: list[UploadedFile] | None = None, audio: list[UploadedFile] | None = None
    ) -> None:
        self.text = text
        if files is not None:
            self.files = files
        if audio is not None:
            self.audio = audio[0] if audio else None

    def __getattr__(self, name: str) -> Any:
        argument = {"files": "accept_file", "audio": "accept_audio"}.get(name)
        hint = "" if argument is None else f": its chat input has {argument}=False"
        raise AttributeError(f"This message has no {name!r}{hint}.", name=name, obj=self)

    def __getitem__(self, key: str) -> Any:
        return vars(self)[key]

    def __setitem__(self, key: str, value: Any) -> None:
        vars(self)[key] = value

    def __delitem__(self, key: str) -> None:
        del vars(self)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self))

    def __len__(self) -> int:
        return len(vars(self))

    def to_dict(self) -> dict[str, Any]:
        """Return the parts as a dictionary."""
        return dict(self)

    def __repr__(self) -> str:
        return f"ChatInputValue({', '.join(f'{name}={part!r}' for name, part in self.items())})"
