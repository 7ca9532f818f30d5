from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from jupyterlit.components.tables import is_table, to_frame, to_table
from jupyterlit.dataframes.table import arrow
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer

pa = arrow()


def stream(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def read(buffer: Buffer) -> Any:
    return pa.ipc.open_stream(buffer.data).read_all()


def back(value: Any) -> Any:
    table = to_table("t", value)
    return to_frame(*(bytes(part.data) for part in (table.data, table.index, table.columns)))


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),
        pd.DataFrame({"a": [1.5, 2]}, index=["r", "s"]),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")])),
        pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])),
    ],
)
def test_frames_go_there_and_back(frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(back(frame), frame, check_names=False, check_index_type=False)


def test_tables_of_other_libraries_are_tables_too() -> None:
    for value in (pl.DataFrame({"a": [1]}), pa.table({"a": [1]}), pd.Series([1], name="a")):
        assert is_table(value)
        assert back(value).to_dict("list") == {"a": [1]}
    assert back(np.array([[1, 2]])).to_numpy().tolist() == [[1, 2]]
    assert not any(is_table(value) for value in (1, "x", [1], {"a": 1}, None, np.float64(1), np.array(1)))


def test_names_that_occur_twice_are_told_apart() -> None:
    table = to_table("t", pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert read(table.data).schema.names == ["a.0", "a.1"]
    assert back(pd.DataFrame([[1, 2]], columns=["a", "a"])).columns.tolist() == ["a", "a"]


def test_types_are_those_that_old_readers_know() -> None:
    table = to_table("t", pa.table({"s": pa.array(["x"], pa.large_string()), "l": [["y"]], "m": [[1]]}))
    assert {"large_string", "string_view"} & {str(field.type) for field in read(table.data).schema} == set()


def test_what_has_no_type_is_text() -> None:
    assert back(pd.DataFrame({"mixed": [1, "x"]}))["mixed"].tolist() == ["1", "x"]


def test_what_a_schema_says_beside_the_types_is_passed_over() -> None:
    bait = {b"pandas": b'{"index_columns": ["a"], "columns": [{"name": "a", "pandas_type": "object"}]}'}
    data = stream(pa.table({"a": [1]}).replace_schema_metadata(bait))
    labels = stream(pa.table({"0": ["x"]}))
    assert to_frame(data, labels, labels).to_dict() == {"x": {"x": 1}}


@pytest.mark.parametrize("data", [b"", b"not arrow", b"\xff" * 64])
def test_bytes_that_are_no_table_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="Not a table"):
        to_frame(data, data, data)
