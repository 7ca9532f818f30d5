"""st.json."""

from __future__ import annotations

import json
from collections import ChainMap, UserList
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

import jupyterlit as st
from jupyterlit.elements.json import JsonView
from jupyterlit.elements.row_numbers import RowNumbers, numbered
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


class Point(NamedTuple):
    """A named tuple."""

    x: int
    y: int


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"a": 1, "b": [1, 2.5, (True, None)], 3: "c"}, {"a": 1, "b": [1, 2.5, [True, None]], "3": "c"}),
        ({1}, [1]),
        (range(3), [0, 1, 2]),
        ({"rows": RowNumbers(numbered(0, 3))}, {"rows": [0, 1, 2]}),
        ({"a": 1}.items(), [["a", 1]]),
        ({"a": 1}.values(), [1]),
        (map(str, [1]), ["1"]),
        (enumerate("a"), [[0, "a"]]),
        (UserList([1]), [1]),
        (MappingProxyType({"a": {1}}), {"a": [1]}),
        (ChainMap({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
        (Point(1, 2), {"x": 1, "y": 2}),
        ({"day": date(2009, 1, 2), "bytes": b"a"}, {"day": "datetime.date(2009, 1, 2)", "bytes": "b'a'"}),
        ({(1, 2): {"a": {(3, 4): 5}}, None: 1}, {"(1, 2)": {"a": {"(3, 4)": 5}}, "null": 1}),
        (None, None),
        (3, 3),
    ],
)
def test_data_is_shown(run: Run, data: object, shown: object) -> None:
    st.json(data)
    (element,) = run.elements
    assert isinstance(element, JsonView)
    assert json.loads(element.body) == shown


def test_text_is_json_already(run: Run) -> None:
    st.json('{"a": 1}', expanded=False, width=300)
    assert run.elements == [JsonView(body='{"a": 1}', expanded=False, width=300)]


def test_it_is_unfolded_to_a_depth(run: Run) -> None:
    st.json([1], expanded=2)
    assert run.elements == [JsonView(body="[1]", expanded=2)]
    with refused(InvalidType, "st.json: expanded='all' is a str. Pass a bool, or a depth."):
        st.json([1], expanded="all")  # type: ignore[arg-type]  # is the test


def test_a_cycle_is_refused(run: Run) -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    with refused(InvalidValue, "st.json: the data contains itself. Pass data without cycles."):
        st.json(cycle)
