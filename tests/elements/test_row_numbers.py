"""Many row numbers, read as a list is."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.elements.row_numbers import LISTED, RowNumbers, numbered, numbers_of

VALUES = [5, 2, 3, 4, 9, 8, 7, 70_000]


@pytest.fixture(params=["int32", "int64"])
def rows(request: pytest.FixtureRequest) -> RowNumbers:
    return RowNumbers(pa.array([-1, *VALUES], request.param).slice(1))


def test_they_are_read_as_a_list_is(rows: RowNumbers) -> None:
    assert (len(rows), rows[0], rows[-1], rows[1:3], rows[::-2]) == (8, 5, 70_000, [2, 3], VALUES[::-2])
    assert list(rows) == VALUES
    assert list(reversed(rows)) == VALUES[::-1]
    assert rows.__add__([1]) == [*VALUES, 1]
    assert 9 in rows
    assert 6 not in rows
    assert "9" not in rows
    assert rows.index(9) == 4
    assert rows
    assert set(map(type, rows)) == {int}
    with pytest.raises(IndexError):
        rows[8]


def test_they_are_compared_as_a_list_is(rows: RowNumbers) -> None:
    assert rows == VALUES
    assert VALUES.__eq__(rows) is NotImplemented
    assert rows == RowNumbers(pa.array(VALUES, "int64"))
    assert rows != VALUES[:-1]
    assert rows != [*VALUES[:-1], 1]
    assert rows != tuple(VALUES)
    with pytest.raises(TypeError):
        hash(rows)


def test_only_their_ends_are_written(rows: RowNumbers) -> None:
    assert repr(rows) == "[5, 2, 3, ..., 8, 7, 70000]"


def test_they_are_pickled(rows: RowNumbers) -> None:
    rows.told = ("t", {"rows": [1]})
    again = pickle.loads(pickle.dumps(rows))
    assert again == rows
    assert again.told == rows.told


def test_libraries_take_them(rows: RowNumbers) -> None:
    numbers = np.arange(70_001)
    assert np.asarray(rows).tolist() == VALUES
    assert np.array(rows, dtype="float64").dtype == "float64"
    assert pd.DataFrame({"n": numbers}).iloc[rows]["n"].tolist() == VALUES
    assert pl.DataFrame({"n": numbers})[rows]["n"].to_list() == VALUES
    assert pa.array(rows).to_pylist() == VALUES


def test_neighbours_are_stretches(rows: RowNumbers) -> None:
    assert rows.stretches() == [[5, 5], [2, 4], [9, 9], [8, 8], [7, 7], [70_000, 70_000]]
    assert rows.stretches(6) == rows.stretches()
    assert rows.stretches(5) is None


@pytest.mark.parametrize(("count", "left"), [(70_001, VALUES), (9, [5, 2, 3, 4, 8, 7]), (0, [])])
def test_those_of_a_smaller_table(rows: RowNumbers, count: int, left: list[int]) -> None:
    assert rows.below(count) == left


def test_few_are_a_list() -> None:
    few: Any = numbers_of(numbered(3, 6))
    assert few == [3, 4, 5]
    assert isinstance(few, list)
    assert isinstance(numbers_of(numbered(0, LISTED + 1)), RowNumbers)
