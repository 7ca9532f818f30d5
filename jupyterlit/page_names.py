"""What pages are called after their files."""

from __future__ import annotations

import re

from jupyterlit.symbols import is_emoji

_NUMBER = re.compile(r"^\d++[\s_.-]*+(?=.)")
_SEPARATORS = re.compile(r"[\s_]+")


def read_page_name(stem: str) -> tuple[str, str]:
    """Return the name and the emoji in a file's name such as `1_🐧_The_penguins`."""
    rest = _NUMBER.sub("", stem)
    symbol = next((rest[:size] for size in range(min(8, len(rest)), 0, -1) if is_emoji(rest[:size])), "")
    name = _SEPARATORS.sub("_", rest[len(symbol) :]).strip("_-. ")
    return name or rest, symbol


def page_order(stem: str) -> tuple[bool, int, str]:
    """Return what pages are ordered by: the number that the file's name begins with, then the name."""
    number = re.match(r"\d+", stem)
    return number is None, int(number[0]) if number else 0, stem.lower()
