"""A table to scroll, sort, search and select in."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.dataframe import Dataframe, DataframeState
from jupyterlit.errors import InvalidType, InvalidValue

if TYPE_CHECKING:
    from tests.conftest import Run

CITIES = pd.DataFrame({"city": ["Oslo", "Lima", "Pune"], "degrees": [4, 19, 30]})


def drawn(run: Run, *args: Any, **kwargs: Any) -> Dataframe:
    st.dataframe(*args, **kwargs)
    element = run.elements[-1]
    assert isinstance(element, Dataframe)
    return element


def selected(**parts: Any) -> dict[str, Any]:
    return {"selection": {"rows": [], "columns": [], "cells": [], **parts}}


def test_a_table_travels_as_arrow(run: Run) -> None:
    message = drawn(run, CITIES)
    assert pa.ipc.open_stream(message.data.data).read_all().column("city").to_pylist() == ["Oslo", "Lima", "Pune"]
    assert (message.rows, message.index_columns, message.id, message.max_rows) == (3, 1, "", 10)
    assert message.buffers() == (message.data,)


def test_its_rows_can_be_asked_for(run: Run) -> None:
    message = drawn(run, CITIES)
    pd.testing.assert_frame_equal(run.context.tables[message.table].frame(), CITIES)  # type: ignore[attr-defined]


def test_an_unchanged_table_is_the_same_message(run: Run) -> None:
    first = drawn(run, CITIES)
    run.rerun()
    assert drawn(run, CITIES.copy()) == first


def test_a_change_out_of_sight_makes_another_message(run: Run) -> None:
    data = pd.DataFrame({"n": range(1000)})
    first = drawn(run, data)
    data.loc[999, "n"] = 0
    assert drawn(run, data).table != first.table


def test_nothing_is_an_empty_table(run: Run) -> None:
    assert drawn(run).rows == 0


def test_all_settings_travel(run: Run) -> None:
    message = drawn(
        run,
        CITIES,
        300,
        200,
        hide_index=True,
        column_order=("degrees",),
        row_height=40,
        placeholder="-",
        alt=" Weather ",
        key="weather",
    )
    assert (message.width, message.height, message.max_rows, message.hide_index) == (300, 200, None, True)
    assert (message.column_order, message.row_height, message.placeholder) == (["degrees"], 40, "-")
    assert (message.alt, message.key) == ("Weather", "weather")


def test_a_height_may_be_that_of_all_rows(run: Run) -> None:
    message = drawn(run, CITIES, height="content")
    assert (message.height, message.max_rows) == ("content", None)


def test_columns_are_set_by_name_and_position(run: Run) -> None:
    config = {"_index": "Row", "city": None, 2: {"label": "°C", "width": None}, "nothing": "x", 99: "y"}
    assert json.loads(drawn(run, CITIES, column_config=config).columns) == {
        "__index_level_0__": {"label": "Row"},
        "city": {"hidden": True},
        "degrees": {"label": "°C"},
    }


def test_labels_without_a_name_have_no_header(run: Run) -> None:
    assert json.loads(drawn(run, CITIES).columns) == {"__index_level_0__": {"label": ""}}
    assert drawn(run, CITIES.set_index("city")).columns == "{}"


def test_header_rows_become_groups(run: Run) -> None:
    columns = pd.MultiIndex.from_tuples([("a", "x"), ("", "y")])
    settings = json.loads(drawn(run, pd.DataFrame([[1, 2]], columns=columns)).columns)
    assert settings["('a', 'x')"] == {"label": "x", "group": "a", "header": ["a", "x"]}
    assert settings["('', 'y')"] == {"label": "y", "group": "", "header": ["", "y"]}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            ["city"],
            'st.dataframe: column_config=[\'city\'] is a list. Pass a dict such as {"price": "Price"}.',
        ),
        (
            {"city": 5},
            (
                "st.dataframe: column_config['city']=5 is a int. "
                "Pass a label, None to hide the column, one of st.column_config, or a dict of settings."
            ),
        ),
    ],
)
def test_a_wrong_column_config_is_named(run: Run, config: Any, message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        st.dataframe(CITIES, column_config=config)
    assert str(caught.value) == message


def test_without_on_select_the_place_is_returned(run: Run) -> None:
    st.dataframe(CITIES).markdown("instead")  # type: ignore[union-attr]
    assert [type(element).__name__ for element in run.elements] == ["Markdown"]


def test_nothing_is_selected_at_first(run: Run) -> None:
    state = st.dataframe(CITIES, on_select="rerun")
    assert isinstance(state, DataframeState)
    assert state == selected()
    assert state.selection.rows == []


def test_the_reader_selects(run: Run) -> None:
    calls: list[str] = []
    modes = ["multi-row", "single-column", "multi-cell"]

    def draw() -> Any:
        return st.dataframe(CITIES, key="t", on_select=lambda: calls.append("called"), selection_mode=modes)  # type: ignore[arg-type]

    draw()
    run.rerun(t={"rows": [2, 0], "columns": ["city"], "cells": [[1, "degrees"]]})
    assert calls == ["called"]
    assert draw() == selected(rows=[2, 0], columns=["city"], cells=[(1, "degrees")])


def test_what_cannot_be_selected_is_left_out(run: Run) -> None:
    st.dataframe(CITIES, key="t", on_select="rerun", selection_mode="single-row")
    run.rerun(t={"rows": [2, 0, 99, -1], "columns": ["city"], "cells": [[1, "degrees"]]})
    assert st.dataframe(CITIES, key="t", on_select="rerun", selection_mode="single-row") == selected(rows=[2])


@pytest.mark.parametrize("wire", [None, 5, "rows", {"rows": 5}, {"rows": ["x"]}, {"cells": [1]}, {"columns": [None]}])
def test_nonsense_from_a_browser_changes_nothing(run: Run, wire: Any) -> None:
    st.dataframe(CITIES, key="t", on_select="rerun")
    run.rerun(t=wire)
    assert st.dataframe(CITIES, key="t", on_select="rerun") == selected()


def test_rows_that_are_gone_are_not_selected(run: Run) -> None:
    st.dataframe(CITIES, key="t", on_select="rerun")
    run.rerun(t={"rows": [0, 2]})
    assert st.dataframe(CITIES.iloc[:1], key="t", on_select="rerun") == selected(rows=[0])


def test_an_author_selects_at_first(run: Run) -> None:
    state = st.dataframe(CITIES, on_select="rerun", selection_default={"selection": {"rows": [1, 7]}})
    assert state == selected(rows=[1])
    message = run.elements[-1]
    assert isinstance(message, Dataframe)
    assert message.default == {"rows": [1], "columns": [], "cells": []}


def test_one_row_can_be_required(run: Run) -> None:
    assert st.dataframe(CITIES, on_select="rerun", selection_mode="single-row-required") == selected(rows=[0])
    empty = st.dataframe(CITIES.iloc[:0], on_select="rerun", selection_mode="single-row-required")
    assert empty == selected()


def test_an_author_selects_by_session_state(run: Run) -> None:
    run.state.set("t", {"selection": {"rows": [1]}}, set())
    assert st.dataframe(CITIES, key="t", on_select="rerun") == selected(rows=[1])


def test_row_numbers_give_way_to_check_boxes(run: Run) -> None:
    assert drawn(run, CITIES, on_select="rerun", key="a").hide_index is True
    assert drawn(run, CITIES, on_select="rerun", key="b", hide_index=False).hide_index is False
    assert drawn(run, CITIES, on_select="rerun", key="c", selection_mode="multi-column").hide_index is None
    assert drawn(run, CITIES.set_index("city"), on_select="rerun", key="d").hide_index is None


def test_rows_nobody_has_computed_yet_are_cut(run: Run) -> None:
    lazy = pytest.importorskip("narwhals").from_native(pl.LazyFrame({"n": range(10_001)}))
    st.dataframe(lazy)
    message, note = run.elements
    assert isinstance(message, Dataframe)
    assert message.rows == 10_000
    assert note.body == "Only the first 10,000 rows are shown. Collect the data to see all."  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"on_select": "click"},
            'st.dataframe: on_select=\'click\' is unknown. Pass "ignore", "rerun" or a function.',
        ),
        (
            {"on_select": "rerun", "selection_mode": ["single-row", "multi-row"]},
            "st.dataframe: selection_mode has both 'single-row' and 'multi-row'. Pass one of them.",
        ),
        (
            {"on_select": "rerun", "selection_mode": "rows"},
            (
                "st.dataframe: selection_mode='rows' is unknown. Pass one or several of 'single-row', "
                "'single-row-required', 'multi-row', 'single-column', 'multi-column', 'single-cell', 'multi-cell'."
            ),
        ),
        (
            {"selection_default": {"selection": {"rows": [0]}}},
            (
                'st.dataframe: selection_default has no effect with on_select="ignore". '
                'Pass on_select="rerun" or a function.'
            ),
        ),
        (
            {"on_select": "rerun", "selection_default": {"rows": [0]}},
            (
                "st.dataframe: {'rows': [0]} is no selection. "
                'Pass {"selection": {"rows": [0], "columns": [], "cells": []}}.'
            ),
        ),
        ({"row_height": 0}, "st.dataframe: row_height=0 is no height. Pass a positive number of pixels."),
    ],
)
def test_wrong_arguments_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.dataframe(CITIES, **arguments)
    assert str(caught.value) == message
