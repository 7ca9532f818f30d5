"""Emoji and Material symbols in texts."""

from __future__ import annotations

import re

_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
)
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag is two letters
    "|[0-9#*]\ufe0f?\u20e3"  # a key cap
    f"|{_PICTURE}[\U000e0020-\U000e007f]*(?:\u200d{_PICTURE})*"
)
_MATERIAL = re.compile(r":material/[a-z0-9_]+:")


def is_emoji(text: str) -> bool:
    """Tell whether `text` is exactly one emoji."""
    return _EMOJI.fullmatch(text) is not None


def is_material(text: str) -> bool:
    """Tell whether `text` names a Material symbol."""
    return _MATERIAL.fullmatch(text) is not None


def split_icon(text: str) -> tuple[str | None, str]:
    """Return the icon that a text begins with, if it does, and the rest."""
    found = _MATERIAL.match(text) or _EMOJI.match(text)
    return (found.group(), text[found.end() :].lstrip(" ")) if found else (None, text)
