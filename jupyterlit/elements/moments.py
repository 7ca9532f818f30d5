"""Dates and times as authors pass them, and as they travel: ISO texts by the clock on the wall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from jupyterlit.elements.arguments import check_choice
from jupyterlit.errors import InvalidType, InvalidValue

DateFormat = Literal[
    "YYYY/MM/DD", "DD/MM/YYYY", "MM/DD/YYYY",
    "YYYY.MM.DD", "DD.MM.YYYY", "MM.DD.YYYY",
    "YYYY-MM-DD", "DD-MM-YYYY", "MM-DD-YYYY",
]  # fmt: skip
_FORMATS: tuple[DateFormat, ...] = (
    "YYYY/MM/DD", "DD/MM/YYYY", "MM/DD/YYYY",
    "YYYY.MM.DD", "DD.MM.YYYY", "MM.DD.YYYY",
    "YYYY-MM-DD", "DD-MM-YYYY", "MM-DD-YYYY",
)  # fmt: skip

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_DAY_END = time(23, 59)
_LONGEST_STEP = 82_800


def by_clock(word: str, given: Sequence[object], min_value: object, max_value: object) -> tuple[str, ...]:
    """Return which fields of a message go by the clock, where `word` says "now"; ends do where they follow from it."""
    starts = word in given
    implied = starts or not given
    names = {"default": starts}
    for name, end in (("min", min_value), ("max", max_value)):
        names[name] = implied if end is None else end == word
    return tuple(name for name, moves in names.items() if moves)


def check_format(call: str, format: object) -> DateFormat:
    """Return how dates are written."""
    if not isinstance(format, str):
        raise InvalidType(f"{call}: format={format!r} is a {type(format).__name__}. Pass one such as 'DD.MM.YYYY'.")
    return check_choice(call, "format", format, _FORMATS)


def check_step(call: str, step: object, least: int) -> int:
    """Return how far one step goes, in whole seconds, at least `least`."""
    if isinstance(step, timedelta):
        seconds = step // timedelta(seconds=1)
    elif isinstance(step, int) and not isinstance(step, bool):
        seconds = step
    else:
        raise InvalidType(f"{call}: step={step!r} is a {type(step).__name__}. Pass whole seconds, or a timedelta.")
    if not least <= seconds <= _LONGEST_STEP:
        shortest = "a second" if least == 1 else "a minute"
        raise InvalidValue(f"{call}: step={step!r} lies outside {shortest}–23 hours. Pass a step in that range.")
    return seconds


def check_date(call: str, argument: str, value: object) -> date:
    """Return a day that the author names: a date, a datetime, an ISO text or "today"."""
    if value == "today":
        return today()
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError as error:
            raise InvalidType(
                f'{call}: {argument}={value!r} is no date. Pass one such as "2026-05-17", or "today".'
            ) from error
    found = as_date(value)
    if found is None:
        raise InvalidType(
            f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a date, a datetime, an ISO date such as "
            '"2026-05-17", or "today".'
        )
    return found


def as_date(value: object) -> date | None:
    """Return the day of a date or a datetime, nothing for what is neither or names no day."""
    if not isinstance(value, date) or value != value:  # pandas' NaT is a datetime and no day
        return None
    return date(value.year, value.month, value.day)


def check_time(call: str, value: object, *, seconds: bool) -> time:
    """Return a time of the day that the author names: a time, a datetime, an ISO text or "now"."""
    if value == "now":
        found = now().time()
    elif isinstance(value, str):
        found = _written_time(call, value)
    elif isinstance(value, time):
        found = value
    elif isinstance(value, datetime) and value == value:
        found = time(value.hour, value.minute, value.second, value.microsecond)
    else:
        raise InvalidType(
            f"{call}: value={value!r} is a {type(value).__name__}. Pass a time, a datetime, an ISO time such as "
            '"08:45", or "now".'
        )
    return found if seconds else found.replace(second=0, microsecond=0)


def _written_time(call: str, text: str) -> time:
    for read in (time.fromisoformat, _time_of_moment):
        try:
            return read(text).replace(microsecond=0)
        except ValueError:
            continue
    raise InvalidType(f'{call}: value={text!r} is no time. Pass one such as "08:45", or "now".')


def _time_of_moment(text: str) -> time:
    return datetime.fromisoformat(text).time()


def check_moment(
    call: str, argument: str, value: object, *, last: bool = False, near: datetime | None = None
) -> datetime:
    """Return a minute that the author names.

    A date is its first minute, or with `last` its last. A time is one of the day of `near`, or of today.
    """
    day = today() if near is None else near.date()
    if value == "now":
        return now().replace(second=0, microsecond=0)
    if isinstance(value, str):
        return _written_moment(call, argument, value, day)
    if isinstance(value, time):
        return datetime.combine(day, time(value.hour, value.minute))
    if isinstance(value, datetime) and value == value:
        return datetime(value.year, value.month, value.day, value.hour, value.minute)  # noqa: DTZ001  # wall clock
    found = as_date(value)
    if found is None:
        raise InvalidType(
            f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a datetime, a date, a time, an ISO text "
            'such as "2026-05-17 08:45", or "now".'
        )
    return datetime.combine(found, _DAY_END if last else time())


def _written_moment(call: str, argument: str, text: str, day: date) -> datetime:
    def of_that_day(text: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(text))

    for read in (datetime.fromisoformat, of_that_day):
        try:
            return read(text).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            continue
    raise InvalidType(
        f'{call}: {argument}={text!r} is no point in time. Pass one such as "2026-05-17 08:45", or "now".'
    )


def today() -> date:
    """Return the day by the clock of this computer."""
    return now().date()


def now() -> datetime:
    """Return what the clock of this computer shows."""
    return datetime.now()  # noqa: DTZ005  # wall clock


def decade(day: date, sign: int) -> date:
    """Return the day ten years later, or earlier, as far as there are years."""
    year = day.year + 10 * sign
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return date(year, 2, 28)


def read_date(text: str) -> date:
    """Return the day that the browser or the URL names; raises `ValueError` for none."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date.")
    return date(int(found[1]), int(found[2]), int(found[3]))


def read_time(text: str) -> time:
    """Return the time that the browser or the URL names; raises `ValueError` for none."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no time.")
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def read_moment(text: str) -> datetime:
    """Return the minute that the browser or the URL names; raises `ValueError` for none."""
    day, mark, clock = text.partition("T")
    if not mark or clock.count(":") != 1:
        raise ValueError(f"{text!r} is no point in time.")
    return datetime.combine(read_date(day), read_time(clock))


def write_moment(moment: datetime) -> str:
    """Return a point in time as it travels, to the minute."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
