"""Files and folders of secrets → one table."""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jupyterlit.config.sources import FOLDER, Settings, settings
from jupyterlit.errors import StreamlitSecretNotFoundError

FILE = "secrets.toml"
Stamp = tuple[tuple[str, int, int], ...]


def places_of(folder: Path, options: Settings | None = None) -> Sequence[Path]:
    """Return where the secrets of an app in a folder may lie; what a later place holds has precedence.

    These are the places that `secrets.files` names; without it, the files beside the configuration
    and the one beside the app. Options that are not given are those of this process.
    """
    options = options or settings()
    if options.source("secrets.files"):
        return _named(tuple(options.get("secrets.files")))
    return _usual((*options.folders, folder))


@functools.lru_cache
def _named(names: tuple[str, ...]) -> Sequence[Path]:
    return tuple(dict.fromkeys(Path(name).expanduser().absolute() for name in names))


@functools.lru_cache
def _usual(folders: tuple[Path, ...]) -> Sequence[Path]:
    return tuple(dict.fromkeys(folder.absolute() / FOLDER / FILE for folder in folders))


def stamp_of(places: Iterable[Path]) -> Stamp:
    """Return what changes whenever one of the places does."""
    found: list[tuple[str, int, int]] = []
    for place in places:
        for path in _files_in(place):
            try:  # at every access, where `pathlib` and `contextlib` would take longer than the system
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            found.append((path, status.st_mtime_ns, status.st_size))
    return tuple(found)


def _files_in(place: Path) -> Iterator[str]:
    name = str(place)
    yield name
    if not name.endswith(".toml") and place.is_dir():
        for folder in _folders(place):
            yield str(folder)
            yield from map(str, _visible(folder))


def read_all(places: Sequence[Path]) -> dict[str, Any]:
    """Return the secrets of all places that exist.

    Raises
    ------
    StreamlitSecretNotFoundError
        None of them exists, or one cannot be read.
    """
    entries: dict[str, Any] = {}
    found = False
    for place in places:
        if place.is_dir() and place.suffix != ".toml":
            folder = _read_folder(place)
            found = found or bool(folder)
            entries |= folder
        elif place.exists():
            found = True
            entries |= _read_toml(place)
    if not found:
        raise StreamlitSecretNotFoundError(
            f"st.secrets: there are no secrets, for none of these exists: {', '.join(map(shown, places))}. "
            f'Write one with a line such as password = "…".'
        )
    return entries


def shown(place: Path) -> str:
    """Return a path as its author would write it."""
    home = Path.home()
    return f"~/{place.relative_to(home)}" if place.is_relative_to(home) else str(place)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise StreamlitSecretNotFoundError(
            f"st.secrets: {shown(path)} is no TOML: {_plain(error)}. Correct it; texts stand in quotes."
        ) from None  # the error carries the whole text
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise StreamlitSecretNotFoundError(
            f"st.secrets: {shown(path)} is not UTF-8 (at line {line}). Save it as UTF-8."
        ) from None
    except OSError as error:
        raise StreamlitSecretNotFoundError(
            f"st.secrets: {shown(path)} cannot be read: {error.strerror}. Let the app's user read it."
        ) from error


def _plain(error: tomllib.TOMLDecodeError) -> str:
    """Return what is wrong and where, without what stands there."""
    what, at, where = str(error).rpartition(" (at ")
    return f"{what.partition(': ')[0]}{at}{where}" if at else "it ends too soon"


def _read_folder(place: Path) -> dict[str, Any]:
    """Read a folder as Kubernetes mounts secrets: each in a folder of its own, a file for each of its parts."""
    entries: dict[str, Any] = {}
    for folder in _folders(place):
        files = {path.name: _read_part(path) for path in _visible(folder) if path.is_file()}
        if files:
            entries[folder.name] = next(iter(files.values())) if len(files) == 1 else files
    return entries


def _folders(place: Path) -> Iterator[Path]:
    for path in _visible(place):
        if not path.is_dir():
            raise StreamlitSecretNotFoundError(
                f"st.secrets: {shown(path)} is not a folder. In a folder of secrets each has a folder of its own: "
                f"move it to {shown(path / path.name)}."
            )
        yield path


def _visible(folder: Path) -> list[Path]:
    """Return what lies in a folder, without what Kubernetes keeps there for itself."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _read_part(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StreamlitSecretNotFoundError(
            f"st.secrets: {shown(path)} cannot be read as text: {type(error).__name__}. Let it hold UTF-8."
        ) from None
