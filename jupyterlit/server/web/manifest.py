"""Manifest: what the build of the front end has made."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from jupyterlit.server.document import Lasting

STATIC = Path(__file__).parent.parent.parent / "static"


class _Chunk(msgspec.Struct):
    imports: list[str] = []


class Manifest(msgspec.Struct):
    """The files of the front end.

    `entries`: by the name of an entry, `files`: what each imports before it can run, `kinds`: what draws a kind of
    element, where that is not part of the first bundle, `font`: what the page is written in, `languages`: the texts of
    each language beside English.
    """

    entries: dict[str, str]
    files: dict[str, _Chunk] = {}
    kinds: dict[str, list[str]] = {}
    font: str = ""
    languages: dict[str, str] = {}

    def needed_by(self, name: str) -> list[str]:
        """Return the files that a file imports before it can run, in the order to fetch them."""
        found: list[str] = []
        waiting = [name]
        while waiting:
            chunk = self.files.get(waiting.pop(0), _Chunk())
            new = [file for file in chunk.imports if file not in found and file not in waiting]
            found.extend(new)
            waiting.extend(new)
        return found

    def drawn_by(self, kinds: Iterable[str]) -> list[str]:
        """Return the files that draw these kinds of elements, with those that they import."""
        files = [file for kind in sorted(kinds) for file in self.kinds.get(kind, ())]
        return list(dict.fromkeys(each for file in files for each in (file, *self.needed_by(file))))


@lru_cache(maxsize=4)
def _read_script(path: Path, modified: int) -> Lasting:
    return Lasting(path.read_bytes().strip())


def load_script(name: str, static: Path = STATIC) -> Lasting | None:
    """Return a script that stands in pages themselves, None where the build has not run."""
    path = static / name
    try:
        return _read_script(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> Manifest:
    return msgspec.json.decode(path.read_bytes(), type=Manifest)


def load_manifest(static: Path = STATIC) -> Manifest | None:
    """Return what the build has made, None where it has not run."""
    path = static / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
