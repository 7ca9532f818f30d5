"""Edits from the browser: which of them are taken."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as some

import jupyterlit as st
from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.forms import form_of
from jupyterlit.elements.editor_check import Check, Editable, told
from jupyterlit.elements.editor_columns import editor_columns
from jupyterlit.elements.editor_rules import Rules
from jupyterlit.elements.editor_state import Changes
from jupyterlit.elements.table_columns import columns_of

FRAME = pl.DataFrame({"n": [1, 2, 3], "s": ["a", "b", "c"], "fixed": [0, 0, 0]})
CONFIG: dict[str, Any] = {
    "n": st.column_config.NumberColumn(min_value=0, max_value=9, required=True),
    "s": st.column_config.SelectboxColumn(options=lambda row: ["a"] if row["n"] < 5 else ["b"]),
}
NONE = Changes({}, [], [])


def editable(*, adds: bool = True, deletes: bool = True) -> Editable:
    table = to_table(FRAME, "st.data_editor")
    columns = columns_of("st.data_editor", table, CONFIG)
    parts = editor_columns("st.data_editor", table, form_of(FRAME, table), columns, ("fixed",))
    return Editable(parts, FRAME.columns, 3, None, adds, deletes, Rules(table.data, parts, None, None), "")


TABLE = editable()


def taken(sent: Changes, known: Changes = NONE) -> tuple[dict[str, Any], list[str]]:
    changes, problems, failure = Check(TABLE, known, sent).result()
    assert failure is None
    return changes.wire(), problems


def wire(rows: Any = None, added: Any = None, deleted: Any = None) -> dict[str, Any]:
    return {"edited_rows": rows or {}, "added_rows": added or [], "deleted_rows": deleted or []}


def test_a_cell_on_which_another_depends_comes_first() -> None:
    assert taken(Changes({0: {"s": "b", "n": 7}}, [], [])) == (wire({"0": {"s": "b", "n": 7}}), [])
    rows, problems = taken(Changes({0: {"s": "b", "n": 70}}, [], []))
    assert rows == wire()
    assert problems == ["n in row 1 is above 9", "s in row 1 is none of the options of this row"]


def test_what_was_taken_is_not_looked_at_again() -> None:
    known = Changes({0: {"n": 70}}, [{"n": 70}], [9])
    assert taken(known, known) == (wire({"0": {"n": 70}}, [{"n": 70}], [9]), [])
    rows, problems = taken(Changes({0: {"n": 71}}, [{"n": 71}], []), known)
    assert rows == wire()
    assert problems == ["n in row 1 is above 9", "n in new row 1 is above 9", "n of new row 1 must not be empty"]


def test_one_is_not_true() -> None:
    assert taken(Changes({0: {"n": True}}, [], []), Changes({0: {"n": 1}}, [], []))[0] == wire()


def test_refusals_are_told_in_a_sentence() -> None:
    assert told([]) is None
    assert told(["a", "b"]) == "Not taken: a; b."
    assert told(["a"] * 5) == "Not taken: a; a; a; and 2 more."


# Whatever the browser sends, what is taken fits the table; and what fits is taken.

ANYTHING: Any = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=3)
    | some.lists(some.integers(), max_size=2)
)
COLUMNS = some.sampled_from(["n", "s", "fixed", "nope"])
CELLS = some.dictionaries(COLUMNS, ANYTHING | some.integers(0, 9) | some.sampled_from(["a", "b"]), max_size=3)


@settings(max_examples=300, deadline=None)
@given(
    rows=some.dictionaries(some.integers(0, 5), CELLS, max_size=4),
    added=some.lists(CELLS, max_size=3),
    deleted=some.lists(some.integers(0, 5), max_size=3, unique=True).map(sorted),
)
def test_whatever_comes_what_is_taken_fits(rows: Any, added: Any, deleted: Any) -> None:
    sent = Changes(rows, added, deleted)
    changes, problems, failure = Check(TABLE, NONE, sent).result()
    assert failure is None
    assert changes.deleted == [row for row in deleted if row < 3]
    for row, cells in changes.rows.items():
        assert row < 3
        assert row not in changes.deleted
        fits({"n": FRAME["n"][row], "s": FRAME["s"][row], **cells}, cells)
    for cells in changes.added:
        assert cells["n"] is not None
        fits({"s": None, **cells}, cells)
    complete = changes.wire() == sent.wire()
    assert complete or problems or any(row in changes.deleted or not cells for row, cells in rows.items())
    # What is taken once is taken again, whether it is known or not.
    assert Check(TABLE, changes, changes).result()[0].wire() == changes.wire()
    assert Check(TABLE, NONE, changes).result()[0].wire() == changes.wire()


def fits(row: dict[str, Any], cells: dict[str, Any]) -> None:
    assert set(cells) <= {"n", "s"}
    if "n" in cells:
        assert not isinstance(cells["n"], bool)
        assert int(cells["n"]) == float(cells["n"])
        assert 0 <= int(cells["n"]) <= 9
    if cells.get("s") is not None:
        assert cells["s"] == ("a" if int(row["n"]) < 5 else "b")
