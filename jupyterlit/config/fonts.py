"""Fonts as authors name them: families with what stands in for them, and where they are loaded from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

from jupyterlit.errors import InvalidValue

SANS = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
SERIF = '"Source Serif 4", Charter, "Iowan Old Style", Georgia, "Noto Serif", "Liberation Serif", serif'
MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'
_GENERIC = {"sans-serif": f'"Inter Variable", Inter, {SANS}', "serif": SERIF, "monospace": MONO}
_EMOJI = '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"'
_SOURCE = re.compile(r"""\s*(?P<name>"[^"]+"|'[^']+'|[^:,"']+?)\s*:\s*(?P<url>(?:https?:/|app)?/\S+)""")
_NAME = re.compile(r"[\w .\-+]+")
_LOCAL = "app/static/"


class FontSource(msgspec.Struct, frozen=True, kw_only=True):
    """A font to be loaded, in the words of CSS."""

    family: str
    url: str
    weight: str
    style: str
    unicode_range: str


class Fonts(msgspec.Struct, frozen=True):
    """A value for `font-family`, and the style sheets that it needs."""

    family: str
    sheets: tuple[str, ...] = ()


def read_font(text: str, fallback: str) -> Fonts:
    """Return what a list of fonts means; `fallback` is the generic family that ends it.

    Raises
    ------
    InvalidValue
        It names no font.
    """
    families: list[str] = []
    sheets: list[str] = []
    rest = text.strip().rstrip(",")
    while rest:
        found = _SOURCE.match(rest)
        if found:
            rest = rest[found.end() :].strip()  # a URL may hold commas: it ends at a space
            sheets.append(_checked_url(found["url"].rstrip(","), text))
            families.append(_quoted(found["name"]))
        else:
            name, _, rest = rest.partition(",")
            rest = rest.strip()
            families.append(_GENERIC.get(name.strip().lower()) or _quoted(name))
    if not families:
        raise InvalidValue(f"{text!r} names no font.")
    if not any(generic in families for generic in _GENERIC.values()):
        families.append(_GENERIC[fallback])
    return Fonts(", ".join([*families, _EMOJI]), tuple(sheets))


def read_faces(value: object) -> tuple[FontSource, ...]:
    """Return the fonts that `theme.fontFaces` lists.

    Raises
    ------
    InvalidValue
        It is no list of tables with a family and a URL each.
    """
    if not isinstance(value, list | tuple):
        raise InvalidValue(f"theme.fontFaces={value!r} is no list. Write tables [[theme.fontFaces]].")
    return tuple(_face(each) for each in cast("list[object]", value))


def _face(face: object) -> FontSource:
    match face:
        case {"family": str(family), "url": str(url)}:
            table = cast("Mapping[str, Any]", face)
            weight = table.get("weight", table.get("weightRange", "400"))
            return FontSource(
                family=_quoted(family).strip('"'),
                url=_checked_url(url, url),
                weight=str(weight),
                style=str(table.get("style", "normal")),
                unicode_range=str(table.get("unicodeRange", "")),
            )
        case _:
            raise InvalidValue(f"theme.fontFaces: {face!r} has no family, or no url. Each font needs both.")


def _checked_url(url: str, text: str) -> str:
    parts = urlsplit(url)
    if parts.scheme in ("https", "http", "data") or (not parts.scheme and url.lstrip("/").startswith(_LOCAL)):
        return url
    raise InvalidValue(f"{text!r}: {url!r} cannot be loaded. Begin it with https:// or {_LOCAL}.")


def _quoted(name: str) -> str:
    bare = name.strip().strip("\"'").strip()
    if not _NAME.fullmatch(bare):
        raise InvalidValue(f"{name!r} is no name of a font.")
    return f'"{bare}"'
