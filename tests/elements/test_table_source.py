"""The rows of a table on the page: kept here, sent when the reader gets to them."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from jupyterlit.elements.table_source import FIRST_ROWS, TableSource, source_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import RowsRequest
from tests.conftest import refused


def numbers(rows: int = 1000) -> pd.DataFrame:
    return pd.DataFrame({"n": np.arange(rows), "s": [f"row {i}" for i in range(rows)]})


def source(data: object) -> TableSource:
    return source_of(data, "st.dataframe")


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
    with refused(InvalidValue, "The table has no column 'nothing'."):
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
