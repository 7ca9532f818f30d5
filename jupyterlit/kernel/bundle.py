"""The front end's files, for browsers that cannot get them from a server."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

STATIC = Path(__file__).parent.parent / "static"


class File(msgspec.Struct):
    """What a built file imports: at once, and when it is needed."""

    imports: list[str] = []
    lazy: list[str] = []


class Manifest(msgspec.Struct):
    """What the build has made: the file of each entry, and all files."""

    entries: dict[str, str]
    files: dict[str, File]


def read_manifest(static: Path = STATIC) -> Manifest:
    """Return what the build has made.

    Raises
    ------
    FileNotFoundError
        It has not run.
    """
    return msgspec.json.decode((static / "manifest.json").read_bytes(), type=Manifest)


def read_compressed(file: str, static: Path = STATIC) -> tuple[File, bytes] | None:
    """Return what a file imports and its content as gzip; None for what the build has not made."""
    described = read_manifest(static).files.get(file)
    if described is None:
        return None
    ready = static / f"{file}.gz"
    return described, ready.read_bytes() if ready.exists() else gzip.compress((static / file).read_bytes())
