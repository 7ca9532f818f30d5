"""Which bytes of a file a browser asks for."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """None of the bytes asked for exist."""


def read_range(header: str | None, total: int) -> tuple[int, int] | None:
    """Return start and stop of the range that a `Range` header names, or None for the whole file.

    What is no range, or several, is answered by the whole file, as the standard allows.

    Raises
    ------
    Unsatisfiable
        The range lies behind the end.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found[1] == found[2] == "" or max(map(len, found.groups())) > 18:
        return None
    if not found[1]:
        last = min(int(found[2]), total)
        if last == 0:
            raise Unsatisfiable
        return total - last, total
    start = int(found[1])
    stop = int(found[2]) + 1 if found[2] else total
    if stop <= start and found[2]:
        return None
    if start >= total:
        raise Unsatisfiable
    return start, min(stop, total)
