"""What a reader has changed in a table."""

from __future__ import annotations

from jupyterlit.dataframes.edits import Edits, runs, stretches


def test_edits_say_whether_there_are_any_and_whether_rows_move() -> None:
    assert (bool(Edits()), Edits().moves) == (False, False)
    cells = Edits({"a": {0: 1}})
    assert (bool(cells), cells.moves) == (True, False)
    assert Edits(deleted=[1]).moves
    assert Edits(added=[{}]).moves


def test_new_values_of_a_column_are_empty_where_none_was_entered() -> None:
    assert Edits(added=[{"a": 1}, {"b": 2}]).new("a") == [1, None]


def test_stretches_are_what_stays_between_deleted_rows() -> None:
    assert list(stretches([0, 2, 3, 6], 7)) == [(1, 2), (4, 6)]
    assert list(stretches([], 3)) == [(0, 3)]
    assert list(stretches([0, 1], 2)) == []


def test_runs_join_changes_of_neighbours() -> None:
    assert list(runs({5: "f", 1: "b", 2: "c", 9: "j"})) == [(1, ["b", "c"]), (5, ["f"]), (9, ["j"])]
    assert list(runs({})) == []
