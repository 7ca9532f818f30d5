"""A table that is all there."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.table import StaticTable
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused

FRAME: Any = pd.DataFrame({"a": [1, 2]})


def drawn(run: Run, *args: Any, **kwargs: Any) -> StaticTable:
    st.table(*args, **kwargs)
    element = run.elements[-1]
    assert isinstance(element, StaticTable)
    return element


def rows(message: StaticTable) -> list[Any]:
    return pa.ipc.open_stream(message.data.data).read_all().to_pylist()


def test_all_rows_travel(run: Run) -> None:
    message = drawn(run, {"a": range(2000)})
    assert (message.rows, len(rows(message))) == (2000, 2000)
    assert message.buffers() == (message.data,)


@pytest.mark.parametrize(
    ("data", "index", "header"),
    [
        ({"a": [1, 2]}, True, False),
        ({"a": 1}, False, True),
        ([1, 2], True, True),
        ([[1, 2]], True, True),
        ([{"a": 1}], True, False),
        (np.zeros((2, 2)), True, True),
        ({"a": {"x": 1}}, False, False),
        (FRAME, True, False),
        (FRAME.set_index("a"), False, False),
        (FRAME.set_index(pd.Index(["x", "y"])), False, False),
        (FRAME.set_index(pd.Index(["x", "y"])).style.hide(axis="index"), True, False),
        (pl.DataFrame({"a": [1]}), True, False),
    ],
)
def test_what_says_nothing_is_left_out(run: Run, data: object, index: bool, header: bool) -> None:
    message = drawn(run, data)
    assert (message.hide_index, message.hide_header) == (index, header)
    shown = drawn(run, data, hide_index=False, hide_header=False)
    assert (shown.hide_index, shown.hide_header) == (False, False)


def test_all_settings_travel(run: Run) -> None:
    message = drawn(run, FRAME, border="horizontal", width=300, height=200, alt=" Prices ")
    assert (message.border, message.width, message.height, message.alt) == ("horizontal", 300, 200, "Prices")
    assert drawn(run, FRAME, border=False, alt="").alt is None


def test_a_styler_brings_its_looks(run: Run) -> None:
    styler = (
        FRAME.style.format("{:.1f}").set_caption("Prices").set_table_styles([{"selector": "th", "props": "top: 0"}])
    )
    message = drawn(run, styler)
    assert (message.caption, message.rules) == ("Prices", [("th", "top: 0")])
    assert [json.loads(row["__style__"])["a"] for row in rows(message)] == [{"text": "1.0"}, {"text": "2.0"}]


def test_header_rows_travel(run: Run) -> None:
    columns = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])
    found = json.loads(drawn(run, pd.DataFrame([[1, 2]], columns=columns)).columns)
    assert [setting.get("header") for setting in found.values()] == [None, ["a", "x"], ["a", "y"]]


def test_a_frame_that_nobody_has_computed_is_cut(run: Run) -> None:
    assert drawn(run, pl.LazyFrame({"a": range(10_005)})).rows == 10_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"border": "thick"}, "st.table: border='thick' is unknown. Pass True, False or \"horizontal\"."),
        (
            {"height": "auto"},
            'st.table: height=\'auto\' is unknown. Pass a positive number of pixels, "stretch" or "content".',
        ),
        (
            {"width": -5},
            'st.table: width=-5 is not a size. Pass a positive number of pixels, "stretch" or "content".',
        ),
    ],
)
def test_impossible_settings_are_refused(run: Run, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, message):
        drawn(run, FRAME, **arguments)


def test_settings_of_another_type_are_refused(run: Run) -> None:
    with refused(InvalidType, "st.table: hide_index='x' is a str. Pass True, False or None."):
        drawn(run, FRAME, hide_index="x")


def test_a_test_sees_the_frame() -> None:
    def app() -> None:
        import pandas as pd

        import jupyterlit as st

        st.table(pd.DataFrame({"a": [1.5]}, index=["x"]))

    (found,) = AppTest.from_function(app).run().table
    pd.testing.assert_frame_equal(found.value, pd.DataFrame({"a": [1.5]}, index=["x"]))
