"""Engines answer as Arrow does."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import ibis
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.dataframes.facts import facts_of
from jupyterlit.dataframes.filters import matching
from jupyterlit.dataframes.lazy import ROW, LazyFrame, engine_of
from jupyterlit.dataframes.order import in_order
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter
from tests.conftest import refused

COUNT = 500
START = dt.datetime(2020, 1, 1)  # noqa: DTZ001
TABLE = pa.table(
    {
        "n": pa.array([None if i % 10 == 0 else i for i in range(COUNT)]),
        "s": [f"Row {i}" if i % 7 else "" for i in range(COUNT)],
        "t": [START + dt.timedelta(hours=i) for i in range(COUNT)],
        "f": [i / 4 for i in range(COUNT)],
        "d": [START.date() + dt.timedelta(days=i % 50) for i in range(COUNT)],
        "b": [i % 2 == 0 for i in range(COUNT)],
    }
)


def frames() -> dict[str, LazyFrame]:
    connection = duckdb.connect()
    connection.register("rows", TABLE)
    known: dict[str, Any] = {
        "polars": pl.from_arrow(TABLE).lazy(),  # type: ignore[union-attr]
        "duckdb": connection.sql("select * from rows"),
        "ibis": ibis.memtable(TABLE),
    }
    found: dict[str, LazyFrame] = {}
    for name, frame in known.items():
        engine = engine_of(frame)
        assert engine is not None
        found[name] = LazyFrame(frame, engine)
    return found


FRAMES = frames()
engines = pytest.mark.parametrize("name", FRAMES)


def wanted(column: str, op: str, *values: str | None) -> Filter:
    return Filter(column=column, op=op, values=values)  # type: ignore[arg-type]


def positions(name: str, **how: Any) -> list[int]:
    frame = FRAMES[name].arranged(how.get("sort", []), how.get("search", ""), how.get("filters", []))
    return FRAMES[name].cut(frame, 0, COUNT)[ROW].to_pylist()


@engines
@pytest.mark.parametrize(
    "sort", [[("n", False)], [("n", True)], [("b", False), ("n", True)], [("s", False)], [("d", True), ("t", True)]]
)
def test_orders_are_the_same(name: str, sort: list[tuple[str, bool]]) -> None:
    assert positions(name, sort=sort) == in_order(TABLE, sort, lambda: True).part(0, COUNT, lambda: True).to_pylist()


@engines
@pytest.mark.parametrize("search", ["row 12", "2020-01-02", "7.25", "nothing"])
def test_searches_find_the_same(name: str, search: str) -> None:
    assert positions(name, search=search) == matching(TABLE, search, [], lambda: True).to_pylist()


@engines
@pytest.mark.parametrize(
    "filters",
    [
        [wanted("n", "between", "5.5", "100")],
        [wanted("f", "between", None, "3.25")],
        [wanted("t", "between", "2020-01-05", "2020-01-05")],
        [wanted("t", "between", "2020-01-05T03:00:00Z", None)],
        [wanted("d", "between", "2020-01-05", None)],
        [wanted("s", "equals", "ROW 9")],
        [wanted("s", "contains", "row 1"), wanted("s", "not_contains", "row 12")],
        [wanted("s", "starts_with", "row 1"), wanted("s", "ends_with", "9")],
        [wanted("s", "empty")],
        [wanted("n", "empty")],
        [wanted("n", "not_empty"), wanted("b", "in", "true")],
        [wanted("n", "in", "5", None)],
        [wanted("s", "not_in", "Row 1", "Row 2")],
        [wanted("d", "in", "2020-01-05")],
        [wanted("n", "contains", "99")],
    ],
)
def test_filters_pass_the_same(name: str, filters: list[Filter]) -> None:
    expected = matching(TABLE, "", filters, lambda: True).to_pylist()
    assert expected != []
    assert positions(name, filters=filters) == expected
    assert FRAMES[name].positions("", filters).to_pylist() == expected


@engines
@pytest.mark.parametrize(("column", "find"), [("n", ""), ("s", "9"), ("t", ""), ("d", ""), ("b", ""), ("f", "")])
def test_facts_are_the_same(name: str, column: str, find: str) -> None:
    facts, values = FRAMES[name].facts(column, None, find)
    expected, known = facts_of(TABLE[column], find)
    assert (facts, values.to_pylist()) == (expected, known.to_pylist())


@engines
def test_rows_are_computed_when_they_are_wanted(name: str) -> None:
    frame = FRAMES[name]
    assert frame.count() == COUNT
    assert frame.cut(None, 3, 2).to_pylist() == TABLE.slice(3, 2).to_pylist()
    assert frame.arranged([], "", []) is None
    assert frame.positions("", []) is None


@engines
def test_a_frame_is_told_by_its_plan_and_its_first_rows(name: str) -> None:
    frame, other = FRAMES[name], frames()[name]
    assert frame.digest(b"a", 1) != frame.digest(b"b", 1)
    assert frame.digest(b"a", 1) != frame.digest(b"a", 2)
    if name == "duckdb":
        assert frame.digest(b"a", 1) == other.digest(b"a", 1)


@engines
def test_an_unknown_column_is_refused(name: str) -> None:
    with refused(InvalidValue, "The table has no column 'x'."):
        FRAMES[name].arranged([("x", False)], "", [])


def test_lists_have_no_facts() -> None:
    frame = pl.LazyFrame({"l": [[1], None]})
    engine = engine_of(frame)
    assert engine is not None
    facts, values = LazyFrame(frame, engine).facts("l", None, "")
    assert (facts.kind, facts.empty, facts.distinct, values.num_rows) == ("other", 1, None, 0)


@pytest.mark.parametrize("data", [TABLE, pl.DataFrame({"a": [1]}), [1], None])
def test_what_is_there_needs_no_engine(data: object) -> None:
    assert engine_of(data) is None
