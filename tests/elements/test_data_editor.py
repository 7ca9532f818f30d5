"""A table whose cells the reader can change."""

# pyright: reportUnknownLambdaType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.data_editor import FIRST_CELLS, DataEditor
from jupyterlit.elements.editor_state import DataEditorState
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError, StateError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused

CITIES = pd.DataFrame({"city": ["Oslo", "Lima", "Pune"], "degrees": [4, 19, 30]})
NOTHING: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
OBJECTS = pytest.mark.skipif(
    pd.__version__ < "3.1", reason=f"with pandas {pd.__version__} Streamlit gives objects, we keep the dtype"
)


def edits(rows: Any = None, added: Any = None, deleted: Any = None) -> dict[str, Any]:
    return {"edited_rows": rows or {}, "added_rows": added or [], "deleted_rows": deleted or []}


def drawn(run: Run, data: Any = CITIES, **kwargs: Any) -> DataEditor:
    arguments: dict[str, Any] = {"key": "e", **kwargs}
    st.data_editor(data, **arguments)
    element = run.elements[-1]
    assert isinstance(element, DataEditor)
    return element


def sent(run: Run, wire: Any, data: Any = CITIES, **kwargs: Any) -> tuple[Any, str | None]:
    """Let the browser send edits; return the table that the next run gets, and what the reader is told."""
    drawn(run, data, **kwargs)
    run.rerun(e=wire)
    arguments: dict[str, Any] = {"key": "e", **kwargs}
    result = st.data_editor(data, **arguments)
    (element,) = run.elements
    assert isinstance(element, DataEditor)
    return result, element.refused


def test_a_table_travels_as_arrow(run: Run) -> None:
    message = drawn(
        run, alt=" Weather ", row_height=40, placeholder="-", column_order=("degrees",), width=300, height=200
    )
    assert pa.ipc.open_stream(message.data.data).read_all().column("city").to_pylist() == ["Oslo", "Lima", "Pune"]
    assert (message.rows, message.index_columns, message.num_rows, message.disabled) == (3, 1, "fixed", False)
    assert (message.alt, message.row_height, message.placeholder, message.column_order) == (
        "Weather", 40, "-", ["degrees"],
    )  # fmt: skip
    assert (message.width, message.height, message.max_rows, message.default) == (300, 200, None, NOTHING)
    assert message.buffers() == (message.data,)
    assert json.loads(message.columns)["degrees"]["edit"]["type"] == "integer"


def test_nothing_is_edited_at_first(run: Run) -> None:
    result = st.data_editor(CITIES, key="e")
    pd.testing.assert_frame_equal(result, CITIES)
    assert result is not CITIES
    assert st.session_state["e"] == NOTHING
    assert isinstance(st.session_state["e"], DataEditorState)


def test_edits_come_back_in_the_table_and_in_the_session_state(run: Run) -> None:
    wire = edits({"0": {"degrees": 5}}, [{"city": "Bern"}], [1])
    result, told = sent(run, wire, num_rows="dynamic")
    assert told is None
    assert result["city"].tolist() == ["Oslo", "Pune", "Bern"]
    assert result["degrees"].tolist() == [5, 30, pd.NA]
    assert str(result["degrees"].dtype) == "Int64"
    assert st.session_state["e"] == edits({0: {"degrees": 5}}, [{"city": "Bern"}], [1])
    assert run.sent == []
    assert CITIES["degrees"].tolist() == [4, 19, 30]


def test_writing_to_the_result_leaves_the_data_and_the_next_result_as_they_are(run: Run) -> None:
    frame = CITIES.copy()
    result, _ = sent(run, edits({"0": {"city": "Bern"}}), frame)
    result.loc[:, "degrees"] = 0
    result["city"] = "x"
    run.rerun()
    again = st.data_editor(frame, key="e")
    assert again.to_dict("list") == {"city": ["Bern", "Lima", "Pune"], "degrees": [4, 19, 30]}
    pd.testing.assert_frame_equal(frame, CITIES)


