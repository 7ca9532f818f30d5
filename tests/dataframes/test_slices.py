"""Long columns are worked on stretch by stretch."""

from __future__ import annotations

import pytest

from jupyterlit.dataframes.slices import Superseded, at_once, each_slice


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
