"""The rows of a table on the page: kept here, sent when the reader gets to them."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import gc
import sys
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.caching.snapshot import snapshot
from jupyterlit.dataframes import text
from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.elements import table_source
from jupyterlit.elements.table_source import FIRST_ROWS, MOST_ROWS, WHOLE_ROWS, TableSource, kept_source_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Facts, Filter, RowsRequest
from tests.conftest import refused


def numbers(rows: int = 1000) -> pd.DataFrame:
    return pd.DataFrame({"n": np.arange(rows), "s": [f"row {i}" for i in range(rows)]})


def source(data: object) -> TableSource:
    return kept_source_of(data, "st.dataframe")


def ask(data: object, **request: Any) -> tuple[dict[str, list[Any]], int]:
    rows = source(data).rows(RowsRequest(request=7, table="", **request))
    assert rows.request == 7
    assert rows.data is not None
    return pa.ipc.open_stream(rows.data.data).read_all().to_pydict(), rows.count


def csv(data: object, **request: Any) -> str:
    rows = source(data).rows(RowsRequest(request=1, table="", format="csv", **request))
    assert rows.data is not None
    return bytes(rows.data.data).decode("utf8")


def test_the_first_rows_travel() -> None:
    first = pa.ipc.open_stream(source(numbers()).first.data).read_all()
    assert first.column("n").to_pylist() == list(range(FIRST_ROWS))


@pytest.mark.parametrize(("rows", "come"), [(0, 0), (WHOLE_ROWS, WHOLE_ROWS), (WHOLE_ROWS + 1, FIRST_ROWS)])
def test_a_short_table_travels_whole(rows: int, come: int) -> None:
    first = source(pd.DataFrame({"n": range(rows)})).first
    assert pa.ipc.open_stream(first.data).read_all().num_rows == come


def test_fewer_rows_of_a_wide_table_travel() -> None:
    wide = source(np.zeros((1000, 2000)))
    assert pa.ipc.open_stream(wide.first.data).read_all().num_rows == 25


def test_equal_content_is_one_source() -> None:
    first = source(numbers())
    assert source(numbers()) is first
    assert source([{"a": 1}]) is not first


def test_python_objects_are_one_source_too() -> None:
    first = source([{"a": 1}])
    assert source([{"a": 1}]) is first


def test_a_changed_row_makes_another_source() -> None:
    data = numbers()
    before = source(data)
    data.loc[999, "n"] = -1
    after = source(data)
    assert after.id != before.id
    assert before.table.data.column("n").to_pylist()[-1] == 999


def test_a_source_goes_with_the_last_page_that_shows_it() -> None:
    data = numbers(3)
    id = source(data).id
    gc.collect()
    assert source(data).id == id


def test_a_slice() -> None:
    assert ask(numbers(), start=600, stop=602) == (
        {"__index_level_0__": [600, 601], "n": [600, 601], "s": ["row 600", "row 601"]},
        1000,
    )


def test_a_slice_past_the_end_is_cut() -> None:
    assert ask([1, 2, 3], start=2, stop=10**12) == ({"value": [3]}, 3)
    assert ask([1, 2, 3], start=-4, stop=1) == ({"value": [1]}, 3)
    assert ask([1, 2, 3], start=50, stop=60) == ({"value": []}, 3)


@pytest.mark.parametrize(
    ("values", "descending", "rows"),
    [
        ([3, 1, 2], False, [1, 2, 0]),
        ([3, 1, 2], True, [0, 2, 1]),
        ([3, None, 2], True, [0, 2, 1]),
        (["b", "A", "c"], False, [1, 0, 2]),
        ([[2], [1]], False, [1, 0]),
        (pd.Categorical(["lo", "hi"], ["lo", "hi"], ordered=True), False, [0, 1]),
        (pd.Categorical(["lo", "hi"]), False, [1, 0]),
    ],
)
def test_rows_in_another_order_say_which_they_are(values: Any, descending: bool, rows: list[int]) -> None:
    shown, _ = ask(pd.DataFrame({"v": values}), stop=9, sort=[("v", descending)])
    assert shown["__row__"] == rows
    assert shown["__index_level_0__"] == rows


def test_two_columns_decide_the_order() -> None:
    data = {"a": [1, 2, 1], "b": [5, 6, 7]}
    assert ask(data, stop=9, sort=[("a", False), ("b", True)])[0]["__row__"] == [2, 0, 1]


def test_a_search_finds_text_in_any_cell() -> None:
    shown, count = ask(numbers(), stop=9, search="ROW 99")
    assert (shown["n"], count) == ([99, 990, 991, 992, 993, 994, 995, 996, 997], 11)


def test_a_search_finds_numbers_dates_and_lists() -> None:
    data = pd.DataFrame({"f": [1.5, 2.5], "when": pd.to_datetime(["2020", "2021"]), "l": [[7], [8]]})
    assert [ask(data, stop=9, search=text)[0]["__row__"] for text in ("2.5", "2020-", "[8]", "none")] == [
        [1], [0], [1], [],
    ]  # fmt: skip


def test_a_search_and_an_order_go_together() -> None:
    data = {"s": ["xa", "b", "xc"]}
    assert ask(data, stop=9, sort=[("s", True)], search="x") == ({"s": ["xc", "xa"], "__row__": [2, 0]}, 2)


def test_an_unknown_column_cannot_be_sorted_by() -> None:
    with refused(InvalidValue, "The table has no column 'nothing' to sort by."):
        ask([1], sort=[("nothing", False)])


def test_an_export_opens_in_a_spreadsheet() -> None:
    data = pd.DataFrame({"städte": ["Ørsta", 'a "b", c'], "parts": [[1], None], "n": [1.5, None]})
    assert csv(data) == (
        "\ufeff"
        ",städte,parts,n\n"
        '0,"Ørsta","[1]",1.5\n'
        '1,"a ""b"", c",,\n'
    )  # fmt: skip


def test_an_export_has_the_columns_and_rows_on_the_screen() -> None:
    assert csv(numbers(20), columns=["s", "n"], search="row 1", sort=[("n", True)]).splitlines()[:3] == [
        "\ufeffs,n",
        '"row 19",19',
        '"row 18",18',
    ]


@pytest.mark.parametrize(
    "data",
    [
        numbers(3),
        pd.DataFrame({"v": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)], names=["k", None])),
        pd.DataFrame([[1, 2]]),
    ],
)
def test_a_frame_comes_back_as_it_was(data: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(source(data).frame(), data)


def test_other_tables_come_back_as_frames() -> None:
    pd.testing.assert_frame_equal(source({"a": [1, 2]}).frame(), pd.DataFrame({"a": [1, 2]}))
    labelled = pd.DataFrame({"value": [1, 2]}, index=["x", "y"])
    pd.testing.assert_frame_equal(source({"x": 1, "y": 2}).frame(), labelled, check_index_type=False)


def test_a_source_follows_a_frame_that_changes_in_place() -> None:
    data = numbers()
    first = source(data)
    assert source(data) is first
    data.loc[999, "n"] = 5
    changed = source(data)
    assert changed.id != first.id
    assert changed.frame().loc[999, "n"] == 5
    assert first.frame().loc[999, "n"] == 999


def test_a_polars_frame_that_changes_in_place_is_another_table() -> None:
    data = pl.DataFrame({"n": range(1000)})
    first = source(data)
    data[999, "n"] = 5
    assert source(data).id != first.id
    assert ask(data, start=999, stop=1000) == ({"n": [5]}, 1000)


def test_a_filter_limits_rows_facts_and_files() -> None:
    wanted = [Filter(column="n", op="between", values=("5", "8"))]
    assert ask(numbers(), stop=2, filters=wanted, columns=["n"]) == ({"n": [5, 6], "__row__": [5, 6]}, 4)
    assert ask(numbers(), stop=2, filters=wanted, sort=[("n", True)], columns=["n"]) == (
        {"n": [8, 7], "__row__": [8, 7]},
        4,
    )
    rows = source(numbers()).rows(RowsRequest(request=1, table="", format="facts", columns=["n"], filters=wanted))
    assert rows.facts == Facts(kind="number", least="5", most="8", empty=0, distinct=4)
    assert csv(numbers(), filters=wanted, columns=["n"]) == "\ufeffn\n5\n6\n7\n8\n"


def test_a_file_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "CSV_BYTES", 5_000)
    of, parts, start = source(numbers(2000)), b"", 0
    while start < 2000:
        rows = of.rows(RowsRequest(request=1, table="", format="csv", start=start, columns=["n"]))
        assert rows.data is not None
        assert start < rows.stop < start + 2000
        parts, start = parts + bytes(rows.data.data), rows.stop
    assert parts.decode().split() == ["\ufeffn", *map(str, range(2000))]


def test_one_answer_holds_only_so_many_rows() -> None:
    rows = source(numbers(MOST_ROWS + 10)).rows(RowsRequest(request=1, table="", stop=MOST_ROWS + 10))
    assert (rows.count, rows.stop) == (MOST_ROWS + 10, MOST_ROWS)


def test_a_newer_order_makes_others_pointless() -> None:
    of = source(numbers())
    of.rows(RowsRequest(request=2, table="", view="v", stop=1, search="b"))
    late = of.rows(RowsRequest(request=1, table="", view="v", stop=1, search="a"))
    assert (late.superseded, late.data, late.error) == (True, None, None)


def test_looks_travel_with_their_rows() -> None:
    styler: Any = pd.DataFrame({"n": [1, 3, 2]}).style.highlight_max(color="red")
    rows, _ = ask(styler, stop=1, sort=[("n", True)], columns=["n"])
    assert rows == {"n": [3], "__style__": ['{"n": {"css": "background-color: red"}}'], "__row__": [1]}


def test_positions_go_with_their_table() -> None:
    of = source(numbers(5000))
    of.rows(RowsRequest(request=1, table="", stop=1, sort=[("n", True)]))
    id = of.id
    assert kept(id)
    del of
    gc.collect()
    assert not kept(id)


def kept(table: str) -> bool:
    return any(name == table for name, _ in table_source._orders._kept)  # pyright: ignore[reportPrivateUsage]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the tables that are read through for their fingerprint, as they are."""
    looked: list[object] = []

    def looking(data: object) -> str | None:
        looked.append(data)
        return fingerprint(data)

    monkeypatch.setattr(table_source, "fingerprint", looking)
    return looked


