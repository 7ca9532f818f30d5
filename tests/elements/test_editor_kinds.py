"""What can stand in the cells of a table that is edited."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.elements.editor_kinds import BOOLEAN, Kind, kind_of_cells, stored_as

UTC = dt.UTC
OSLO = pa.timestamp("us", "Europe/Oslo")


def kind(type_: Any, *, loose: bool = False) -> Kind:
    found = kind_of_cells(type_, loose=loose)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("type_", "wire", "value"),
    [
        (pa.string(), "", ""),
        (pa.large_string(), "x", "x"),
        (pa.null(), "x", "x"),
        (pa.dictionary(pa.int8(), pa.string()), "x", "x"),
        (pa.int8(), -128, -128),
        (pa.uint8(), 255, 255),
        (pa.int64(), 5.0, 5),
        (pa.int64(), "9223372036854775807", 2**63 - 1),
        (pa.int64(), "-9223372036854775808", -(2**63)),
        (pa.float32(), 5, 5.0),
        (pa.float64(), 1e308, 1e308),
        (pa.decimal128(6, 2), "1234.5", Decimal("1234.50")),
        (pa.decimal128(6, 2), 0.1, Decimal("0.10")),
        (pa.bool_(), False, False),
        (pa.date32(), "2024-02-29", dt.date(2024, 2, 29)),
        (pa.date32(), "2024-02-29T00:00:00", dt.date(2024, 2, 29)),
        (pa.time64("us"), "07:08:09.123456", dt.time(7, 8, 9, 123456)),
        (pa.time32("s"), "07:08:09.9", dt.time(7, 8, 9)),
        (pa.time32("ms"), "07:08:09.123456", dt.time(7, 8, 9, 123000)),
        (pa.timestamp("us"), "2024-05-06T07:08:09.5", dt.datetime.fromisoformat("2024-05-06T07:08:09.5")),
        (pa.timestamp("us"), "2024-05-06T07:08:09Z", dt.datetime.fromisoformat("2024-05-06T07:08:09")),
        (pa.timestamp("s"), "2024-05-06", dt.datetime.fromisoformat("2024-05-06T00:00:00")),
        (OSLO, "2024-05-06T07:08:09Z", dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        (OSLO, "2024-05-06T07:08:09", dt.datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)),
        (pa.timestamp("us", "+02:00"), "2024-05-06T07:00", dt.datetime(2024, 5, 6, 5, tzinfo=UTC)),
        (pa.duration("us"), 1.5, dt.timedelta(seconds=1.5)),
        (pa.duration("s"), -1.5, dt.timedelta(seconds=-2)),
        (pa.duration("ms"), 0.0015, dt.timedelta(milliseconds=1)),
        (pa.list_(pa.string()), ["a", None, 5], ["a", None, "5"]),
        (pa.large_list(pa.int64()), [1, "2"], [1, 2]),
        (pa.list_(pa.float64()), ["1.5", 2], [1.5, 2.0]),
        (pa.list_(pa.bool_()), ["true", False], [True, False]),
        (pa.list_(pa.int8(), 2), [1, 2], [1, 2]),
        (pa.list_(pa.null()), ["a"], ["a"]),
    ],
)
def test_values_are_those_of_python(type_: Any, wire: Any, value: Any) -> None:
    found = kind(type_).read(wire)
    assert (type(found), found) == (type(value), value)
    if not pa.types.is_null(type_) and not (pa.types.is_list(type_) and pa.types.is_null(type_.value_type)):
        assert pa.array([found], getattr(type_, "value_type", type_) if pa.types.is_dictionary(type_) else type_)


@pytest.mark.parametrize(
    ("type_", "wires"),
    [
        (pa.string(), [5, True, ["x"], {}, None]),
        (pa.int8(), [128, -129, 1.5, True, "x", "1.0", "", "-", [1], float("nan"), float("inf"), 1e300, "9" * 50]),
        (pa.uint8(), [-1, 256]),
        (pa.int64(), [2**63, "9223372036854775808", 1e17]),
        (pa.float64(), ["1", True, float("nan"), float("inf"), [], 10**400]),
        (pa.decimal128(6, 2), ["x", "NaN", "Infinity", "1.234", "12345.6", "1e400", True, "1" * 200]),
        (pa.bool_(), [0, 1, "true", None, []]),
        (pa.date32(), ["x", "2024-02-30", 5, "99999-01-01", ""]),
        (pa.time64("us"), ["25:00", "x", 5, "07:00+02:00"]),
        (pa.timestamp("us"), ["x", "2024-05-06T07:08:09+02:00", 5, "2024-13-01"]),
        (pa.timestamp("ns"), ["1600-01-01T00:00:00", "9999-01-01"]),
        (OSLO, ["x", "0001-01-01T00:00:00"]),
        (pa.duration("us"), ["1", True, float("nan"), 1e300]),
        (pa.duration("ns"), [1e11]),
        (pa.list_(pa.string()), ["a", [["a"]], [{}], {}]),
        (pa.list_(pa.int64()), [["x"], [1.5], [True], [2**63]]),
        (pa.list_(pa.int8(), 2), [[1], [1, 2, 3]]),
    ],
)
def test_other_values_are_refused(type_: Any, wires: list[Any]) -> None:
    for wire in wires:
        with pytest.raises((ValueError, TypeError, OverflowError, pa.ArrowException)):
            kind(type_).read(wire)


def test_objects_of_python_decide_about_their_own_digits() -> None:
    assert kind(pa.decimal128(3, 1), loose=True).read("7.125") == Decimal("7.125")
    with pytest.raises(ValueError, match="no finite"):
        kind(pa.decimal128(3, 1), loose=True).read("NaN")


@pytest.mark.parametrize(
    "type_", [pa.binary(), pa.struct([("a", pa.int8())]), pa.list_(pa.list_(pa.int8())), pa.map_(pa.int8(), pa.int8())]
)
def test_some_cells_cannot_be_entered(type_: Any) -> None:
    assert kind_of_cells(type_) is None


def test_a_kind_is_described_for_the_browser() -> None:
    assert kind(pa.int8()).described() == {"type": "integer", "min": "-128", "max": "127"}
    assert kind(OSLO).described() == {"type": "datetime", "timezone": "Europe/Oslo"}
    assert kind(pa.list_(pa.int8())).described() == {"type": "list", "items": "integer"}
    assert kind(pa.decimal128(5, 2)).described() == {"type": "decimal", "scale": 2}


def test_values_can_be_kept_in_another_type() -> None:
    tick = stored_as(BOOLEAN, int)
    assert (tick.type, tick.read(True)) == ("boolean", 1)
    with pytest.raises(TypeError):
        tick.read(1)
