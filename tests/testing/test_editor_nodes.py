"""Tables that are edited, in tests of apps."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from jupyterlit.errors import AppTestError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused

SCRIPT = """
import datetime as dt
from decimal import Decimal
import jupyterlit as st, pandas as pd
data = pd.DataFrame(
    {"n": [1, 2], "day": [dt.date(2020, 1, 1)] * 2, "price": [Decimal("1.5")] * 2, "span": pd.to_timedelta([1, 2], "s"),
     "items": [["a"], ["b"]]},
    index=["p", "q"],
)
config = {"n": st.column_config.NumberColumn(max_value=5, default=3)}
st.session_state["table"] = st.data_editor(data, key="e", column_config=config, num_rows="dynamic", disabled=["items"])
st.dataframe(data)
"""


def app() -> AppTest:
    return AppTest.from_string(SCRIPT).run()


def test_a_table_is_found_under_both_names_as_in_streamlit() -> None:
    from streamlit.testing.v1 import AppTest as StreamlitAppTest

    theirs: Any = StreamlitAppTest.from_string(SCRIPT.replace("jupyterlit", "streamlit")).run()
    for test in (theirs, app()):
        assert [node.editing_mode for node in test.dataframe] == ["dynamic", "read_only"]
        assert [node.key for node in test.data_editor] == ["e"]
        assert test.data_editor(key="e").value["n"].tolist() == [1, 2]
        assert test.data_editor[0].value.index.tolist() == ["p", "q"]


def test_cells_are_changed_in_values_of_python() -> None:
    test = app()
    node = test.data_editor[0]
    node.edit(0, "n", 5).edit(0, "day", dt.date(2024, 5, 6)).edit(1, "_index", "z")
    node.edit(1, "price", Decimal("2.5")).edit(1, "span", dt.timedelta(seconds=9))
    cells = {
        0: {"n": 5, "day": "2024-05-06"},
        1: {"_index": "z", "price": "2.5", "span": 9.0},
    }
    assert node.state.edited_rows == cells
    node.run()
    table = test.session_state["table"]
    assert table.index.tolist() == ["p", "z"]
    assert table["price"].tolist() == [Decimal("1.5"), Decimal("2.5")]
    assert table["span"].tolist() == [pd.Timedelta(1, "s"), pd.Timedelta(9, "s")]
    assert test.session_state["e"]["edited_rows"] == cells
    assert test.data_editor[0].value["n"].tolist() == [5, 2]


def test_rows_are_added_and_deleted() -> None:
    test = app()
    test.data_editor[0].add_row(_index="r").add_row({"_index": "s"}, n=4).delete_row(0).run()
    assert test.session_state["table"]["n"].to_dict() == {"q": 2, "r": 3, "s": 4}
    test.data_editor[0].edit(3, "n", 1).delete_row(2).run()
    assert test.session_state["table"]["n"].to_dict() == {"q": 2, "s": 1}
    test.data_editor[0].set_value({}).run()
    assert test.session_state["table"]["n"].to_dict() == {"p": 1, "q": 2}


def test_the_whole_of_the_changes_can_be_set() -> None:
    test = app()
    changes = {"edited_rows": {1: {"n": 5}}, "deleted_rows": [0]}
    test.data_editor[0].set_value(changes).run()
    assert test.session_state["table"]["n"].to_dict() == {"q": 5}
    assert test.data_editor[0].state == {**changes, "added_rows": []}


@pytest.mark.parametrize(
    ("method", "arguments", "why"),
    [
        (
            "edit",
            (
                0,
                "n",
                9,
            ),
            "n in row 1 is above 5",
        ),
        (
            "edit",
            (
                0,
                "n",
                "x",
            ),
            "n in row 1 is no number",
        ),
        (
            "edit",
            (
                0,
                "items",
                [],
            ),
            "items in row 1 cannot be changed",
        ),
        (
            "edit",
            (
                0,
                "nope",
                1,
            ),
            "nope in row 1 is no column",
        ),
        ("add_row", ({"n": 1},), "row label of new row 1 must not be empty"),
    ],
)
def test_what_no_reader_can_do_is_refused(method: str, arguments: tuple[Any, ...], why: str) -> None:
    node = app().data_editor[0]
    with refused(AppTestError, f"data_editor.set_value: a reader cannot make these edits. Not taken: {why}."):
        getattr(node, method)(*arguments)
    with refused(AppTestError, "data_editor.edit: row=7 is no row; there are 2."):
        node.edit(7, "n", 1)


def test_a_disabled_table_is_not_edited() -> None:
    test = AppTest.from_string("import jupyterlit as st\nst.data_editor([1], disabled=True, key='e')").run()
    with pytest.raises(AppTestError, match="is disabled, no reader can change it"):
        test.data_editor[0].edit(0, "value", 2)