def test_a_copy_that_is_drawn_again_and_again_is_told_by_where_it_lies(looked: list[object]) -> None:
    made, kept = numbers(), numbers()
    shown = source(made)
    for _ in range(5):
        assert source(kept.copy(deep=False)) is shown
    assert len(looked) == 3  # what was made, and the other one until it has come twice
    assert shown.table.owner is not made
    assert source(made) is shown
    assert len(looked) == 4


def test_memory_that_nobody_keeps_any_more_tells_nothing() -> None:
    made, kept = numbers(), numbers()
    shown = source(made)
    for _ in range(3):
        source(kept.copy(deep=False))
    del made
    gc.collect()
    others = [numbers() + pd.DataFrame({"n": [n] * 1000, "s": [""] * 1000}) for n in range(1, 20)]
    assert all(source(other) is not shown for other in others)


@pytest.mark.skipif(sys.platform != "linux", reason="copies share memory on Linux")
def test_copies_of_a_cached_frame_are_one_table_until_somebody_writes(looked: list[object]) -> None:
    kept = snapshot(numbers(300_000), {})
    shown = source(kept.copy({}))
    assert all(source(kept.copy({})) is shown for _ in range(5))
    assert len(looked) == 1
    changed = kept.copy({})
    changed.iloc[7, 0] = -1
    assert ask(changed, start=7, stop=8)[0]["n"] == [-1]
    assert source(kept.copy({})) is shown
    assert ask(kept.copy({}), start=7, stop=8)[0]["n"] == [7]
