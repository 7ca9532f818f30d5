"""Rows in another order."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import math
import random
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes import order
from jupyterlit.dataframes.order import in_order
from jupyterlit.dataframes.slices import Superseded
from jupyterlit.errors import InvalidValue
from tests.conftest import refused

CHANCE = random.Random(3)
ROWS = 3000


def some(*values: Any) -> list[Any]:
    return [CHANCE.choice(values) for _ in range(ROWS)]


TABLE = pa.table(
    {
        "n": pa.array(some(*range(50), None)),
        "f": pa.array(some(1.5, -2.0, math.inf, -math.inf, math.nan, None, 7.25, 0.0)),
        "s": pa.array(some("Oslo", "oslo", "Ärmel", "lima", "", None, *(f"x{i}" for i in range(500)))),
        "c": pa.array(some("b", "A", None)).dictionary_encode(),
        "b": pa.array(some(True, False, None)),
        "l": pa.array(some([1], [0, 2], None)),
    }
)


def key(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else str(value) if isinstance(value, list) else value


def positions(table: Any, sort: list[tuple[str, bool]]) -> list[int]:
    return in_order(table, sort, lambda: True).part(0, len(table), lambda: True).to_pylist()


def expected(sort: list[tuple[str, bool]]) -> list[int]:
    """Return the order that Python gives."""
    rows = list(range(ROWS))
    for name, descending in reversed(sort):
        values = TABLE[name].to_pylist()
        known = [row for row in rows if values[row] is not None and values[row] == values[row]]
        ranks = {value: rank for rank, value in enumerate(sorted({key(values[row]) for row in known}))}
        sign = -1 if descending else 1
        places = [sign * ranks[key(values[row])] for row in known]
        known = [row for _, row in sorted(zip(places, known, strict=True), key=lambda pair: pair[0])]
        nans = [row for row in rows if values[row] is not None and values[row] != values[row]]
        rows = known + nans + [row for row in rows if values[row] is None]
    return rows


@pytest.mark.parametrize("parts", [10**9, 100, 1])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", TABLE.column_names)
def test_one_column(name: str, descending: bool, parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", parts)
    assert positions(TABLE, [(name, descending)]) == expected([(name, descending)])


@pytest.mark.parametrize("parts", [10**9, 100, 1])
def test_any_part_at_any_time(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", parts)
    for sort in ([("n", True)], [("f", False)], [("s", True), ("n", False)], [("b", False), ("f", True)]):
        known, asked = expected(sort), in_order(TABLE, sort, lambda: True)
        assert len(asked) == ROWS
        for _ in range(30):
            start = CHANCE.randrange(ROWS)
            stop = min(ROWS, start + CHANCE.choice([1, 50, 1000]))
            assert asked.part(start, stop, lambda: True).to_pylist() == known[start:stop]


@pytest.mark.parametrize("parts", [10**9, 100, 1])
def test_several_columns(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", parts)
    for sort in ([("c", True), ("n", False)], [("n", True), ("s", False), ("b", True)]):
        assert positions(TABLE, sort) == expected(sort)


def test_many_texts_are_sorted_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", 1)
    monkeypatch.setattr(order, "_FEW", 3)
    assert positions(TABLE, [("s", False)]) == expected([("s", False)])


@pytest.mark.parametrize("parts", [10**9, 100, 1])
def test_only_rows_that_match_are_ordered(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", parts)
    rows = pa.array(range(1, ROWS, 3), pa.int32())
    keys: dict[str, Any] = {}
    for sort in ([("s", True)], [("s", False), ("n", True)], [("f", True)]):
        asked = in_order(TABLE, sort, lambda: True, rows, keys)
        assert len(asked) == len(rows)
        assert asked.part(0, len(rows), lambda: True).to_pylist() == [row for row in expected(sort) if row % 3 == 1]
    assert list(keys) == ["s"]


@pytest.mark.parametrize("parts", [10**9, 100, 1])
@pytest.mark.parametrize("descending", [False, True])
def test_long_texts_that_begin_alike(descending: bool, parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [CHANCE.choice(["A", "a", "b"]) * CHANCE.choice([80, 90]) + str(CHANCE.randrange(9)) for _ in range(900)]
    monkeypatch.setattr(order, "AT_ONCE", parts)
    rows = sorted(range(900), key=lambda row: texts[row].lower(), reverse=descending)
    if descending:  # those that are alike keep their order
        rows = sorted(range(900), key=lambda row: [-ord(letter) for letter in texts[row].lower()] + [0])
    assert positions(pa.table({"t": texts}), [("t", descending)]) == rows


def test_an_ordered_dictionary_gives_the_order() -> None:
    sizes = pa.DictionaryArray.from_arrays(pa.array([2, 0, 1, None]), pa.array(["S", "M", "L"]), ordered=True)
    assert positions(pa.table({"size": sizes}), [("size", False)]) == [1, 2, 0, 3]


@pytest.mark.parametrize("values", [[], [None] * 10, [1] * 10])
def test_columns_that_say_nothing(values: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "AT_ONCE", 1)
    table = pa.table(
        {"a": pa.array(values, pa.int64()), "s": pa.array([value and "x" for value in values], pa.string())}
    )
    for sort in ([("a", True)], [("s", False), ("a", False)]):
        assert positions(table, sort) == list(range(len(values)))


def test_an_unknown_column_is_refused() -> None:
    with refused(InvalidValue, "The table has no column 'x' to sort by."):
        in_order(TABLE, [("x", False)], lambda: True)


def test_nobody_waits_for_an_order_that_nobody_wants() -> None:
    with pytest.raises(Superseded):
        in_order(TABLE, [("n", False)], lambda: False)


def test_nobody_waits_for_rows_that_nobody_wants() -> None:
    asked = in_order(TABLE, [("n", False)], lambda: True)
    with pytest.raises(Superseded):
        asked.part(0, 1, lambda: False)
    assert asked.part(0, 2, lambda: True).to_pylist() == expected([("n", False)])[:2]
