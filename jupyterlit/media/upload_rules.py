"""What may be sent to a widget: how many files, of which types and sizes, under which names."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from jupyterlit.errors import InvalidType, InvalidValue

MEGABYTE = 1024 * 1024
LONGEST_NAME = 255  # bytes of one part of a path, as file systems take them
LONGEST_PATH = 1000  # characters

_MEDIA = ("image", "audio", "video", "text")
_ALIKE = (
    ("jpg", "jpeg"), ("tif", "tiff"), ("mpg", "mpeg"), ("htm", "html"), ("mp4", "mpeg4"),
)  # fmt: skip
_JOINERS = "\u200c\u200d"  # of letters and of signs: parts of names in some scripts
_SEPARATORS = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class UploadRule:
    """What a widget takes.

    Parameters
    ----------
    types
        Extensions such as ".csv" and MIME types such as "image/png" or "image/*"; empty for all.
    most
        How many bytes a file may have.
    several
        Whether there may be more than one.
    folders
        Whether names may have the names of folders before them.
    disabled
        Whether nothing is taken at present.
    """

    types: tuple[str, ...] = ()
    most: int = 200 * MEGABYTE
    several: bool = False
    folders: bool = False
    disabled: bool = False

    def refuses(self, name: str, mime: str, size: int) -> str | None:
        """Return why a file is refused, in the reader's words, or None."""
        if self.disabled:
            return "No files are taken at present."
        if size > self.most:
            return f"The file must be {self.most / MEGABYTE:g} MB or smaller."
        if self.types and not any(_is_of(kind, name, mime) for kind in self.types):
            return f"This type of file is not allowed. Allowed: {', '.join(self.types)}."
        return None


def _is_of(kind: str, name: str, mime: str) -> bool:
    if kind.startswith("."):
        return name.lower().endswith(kind)
    # Browsers know fewer types than Python, and neither looks into the file.
    found = {mime.partition(";")[0].strip().lower(), mimetypes.guess_type(name)[0] or ""}
    if kind.endswith("/*"):
        return kind == "*/*" or any(each.startswith(kind[:-1]) for each in found)
    return kind in found


def check_types(call: str, argument: str, types: object) -> tuple[str, ...]:
    """Return what an author allows as MIME types and extensions with their dot, and what is called either way."""
    if types is None or types == "":
        return ()
    given = [types] if isinstance(types, str) else types
    if not isinstance(given, Iterable) or isinstance(given, bytes):
        raise InvalidType(f'{call}: {argument}={types!r} is a {type(types).__name__}. Pass "csv", or a list of such.')
    kinds: list[str] = []
    extensions: list[str] = []
    for each in cast("Iterable[object]", given):
        if not isinstance(each, str):
            raise InvalidType(
                f'{call}: {argument}={types!r} contains {each!r}. Pass extensions such as "csv" or types such as '
                '"image/png".'
            )
        word = each.strip().lower()
        if not word:
            raise InvalidValue(f'{call}: {argument}={types!r} contains an empty text. Pass extensions such as "csv".')
        if word in _MEDIA:
            kinds.append(f"{word}/*")
        elif "/" in word:
            kinds.append(word)
        else:
            extensions.append(word if word.startswith(".") else f".{word}")
    for pair in _ALIKE:
        for one, other in (pair, pair[::-1]):
            if f".{one}" in extensions and f".{other}" not in extensions:
                extensions.append(f".{other}")
    return (*dict.fromkeys(kinds), *dict.fromkeys(extensions))


def clean_name(name: str, *, folders: bool = False) -> str:
    """Return the name of a file without what a name has no use for.

    Signs that cannot be seen or that turn the direction of reading go, and so does every way out of the folder.
    What is too long is shortened before its extension.

    Parameters
    ----------
    name
        As the browser has sent it.
    folders
        Whether the names of folders stay.
    """
    parts = [_clean_part(part) for part in _SEPARATORS.split(name)]
    parts = [part for part in parts if part not in ("", ".", "..")] or ["file"]
    if not folders:
        return parts[-1]
    while len("/".join(parts)) > LONGEST_PATH:
        del parts[0]
    return "/".join(parts)


def _clean_part(part: str) -> str:
    seen = "".join(letter for letter in part if letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN)
    seen = seen.strip()
    if len(seen.encode()) <= LONGEST_NAME:
        return seen
    stem, dot, extension = seen.rpartition(".")
    if not stem or len(extension) > 20:
        stem, dot, extension = seen, "", ""
    room = LONGEST_NAME - len((dot + extension).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + extension


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def clean_type(mime: str) -> str:
    """Return the type that a browser gives, empty if it is none."""
    return mime if re.fullmatch(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}(;[\x20-\x7e]{0,200})?", mime) else ""
