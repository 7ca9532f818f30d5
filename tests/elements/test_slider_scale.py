"""Values as numbers on a slider, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jupyterlit.elements.slider_scale import scale_of
from jupyterlit.errors import InvalidType

ZONES = some.sampled_from([None, UTC, timezone(timedelta(hours=-3, minutes=-30))])


def _time_in(value: time, zone: tzinfo | None) -> time:
    return value.replace(tzinfo=zone)


def _moment_in(value: datetime, zone: tzinfo | None) -> datetime:
    return value.replace(tzinfo=zone)


# Of moments at the far ends of what is taken, microseconds are rounded.
PLAIN_MOMENTS = some.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01"))
VALUES: some.SearchStrategy[Any] = some.one_of(
    some.integers(-(2**53) + 1, 2**53 - 1),
    some.floats(allow_nan=False, allow_infinity=False),
    some.dates(date(1684, 7, 29), date(2255, 6, 4)),
    some.builds(_time_in, some.times(), ZONES),
    some.builds(_moment_in, PLAIN_MOMENTS, ZONES),
)


@given(VALUES)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    scale = scale_of(value)
    wire = scale.wire(value)
    assert wire is not None
    there = scale.value(wire)
    assert (there, type(there)) == (value, type(value))
    assert getattr(there, "tzinfo", None) is getattr(value, "tzinfo", None)


@given(VALUES)
def test_a_value_comes_back_from_the_url(value: Any) -> None:
    scale = scale_of(value)
    assert scale.value(scale.read(scale.write(scale.wire(value) or 0))) == value


@given(some.lists(PLAIN_MOMENTS, min_size=2, max_size=2))
def test_later_is_further(moments: list[datetime]) -> None:
    scale = scale_of(moments[0])
    wires = [scale.wire(moment) or 0 for moment in moments]
    assert (wires[0] < wires[1]) == (moments[0] < moments[1])


@pytest.mark.parametrize(
    ("sample", "other"),
    [
        (1, 1.5), (1, "1"), (1.5, 1), (date(2020, 1, 1), 1), (date(2020, 1, 1), datetime.fromisoformat("2020-01-01")),
        (datetime.fromisoformat("2020-01-01"), date(2020, 1, 1)), (time(1), 1),
        (datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2020-01-01T00:00+00:00")),
    ],
)  # fmt: skip
def test_values_of_another_type_have_no_place(sample: object, other: object) -> None:
    assert scale_of(sample).wire(other) is None


def test_what_is_assigned_may_be_of_a_type_that_comes_near() -> None:
    assert scale_of(1).wire(3.0, loose=True) == 3
    assert scale_of(1).wire(3.5, loose=True) == 3.5
    assert type(scale_of(1.0).wire(3, loose=True)) is float
    days = scale_of(date(2020, 1, 1))
    assert days.value(days.wire(datetime.fromisoformat("2020-01-05T12:00"), loose=True) or 0) == date(2020, 1, 5)


@pytest.mark.parametrize("text", ["", "x", "20200105", "2020-01-05 10:20", "2020-01-05T10:20:00Z", "2020-13-01"])
def test_other_texts_are_no_dates(text: str) -> None:
    for sample in (date(2020, 1, 1), datetime.fromisoformat("2020-01-01")):
        with pytest.raises(ValueError, match=r".+"):
            scale_of(sample).read(text)


def test_only_some_types_have_a_scale() -> None:
    with pytest.raises(InvalidType, match="Pass numbers, dates, times or datetimes"):
        scale_of("x")
