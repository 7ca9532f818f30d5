"""st.grid."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.container import Container
from jupyterlit.elements.grid import Cell, Grid
from jupyterlit.elements.text import Text
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.conftest import Parity

GAPS = '"xxsmall", "xsmall", "small", "medium", "large", "xlarge" or "xxlarge"'


def test_what_is_drawn_into_it_are_cells(run: Run) -> None:
    grid = st.grid(3)
    grid.text("a")
    with grid:
        st.text("b")
        st.container().text("c")
    with grid.cell(column_span="all", row_span=2) as cell:
        st.text("d")
    cell.text("e")
    assert run.drawn == {
        (0, 0): Grid(columns=3),
        (0, 0, 0): Text(body="a", width="content"),
        (0, 0, 1): Text(body="b", width="content"),
        (0, 0, 2): Container(),
        (0, 0, 2, 0): Text(body="c", width="content"),
        (0, 0, 3): Cell(column_span="all", row_span=2),
        (0, 0, 3, 0): Text(body="d", width="content"),
        (0, 0, 3, 1): Text(body="e", width="content"),
    }


def test_arguments(run: Run) -> None:
    st.grid(
        4, min_column_width=120, wrap=False, gap=("large", 3), vertical_alignment="center", border=True,
        row_height=90, width=500, height=300, key="g", dense=True,
    )  # fmt: skip
    st.sidebar.grid(gap=None)
    assert run.elements == [
        Grid(
            columns=4, min_column_width=120, wrap=False, row_gap="large", column_gap=3, vertical_alignment="center",
            border=True, row_height=90, width=500, height=300, key="g", dense=True,
        ),
        Grid(row_gap=None, column_gap=None),
    ]  # fmt: skip


def test_only_a_grid_gives_out_cells(run: Run) -> None:
    grid = st.grid()
    assert [hasattr(block, "cell") for block in (grid, grid.cell(), grid.container(), st.container())] == [
        True, False, False, False,
    ]  # fmt: skip
    assert hasattr(grid.grid(2), "cell")


def test_a_key_is_used_once(run: Run) -> None:
    st.grid(key="g")
    with refused(DuplicateWidget, "st.grid: key='g' is used twice in this run. Give each element its own key."):
        st.grid(key="g")


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"columns": 0}, InvalidValue, 'columns=0 lies outside 1–24. Pass a whole number from 1 to 24, or "auto".'),
        ({"columns": 25}, InvalidValue, 'columns=25 lies outside 1–24. Pass a whole number from 1 to 24, or "auto".'),
        ({"columns": "many"}, InvalidValue, "columns='many' is unknown. Pass a whole number, or \"auto\"."),
        ({"columns": 2.5}, InvalidType, 'columns=2.5 is a float. Pass a whole number, or "auto".'),
        ({"columns": None}, InvalidType, 'columns=None is a NoneType. Pass a whole number, or "auto".'),
        (
            {"min_column_width": 0},
            InvalidValue,
            'min_column_width=0 is not a size. Pass a positive number of pixels, "auto".',
        ),
        (
            {"row_height": "high"},
            InvalidValue,
            "row_height='high' is unknown. Pass a positive number of pixels, \"content\".",
        ),
        (
            {"wrap": False},
            InvalidValue,
            'wrap=False needs a number of columns to keep. Pass columns=3, say, not "auto".',
        ),
        (
            {"gap": ("small",)},
            InvalidValue,
            "gap=('small',) has 1 sizes. Pass one, or two: for the rows and for the columns.",
        ),
        (
            {"gap": -1},
            InvalidValue,
            f"gap=-1 is unknown. Pass {GAPS}, a number of pixels, or None.",
        ),
        (
            {"vertical_alignment": "distribute"},
            InvalidValue,
            'vertical_alignment=\'distribute\' is unknown. Pass "top", "center" or "bottom".',
        ),
        (
            {"width": "content"},
            InvalidValue,
            "width='content' is unknown. Pass a positive number of pixels, \"stretch\".",
        ),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.grid: {message}"):
        st.grid(**arguments)
    assert run.elements == []


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (
            {"column_span": 3},
            InvalidValue,
            'column_span=3 lies outside 1–2. Pass a whole number from 1 to 2, or "all".',
        ),
        ({"column_span": "some"}, InvalidValue, "column_span='some' is unknown. Pass a whole number, or \"all\"."),
        ({"row_span": 0}, InvalidValue, "row_span=0 lies below 1. Pass a whole number of at least 1."),
        ({"row_span": 1.5}, InvalidType, "row_span=1.5 is a float. Pass a whole number."),
    ],
)
def test_a_cell_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    grid = st.grid(2)
    with refused(kind, f"grid.cell: {message}"):
        grid.cell(**arguments)
    assert run.elements == [Grid(columns=2)]


def test_where_columns_are_free_a_cell_is_as_wide_as_it_likes(run: Run) -> None:
    st.grid().cell(column_span=30)
    assert run.drawn[0, 0, 0] == Cell(column_span=30)


def test_grids_take_what_they_take_in_streamlit(parity: Parity) -> None:
    parity.play("""
        for number, line in enumerate('''
            st.grid(1)
            st.grid(24)
            st.grid(25)
            st.grid("auto", wrap=False)
            st.grid(2, wrap=False)
            st.grid(True)
            st.grid("2")
            st.grid(gap=0)
            st.grid(gap=True)
            st.grid(gap=[None, 3])
            st.grid(gap=("small", "large", 3))
            st.grid(min_column_width="wide")
            st.grid(min_column_width=1)
            st.grid(row_height=1)
            st.grid(row_height="stretch")
            st.grid(height="stretch")
            st.grid(width=100)
            st.grid(2).cell(column_span=2)
            st.grid(2).cell(column_span=3)
            st.grid(2).cell(column_span="all", row_span=3)
            st.grid(2).cell(row_span="all")
        '''.strip().splitlines()):
            try:
                eval(line.strip())
                out[line] = "drawn"
            except Exception:
                out[line] = "refused"
    """)


def test_tests_find_it() -> None:
    app = AppTest.from_string("""
        import streamlit as st
        grid = st.grid(3, key="g", gap=("small", 3), border=True)
        grid.text("a")
        st.grid()
    """).run()
    first, second = app.grid
    assert (first.type, first.key, first.column_count, first.gap, first.border) == ("grid", "g", 3, ("small", 3), True)
    assert (second.column_count, second.gap, second.min_column_width, second.row_height) == (
        "auto", "small", "auto", "content",
    )  # fmt: skip
    assert app.grid("g").text.values == ["a"]
