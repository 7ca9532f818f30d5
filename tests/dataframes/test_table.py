"""Columns as they travel."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import uuid
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes.table import (
    array_of,
    bytes_of,
    checked,
    from_columns,
    library_of,
    named,
    to_stream,
    without_views,
)
from jupyterlit.errors import InvalidValue
from tests.conftest import refused


def test_a_stream_is_one_batch() -> None:
    table = pa.concat_tables([pa.table({"a": [1]}), pa.table({"a": [2]})])
    with pa.ipc.open_stream(to_stream(table)) as stream:
        assert [batch.to_pydict() for batch in stream] == [{"a": [1, 2]}]


@pytest.mark.parametrize(
    ("values", "became"),
    [([1, "a", None], ["1", "a", None]), ([None], [None]), ([2**70], [str(2**70)]), ([[1], [2]], [[1], [2]])],
)
def test_a_column_takes_anything(values: list[Any], became: list[Any]) -> None:
    assert array_of(values).to_pylist() == became
    assert array_of(values).type != pa.null()


def test_types_that_browsers_do_not_know_become_others() -> None:
    key = uuid.UUID(int=5)
    table = pa.table(
        {
            "view": pa.array(["a"]).cast(pa.string_view()),
            "id": pa.array([key.bytes], pa.uuid()),
            "runs": pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array([7])),
        }
    )
    assert without_views(table).to_pydict() == {"view": ["a"], "id": [str(key)], "runs": [7]}


def test_bytes_are_counted_of_texts_in_any_form() -> None:
    assert bytes_of(pa.array([1, 2], pa.int64())) == 16
    assert bytes_of(pa.array(["a" * 100] * 9, pa.string_view())) >= 100


def test_two_columns_of_one_name_are_refused() -> None:
    message = "st.table: 2 columns are called 'a'. Give each column its own name."
    with refused(InvalidValue, message):
        named([pa.array([1]), pa.array([2])], ["a", "a"], "st.table")
    assert checked(from_columns({"a": [1]}).data, "st.table").column_names == ["a"]


def test_a_library_is_told_by_its_types() -> None:
    assert library_of(pa.array([1])) == "pyarrow"
    assert library_of(1) == "builtins"