# What the browser may not send: each is left out, and the others are kept.

CONFIG: dict[str, Any] = {
    "degrees": st.column_config.NumberColumn(min_value=-90, max_value=60, required=True),
    "city": st.column_config.TextColumn(max_chars=6, validate="^[A-Z]"),
}
GOOD = {"0": {"degrees": 5}}


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        (edits({"1": {"degrees": 61}}), "degrees in row 2 is above 60"),
        (edits({"1": {"degrees": -91}}), "degrees in row 2 is below -90"),
        (edits({"1": {"degrees": 1.5}}), "degrees in row 2 is no whole number"),
        (edits({"1": {"degrees": "warm"}}), "degrees in row 2 is no number"),
        (edits({"1": {"degrees": True}}), "degrees in row 2 is no number"),
        (edits({"1": {"degrees": [1]}}), "degrees in row 2 is no number"),
        (edits({"1": {"degrees": None}}), "degrees in row 2 must not be empty"),
        (edits({"1": {"city": 5}}), "city in row 2 is no text"),
        (edits({"1": {"city": "Trondheim"}}), "city in row 2 is longer than 6 characters"),
        (edits({"1": {"city": "oslo"}}), "city in row 2 has not the form that is asked for"),
        (edits({"1": {"nope": 1}}), "nope in row 2 is no column"),
        (edits({"1": {"fixed": 1}}), "fixed in row 2 cannot be changed"),
        (edits({"1": {"_index": 7}}), "row label in row 2 cannot be changed"),
        (edits({"3": {"degrees": 1}}), "there is no row 4"),
        (edits({"999999999": {"degrees": 1}}), "there is no row 1000000000"),
        (edits(added=[{"degrees": 1}]), "rows cannot be added"),
        (edits(deleted=[0]), "row 1 cannot be deleted"),
    ],
)
def test_what_the_browser_may_not_send_is_left_out_and_the_rest_is_kept(run: Run, wire: Any, told: str) -> None:
    frame = CITIES.assign(fixed=0)
    kwargs = {"column_config": CONFIG, "disabled": ["fixed"]}
    wire = {**wire, "edited_rows": {**GOOD, **wire["edited_rows"]}}
    result, refusal = sent(run, wire, frame, **kwargs)
    assert refusal == f"Not taken: {told}."
    expected = frame.copy()
    expected.loc[0, "degrees"] = 5
    pd.testing.assert_frame_equal(result, expected)
    assert st.session_state["e"] == edits({0: {"degrees": 5}})
    (values,) = run.sent
    assert values.values == {run.elements[0].id: edits(GOOD)}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("mode", "wire", "left"),
    [
        ("add", edits(added=[{"degrees": 1}], deleted=[0]), edits(added=[{"degrees": 1}])),
        ("delete", edits(added=[{"degrees": 1}], deleted=[0]), edits(deleted=[0])),
        ("dynamic", edits(deleted=[0, 3]), edits(deleted=[0])),
        ("dynamic", edits({"0": {"degrees": 1}}, deleted=[0]), edits(deleted=[0])),
        ("dynamic", edits(added=[{"degrees": 99}, {"degrees": 1, "city": "low"}, {"degrees": 2}]),
         edits(added=[{"degrees": 1}, {"degrees": 2}])),
        ("dynamic", edits(added=[{"city": "Bern"}, {}]), NOTHING),
    ],
)  # fmt: skip
def test_rows_are_checked_too(run: Run, mode: Any, wire: Any, left: Any) -> None:
    sent(run, wire, column_config=CONFIG, num_rows=mode)
    assert st.session_state["e"] == left


