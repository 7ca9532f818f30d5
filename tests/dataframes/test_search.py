"""Texts are found in values of any type, however they are searched."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes.search import containing, cost, may_contain
from jupyterlit.dataframes.text import as_text, compute

ROWS = 3000
SECONDS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def numbers(type_: Any, low: int, high: int, step: int = 1) -> Any:
    chance = random.Random(7)
    values = [None if chance.random() < 0.05 else chance.randint(low, high) * step for _ in range(ROWS)]
    if pa.types.is_date(type_) or pa.types.is_time(type_) or pa.types.is_timestamp(type_):
        return pa.array(values, pa.int32() if type_.bit_width == 32 else pa.int64()).cast(type_)
    return pa.array(values, type_)


COLUMNS = [
    numbers(pa.int8(), -128, 127),
    numbers(pa.int64(), -500, 500),
    numbers(pa.int64(), -(2**63), 2**63 - 1),
    numbers(pa.uint64(), 2**64 - 300, 2**64 - 1),
    numbers(pa.date32(), -3000, -2500),
    numbers(pa.time32("s"), 0, 700),
    numbers(pa.time32("ms"), 0, 700),
    pa.nulls(ROWS, pa.int32()),
    pa.nulls(ROWS, pa.timestamp("s")),
    *(numbers(pa.timestamp(unit), -400, 400, step) for unit, step in SECONDS.items()),
    *(numbers(pa.timestamp(unit), -90_000, 90_000, step) for unit, step in SECONDS.items()),
    numbers(pa.timestamp("ms"), -900_000, 900_000),
    numbers(pa.timestamp("s", "Europe/Oslo"), -400, 400),
]


@pytest.mark.parametrize("text", ["1", "47", "-", "00", "1969-12", "0:0", "000", ".000", "1 2", "Z", "é"])
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: str(column.type))
def test_all_ways_find_the_same(column: Any, text: str) -> None:
    pc = compute()
    for part in (column, column.slice(100, 2000)):
        expected = pc.match_substring(pc.utf8_lower(as_text(part)), text.lower())
        assert containing(text)(part).to_pylist() == expected.to_pylist()


def test_case_is_ignored() -> None:
    column = pa.array(["Straße", "ÄRMEL", "x", None])
    assert containing("ärmel")(column).to_pylist() == [False, True, False, None]
    assert containing("STRA")(column).to_pylist() == [True, False, False, None]


@pytest.mark.parametrize(
    ("type_", "text", "may"),
    [(pa.int64(), "x", False), (pa.int64(), "12", True), (pa.string(), "x", True), (pa.bool_(), "TRUE", True)],
)
def test_what_cannot_be_there_is_not_searched(type_: Any, text: str, may: bool) -> None:
    assert may_contain(type_, text) is may


def test_what_costs_least_comes_first() -> None:
    types = [pa.float64(), pa.string(), pa.timestamp("s"), pa.int8(), pa.list_(pa.int8()), pa.bool_()]
    assert sorted(types, key=cost) == [types[3], types[5], types[1], types[2], types[0], types[4]]
