"""What an author says of columns, and buttons in cells."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jupyterlit as st
from jupyterlit.dataframes.convert import to_table
from jupyterlit.elements.dataframe import Dataframe
from jupyterlit.elements.table_columns import columns_of
from jupyterlit.errors import DuplicateWidget, InvalidType, StateError
from tests.conftest import Run, refused

FRAME: Any = pd.DataFrame({"city": ["Oslo", "Lima"], "open": ["See", "See"]})


def settings(config: Any, data: object = FRAME) -> Any:
    return json.loads(columns_of("st.dataframe", to_table(data, "st.dataframe"), config).dump("st.dataframe"))


def test_what_says_nothing_does_not_travel() -> None:
    config = {"city": st.column_config.TextColumn("City", max_chars=5), "open": st.column_config.Column()}
    assert settings(config, FRAME.set_index("city")) == {
        "city": {"label": "City", "type_config": {"type": "text", "max_chars": 5}},
        "open": {},
    }


def test_columns_are_named_in_many_ways() -> None:
    assert settings({"_index": "Row", 1: "First", "open": None, "other": "x", 9: "y", -1: "z"}) == {
        "__index_level_0__": {"label": "Row"},
        "city": {"label": "First"},
        "open": {"hidden": True},
    }


def test_values_of_any_library_travel() -> None:
    config = {
        "city": st.column_config.SelectboxColumn(options=[np.int64(1), np.float64(0.5)]),  # type: ignore[list-item]
        "open": {"default": dt.date(2026, 1, 2)},
    }
    found = settings(config)
    assert found["city"]["type_config"]["options"] == [1, 0.5]
    assert found["open"] == {"default": "2026-01-02"}


def test_looks_of_headings_and_settings_go_together() -> None:
    styler = FRAME.style.format_index(str.upper, axis=1)
    assert settings({"city": {"width": 90}}, styler)["city"] == {"label": "CITY", "width": 90}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (5, 'column_config=5 is a int. Pass a dict such as {"price": "Price"}.'),
        (
            {"other": 5},
            (
                "column_config['other']=5 is a int. Pass a label, None to hide the column, one of st.column_config, or "
                "a dict of settings."
            ),
        ),
        (
            {"city": {"default": [object]}},
            (
                "column_config holds something that cannot travel: <class 'object'> is a type. "
                "Pass texts, numbers and lists."
            ),
        ),
    ],
)
def test_what_is_no_setting_is_refused(config: Any, message: str) -> None:
    with refused(InvalidType, f"st.dataframe: {message}"):
        settings(config)


def click(run: Run, wire: Any) -> Any:
    """Let the browser send a click and run again; return what the author sees."""
    (element,) = (element for element in run.elements if isinstance(element, Dataframe))
    id = json.loads(element.columns)["open"]["type_config"]["id"]
    run.rerun()
    changed, refusals = run.state.widgets.receive({id: wire})
    assert refusals == {}
    for spec in changed:
        spec.call()
    draw()
    return st.session_state["opened"]


def draw(**more: Any) -> None:
    column = st.column_config.ButtonColumn("Open", key="opened", **more)
    st.dataframe(FRAME, column_config={"open": column})


def test_a_click_reaches_the_author_once(run: Run) -> None:
    draw()
    assert st.session_state["opened"] is None
    found = click(run, {"row": 1, "label": "See"})
    assert (found.row, found["label"]) == (1, "See")
    run.rerun()
    draw()
    assert st.session_state["opened"] is None


def test_a_click_calls_back(run: Run) -> None:
    seen: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> None:
        seen.append((st.session_state["opened"].row, args, kwargs))

    draw(on_click=note, args=(1,), kwargs={"b": 2})
    click(run, {"row": 0, "label": "See"})
    assert seen == [(0, (1,), {"b": 2})]


@pytest.mark.parametrize(
    "wire",
    [
        {"row": 2, "label": "See"},
        {"row": -1, "label": "See"},
        {"row": True, "label": "See"},
        {"row": 0, "label": 5},
        {"row": 0},
        {"row": 0, "label": "See", "more": 1},
        [0, "See"],
        True,
    ],
)
def test_what_is_no_click_is_not_taken(run: Run, wire: Any) -> None:
    draw()
    assert click(run, wire) is None


def test_a_button_without_a_key_does_nothing(run: Run) -> None:
    st.dataframe(FRAME, column_config={"open": st.column_config.ButtonColumn()})
    (element,) = run.elements
    assert isinstance(element, Dataframe)
    assert json.loads(element.columns)["open"]["type_config"] == {"type": "button", "button_type": "secondary"}


def test_keys_are_used_once(run: Run) -> None:
    draw()
    with refused(
        DuplicateWidget,
        "st.column_config.ButtonColumn: key='opened' is used twice in this run. Give each widget its own key.",
    ):
        draw()


def test_a_click_cannot_be_assigned(run: Run) -> None:
    st.session_state["opened"] = 5
    with pytest.raises(StateError):
        draw()


def test_functions_of_a_row_do_not_travel(run: Run) -> None:
    column = st.column_config.SelectboxColumn("Open", options=lambda row: ["a"], disabled=lambda row: True)
    st.dataframe(FRAME, column_config={"open": column})
    (element,) = run.elements
    assert isinstance(element, Dataframe)
    assert json.loads(element.columns)["open"] == {"label": "Open", "type_config": {"type": "selectbox"}}
    table = to_table(FRAME, "st.data_editor")
    columns = columns_of("st.data_editor", table, {"open": column})
    assert set(columns.rules["open"]) == {"disabled", "options"}