@pytest.mark.parametrize("wire", [None, 5, "x", [], {"rows": []}, {"edited_rows": {"x": {}}}, {"deleted_rows": [None]}])
def test_what_is_no_state_is_refused_as_a_whole(run: Run, wire: Any) -> None:
    sent(run, edits(GOOD))
    before = run.state.widgets.value(run.elements[0].id)  # type: ignore[attr-defined]
    id = run.elements[0].id  # type: ignore[attr-defined]
    changed, refusals = run.state.widgets.receive({id: wire})
    assert (changed, refusals) == ([], {id: edits(GOOD)})
    assert run.state.widgets.value(id) == before


def test_nothing_is_taken_from_a_disabled_table(run: Run) -> None:
    result, _ = sent(run, edits(GOOD), disabled=True)
    pd.testing.assert_frame_equal(result, CITIES)
    assert run.elements[0].disabled  # type: ignore[attr-defined]


def test_only_some_of_many_refusals_are_told(run: Run) -> None:
    rows = {str(row): {"nope": 1} for row in range(3)} | {str(row): {"city": "x"} for row in range(7, 9)}
    _, told = sent(run, edits(rows))
    assert told == (
        "Not taken: nope in row 1 is no column; nope in row 2 is no column; nope in row 3 is no column; and 2 more."
    )


def test_a_refusal_is_told_once(run: Run) -> None:
    sent(run, edits({"0": {"nope": 1}}))
    run.rerun(e=edits(GOOD))
    assert drawn(run).refused is None


# Positions, names and labels


@pytest.mark.parametrize(
    ("disabled", "left"),
    [
        (["city"], {"_index", "degrees"}),
        ("city", {"_index", "degrees"}),
        ([1], {"_index", "degrees"}),
        (["_index", "nope"], {"city", "degrees"}),
        ([], {"_index", "city", "degrees"}),
        ([0], {"city", "degrees"}),
    ],
)
def test_columns_are_disabled_by_name_or_position(run: Run, disabled: Any, left: set[str]) -> None:
    message = drawn(run, CITIES.set_axis(["p", "q", "r"]), disabled=disabled)
    settings = json.loads(message.columns)
    found = {"_index" if name.startswith("__") else name for name, given in settings.items() if "edit" in given}
    assert found == left


def test_labels_are_edited_under_their_name_or_as_index(run: Run) -> None:
    frame = CITIES.set_axis(pd.Index(["p", "q", "r"], name="code"))
    wire = edits({"0": {"code": "z"}, "1": {"_index": "y"}}, [{"code": "n", "degrees": 1}, {"degrees": 1}])
    result, told = sent(run, wire, frame, num_rows="dynamic")
    assert result.index.tolist() == ["z", "y", "r", "n"]
    assert told == "Not taken: code of new row 2 must not be empty."
    assert st.session_state["e"]["edited_rows"] == {0: {"_index": "z"}, 1: {"_index": "y"}}


@pytest.mark.parametrize(
    ("data", "mode", "hides"),
    [
        (CITIES, "fixed", None), (CITIES, "delete", None), (CITIES, "add", True), (CITIES, "dynamic", True),
        (CITIES.set_axis(["p", "q", "r"]), "dynamic", None), ([1], "fixed", True), ({"a": 1}, "dynamic", None),
        ({"a": [1]}, "fixed", True), (pl.DataFrame({"a": [1]}), "fixed", True),
    ],
)  # fmt: skip
def test_labels_that_say_nothing_are_left_out(run: Run, data: Any, mode: Any, hides: bool | None) -> None:
    assert drawn(run, data, num_rows=mode).hide_index is hides
    assert drawn(run, data, num_rows=mode, key="other", hide_index=False).hide_index is False


def test_names_of_columns_are_text(run: Run) -> None:
    result, _ = sent(run, edits({"0": {"0": 9}}), pd.DataFrame([[1, 2]]))
    assert result.to_dict("list") == {"0": [9], "1": [2]}
    run.rerun()
    headers = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("p", 1), ("p", 2)]))
    result, _ = sent(run, edits({"0": {"p_1": 9}}), headers)
    assert result.to_dict("list") == {"p_1": [9], "p_2": [2]}
    assert headers.columns.nlevels == 2


