"""Scripts of authors as modules that a page imports: each text a file in a folder of its own, known by its content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xxhash

from jupyterlit.media.files import from_bytes
from jupyterlit.protocol.base import MediaFile

ENTRY = "index.js"


class TextsSource:
    """Texts by name, as a folder that lies on no disk; it has no bytes, its files have.

    Parameters
    ----------
    texts
        What is in it.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts: dict[str, str] = dict(texts)
        self.id: str = xxhash.xxh3_128_hexdigest(repr(("texts", sorted(self.texts.items()))).encode("utf8", "replace"))

    def stat(self) -> tuple[int, str]:
        """Return nothing: a folder has no bytes."""
        return 0, ""

    def read(self, start: int, stop: int) -> bytes:
        """Return nothing: a folder has no bytes."""
        return b""

    def member(self, folder: str, name: str) -> MediaFile | None:
        """Return one of the texts as a file, None where there is none of this name.

        Parameters
        ----------
        folder
            The id by which the folder was asked for.
        name
            The text's name.
        """
        text = self.texts.get(name)
        if text is None:
            return None
        file = MediaFile(from_bytes(text.encode("utf8", "replace")), "text/javascript", name)
        file.id = f"{folder}/{name}"
        return file

    def __reduce__(self) -> tuple[Any, ...]:
        return TextsSource, (self.texts,)


def media_module(text: str) -> MediaFile:
    """Return a module as elements refer to it, the same one for the same text: the page imports its `index.js`."""
    return MediaFile(TextsSource({ENTRY: text}), "inode/directory", "module")
