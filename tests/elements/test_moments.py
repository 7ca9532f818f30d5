"""Dates and times as authors pass them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest

from jupyterlit.elements import moments
from jupyterlit.elements.moments import (
    as_date,
    by_clock,
    check_date,
    check_format,
    check_moment,
    check_step,
    check_time,
    decade,
    read_date,
    read_moment,
    read_time,
    write_moment,
)
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused

NOON = datetime.fromisoformat("2026-11-21T12:34:56.789")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Let the clock stand still."""
    monkeypatch.setattr(moments, "now", lambda: NOON)
    return NOON


@pytest.mark.parametrize(
    "given",
    [
        date(2026, 5, 17), datetime(2026, 5, 17, 23, tzinfo=UTC), pd.Timestamp("2026-05-17 23:00"), "2026-05-17",
        "20260517", "2026-W20-7", "2026-05-17 10:20:30.5+02:00",
    ],
)  # fmt: skip
def test_a_day_has_many_names(given: object) -> None:
    found = check_date("st.x", "value", given)
    assert type(found) is date
    assert found == date(2026, 5, 17)


def test_the_clock_has_names_of_its_own(clock: datetime) -> None:
    assert check_date("st.x", "value", "today") == clock.date()
    assert check_time("st.x", "now", seconds=False) == time(12, 34)
    assert check_time("st.x", "now", seconds=True) == clock.time()
    assert check_moment("st.x", "value", "now") == datetime.fromisoformat("2026-11-21T12:34")
    assert check_moment("st.x", "value", time(3, 4, 5)) == datetime.fromisoformat("2026-11-21T03:04")
    assert check_moment("st.x", "value", "03:04") == datetime.fromisoformat("2026-11-21T03:04")


def test_a_moment_is_a_minute() -> None:
    may = datetime.fromisoformat("2026-05-17T00:00")
    assert check_moment("st.x", "value", date(2026, 5, 17)) == may
    assert check_moment("st.x", "max_value", date(2026, 5, 17), last=True) == may + timedelta(hours=23, minutes=59)
    assert check_moment("st.x", "value", "2026-05-17T08:45:33Z") == may + timedelta(hours=8, minutes=45)
    assert check_moment("st.x", "min_value", time(3), near=may + timedelta(hours=9)) == may + timedelta(hours=3)
    found = check_moment("st.x", "value", pd.Timestamp("2026-05-17 08:45:33"))
    assert type(found) is datetime
    assert write_moment(found) == "2026-05-17T08:45"


def test_what_is_no_day_is_said() -> None:
    assert as_date(pd.NaT) is None
    assert as_date(time(3)) is None
    with refused(InvalidType, 'st.x: value=\'soon\' is no date. Pass one such as "2026-05-17", or "today".'):
        check_date("st.x", "value", "soon")
    with refused(
        InvalidType,
        'st.x: min_value=3 is a int. Pass a date, a datetime, an ISO date such as "2026-05-17", or "today".',
    ):
        check_date("st.x", "min_value", 3)
    with refused(InvalidType, 'st.x: value=\'8\' is no time. Pass one such as "08:45", or "now".'):
        check_time("st.x", "8", seconds=False)
    with refused(
        InvalidType,
        "st.x: value=datetime.date(2026, 5, 17) is a date. "
        'Pass a time, a datetime, an ISO time such as "08:45", or "now".',
    ):
        check_time("st.x", date(2026, 5, 17), seconds=False)
    with refused(InvalidType, 'st.x: value=\'x\' is no point in time. Pass one such as "2026-05-17 08:45", or "now".'):
        check_moment("st.x", "value", "x")
    with refused(
        InvalidType,
        'st.x: value=[] is a list. Pass a datetime, a date, a time, an ISO text such as "2026-05-17 08:45", or "now".',
    ):
        check_moment("st.x", "value", [])


def test_formats_and_steps_are_checked() -> None:
    assert check_format("st.x", "DD.MM.YYYY") == "DD.MM.YYYY"
    with refused(InvalidType, "st.x: format=None is a NoneType. Pass one such as 'DD.MM.YYYY'."):
        check_format("st.x", None)
    with pytest.raises(InvalidValue, match=r"st\.x: format='DD MM' is unknown"):
        check_format("st.x", "DD MM")
    assert check_step("st.x", timedelta(milliseconds=1500), least=1) == 1
    with refused(InvalidValue, "st.x: step=30 lies outside a minute–23 hours. Pass a step in that range."):
        check_step("st.x", 30, least=60)
    with refused(InvalidType, "st.x: step=True is a bool. Pass whole seconds, or a timedelta."):
        check_step("st.x", True, least=60)


def test_ten_years_end_where_there_are_no_more() -> None:
    assert decade(date(2024, 2, 29), -1) == date(2014, 2, 28)
    assert decade(date(2024, 2, 29), 1) == date(2034, 2, 28)
    assert decade(date(5, 1, 1), -1) == date.min
    assert decade(date(9995, 1, 1), 1) == date.max


def test_ends_follow_the_clock_with_the_value() -> None:
    assert by_clock("today", ["today"], None, date(2026, 5, 17)) == ("default", "min")
    assert by_clock("today", [], None, None) == ("min", "max")
    assert by_clock("today", [date(2026, 5, 17)], "today", None) == ("min",)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_date, "20260517"), (read_date, "2026-02-30"), (read_date, "2026-05-17T08:45"), (read_date, ""),
        (read_time, "24:00"), (read_time, "0845"), (read_time, "08:45:00.5"), (read_time, "08:45+02:00"),
        (read_moment, "2026-05-17"), (read_moment, "2026-05-17 08:45"), (read_moment, "2026-05-17T08:45:00"),
        (read_moment, "08:45"), (read_moment, "2026-05-17T08:45Z"),
    ],
)  # fmt: skip
def test_what_travels_is_read_strictly(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"is no|must be|out of range"):
        read(text)


def test_what_travels_is_read() -> None:
    assert read_date("2026-5-7") == date(2026, 5, 7)
    assert read_time("8:45") == time(8, 45)
    assert read_time("08:45:10") == time(8, 45, 10)
    assert read_moment("2026-05-17T08:45") == datetime.fromisoformat("2026-05-17T08:45")
