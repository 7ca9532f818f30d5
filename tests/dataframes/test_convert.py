"""Anything table-like → Arrow."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownLambdaType=false

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import sqlite3
import uuid
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow.dataset import dataset

from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS, to_table
from jupyterlit.dataframes.table import Table, to_stream
from jupyterlit.errors import InvalidType, InvalidValue


@dataclasses.dataclass
class City:
    name: str
    degrees: int


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Point(NamedTuple):
    x: int
    y: int


class Session(collections.UserDict[str, Any]):
    """A mapping that is no dict."""


ROWS: list[tuple[str, object, dict[str, list[Any]], int]] = [
    ("nothing", None, {}, 0),
    ("numbers", [1, 2], {"value": [1, 2]}, 0),
    ("texts", ("a", "b"), {"value": ["a", "b"]}, 0),
    ("mixed", [1, "a", None], {"value": ["1", "a", None]}, 0),
    ("set", {7}, {"value": [7]}, 0),
    ("generator", (i for i in range(2)), {"value": [0, 1]}, 0),
    ("range", range(2), {"value": [0, 1]}, 0),
    ("deque", collections.deque([1]), {"value": [1]}, 0),
    ("keys", {"a": 1}.keys(), {"value": ["a"]}, 0),
    ("dates", [dt.date(2020, 1, 1)], {"value": [dt.date(2020, 1, 1)]}, 0),
    ("decimals", [decimal.Decimal("1.5")], {"value": [decimal.Decimal("1.5")]}, 0),
    ("identifiers", [uuid.UUID(int=1)], {"value": ["00000000-0000-0000-0000-000000000001"]}, 0),
    ("missing", [None, None], {"value": [None, None]}, 0),
    ("too large", [2**70], {"value": [str(2**70)]}, 0),
    ("enum", Color, {"value": [1, 2]}, 0),
    ("empty list", [], {}, 0),
    ("empty dict", {}, {}, 0),
    ("columns", {"a": [1, 2], "b": ["x", "y"]}, {"a": [1, 2], "b": ["x", "y"]}, 0),
    ("labelled values", {"a": 1, "b": 2}, {"__index_level_0__": ["a", "b"], "value": [1, 2]}, 1),
    ("counter", collections.Counter("aab"), {"__index_level_0__": ["a", "b"], "value": [2, 1]}, 1),
    ("other mapping", Session(a=[1]), {"a": [1]}, 0),
    (
        "columns of labelled values",
        {"r": {"a": 1, "b": 2}, "s": {"a": 3}},
        {"__index_level_0__": ["a", "b"], "r": [1, 2], "s": [3, None]},
        1,
    ),
    ("columns and a value", {"a": [1, 2], "b": 3}, {"a": [1, 2], "b": [3, 3]}, 0),
    ("records", [{"a": 1}, {"a": 2, "b": 3}], {"a": [1, 2], "b": [None, 3]}, 0),
    ("rows", [[1, "a"], [2, "b"]], {"0": [1, 2], "1": ["a", "b"]}, 0),
    ("ragged rows", [(1,), (2, 3)], {"0": [1, 2], "1": [None, 3]}, 0),
    ("dataclass", City("Oslo", 4), {"__index_level_0__": ["name", "degrees"], "value": ["Oslo", "4"]}, 1),
    ("dataclasses", [City("Oslo", 4)], {"name": ["Oslo"], "degrees": [4]}, 0),
    ("named tuples", [Point(1, 2)], {"x": [1], "y": [2]}, 0),
    ("array", np.arange(2), {"value": [0, 1]}, 0),
    ("matrix", np.array([[1, 2], [3, 4]]), {"0": [1, 3], "1": [2, 4]}, 0),
    ("records array", np.array([(1, 2.0)], dtype=[("i", "i4"), ("f", "f8")]), {"i": [1], "f": [2.0]}, 0),
    ("polars", pl.DataFrame({"a": [1], "s": ["x"]}), {"a": [1], "s": ["x"]}, 0),
    ("polars series", pl.Series("q", [1]), {"q": [1]}, 0),
    ("polars lazy", pl.LazyFrame({"a": [1]}), {"a": [1]}, 0),
    ("arrow", pa.table({"a": [1]}), {"a": [1]}, 0),
    ("arrow batch", pa.record_batch({"a": [1]}), {"a": [1]}, 0),
    ("arrow array", pa.array([1]), {"value": [1]}, 0),
    ("arrow chunks", pa.chunked_array([[1], [2]]), {"value": [1, 2]}, 0),
    ("arrow text view", pa.table({"a": pa.array(["x"], pa.string_view())}), {"a": ["x"]}, 0),
    ("series", pd.Series([1], name="s"), {"__index_level_0__": [0], "s": [1]}, 1),
    ("index", pd.Index([5]), {"0": [5]}, 0),
    ("pandas array", pd.array([1, None], dtype="Int64"), {"value": [1, None]}, 0),
    ("pandas", pd.DataFrame({"a": [1.5, None]}), {"__index_level_0__": [0, 1], "a": [1.5, None]}, 1),
    ("numbered columns", pd.DataFrame([[1, 2]]), {"__index_level_0__": [0], "0": [1], "1": [2]}, 1),
    ("mixed column", pd.DataFrame({"a": [1, "b"]}), {"__index_level_0__": [0, 1], "a": ["1", "b"]}, 1),
    ("complex", pd.DataFrame({"a": [1 + 2j]}), {"__index_level_0__": [0], "a": ["(1+2j)"]}, 1),
    ("sparse", pd.DataFrame({"a": pd.arrays.SparseArray([0, 1])}), {"__index_level_0__": [0, 1], "a": [0, 1]}, 1),
    (
        "periods",
        pd.DataFrame({"a": pd.period_range("2020", periods=1, freq="M")}),
        {"__index_level_0__": [0], "a": ["2020-01"]},
        1,
    ),
    (
        "intervals",
        pd.DataFrame({"a": pd.cut(pd.Series([1]), [0, 2])}),
        {"__index_level_0__": [0], "a": ["(0, 2]"]},
        1,
    ),
    (
        "several indexes",
        pd.DataFrame({"v": [1]}, index=pd.MultiIndex.from_tuples([("a", 2)], names=["k", None])),
        {"k": ["a"], "__index_level_1__": [2], "v": [1]},
        2,
    ),
    (
        "index named as a column",
        pd.DataFrame({"v": [1]}, index=pd.Index([7], name="v")),
        {"__index_level_0__": [7], "v": [1]},
        1,
    ),
]


@pytest.mark.parametrize(("data", "columns", "labels"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_like_a_table_becomes_one(data: object, columns: dict[str, list[Any]], labels: int) -> None:
    table = to_table(data, "st.dataframe")
    assert table.data.to_pydict() == columns
    assert table.index_columns == labels


def test_columns_keep_their_types() -> None:
    frame = pd.DataFrame(
        {
            "when": pd.to_datetime(["2020-01-01"]).tz_localize("UTC"),
            "kind": pd.Categorical(["a"]),
            "took": [pd.Timedelta("1s")],
            "parts": [[1, 2]],
        }
    )
    kinds = [str(field.type).partition("[")[0].partition("<")[0] for field in to_table(frame, "st.x").data.schema]
    assert kinds == ["int64", "timestamp", "dictionary", "duration", "list"]


def test_header_rows_are_kept() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")]))
    table = to_table(frame, "st.dataframe")
    assert table.headers == (("a", "x"), ("a", "y"))
    assert table.data.column_names == ["__index_level_0__", "('a', 'x')", "('a', 'y')"]


def test_row_numbers_are_told_from_labels() -> None:
    assert to_table(pd.DataFrame({"a": [1]}), "st.x").default_index
    assert not to_table(pd.DataFrame({"a": [1]}, index=[3]), "st.x").default_index


def test_a_later_write_to_the_frame_does_not_show() -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0]})
    table = to_table(frame, "st.dataframe")
    frame.loc[0, "a"] = 99.0
    assert table.data.column("a").to_pylist() == [1.0, 2.0]


def test_a_styled_frame_is_shown_as_the_frame() -> None:
    pytest.importorskip("jinja2")
    assert to_table(pd.DataFrame({"a": [1]}).style, "st.x").data.column_names == ["__index_level_0__", "a"]


def test_a_cursor_gives_its_rows() -> None:
    connection = sqlite3.connect(":memory:")
    table = to_table(connection.execute("select 1 as a, 'x' as b union all select 2, 'y'"), "st.dataframe")
    connection.close()
    assert table.data.to_pydict() == {"a": [1, 2], "b": ["x", "y"]}
    assert table.complete


def test_a_long_cursor_is_cut() -> None:
    connection = sqlite3.connect(":memory:")
    numbers = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {UNCOLLECTED_ROWS + 5})"
    table = to_table(connection.execute(f"{numbers} select i from n"), "st.dataframe")
    connection.close()
    assert (table.data.num_rows, table.complete) == (UNCOLLECTED_ROWS, False)


def test_an_arrow_stream_of_any_library_is_read() -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return pa.table({"a": [1]}).__arrow_c_stream__(requested_schema)

    assert to_table(Stream(), "st.x").data.to_pydict() == {"a": [1]}


def test_what_speaks_a_protocol_is_read() -> None:
    table = pa.table({"a": [1, 2]})

    class Exchanged:
        def __dataframe__(self, nan_as_null: bool = False, allow_copy: bool = True) -> object:
            return table.__dataframe__(nan_as_null, allow_copy)

    class Exported:
        def __init__(self, array: Any) -> None:
            self.array = array

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return self.array.__arrow_c_array__(requested_schema)

    batch = table.to_batches()[0]
    for data in (
        Exchanged(),
        Exported(batch),
        pa.RecordBatchReader.from_batches(table.schema, [batch]),
        dataset(table),
        dataset(table).scanner(),
    ):
        assert to_table(data, "st.dataframe").data.to_pydict() == {"a": [1, 2]}
    assert to_table(Exported(pa.array([3])), "st.dataframe").data.to_pydict() == {"value": [3]}


def test_a_long_dataset_is_cut() -> None:
    table = to_table(dataset(pa.table({"a": range(UNCOLLECTED_ROWS + 1)})), "st.dataframe")
    assert (table.data.num_rows, table.complete) == (UNCOLLECTED_ROWS, False)


def test_an_object_that_can_become_a_frame_is_read() -> None:
    class Result:
        def to_pandas(self) -> pd.DataFrame:
            return pd.DataFrame({"a": [1]})

    assert to_table(Result(), "st.x").data.column("a").to_pylist() == [1]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "abc",
            "st.line_chart: data='abc' is a str, which is no table. Pass a data frame, a list, a dict or an array.",
        ),
        (5, "st.line_chart: data=5 is a int, which is no table. Pass a data frame, a list, a dict or an array."),
        (
            len,
            (
                "st.line_chart: data=<built-in function len> is a builtin_function_or_method, which is no table. "
                "Pass a data frame, a list, a dict or an array."
            ),
        ),
    ],
)
def test_what_is_no_table_is_named(data: object, message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        to_table(data, "st.line_chart")
    assert str(caught.value) == message


def test_a_list_of_tables_is_refused() -> None:
    with pytest.raises(InvalidType, match=r"is a list of tables\. Show them one by one"):
        to_table([pd.DataFrame({"a": [1]})], "st.dataframe")


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        to_table(pd.DataFrame([[1, 2]], columns=["a", "a"]), "st.dataframe")
    assert str(caught.value) == "st.dataframe: 2 columns are called 'a'. Give each column its own name."


def test_an_array_of_three_dimensions_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        to_table(np.zeros((1, 2, 3)), "st.dataframe")
    assert str(caught.value) == (
        "st.dataframe: data is a NumPy array with 3 dimensions. Pass one with one dimension or two."
    )


def test_an_error_of_the_data_is_passed_on() -> None:
    class Broken:
        def to_pandas(self) -> None:
            raise RuntimeError("no connection")

    with pytest.raises(InvalidValue, match=r"cannot be read as a table: no connection"):
        to_table(Broken(), "st.dataframe")


def test_a_stream_holds_one_batch() -> None:
    table = pa.concat_tables([pa.table({"c": pa.array(["a"]).dictionary_encode()})] * 2)
    batches = list(pa.ipc.open_stream(to_stream(table)))
    assert [batch.to_pydict() for batch in batches] == [{"c": ["a", "a"]}]


def test_a_table_without_rows_keeps_its_columns() -> None:
    table: Table = to_table(pd.DataFrame({"a": pd.Series([], dtype="float64")}), "st.dataframe")
    assert pa.ipc.open_stream(to_stream(table.data)).schema.names == ["__index_level_0__", "a"]
