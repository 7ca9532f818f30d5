"""Cells that depend on their row."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import jupyterlit as st
from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.forms import form_of
from jupyterlit.elements.editor_columns import EditorColumn, editor_columns
from jupyterlit.elements.editor_kinds import TEXT
from jupyterlit.elements.editor_rules import Row, Rules
from jupyterlit.elements.editor_state import Changes
from jupyterlit.elements.table_columns import Rule, columns_of

FRAME = pd.DataFrame({"land": ["NO", "PE"], "n": [1, None]}, index=["p", "q"])
LABEL = "__index_level_0__"


def rules(config: Any = None, disabled: Rule | None = None) -> Rules:
    table = to_table(FRAME, "st.data_editor")
    columns = columns_of("st.data_editor", table, config)
    parts = editor_columns("st.data_editor", table, form_of(FRAME, table), columns, ())
    return Rules(table.data, parts, LABEL, disabled)


def test_a_row_is_a_mapping_of_what_stands_there() -> None:
    row = rules().row(1, {})
    assert dict(row) == {"_index": "q", "land": "PE", "n": None}
    assert (len(row), list(row), row["_index"], repr(row)) == (3, ["_index", "land", "n"], "q", repr(dict(row)))
    with pytest.raises(KeyError, match="nope"):
        row["nope"]
    with pytest.raises(TypeError):
        row["land"] = "NO"  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def test_a_row_has_its_edits_but_those_that_make_no_sense() -> None:
    row = rules().row(0, {"land": "PE", "n": "warm", "nope": 1, LABEL: "z"})
    assert dict(row) == {"_index": "z", "land": "PE", "n": 1.0}
    assert dict(rules().row(None, {"n": 5})) == {"_index": None, "land": None, "n": 5.0}


def test_a_row_is_read_only_where_it_is_asked() -> None:
    class Data:
        column_names = ("a", "b")

        def column(self, name: str) -> Any:
            raise AssertionError(name)

    column = EditorColumn("a", TEXT, False, (), {})
    assert Row(Data(), 0, {"a": "x"}, {"a": column}, None)["a"] == "x"


def test_there_are_none_without_functions() -> None:
    assert not rules()
    assert rules(disabled=lambda row: False)
    assert rules({"n": st.column_config.Column(disabled=lambda row: False)})


def test_cells_are_told_for_rows_that_there_are() -> None:
    found = rules(
        {
            "n": st.column_config.NumberColumn(disabled=lambda row: row["land"] == "PE"),
            "land": st.column_config.SelectboxColumn(options=lambda row: [row["land"], "X"], format_func=str.lower),
        }
    )
    changes = Changes({0: {"land": "X"}}, [{"land": "PE"}], [])
    x = [{"value": "X", "label": "x"}]
    pe = [{"value": "PE", "label": "pe"}, *x]
    assert found.cells([0, 1, 2, 3, -1], changes) == {
        "0": {"land": {"options": [*x, *x]}, "n": {}},
        "1": {"land": {"options": pe}, "n": {"disabled": True}},
        "2": {"land": {"options": pe}, "n": {"disabled": True}},
    }
    assert rules(disabled=lambda row: row["land"] == "NO").cells([0, 1], Changes({}, [], [])) == {
        "0": {"*": {"disabled": True}}, "1": {},
    }  # fmt: skip


def test_a_failure_marks_the_cell_or_is_raised() -> None:
    found = rules({"n": st.column_config.NumberColumn(disabled=lambda row: row["nope"])})
    failures: list[Exception] = []
    assert found.cells([0], Changes({}, [], []), failures) == {"0": {"n": {"error": True}}}
    assert [error.args for error in failures] == [("nope",)]
    with pytest.raises(KeyError, match="nope"):
        found.cells([0], Changes({}, [], []))


def test_options_are_asked_for_values_only() -> None:
    found = rules({"land": st.column_config.SelectboxColumn(options=lambda row: ["NO"])})
    row = found.row(0, {})
    assert [found.offers("land", wire, row) for wire in ("NO", "PE", None)] == [True, False, True]
    assert found.offers("n", 5, row)
    assert (found.depends("land"), found.depends("n")) == (True, False)
