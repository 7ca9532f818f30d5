"""How long and how much is kept: `ttl` and `max_size` as authors write them."""

from __future__ import annotations

import re
from datetime import timedelta

from jupyterlit.errors import InvalidType, InvalidValue

_SECONDS = {
    "w": 604_800, "week": 604_800, "weeks": 604_800,
    "d": 86_400, "day": 86_400, "days": 86_400,
    "h": 3_600, "hr": 3_600, "hour": 3_600, "hours": 3_600,
    "m": 60, "t": 60, "min": 60, "minute": 60, "minutes": 60,
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "ms": 1e-3, "milli": 1e-3, "millis": 1e-3, "millisecond": 1e-3, "milliseconds": 1e-3,
    "us": 1e-6, "µs": 1e-6, "microsecond": 1e-6, "microseconds": 1e-6,
    "ns": 1e-9, "nanosecond": 1e-9, "nanoseconds": 1e-9, "": 1e-9,
}  # fmt: skip
_BYTES = {"b": 0, "kb": 1, "kib": 1, "mb": 2, "mib": 2, "gb": 3, "gib": 3, "tb": 4, "tib": 4}
_PART = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-zµ]*)\s*,?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d{2}):(\d{2}(?:\.\d*)?)$")


def seconds(call: str, ttl: object) -> float | None:
    """Return how long a result is good.

    Parameters
    ----------
    call
        The call as the author wrote it.
    ttl
        Seconds, a timedelta, a text such as "1d2h", "1.5 days" or "00:10:00", or None for ever.
    """
    if ttl is None:
        return None
    if isinstance(ttl, timedelta):
        return ttl.total_seconds()
    if isinstance(ttl, str):
        return _seconds_in(call, ttl)
    if isinstance(ttl, int | float) and not isinstance(ttl, bool):
        return float(ttl)
    raise InvalidType(
        f"{call}: ttl={ttl!r} is a {type(ttl).__name__}. Pass seconds, a timedelta or a text such as '1d2h'."
    )


def _seconds_in(call: str, text: str) -> float:
    negative = text.strip().startswith("-")
    rest = text.strip().lstrip("+-").strip()
    total = 0.0
    if clock := _CLOCK.search(rest):
        hours, minutes, secs = clock.groups()
        total = int(hours) * 3600 + int(minutes) * 60 + float(secs)
        rest = rest[: clock.start()]
    at = 0
    while part := _PART.match(rest, at):
        unit = _SECONDS.get(part[2].lower())
        if unit is None:
            break
        total += float(part[1]) * unit
        at = part.end()
    if at < len(rest.rstrip()) or not rest + text.strip("+- "):
        raise InvalidValue(f"{call}: ttl={text!r} is no time span. Pass seconds or a text such as '1d2h' or '30 min'.")
    return -total if negative else total


def size(call: str, max_size: int | str | None) -> int | None:
    """Return how many bytes of results are kept, given as a number or as text such as "500MB"."""
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
        f"{call}: max_size={max_size!r} is no size. "
        "Pass a positive number of bytes or a text such as '500MB' or '1.5GB'."
    )
