"""Folders of files that a page within the page is made of: its HTML, scripts, styles and fonts."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any

import xxhash

from jupyterlit.media.files import from_path
from jupyterlit.media.modules import TextsSource
from jupyterlit.protocol.base import MediaFile

# What systems know in different ways, or not at all.
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".map": "application/json"}


class FolderSource:
    """A folder on disk; it has no bytes, its files have.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path: Path = path.resolve()
        self.id: str = xxhash.xxh3_128_hexdigest(f"folder|{self.path}".encode())

    def stat(self) -> tuple[int, str]:
        """Return nothing: a folder has no bytes."""
        return 0, ""

    def read(self, start: int, stop: int) -> bytes:
        """Return nothing: a folder has no bytes."""
        return b""

    def member(self, folder: str, name: str) -> MediaFile | None:
        """Return a file in this folder or below, None where there is none.

        Parameters
        ----------
        folder
            The id by which the folder was asked for.
        name
            The path in the folder, as a browser gives it: one that leads out of the folder leads nowhere.
        """
        try:
            place = (self.path / name.lstrip("/")).resolve()
            if not place.is_relative_to(self.path) or not place.is_file():
                return None
            return Member(f"{folder}/{name}", place)
        except (OSError, ValueError):  # names that no file can have
            return None

    def __reduce__(self) -> tuple[Any, ...]:
        return FolderSource, (self.path,)


class Member(MediaFile):
    """A file of a folder, known by the folder and its path in there."""

    def __init__(self, id: str, path: Path) -> None:
        kind = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        super().__init__(from_path(path), kind, path.name)
        self.id = id


def media_folder(path: Path) -> MediaFile:
    """Return a folder as elements refer to it; the same one for the same path."""
    source = FolderSource(path)
    return MediaFile(source, "inode/directory", source.path.name)


def found_in(folder: MediaFile | None, name: str) -> MediaFile | None:
    """Return a file in a folder that a page refers to, None where there is none, or no such folder."""
    source = folder and folder.source
    return source.member(folder.id, name) if folder and isinstance(source, FolderSource | TextsSource) else None
