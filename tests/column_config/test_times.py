"""Dates and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused

NOON = dt.datetime(2026, 5, 17, 12)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("DateColumn", {}),
        ("DateColumn", {"default": dt.date(2026, 1, 2), "min_value": dt.date(2026, 1, 1), "step": 7}),
        ("DatetimeColumn", {}),
        (
            "DatetimeColumn",
            {
                "default": NOON,
                "format": "distance",
                "min_value": NOON,
                "max_value": NOON,
                "step": dt.timedelta(minutes=5),
                "timezone": "Europe/Oslo",
            },
        ),
        ("DatetimeColumn", {"max_value": NOON.replace(tzinfo=dt.UTC), "step": 0.5}),
        ("TimeColumn", {"default": dt.time(1, 2, 3), "min_value": dt.time(1), "step": dt.timedelta(seconds=1.5)}),
    ],
)
def test_the_settings_are_streamlits(name: str, arguments: dict[str, Any], same: Callable[..., Any]) -> None:
    assert same(name, **arguments)["label"] is None


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        (
            "DateColumn",
            {"min_value": dt.date(2026, 1, 2), "max_value": dt.date(2026, 1, 1)},
            "min_value=datetime.date(2026, 1, 2) is later than max_value=datetime.date(2026, 1, 1). Swap them.",
        ),
        ("DateColumn", {"step": 0}, "step=0 is not above 0. Pass a positive number or None."),
        ("DateColumn", {"step": 1.5}, "step=1.5 is no count. Pass a whole number from 0 on, or None."),
        (
            "DatetimeColumn",
            {"timezone": "Mars/Base"},
            "timezone='Mars/Base' is unknown. Pass a name such as \"Europe/Oslo\".",
        ),
        (
            "TimeColumn",
            {"min_value": dt.time(1), "max_value": dt.time(2, tzinfo=dt.UTC)},
            (
                "only one of min_value=datetime.time(1, 0) and max_value=datetime.time(2, 0, "
                "tzinfo=datetime.timezone.utc) has a time zone. Give both one, or neither."
            ),
        ),
        ("TimeColumn", {"step": dt.timedelta(0)}, "step=0.0 is not above 0. Pass a positive number or None."),
    ],
)
def test_impossible_values_are_refused(name: str, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.column_config.{name}: {message}"):
        getattr(cc, name)(**arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("DateColumn", {"default": "today"}, "default='today' is a str. Pass a datetime.date or None."),
        (
            "DateColumn",
            {"default": NOON},
            "default=datetime.datetime(2026, 5, 17, 12, 0) is a datetime. Pass a datetime.date or None.",
        ),
        ("DatetimeColumn", {"min_value": 5}, "min_value=5 is a int. Pass a datetime.datetime or None."),
        ("TimeColumn", {"max_value": "9:00"}, "max_value='9:00' is a str. Pass a datetime.time or None."),
    ],
)
def test_values_of_another_type_are_refused(name: str, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidType, f"st.column_config.{name}: {message}"):
        getattr(cc, name)(**arguments)