# When edits are kept


@pytest.mark.parametrize(
    ("mode", "change", "key", "kept"),
    [
        # From a run of Streamlit 1.67 with each of these.
        ("fixed", lambda f: f.assign(degrees=[7, 8, 9]), "e", True),
        ("fixed", lambda f: f.astype({"degrees": float}), "e", False),
        ("fixed", lambda f: f.astype({"city": object}), "e", False),
        ("fixed", lambda f: f.astype({"city": "category"}), "e", False),
        ("fixed", lambda f: f.iloc[:2], "e", False),
        ("fixed", lambda f: f.set_axis([5, 6, 7]), "e", False),
        ("fixed", lambda f: f.assign(more=1), "e", False),
        ("fixed", lambda f: f.rename(columns={"city": "town"}), "e", False),
        ("fixed", lambda f: f[["degrees", "city"]], "e", False),
        ("fixed", lambda f: f.assign(degrees=[7, 8, 9]), None, False),
        ("dynamic", lambda f: f.assign(degrees=[7, 8, 9]), "e", False),
        ("add", lambda f: f.assign(degrees=[7, 8, 9]), "e", False),
        ("delete", lambda f: f.assign(degrees=[7, 8, 9]), "e", False),
        ("dynamic", lambda f: f.copy(), "e", True),
        ("fixed", lambda f: f.copy(), None, True),
    ],
)
def test_edits_are_kept_while_rows_and_columns_stay(
    run: Run, mode: Any, change: Callable[[Any], Any], key: str | None, kept: bool
) -> None:
    before = drawn(run, key=key, num_rows=mode)
    run.end()
    run.state.widgets.end_run(run.context.widget_ids, complete=True)
    run.state.widgets.receive({before.id: edits({"0": {"degrees": 5}})})
    run._begin()  # pyright: ignore[reportPrivateUsage]
    run.drawn = {}
    result = st.data_editor(change(CITIES), key=key, num_rows=mode)
    assert bool(result["degrees"].iloc[0] == 5) == kept


@pytest.mark.parametrize(
    ("kwargs", "kept"),
    [
        ({"column_config": {"degrees": st.column_config.NumberColumn(max_value=5)}}, True),
        ({"column_order": ["city"], "hide_index": True, "width": 300, "height": 300, "row_height": 50}, True),
        ({"placeholder": "-", "alt": "x", "on_change": "ignore"}, True),
        ({"num_rows": "dynamic"}, False),
        ({"disabled": ["city"]}, False),
    ],
)
def test_other_settings_keep_edits_of_a_keyed_table(run: Run, kwargs: Any, kept: bool) -> None:
    drawn(run)
    run.rerun(e=edits({"0": {"degrees": 5}}))
    assert bool(st.data_editor(CITIES, key="e", **kwargs)["degrees"].iloc[0] == 5) == kept


def test_edits_that_no_longer_fit_go_without_a_word(run: Run) -> None:
    texts: dict[str, Any] = {"column_config": {"a": st.column_config.SelectboxColumn(options=["x", "y"])}}
    drawn(run, pl.DataFrame({"a": ["x"]}), **texts)
    run.rerun(e=edits({"0": {"a": "y"}}))
    fewer: dict[str, Any] = {"column_config": {"a": st.column_config.SelectboxColumn(options=["x"])}}
    assert st.data_editor(pl.DataFrame({"a": ["x"]}), key="e", **fewer).to_dicts() == [{"a": "x"}]
    assert st.session_state["e"] == NOTHING


def test_edits_outlast_a_bound_that_has_moved(run: Run) -> None:
    drawn(run)
    run.rerun(e=edits({"0": {"degrees": 50}}))
    lower = {"degrees": st.column_config.NumberColumn(max_value=40)}
    assert st.data_editor(CITIES, key="e", column_config=lower)["degrees"].iloc[0] == 50


