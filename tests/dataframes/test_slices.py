"""Long columns are worked on stretch by stretch."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import pyarrow as pa
import pytest

from jupyterlit.dataframes.slices import Superseded, at_once, each_slice, places, sample


def test_stretches_cover_everything_in_order() -> None:
    assert each_slice(10, lambda start, length: (start, length), lambda: True, rows=4) == [(0, 4), (4, 4), (8, 2)]
    assert each_slice(0, lambda start, length: (start, length), lambda: True) == []


def test_nobody_works_for_nobody() -> None:
    seen: list[int] = []

    def work(start: int, length: int) -> None:
        seen.append(start)

    with pytest.raises(Superseded):
        each_slice(100, work, lambda: not seen, rows=1)
    assert len(seen) < 100


def test_an_error_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        at_once(lambda n: 1 // n, [1, 0])


def test_a_sample_is_taken_from_one_end_to_the_other() -> None:
    column = pa.chunked_array([[0, 1, 2, 3], [], [4], [5, 6, 7, 8, 9]])
    assert sample(column, 3).to_pylist() == [0, 3, 6, 9]
    assert sample(column, 100).to_pylist() == list(range(10))
    assert sample(column.combine_chunks(), 5).to_pylist() == [0, 2, 4, 6, 8]
    assert sample(pa.chunked_array([], pa.int8()), 5).to_pylist() == []


def test_places_are_counted() -> None:
    assert places(3).to_pylist() == [0, 1, 2]
    assert places(0).to_pylist() == []
