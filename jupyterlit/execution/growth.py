"""Texts that grow: what to send of one that the browser has the beginning of."""

from __future__ import annotations

import msgspec

from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Grow, Path

_SHORT = 200  # characters that travel anew with less ado


def is_text(element: Element) -> bool:
    """Tell whether an element shows a text so long that only what is new of it should travel."""
    body = getattr(element, "body", None)
    return isinstance(body, str) and len(body) > _SHORT


def growth(path: Path, before: Element | None, after: Element) -> Grow | None:
    """Return what makes one element of another, if their texts begin alike and nothing else is different."""
    if before is None or type(before) is not type(after) or not is_text(before) or not is_text(after):
        return None
    old, new = str(before.body), str(after.body)  # type: ignore[attr-defined]
    kept = _alike(old, new)
    if 2 * (len(new) - kept) > len(new) or msgspec.structs.replace(before, body=new) != after:
        return None
    return Grow(path=path, drop=_units(old[kept:]), text=new[kept:])


def _alike(old: str, new: str) -> int:
    """Return how many characters two texts begin with alike."""
    if new.startswith(old):
        return len(old)
    low, high = 0, min(len(old), len(new))  # alike up to low, and not up to high + 1
    while low < high:
        middle = (low + high + 1) // 2
        if new.startswith(old[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    """Return how long a text is to a browser, which counts some characters twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
