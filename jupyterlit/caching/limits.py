"""How much is kept: `max_size` as authors write it."""

from __future__ import annotations

import re

from jupyterlit.errors import InvalidValue

_BYTES = {"b": 0, "kb": 1, "kib": 1, "mb": 2, "mib": 2, "gb": 3, "gib": 3, "tb": 4, "tib": 4}
_PART = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-zµ]*)\s*,?", re.IGNORECASE)


def size(name: str, max_size: int | str | None) -> int | None:
    """Return how many bytes of results are kept, given under this name as a number or as text such as "500MB"."""
    if max_size is None:
        return None
    bytes_: float = 0
    if isinstance(max_size, str):
        part = _PART.fullmatch(max_size)
        if part and part[2].lower() in _BYTES:
            bytes_ = float(part[1]) * 1024 ** _BYTES[part[2].lower()]
    elif not isinstance(max_size, bool):
        bytes_ = max_size
    if int(bytes_) > 0:
        return int(bytes_)
    raise InvalidValue(
        f"{name}={max_size!r} is no size. Pass a positive number of bytes or a text such as '500MB' or '1.5GB'."
    )
