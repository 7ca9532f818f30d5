"""Time spans as authors write them."""

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
_PART = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-zµ]*)\s*,?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d{2}):(\d{2}(?:\.\d*)?)$")


def check_seconds(call: str, argument: str, span: object) -> float | None:
    """Return a time span in seconds, None for none.

    Parameters
    ----------
    call
        The call as the author wrote it.
    argument
        The argument that holds the span.
    span
        Seconds, a timedelta, a text such as "1d2h", "1.5 days" or "00:10:00", or None.
    """
    if span is None:
        return None
    if isinstance(span, timedelta):
        return span.total_seconds()
    if isinstance(span, str):
        return _seconds_in(call, argument, span)
    if isinstance(span, int | float) and not isinstance(span, bool):
        return float(span)
    raise InvalidType(
        f"{call}: {argument}={span!r} is a {type(span).__name__}. Pass seconds, a timedelta or a text such as '1d2h'."
    )


def _seconds_in(call: str, argument: str, text: str) -> float:
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
        raise InvalidValue(
            f"{call}: {argument}={text!r} is no time span. Pass seconds or a text such as '1d2h' or '30 min'."
        )
    return -total if negative else total