# Cells that depend on their row

TOWNS = {"NO": ["Oslo", "Bergen"], "PE": ["Lima"]}
PLACES = pl.DataFrame({"land": ["NO", "PE"], "town": ["Oslo", "Lima"], "done": [False, True]})
RULES: dict[str, Any] = {
    "town": st.column_config.SelectboxColumn(options=lambda row: TOWNS[row["land"]], disabled=lambda row: row["done"]),
    "land": st.column_config.SelectboxColumn(options=["NO", "PE"]),
}


def test_cells_of_the_first_rows_travel_with_the_table(run: Run) -> None:
    message = drawn(run, PLACES, column_config=RULES)
    settings = json.loads(message.columns)
    assert settings["town"]["rules"]
    assert settings["town"]["type_config"] == {"type": "selectbox"}
    assert "rules" not in settings["land"]
    assert json.loads(message.cells) == {
        "0": {"town": {"options": ["Oslo", "Bergen"]}},
        "1": {"town": {"disabled": True}},
    }
    assert message.revision


def test_functions_are_asked_only_about_rows_that_are_shown(run: Run) -> None:
    asked: list[int] = []

    def options(row: Any) -> list[int]:
        asked.append(row["n"])
        return [row["n"], -1]

    frame = pl.DataFrame({"n": range(100_000), "choice": [0] * 100_000})
    config = {"choice": st.column_config.SelectboxColumn(options=options)}
    sent(run, edits({"99999": {"choice": -1}}), frame, column_config=config)
    first = [*range(FIRST_CELLS)]
    assert asked == [*first, 99999, *first, 99999]


def test_values_are_checked_against_the_row_with_its_edits(run: Run) -> None:
    result, told = sent(run, edits({"0": {"land": "PE", "town": "Lima"}}), PLACES, column_config=RULES)
    assert (result.row(0), told) == (("PE", "Lima", False), None)
    run.rerun(e=edits({"0": {"town": "Lima"}}))
    message = drawn(run, PLACES, column_config=RULES)
    assert message.refused is None  # the same as before: what was right when it was entered stays
    run.rerun(e=edits({"0": {"town": "Bergen"}, "1": {"town": "Oslo"}}))
    message = drawn(run, PLACES, column_config=RULES)
    assert message.refused == "Not taken: town in row 2 cannot be changed in this row."
    run.rerun(e=edits({"0": {"town": "Paris"}, "1": {"done": False, "town": "Oslo"}}))
    message = drawn(run, PLACES, column_config=RULES)
    assert message.refused == (
        "Not taken: town in row 1 is none of the options of this row; town in row 2 is none of the options of this row."
    )
    run.rerun(e=edits({"1": {"done": False, "town": None}}))
    assert drawn(run, PLACES, column_config=RULES).refused is None


def test_a_cell_may_be_edited_and_locked_in_one_go(run: Run) -> None:
    _, told = sent(run, edits({"0": {"town": "Bergen", "done": True}}), PLACES, column_config=RULES)
    assert told is None


def test_whole_rows_can_be_locked(run: Run) -> None:
    kwargs: dict[str, Any] = {"disabled": lambda row: row["done"], "num_rows": "dynamic"}
    wire = edits({"1": {"land": "NO"}, "0": {"land": "PE"}}, deleted=[1])
    result, told = sent(run, wire, PLACES, **kwargs)
    assert told == "Not taken: row 2 cannot be deleted; row 2 cannot be changed."
    assert result["land"].to_list() == ["PE", "PE"]
    message = run.elements[0]
    assert isinstance(message, DataEditor)
    assert json.loads(message.cells) == {"0": {}, "1": {"*": {"disabled": True}}}
    run.rerun(e=edits({"1": {"done": False, "land": "NO"}}))
    assert drawn(run, PLACES, **kwargs).refused == "Not taken: row 2 cannot be changed."


