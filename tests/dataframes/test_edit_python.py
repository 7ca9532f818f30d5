"""Edits of lists and arrays."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.edit_python import PythonForm, edited_values
from jupyterlit.dataframes.edits import Edits


def test_a_list_keeps_the_objects_that_are_not_edited() -> None:
    thing = [1]
    values = [thing, 2, None]
    edited = edited_values(values, {1: 9}, [2], [4, None])
    assert edited == [[1], 9, 4, None]
    assert edited[0] is thing
    assert values == [[1], 2, None]


@pytest.mark.parametrize(
    ("array", "value", "expected"),
    [
        (np.array([1, 2], "int8"), 5, np.array([5, 2, 5], "int8")),
        (np.array([1, 2]), None, np.array([np.nan, 2, np.nan])),
        (np.array([1.5, 2], "float32"), None, np.array([np.nan, 2, np.nan])),
        (np.array([True, False]), None, np.array([None, False, None], dtype=object)),
        (np.array(["a", "b"]), "longer", np.array(["longer", "b", "longer"])),
        (np.array(["a", "b"]), None, np.array([None, "b", None], dtype=object)),
        (np.array([0, 1], "M8[D]"), dt.date(1970, 1, 3), np.array([2, 1, 2], "M8[D]")),
        (np.array([1, 2], "m8[s]"), dt.timedelta(seconds=5), np.array([5, 2, 5], "m8[s]")),
        (np.array(["a", None], dtype=object), "q", np.array(["q", None, "q"], dtype=object)),
    ],
)  # fmt: skip
def test_an_array_keeps_its_dtype_or_gets_one_with_room(array: Any, value: Any, expected: Any) -> None:
    before = array.copy()
    edited = edited_values(array, {0: value}, [], [value])
    np.testing.assert_array_equal(edited, expected)
    assert edited.dtype.kind == expected.dtype.kind
    np.testing.assert_array_equal(array, before)


def test_an_array_without_edits_is_a_copy() -> None:
    array = np.array([1, 2])
    assert not np.shares_memory(edited_values(array, {}), array)
    assert edited_values(array, {}, [0]).tolist() == [2]


def test_mixed_values_and_objects_cannot_be_edited() -> None:
    columns: dict[str, list[Any]] = {
        "numbers": [1, 2.5], "mixed": [1, "x"], "flags": [True, 1], "dicts": [{"a": 1}, None], "lists": [[1], None],
        "texts": ["x", None], "money": [Decimal(1), None], "tuples": [(1,), (2,)], "none": [None, None],
    }  # fmt: skip
    form = PythonForm("columns", list(columns.values()), to_table(columns, "st.data_editor"), list)
    assert set(form.opaque) == {"mixed", "flags", "dicts", "tuples"}
    assert set(form.loose) == set(columns)
    assert form.edited(Edits({"numbers": {0: 3}}))[0] == [3, 2.5]


def test_the_signature_tells_the_form() -> None:
    table = to_table([1, 2], "st.data_editor")
    assert PythonForm("list", [[1, 2]], table, list).signature != PythonForm("tuple", [[1, 2]], table, list).signature
