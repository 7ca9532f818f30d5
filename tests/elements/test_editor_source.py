"""The rows of a table that is edited."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.data_editor import DataEditor
from jupyterlit.elements.editor_source import KEPT, EditorSource
from jupyterlit.protocol.messages import Filter, Rows, RowsRequest
from tests.conftest import Run

FRAME = pd.DataFrame({"n": [3, 1, 2, None], "s": ["c", "a", "b", "d"]})
EDITS: dict[str, Any] = {
    "edited_rows": {"1": {"n": 9}, "0": {"s": "new"}},
    "added_rows": [{"n": 0, "s": "added"}],
    "deleted_rows": [2],
}


def source(run: Run, data: Any = FRAME, **kwargs: Any) -> EditorSource:
    arguments: dict[str, Any] = {"num_rows": "dynamic", **kwargs}
    st.data_editor(data, **arguments)
    message = run.elements[-1]
    assert isinstance(message, DataEditor)
    found = run.context.tables[message.table]
    assert isinstance(found, EditorSource)
    return found


def asked(source: EditorSource, **request: Any) -> tuple[Rows, Any]:
    wanted: dict[str, Any] = {"stop": 100, **request}
    rows = source.rows(RowsRequest(request=1, table=source.id, **wanted))
    assert rows.error is None
    data = None if rows.data is None else pa.ipc.open_stream(rows.data.data).read_all()
    return rows, data


def test_without_edits_rows_are_those_that_were(run: Run) -> None:
    rows, data = asked(source(run), start=1, stop=3)
    assert (rows.count, data.column("s").to_pylist(), "__row__" in data.column_names) == (4, ["a", "b"], False)


def test_rows_are_sorted_with_edits_and_say_where_they_stand(run: Run) -> None:
    rows, data = asked(source(run), edits=EDITS, sort=[("n", False)])
    assert rows.count == 4
    assert data.column("n").to_pylist() == [0, 3, 9, None]
    assert data.column("s").to_pylist() == ["added", "new", "a", "d"]
    assert data.column("__row__").to_pylist() == [4, 0, 1, 3]
    _, data = asked(source(run, key="other"), edits=EDITS, start=2, stop=10)
    assert (data.column("s").to_pylist(), data.column("__row__").to_pylist()) == (["d", "added"], [3, 4])


def test_edits_are_found_and_what_they_replace_is_not(run: Run) -> None:
    made = source(run)
    assert asked(made, edits=EDITS, search="new")[1].column("__row__").to_pylist() == [0]
    assert asked(made, edits=EDITS, search="c")[0].count == 0
    nine = Filter(column="n", op="between", values=("9", None))
    assert asked(made, edits=EDITS, filters=[nine])[1].column("__row__").to_pylist() == [1]
    facts = asked(made, edits=EDITS, format="facts", columns=["n"])[0].facts
    assert facts is not None
    assert (facts.least, facts.most, facts.empty) == ("0.0", "9.0", 1)


def test_a_file_holds_the_edits(run: Run) -> None:
    rows = source(run).rows(RowsRequest(request=1, table="t", format="csv", edits=EDITS, columns=["n", "s"]))
    assert rows.data is not None
    lines = bytes(rows.data.data).decode("utf-8-sig").split()
    assert lines == ["n,s", '3,"new"', '9,"a"', ',"d"', '0,"added"']


def test_edits_that_make_no_sense_are_left_out(run: Run) -> None:
    rows, _ = asked(source(run), edits={"edited_rows": {"99": {"n": 1}, "0": {"nope": 1}}, "deleted_rows": [99]})
    assert rows.count == 4
    with pytest.raises(TypeError):
        asked(source(run, key="other"), edits={"deleted_rows": 5})


def test_a_column_whose_values_change_its_type_is_read_as_text(run: Run) -> None:
    made = source(run, {"a": [[1], [2]]}, column_config={"a": st.column_config.ListColumn()})
    _, data = asked(made, edits={"edited_rows": {"0": {"a": [2**40]}}})
    assert data.column("a").to_pylist() == [[2**40], [2]]
    made = source(run, {"a": [Decimal("1.5"), Decimal("2.5")]}, key="decimals")
    _, data = asked(made, edits={"edited_rows": {"0": {"a": "7.12345"}}}, sort=[("a", True)])
    assert data.column("a").to_pylist() == ["7.12345", "2.5"]


def test_a_few_states_are_kept(run: Run) -> None:
    made = source(run)
    for row in range(3 * KEPT):
        asked(made, edits={"deleted_rows": [row % 4], "edited_rows": {"0": {"n": row}}})
    assert len(made._edited) == KEPT  # pyright: ignore[reportPrivateUsage]


def test_cells_are_told_for_rows_in_view(run: Run) -> None:
    config = {"s": st.column_config.SelectboxColumn(options=lambda row: [row["s"], row["n"]])}
    made = source(run, pd.DataFrame({"n": range(100), "s": ["x"] * 100}), column_config=config)
    rows = made.rows(
        RowsRequest(
            request=1,
            table="t",
            format="cells",
            rows=[50, 100, 500],
            edits={"edited_rows": {"50": {"n": 7}}, "added_rows": [{}]},
        )
    )
    assert rows.data is not None
    assert json.loads(bytes(rows.data.data)) == {
        "50": {"s": {"options": ["x", 7]}},
        "100": {"s": {"options": [None, None]}},
    }
    rows = made.rows(RowsRequest(request=1, table="t", format="cells", rows=[51]))
    assert rows.data is not None
    assert json.loads(bytes(rows.data.data)) == {"51": {"s": {"options": ["x", 51]}}}


def test_cells_are_told_for_new_rows_that_are_not_complete(run: Run) -> None:
    def nine(row: Any) -> bool:
        return row["n"] == 9

    config = {
        "n": st.column_config.NumberColumn(required=True),
        "s": st.column_config.SelectboxColumn(options=lambda row: [row["n"]], required=True),
    }
    made = source(run, pd.DataFrame({"n": [1], "s": ["x"]}), column_config=config, disabled=nine)
    edits: dict[str, Any] = {"added_rows": [{}, {"n": 5, "s": None}, {"n": 9}], "deleted_rows": [0]}
    rows = made.rows(RowsRequest(request=1, table="t", format="cells", rows=[1, 2, 3, 4], edits=edits))
    assert rows.data is not None
    assert json.loads(bytes(rows.data.data)) == {
        "1": {"s": {"options": [None]}},
        "2": {"s": {"options": [5]}},
        "3": {"*": {"disabled": True}},
    }


def test_the_whole_table_has_the_edits_of_the_run(run: Run) -> None:
    assert source(run, key="e").frame().shape == (4, 2)
    run.rerun(e=EDITS)
    frame = source(run, key="e").frame()
    assert frame["s"].tolist() == ["new", "a", "d", "added"]


def test_rows_keep_their_looks_and_those_that_were_added_have_none(run: Run) -> None:
    def red(value: Any) -> str:
        return "color: red" if value == 3 else ""

    _, data = asked(source(run, FRAME.style.map(red, subset=["n"])), edits=EDITS, sort=[("n", False)])
    added, three, nine, _ = data.column("__style__").to_pylist()
    assert added is None
    assert json.loads(three)["n"]["css"] == "color: red"
    assert "css" not in json.loads(nine)["n"]