def test_added_rows_have_their_own_options(run: Run) -> None:
    kwargs: dict[str, Any] = {"column_config": {"town": RULES["town"], "land": RULES["land"]}, "num_rows": "add"}
    new = {"land": "PE", "town": "Lima", "done": False}
    result, told = sent(run, edits(added=[new, {**new, "town": "Oslo"}]), PLACES, **kwargs)
    assert told == "Not taken: town in new row 2 is none of the options of this row."
    assert result.rows()[2:] == [("PE", "Lima", False), ("PE", None, False)]
    message = run.elements[0]
    assert isinstance(message, DataEditor)
    assert json.loads(message.cells)["2"] == {"town": {"options": ["Lima"]}}


def test_an_error_of_a_function_is_the_author_s(run: Run) -> None:
    config = {"town": st.column_config.SelectboxColumn(options=lambda row: TOWNS[row["nope"]])}
    with pytest.raises(KeyError, match="nope"):
        st.data_editor(PLACES, column_config=config)
    config = {"town": st.column_config.SelectboxColumn(options=lambda row: 5)}  # type: ignore[arg-type,return-value]
    with pytest.raises(InvalidType, match="options=5 is a int"):
        st.data_editor(PLACES, column_config=config, key="other")


def test_an_error_about_an_edit_is_shown_and_the_other_edits_are_kept() -> None:
    app = AppTest.from_string("""
        import jupyterlit as st

        def options(row):
            if row["land"] == "XX":
                raise RuntimeError("There is no XX.")
            return ["Oslo", "Bergen"]

        column = st.column_config.SelectboxColumn(options=options)
        rows = [{"land": "NO", "town": "Oslo"}, {"land": "PE", "town": "Lima"}]
        st.json(st.data_editor(rows, column_config={"town": column}, key="e"))
    """).run()
    id = app.data_editor[0].proto.id
    wire = edits({"0": {"town": "Bergen"}, "1": {"land": "XX", "town": "Oslo"}})
    app.set_widget(id, wire, None)
    app.run()
    assert [error.message for error in app.exception] == ["There is no XX."]
    (table,) = app.data_editor
    assert json.loads(table.cells)["1"] == {"town": {"error": True}}
    table.edit(1, "land", "PE").run()
    assert not app.exception
    assert json.loads(app.json[0].value) == [{"land": "NO", "town": "Bergen"}, {"land": "PE", "town": "Lima"}]


# Arguments


@pytest.mark.parametrize(
    ("data", "kwargs", "kind", "message"),
    [
        (5, {}, InvalidType,
         "st.data_editor: data=5 is a int, which is no table. Pass a data frame, a list, a dict or an array."),
        (CITIES, {"num_rows": "some"}, InvalidValue,
         'st.data_editor: num_rows=\'some\' is unknown. Pass "fixed", "dynamic", "add" or "delete".'),
        (CITIES, {"disabled": 5}, InvalidType,
         "st.data_editor: disabled=5 is a int. Pass True, False or a list of columns."),
        (CITIES, {"row_height": 0}, InvalidValue,
         "st.data_editor: row_height=0 is no height. Pass a positive number of pixels."),
        (CITIES, {"on_change": 5}, InvalidValue,
         'st.data_editor: on_change=5 is unknown. Pass "rerun", "ignore" or a function.'),
        (CITIES.set_index(["city", "degrees"]), {}, InvalidValue,
         ("st.data_editor: the index of data has 2 levels, and can be edited only with one. "
          "Make columns of them: data.reset_index().")),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), {}, InvalidValue,
         "st.data_editor: 2 columns are called 'a'. Give each column its own name."),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(run: Run, data: Any, kwargs: Any, kind: Any, message: str) -> None:
    with refused(kind, message):
        st.data_editor(data, **kwargs)


def test_what_can_be_read_only_once_is_refused(run: Run) -> None:
    with pytest.raises(InvalidType, match="can be read only once"):
        st.data_editor(number for number in range(3))


