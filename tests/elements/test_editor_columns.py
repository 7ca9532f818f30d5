"""The columns of a table that is edited."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.forms import form_of
from jupyterlit.elements.editor_columns import EditorColumn, editor_columns, option_values, same_option
from jupyterlit.elements.table_columns import columns_of
from jupyterlit.errors import InvalidValue
from tests.conftest import refused

CONFIG = st.column_config
COLUMNS: dict[str, Any] = {
    "text": ["a", "b"],
    "integer": [1, 2],
    "number": [1.5, 2.5],
    "boolean": [True, False],
    "decimal": [Decimal(1)] * 2,
    "date": [dt.date(2020, 1, 1)] * 2,
    "time": [dt.time(1)] * 2,
    "datetime": pd.to_datetime(["2020-01-01"] * 2),
    "duration": pd.to_timedelta([1, 2], "s"),
    "list": [["a"], ["b"]],
    "category": pd.Categorical(["u", "v"]),
    "empty": [None, None],
    "bytes": [b"a", b"b"],
}


def made(data: Any, config: Any = None, disabled: tuple[str, ...] = ()) -> tuple[dict[str, EditorColumn], Any]:
    table = to_table(data, "st.data_editor")
    columns = columns_of("st.data_editor", table, config)
    parts = editor_columns("st.data_editor", table, form_of(data, table), columns, disabled)
    return parts, columns.settings


def column(name: str, config: Any = None) -> EditorColumn:
    return made(pd.DataFrame({name: COLUMNS[name]}), {name: config} if config else None)[0][name]


def outcome(column: EditorColumn, wire: Any) -> Any:
    try:
        return column.read(wire)
    except (ValueError, TypeError) as error:
        return f"refused: {error}"


def test_the_settings_say_what_can_be_entered() -> None:
    parts, settings = made(pd.DataFrame(COLUMNS))
    assert set(parts) == set(COLUMNS) - {"bytes"}
    kinds = {name: settings[name]["edit"]["type"] for name in parts}
    assert kinds == {**{name: name for name in parts}, "category": "choice", "empty": "text"}
    assert settings["category"]["type_config"] == {"type": "selectbox", "options": ["u", "v"]}
    assert "edit" not in settings["bytes"]


def test_labels_must_not_be_empty_and_numbers_of_rows_stay() -> None:
    parts, settings = made(pd.DataFrame({"a": [1]}, index=["p"]))
    assert settings["__index_level_0__"]["required"]
    assert outcome(parts["__index_level_0__"], None) == "refused: must not be empty"
    assert set(made(pd.DataFrame({"a": [1]}))[0]) == {"a"}
    assert set(made([1])[0]) == {"value"}


def test_columns_are_left_out_that_authors_disable_and_that_only_show() -> None:
    frame = pd.DataFrame({"a": [1], "b": [1], "c": [1], "d": [1], "e": ["x"]})
    config = {"a": CONFIG.Column(disabled=True), "b": CONFIG.ProgressColumn(), "e": CONFIG.ImageColumn()}
    assert set(made(frame, config, ("c",))[0]) == {"d"}


# From a run of Streamlit 1.67 with each type of column over each kind of data.
FITS = {
    "text": "Text Number Checkbox List Link Markdown Selectbox Multiselect",
    "integer": "Number Checkbox Selectbox",
    "number": "Number Selectbox",
    "boolean": "Checkbox Selectbox",
    "decimal": "Number",
    "date": "Date Datetime",
    "time": "Time Datetime",
    "datetime": "Date Time Datetime",
    "duration": "Number",
    "list": "List Multiselect",
    "category": "Text Number Checkbox List Link Markdown Selectbox Multiselect",
    "empty": "Text Number Checkbox Date Time Datetime List Link Markdown Selectbox Multiselect",
}
EDITABLE = [
    "Text",
    "Number",
    "Checkbox",
    "Date",
    "Time",
    "Datetime",
    "List",
    "Link",
    "Markdown",
    "Selectbox",
    "Multiselect",
]
SHOWN = ["Image", "Json", "Progress", "LineChart", "AreaChart", "BarChart", "Button", "Audio", "Video"]


@pytest.mark.parametrize("name", FITS)
def test_a_column_can_be_set_up_only_for_what_it_holds(name: str) -> None:
    frame = pd.DataFrame({name: COLUMNS[name]})
    for kind in EDITABLE:
        config = {name: getattr(CONFIG, f"{kind}Column")()}
        if kind in FITS[name].split():
            made(frame, config)
        else:
            with pytest.raises(ValueError, match="Set it up for those, or convert the column"):
                made(frame, config)
    for kind in SHOWN:
        assert made(frame, {name: getattr(CONFIG, f"{kind}Column")()})[0] == {}


def test_the_error_names_the_column_and_what_it_holds() -> None:
    with refused(
        InvalidValue,
        "st.data_editor: column_config='integer' is set up for 'date', and the column holds whole numbers. "
        "Set it up for those, or convert the column.",
    ):
        column("integer", CONFIG.DateColumn())


@pytest.mark.parametrize(
    ("name", "config", "wires"),
    [
        ("integer", CONFIG.NumberColumn(min_value=0, max_value=5), {0: 0, 5: 5, 6: "is above 5", -1: "is below 0"}),
        ("number", CONFIG.NumberColumn(min_value=0.5), {1: 1.0, 0.25: "is below 0.5"}),
        ("decimal", CONFIG.NumberColumn(max_value=1), {"1.0": Decimal("1.0"), "1.01": "is above 1"}),
        ("duration", CONFIG.NumberColumn(max_value=5), {5: dt.timedelta(seconds=5), 6: "is above 0:00:05"}),
        ("text", CONFIG.TextColumn(max_chars=2), {"ab": "ab", "abc": "is longer than 2 characters"}),
        ("text", CONFIG.TextColumn(max_chars=2), {"\N{GRINNING FACE}": "\N{GRINNING FACE}"}),
        ("text", CONFIG.LinkColumn(validate="^https:"),
         {"https:x": "https:x", "ftp:": "has not the form that is asked for"}),
        ("text", CONFIG.TextColumn(validate=r"\p{L}"), {"anything": "anything"}),
        ("text", CONFIG.NumberColumn(max_value=5), {3: "3", 6: "is above 5", "3": "is no number"}),
        ("text", CONFIG.CheckboxColumn(), {True: "True"}),
        ("text", CONFIG.ListColumn(), {"x": "is no list"}),
        ("integer", CONFIG.CheckboxColumn(), {True: 1, False: 0, "x": "is neither true nor false"}),
        ("integer", CONFIG.SelectboxColumn(options=[1, 2.0, "x"]),
         {2: 2, 3: "is none of the options", "x": "is no number", True: "is none of the options"}),
        ("boolean", CONFIG.SelectboxColumn(options=[True]), {True: True, False: "is none of the options"}),
        ("text", CONFIG.SelectboxColumn(options=["a"], format_func=str.upper),
         {"a": "a", "A": "is none of the options"}),
        ("text", CONFIG.SelectboxColumn(), {"a": "is none of the options"}),
        ("category", None, {"v": "v", "w": "is none of the options", 5: "is none of the options"}),
        ("category", CONFIG.SelectboxColumn(options=["w"]), {"w": "w", "u": "is none of the options"}),
        ("category", CONFIG.TextColumn(), {"w": "w"}),
        ("date", CONFIG.DateColumn(min_value=dt.date(2024, 1, 1)),
         {"2024-01-01": dt.date(2024, 1, 1), "2023-12-31": "is below 2024-01-01"}),
        ("time", CONFIG.TimeColumn(max_value=dt.time(12)), {"12:00": dt.time(12), "12:01": "is above 12:00:00"}),
        ("datetime", CONFIG.TimeColumn(max_value=dt.time(12)),
         {"2024-01-01T13:00": dt.datetime.fromisoformat("2024-01-01T13:00")}),
        ("datetime", CONFIG.DatetimeColumn(max_value=dt.datetime.fromisoformat("2024-01-01T12:00")),
         {"2024-01-01T13:00": "is above 2024-01-01 12:00:00"}),
        ("empty", CONFIG.NumberColumn(max_value=5), {3: 3, 2.5: 2.5, 6: "is above 5", "x": "is no number"}),
        ("empty", CONFIG.CheckboxColumn(), {True: True}),
        ("empty", CONFIG.DateColumn(), {"2024-01-01": dt.date(2024, 1, 1)}),
        ("empty", CONFIG.TimeColumn(), {"07:00": dt.time(7)}),
        ("empty", CONFIG.DatetimeColumn(), {"2024-01-01T07:00": dt.datetime.fromisoformat("2024-01-01T07:00")}),
        ("empty", CONFIG.TextColumn(), {"x": "x"}),
    ],
)  # fmt: skip
def test_values_are_checked_against_the_set_up(name: str, config: Any, wires: dict[Any, Any]) -> None:
    part = column(name, config)
    for wire, expected in wires.items():
        found = outcome(part, wire)
        assert found in (expected, f"refused: {expected}"), wire
        assert not isinstance(found, str) or found.startswith("refused: ") == (found != expected)


def test_lists_of_options_are_checked_item_by_item() -> None:
    part = column("list", CONFIG.MultiselectColumn(options=["a", "b"]))
    assert outcome(part, ["a", "b"]) == ["a", "b"]
    assert outcome(part, ["a", "c"]) == "refused: is none of the options"
    assert outcome(part, "a") == "refused: is no list"
    part = column("list", CONFIG.MultiselectColumn(options=["a"], accept_new_options=True))
    assert (outcome(part, ["new"]), part.kind.described()) == (["new"], {"type": "choices", "new": True})
    assert outcome(column("text", CONFIG.MultiselectColumn(options=["a", "b"])), ["a", "b"]) == "a,b"


def test_a_required_cell_is_not_emptied() -> None:
    assert outcome(column("integer", CONFIG.NumberColumn(required=True)), None) == "refused: must not be empty"
    assert outcome(column("integer"), None) is None


def test_types_of_arrow_hold_too() -> None:
    parts, settings = made(pa.table({"n": pa.array([1], pa.int8()), "nothing": pa.nulls(1)}))
    assert outcome(parts["n"], 128) == "refused: lies outside -128–127"
    assert settings["nothing"]["edit"] == {"type": "text"}
    moments = pa.table({"at": pa.array([0], pa.timestamp("ns"))})
    assert outcome(made(moments)[0]["at"], "9999-01-01") == "refused: lies out of range"


def test_options_are_compared_as_they_travel() -> None:
    assert option_values([1, {"value": 2, "label": "two"}]) == [1, 2]
    assert same_option(1, 1.0)
    assert not same_option(1, True)
