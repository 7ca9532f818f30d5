"""What the reader has changed in a table, as it travels and as authors see it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from jupyterlit.elements.editor_state import Changes, DataEditorState, from_state, from_wire

WIRE: dict[str, Any] = {
    "edited_rows": {"3": {"name": "x", "a": 1}},
    "added_rows": [{"a": None}, {"name": "n"}],
    "deleted_rows": [5, 2, 5],
}


def test_authors_see_numbers_of_rows_and_call_row_labels_index() -> None:
    changes = from_wire(WIRE, "name", 10)
    state = changes.state("name")
    assert state == {
        "edited_rows": {3: {"_index": "x", "a": 1}},
        "added_rows": [{"a": None}, {"_index": "n"}],
        "deleted_rows": [2, 5],
    }
    assert from_state(state, "name").wire() == {**WIRE, "deleted_rows": [2, 5]}


def test_the_browser_may_call_row_labels_index_too() -> None:
    assert from_wire({"edited_rows": {"0": {"_index": "x"}}}, "name", 10).rows == {0: {"name": "x"}}
    assert from_wire({"edited_rows": {"0": {"_index": "x"}}}, None, 10).rows == {0: {"_index": "x"}}


@pytest.mark.parametrize(
    "wire",
    [
        None, 5, [], "x", {"other": 1}, {"edited_rows": []}, {"edited_rows": {"-1": {}}}, {"edited_rows": {"x": {}}},
        {"edited_rows": {"1": []}}, {"edited_rows": {"1" * 40: {}}}, {"edited_rows": {"\u0664x": {}}},
        {"added_rows": {}}, {"added_rows": [5]}, {"deleted_rows": ["x"]}, {"deleted_rows": [-1]},
        {"deleted_rows": [1.5]}, {"deleted_rows": [True]}, {"deleted_rows": None},
        {"edited_rows": None}, {"added_rows": None},
        {"deleted_rows": [[3, 1]]}, {"deleted_rows": [[1, 2, 3]]}, {"deleted_rows": [[-1, 3]]},
        {"deleted_rows": [[0, 10**9], [0, 10**9]]}, {"deleted_rows": [[None, 2]]},
    ],
)  # fmt: skip
def test_what_is_no_state_is_refused(wire: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        from_wire(wire, None, 10)


def test_many_neighbours_travel_as_a_stretch() -> None:
    million: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [3, [5, 1_000_000]]}
    changes = from_wire(million, None, 1_000_001)
    assert changes.deleted == [3, *range(5, 1_000_001)]
    assert changes.wire() == million
    for rows in ([], [0], [*range(8)], [1, *range(3, 11), 20]):
        assert Changes({}, [], rows).wire()["deleted_rows"] == rows
    assert Changes({}, [], [*range(9), 20]).wire()["deleted_rows"] == [[0, 8], 20]
    assert from_wire({"deleted_rows": [[2, 4], 3, [4, 5]]}, None, 10).deleted == [2, 3, 4, 5]


def test_a_stretch_that_goes_beyond_the_table_is_as_long_as_that_takes_to_see() -> None:
    assert from_wire({"deleted_rows": [[8, 10**15]]}, None, 10).deleted == [8, 9, 10]
    assert from_wire({"deleted_rows": [[10**14, 10**15]]}, None, 10).deleted == []


def test_entries_are_attributes_too_and_copies_are_states() -> None:
    state = DataEditorState({"edited_rows": {0: {"a": 1}}}, refused="Not taken.")
    assert (state.edited_rows, state.added_rows, state.deleted_rows) == ({0: {"a": 1}}, [], [])
    for same in (pickle.loads(pickle.dumps(state)), copy.deepcopy(state)):
        assert (type(same), same, same.refused) == (DataEditorState, state, None)


def test_a_failure_is_told_once() -> None:
    error = ValueError("x")
    state = DataEditorState({}, failure=error)
    assert (state.failures(), state.failures()) == ([error], [])