def test_the_state_is_read_only_and_keys_are_used_once(run: Run) -> None:
    st.session_state["e"] = NOTHING
    with pytest.raises(StateError, match=r"st.session_state\['e'\] cannot be set"):
        st.data_editor(CITIES, key="e")
    st.data_editor(CITIES, key="f")
    with pytest.raises(DuplicateWidget):
        st.data_editor(CITIES, key="f")
    st.data_editor(CITIES)
    with pytest.raises(DuplicateWidget):
        st.data_editor(CITIES)


def test_reactions(run: Run) -> None:
    called: list[Any] = []
    kwargs: dict[str, Any] = {
        "on_change": lambda *args, **more: called.append((args, more, dict(st.session_state["e"])))
    }
    drawn(run, args=(1,), kwargs={"b": 2}, **kwargs)
    run.rerun(e=edits({"0": {"degrees": 5}, "1": {"nope": 1}}))
    assert called == [((1,), {"b": 2}, edits({0: {"degrees": 5}}))]
    assert drawn(run, key="other", on_change="ignore").deferred
    with st.form("form"), pytest.raises(LayoutError, match="on_change"):
        st.data_editor(CITIES, key="within", **kwargs)


def test_a_lazy_frame_is_computed_and_a_relation_is_cut(run: Run) -> None:
    assert st.data_editor(pl.LazyFrame({"a": range(20_000)})).shape == (20_000, 1)
    duckdb = pytest.importorskip("duckdb")
    assert st.data_editor(duckdb.sql("select * from range(20000) t(a)")).shape == (10_000, 1)
    assert "Only the first 10,000 rows" in run.elements[-1].body  # type: ignore[attr-defined]


