"""What the reader has changed in one table."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.edits import Edits
from jupyterlit.dataframes.forms import form_of
from jupyterlit.elements.editor import Editor
from jupyterlit.elements.editor_check import Editable
from jupyterlit.elements.editor_columns import editor_columns
from jupyterlit.elements.editor_rules import Rules
from jupyterlit.elements.editor_state import DataEditorState
from jupyterlit.elements.table_columns import columns_of

FRAME = pl.DataFrame({"n": [1, 2, 3], "day": [dt.date(2020, 1, 1)] * 3})
WIRE: dict[str, Any] = {
    "edited_rows": {"0": {"n": 5, "day": "2024-05-06"}},
    "added_rows": [{"n": 7}, {}],
    "deleted_rows": [2],
}


def editor(frame: pl.DataFrame = FRAME, *, adds: bool = True, deletes: bool = True) -> Editor:
    table = to_table(frame, "st.data_editor")
    columns = columns_of("st.data_editor", table, None)
    parts = editor_columns("st.data_editor", table, form_of(frame, table), columns, ())
    rules = Rules(table.data, parts, None, None)
    return Editor(
        Editable(
            parts,
            frame.columns,
            frame.height,
            None,
            adds,
            deletes,
            rules,
            f"{frame.schema} {frame.height} {adds} {deletes}",
        )
    )


def test_edits_travel_there_and_back() -> None:
    made = editor()
    state = made.parse(WIRE)
    assert state == {**WIRE, "edited_rows": {0: WIRE["edited_rows"]["0"]}}
    assert made.dump(state) == WIRE
    assert made.edits(made.changes(state)) == Edits({"n": {0: 5}, "day": {0: dt.date(2024, 5, 6)}}, [2], [{"n": 7}, {}])


def test_what_an_earlier_run_has_left_stays_as_far_as_there_is_room() -> None:
    state = editor().parse(WIRE)
    assert editor().accept(state) is state
    assert editor(FRAME.head(1), adds=False).accept(state) == DataEditorState({"edited_rows": state["edited_rows"]})
    assert editor(FRAME.select("n")).accept(state)["edited_rows"] == {0: {"n": 5}}
    words = FRAME.with_columns(n=pl.lit("x"))
    assert editor(words, deletes=False).accept(state) == DataEditorState(
        {"edited_rows": {0: {"day": "2024-05-06"}}, "added_rows": [{}, {}]}
    )


def test_edits_that_are_only_shown_are_not_known_as_taken() -> None:
    made = editor()
    shown = made.shown({"edited_rows": {"0": {"n": 5, "day": 5}, "9": {"n": 1}}, "deleted_rows": [9]})
    assert shown.wire() == {"edited_rows": {"0": {"n": 5}}, "added_rows": [], "deleted_rows": []}
    assert made.parse({"edited_rows": {"0": {"nope": 1}}}).refused == "Not taken: nope in row 1 is no column."
