"""Regular expressions of JavaScript, as the browser checks texts with them, checked here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

# What is another word in Python, or means more there: outside of brackets, and in them.
_WORDS = {
    "d": ("[0-9]", "0-9"), "w": ("[A-Za-z0-9_]", "A-Za-z0-9_"), "D": ("[^0-9]", None), "W": ("[^A-Za-z0-9_]", None),
    "/": ("/", "/"), "-": (r"\-", r"\-"),
}  # fmt: skip
_ESCAPE = re.compile(
    r"\\u\{(?P<long>[0-9A-Fa-f]+)\}|\\k<(?P<back>\w+)>|\\p\{(?P<class>[^}]*)\}|\\(?P<word>.)|(?P<open>\(\?<(?=\w))"
    r"|(?P<end>\$)|(?P<bracket>\[\^?)|(?P<close>\])|.",
    re.DOTALL,
)


@lru_cache(maxsize=256)
def matcher(pattern: str) -> Callable[[str], bool] | None:
    """Return what tells whether a text has a match, or None for a pattern that only a browser knows."""
    try:
        found = re.compile(_translated(pattern))
    except (re.error, ValueError):
        return None
    return lambda text: found.search(text) is not None


def _translated(pattern: str) -> str:
    """Return a pattern in Python's words; raise `ValueError` if there are none."""
    inside = False
    parts: list[str] = []
    for match in _ESCAPE.finditer(pattern):
        text = match[0]
        if match["class"] is not None:
            raise ValueError(text)
        if match["long"]:
            text = re.escape(chr(int(match["long"], 16)))
        elif match["back"]:
            text = f"(?P={match['back']})"
        elif (word := match["word"]) in _WORDS:
            plain = _WORDS[word][inside]
            if plain is None:
                raise ValueError(text)
            text = plain
        elif match["open"] and not inside:
            text = "(?P<"
        elif match["end"] and not inside:
            text = r"\Z"
        elif match["bracket"]:
            text = text if not inside else text.replace("[", r"\[")
            inside = True
        elif match["close"]:
            inside = False
        parts.append(text)
    return "".join(parts)
