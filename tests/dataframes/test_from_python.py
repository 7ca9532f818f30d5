"""Rows and columns in Python's own forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest

from jupyterlit.dataframes.from_python import from_python
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


@dataclass
class City:
    name: str
    degrees: int


class Point(NamedTuple):
    x: int
    y: int


@pytest.mark.parametrize(
    ("data", "columns", "named"),
    [
        ({"a": [1, 2], "b": 3}, {"a": [1, 2], "b": [3, 3]}, True),
        ({"a": 1, "b": 2}, {"__index_level_0__": ["a", "b"], "value": [1, 2]}, False),
        ({"a": {"x": 1}, "b": {"y": 2}}, {"__index_level_0__": ["x", "y"], "a": [1, None], "b": [None, 2]}, True),
        ([1, 2], {"value": [1, 2]}, False),
        ([[1, 2], [3]], {"0": [1, 3], "1": [2, None]}, False),
        ([{"a": 1}, {"b": 2}], {"a": [1, None], "b": [None, 2]}, True),
        ([City("Oslo", 4)], {"name": ["Oslo"], "degrees": [4]}, True),
        (Point(1, 2), {"__index_level_0__": ["x", "y"], "value": [1, 2]}, False),
        ((n for n in range(2)), {"value": [0, 1]}, False),
        ([], {}, False),
    ],
)
def test_everything_has_columns(data: Any, columns: dict[str, list[Any]], named: bool) -> None:
    table = from_python(data, "st.table")
    assert table is not None
    assert (table.data.to_pydict(), table.named) == (columns, named)


@pytest.mark.parametrize("data", ["text", b"bytes", 5, City])
def test_what_has_no_columns_is_no_table(data: object) -> None:
    assert from_python(data, "st.table") is None


def test_ragged_columns_are_refused() -> None:
    with refused(
        InvalidValue,
        "st.table: the columns of data are not of one length: 'b' has 3 values, 'a' has 2. "
        "Fill the shorter ones up with None.",
    ):
        from_python({"a": [1, 2], "b": [1, 2, 3]}, "st.table")


def test_tables_within_a_list_are_refused() -> None:
    class DataFrame:
        def __repr__(self) -> str:
            return "frame"

    with refused(InvalidType, "st.table: data=[frame] is a list of tables. Show them one by one."):
        from_python([DataFrame()], "st.table")
