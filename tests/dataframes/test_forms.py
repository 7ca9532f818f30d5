"""The forms in which authors give tables, and get them back with edits."""

# pyright: reportUnknownLambdaType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.edits import Edits
from jupyterlit.dataframes.forms import form_of


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass
class Place:
    x: int
    y: str


def edited(data: Any, edits: Edits) -> Any:
    frame = data.to_frame() if isinstance(data, pd.Series) else data
    return form_of(data, to_table(frame, "st.data_editor")).edited(edits)


LIST = Edits({"value": {0: 9}}, [1], [{"value": 7}])
COLUMNS = Edits({"x": {0: 9}}, [1], [{"x": 7}])
LABELLED = Edits({"x": {0: 9}}, [1], [{"__index_level_0__": "z", "x": 7}])


@pytest.mark.parametrize(
    ("data", "edits", "expected"),
    [
        ([1, 2, 3], LIST, [9, 3, 7]),
        ((1, 2, 3), LIST, (9, 3, 7)),
        ({1, 2, 3}, LIST, {9, 3, 7}),
        (frozenset({1, 2, 3}), LIST, {9, 3, 7}),
        (range(1, 4), LIST, [9, 3, 7]),
        (collections.deque([1, 2, 3]), LIST, [9, 3, 7]),
        ([], Edits(added=[{}]), []),
        ({}, Edits(), {}),
        ({"x": [1, 2], "y": ("a", "b")}, COLUMNS, {"x": [9, 7], "y": ["a", None]}),
        ({"x": [1, 2], "y": 0}, COLUMNS, {"x": [9, 7], "y": [0, None]}),
        ({"a": 1, "b": 2}, Edits({"value": {0: 9}, "__index_level_0__": {0: "c"}}, [1]), {"c": 9}),
        ({1: 2, 3: 4}, Edits({"value": {0: 9}}, [], [{"__index_level_0__": "n", "value": 5}]), {1: 9, 3: 4, "n": 5}),
        ({"x": {"p": 1, "q": 2}, "y": {"p": 3}}, LABELLED, {"x": {"p": 9, "z": 7}, "y": {"p": 3, "z": None}}),
        ([{"x": 1, "y": "a"}, {"x": 2}], COLUMNS, [{"x": 9, "y": "a"}, {"x": 7, "y": None}]),
        ([[1, "a"], (2,)], Edits({"0": {0: 9}}, [], [{"1": "n"}]), [[9, "a"], [2, None], [None, "n"]]),
        ([Point(1, 2), Point(3, 4)], COLUMNS, [[9, 2], [7, None]]),
        ([Place(1, "a")], Edits({"x": {0: 9}}), [[9, "a"]]),
        (Place(1, "a"), Edits({"value": {0: 9}}), {"x": 9, "y": "a"}),
    ],
)  # fmt: skip
def test_what_python_has_comes_back_as_such(data: Any, edits: Edits, expected: Any) -> None:
    result = edited(data, edits)
    assert (type(result), result) == (type(expected), expected)


def test_arrays_come_back_in_their_shape() -> None:
    assert edited(np.array([1, 2, 3]), LIST).tolist() == [9, 3, 7]
    np.testing.assert_array_equal(
        edited(np.array([[1, 2], [3, 4]]), Edits({"0": {0: 9}}, [1], [{"0": 5}])), [[9.0, 2.0], [5.0, np.nan]]
    )
    rows = np.array([(1, 2.0), (3, 4.0)], dtype=[("a", "i4"), ("b", "f8")])
    result = edited(rows, Edits({"a": {0: 9}}, [1]))
    assert (result.dtype, result.tolist()) == (rows.dtype, [(9, 2.0)])
    result = edited({"x": np.array([1, 2], "int8"), "y": pd.Series([3, 4], name="s")}, Edits({"x": {0: 9}}))
    assert (result["x"].dtype, result["x"].tolist()) == (np.int8, [9, 2])
    pd.testing.assert_series_equal(result["y"], pd.Series([3, 4], name="s"))


def test_a_series_keeps_its_name_and_a_styled_frame_loses_its_style() -> None:
    pd.testing.assert_series_equal(
        edited(pd.Series([1, 2], name="s"), Edits({"s": {0: 9}})), pd.Series([9, 2], name="s")
    )
    pd.testing.assert_series_equal(edited(pd.Series([1, 2]), Edits({"0": {0: 9}})), pd.Series([9, 2]))
    frame = pd.DataFrame({"a": [1]})
    pd.testing.assert_frame_equal(edited(frame.style, Edits({"a": {0: 2}})), pd.DataFrame({"a": [2]}))


def test_what_is_not_known_becomes_a_frame_of_pandas() -> None:
    assert edited(None, Edits()).shape == (0, 0)

    class Foreign:
        def to_pandas(self) -> pd.DataFrame:
            return pd.DataFrame({"a": [1, 2]}, index=pd.Index(["p", "q"], name="n"))

    expected = pd.DataFrame({"a": [9, 2]}, index=pd.Index(["p", "q"], name="n"))
    pd.testing.assert_frame_equal(edited(Foreign(), Edits({"a": {0: 9}})), expected)


# Random edits of each form, beside a list of dicts to which they are done one by one.

Rows = list[dict[str, Any]]
FORMS: dict[str, tuple[Callable[[Rows], Any], Callable[[Any], Rows]]] = {
    "dicts": (list, list),
    "columns": (
        lambda rows: {name: [row[name] for row in rows] for name in ("n", "s")},
        lambda data: [{"n": n, "s": s} for n, s in zip(data["n"], data["s"], strict=True)],
    ),
    "pandas": (
        lambda rows: pd.DataFrame(rows, columns=["n", "s"]).astype({"n": "Int64", "s": "str"}),
        lambda data: data.astype(object).where(data.notna(), None).to_dict("records"),
    ),
    "polars": (
        lambda rows: pl.DataFrame(rows, schema={"n": pl.Int64, "s": pl.String}),
        lambda data: data.to_dicts(),
    ),
    "arrow": (
        lambda rows: pa.Table.from_pylist(rows, pa.schema([("n", pa.int64()), ("s", pa.string())])),
        lambda data: data.to_pylist(),
    ),
}  # fmt: skip

numbers = st.none() | st.integers(-(2**40), 2**40)
words = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
row = st.fixed_dictionaries({"n": numbers, "s": words})


@st.composite
def tables(draw: st.DrawFn) -> tuple[Rows, Edits]:
    rows = draw(st.lists(row, min_size=1, max_size=8))
    places = st.integers(0, len(rows) - 1)
    deleted = sorted(draw(st.sets(places, max_size=len(rows))))
    cells = {
        name: {
            at: value for at, value in draw(st.dictionaries(places, values, max_size=4)).items() if at not in deleted
        }
        for name, values in (("n", numbers), ("s", words))
    }
    return rows, Edits(
        {name: changes for name, changes in cells.items() if changes}, deleted, draw(st.lists(row, max_size=3))
    )


def done(rows: Rows, edits: Edits) -> Rows:
    made = [dict(row) for row in rows]
    for name, changes in edits.cells.items():
        for at, value in changes.items():
            made[at][name] = value
    kept = [row for at, row in enumerate(made) if at not in edits.deleted]
    return [*kept, *({"n": row.get("n"), "s": row.get("s")} for row in edits.added)]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=60, deadline=None)
@given(case=tables())
def test_random_edits_are_done_in_every_form(name: str, case: tuple[Rows, Edits]) -> None:
    make, back = FORMS[name]
    rows, edits = case
    data = make(rows)
    assert back(edited(data, edits)) == done(rows, edits)
    assert back(data) == rows
