"""A theme that others have written: a TOML file, here or at a URL, that `theme.base` names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterlit.errors import InvalidValue

SHADES = ("light", "dark")
_PATIENCE = 5.0  # s
_LARGEST = 1_000_000  # bytes


def is_url(base: str) -> bool:
    """Tell whether a theme's file is to be fetched."""
    return urlsplit(base).scheme in ("http", "https")


def path_of(base: str, folder: Path) -> Path | None:
    """Return the theme's file; a relative path starts at `folder`. None for what is no file."""
    return None if base in SHADES or is_url(base) else folder / Path(base).expanduser()


def read_theme(base: str, folder: Path) -> dict[str, Any]:
    """Return the table `theme` of the file that a base names.

    Raises
    ------
    InvalidValue
        The file cannot be had, or holds no theme.
    """
    try:
        data = _fetch(base) if is_url(base) else (path_of(base, folder) or folder).read_bytes()
        table = tomllib.loads(data.decode())
    except OSError as error:
        reason = getattr(error, "reason", None) or error.strerror or error
        sentence = f'theme.base={base!r} cannot be read: {reason}. Name a TOML file, "light" or "dark".'
        raise InvalidValue(sentence) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidValue(f"theme.base={base!r} is no TOML file: {error}.") from error
    match table:
        case {"theme": {**theme}}:
            inner = theme.get("base")
            if inner is not None and inner not in SHADES:
                raise InvalidValue(
                    f'theme.base={base!r} has the base {inner!r}. Only "light" or "dark" can be its base.'
                )
            return theme
        case _:
            raise InvalidValue(f"theme.base={base!r} has no table [theme].")


def _fetch(url: str) -> bytes:
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    request = Request(url, headers={"Accept": "application/toml, text/plain, */*"})
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except HTTPError as error:
        error.close()  # it holds the connection
        raise
    if len(data) > _LARGEST:
        raise InvalidValue(f"theme.base={url!r} is larger than a theme can be.")
    return data