# The edit of a large table costs by the edit


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_large_table_is_neither_converted_nor_read_again(
    run: Run, make: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make({"n": np.arange(200_000), "x": np.zeros(200_000), "s": ["x"] * 200_000})
    first = drawn(run, data)
    tables = run.context.tables  # as a session does, which keeps the tables of its page

    def never(*args: object) -> Any:
        raise AssertionError("The table is looked at as a whole.")

    monkeypatch.setattr("jupyterlit.elements.table_source.to_table", never)
    monkeypatch.setattr("jupyterlit.elements.table_source.fingerprint", never)
    run.rerun(e=edits({"5": {"x": 1.5}, "7": {"s": "new"}}))
    result = st.data_editor(data, key="e")
    (again,) = run.elements
    assert again == first
    assert tables.keys() == run.context.tables.keys()
    memory = {pd.DataFrame: lambda f: f["n"].to_numpy(), pl.DataFrame: lambda f: f["n"].to_numpy(),
              pa.table: lambda f: f["n"].chunk(0).to_numpy()}[make]  # fmt: skip
    assert np.shares_memory(memory(result), memory(data))
    assert [float(result["x"][5].as_py() if make is pa.table else result["x"][5])] == [1.5]


# Beside Streamlit


def _theirs(script: str, *wires: Any) -> list[list[str]]:
    from streamlit.proto.WidgetStates_pb2 import WidgetStates
    from streamlit.testing.v1 import AppTest as StreamlitAppTest

    app: Any = StreamlitAppTest.from_string(script.replace("jupyterlit", "streamlit"), default_timeout=30).run()
    seen = [[text.value for text in app.text]]
    for wire in wires:
        states = WidgetStates()
        widget = states.widgets.add()
        widget.id, widget.string_value = app.data_editor[0].proto.id, json.dumps(wire)
        app._run(states)
        seen.append([text.value for text in app.text])
    return seen


def _ours(script: str, *wires: Any) -> list[list[str]]:
    app = AppTest.from_string(script, default_timeout=30).run()
    seen = [[text.value for text in app.text]]
    for wire in wires:
        app.set_widget(app.data_editor[0].proto.id, wire, None)
        app.run()
        seen.append([text.value for text in app.text])
    return seen


VALUE = edits({"0": {"value": 9}}, [{"value": 7}], [1])
A = edits({"0": {"a": 9}}, [{"a": 4}], [1])


@pytest.mark.parametrize(
    ("data", "wires"),
    [
        ("[1, 2, 3]", [VALUE]),
        ("(1, 2, 3)", [VALUE]),
        ("{1, 2, 3}", [VALUE]),
        ("frozenset({1, 2, 3})", [VALUE]),
        ("np.array([1, 2, 3])", [VALUE]),
        ("{'a': 1, 'b': 2}", [edits({"0": {"value": 9}}, [{"_index": "c", "value": 4}], [1])]),
        ("{'a': [1, 2], 'b': ['x', 'y']}", [A]),
        ("[{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'y'}]", [A]),
        ("[[1, 2], [3, 4]]", [edits({"0": {"0": 9}})]),
        ("pd.DataFrame({'a': [1, 2, 3]})", [A, edits(deleted=[0]), edits(added=[{"a": 4}], deleted=[2])]),
        ("pd.DataFrame({'a': [1, 2]}, index=pd.Index(['p', 'q'], name='n'))", [edits({"0": {"_index": "z"}})]),
        ("pd.DataFrame({'a': [1, 2]}, index=[10, 20])", [edits(added=[{"_index": 5, "a": 3}], deleted=[0])]),
        ("pd.DataFrame({'a': ['x', None]})", [edits({"0": {"a": None}, "1": {"a": "y"}})]),
        ("pd.DataFrame({'a': pd.array([1, None], 'Int64')})", [edits({"0": {"a": None}}, [{"a": 3}])]),
        pytest.param(
            "pd.DataFrame({'a': pd.Categorical(['u', 'v'])})",
            [edits({"0": {"a": "v"}}, [{"a": "u"}, {}])],
            marks=OBJECTS,
        ),
        pytest.param(
            "pd.DataFrame({'a': pd.to_timedelta([1, 2], 's')})", [edits({"0": {"a": 1.5}}, [{}])], marks=OBJECTS
        ),
        ("pd.DataFrame({'a': pd.to_datetime(['2020-01-01'])})", [edits({"0": {"a": "2024-05-06T07:08:09"}})]),
        ("pd.DataFrame({'a': [datetime.date(2020, 1, 1)]})", [edits({"0": {"a": "2024-05-06"}}, [{}])]),
        ("pd.DataFrame({'a': [decimal.Decimal('1.5')]})", [edits({"0": {"a": "7.125"}}, [{}])]),
        ("pd.DataFrame({'a': [['x'], ['y']]})", [edits({"0": {"a": ["z"]}}, [{}])]),
        ("pd.Series([1, 2, 3], name='s')", [edits({"0": {"s": 9}}, [{"s": 4}], [1])]),
        ("pd.DataFrame([[1, 2]])", [edits({"0": {"0": 9}})]),
        ("pl.DataFrame({'a': [1, 2], 'b': ['x', None]})", [A]),
        ("pa.table({'a': [1, 2], 'b': ['x', None]})", [A]),
    ],
)
def test_what_comes_back_is_as_under_streamlit(data: str, wires: list[Any]) -> None:
    script = (
        "import datetime, decimal, jupyterlit as st, numpy as np, pandas as pd, polars as pl, pyarrow as pa\n"
        f"edited = st.data_editor({data}, key='e', num_rows='dynamic')\n"
        "shown = edited.to_pylist() if isinstance(edited, pa.Table) else edited\n"
        "index = list(edited.index) if isinstance(edited, pd.DataFrame | pd.Series) else None\n"
        "st.text(f'{type(edited)} {shown!r} {index} {getattr(edited, \"dtypes\", None)}')\n"
        "st.text(repr(st.session_state.e))\n"
    )
    assert _ours(script, *wires) == _theirs(script, *wires)
