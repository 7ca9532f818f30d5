"""A digest of a table's content, read from memory as it lies."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownLambdaType=false

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.dataframes.fingerprint import fingerprint, standing


def frame() -> pd.DataFrame:
    data = pd.DataFrame(np.arange(12.0).reshape(4, 3), columns=["a", "b", "c"])
    data.insert(0, "s", ["w", "x", "y", "z"])
    data["when"] = pd.to_datetime(["2020", "2021", "2022", "2023"])
    data["kind"] = pd.Categorical(["p", "q", "p", "q"])
    data["maybe"] = pd.array([1, None, 3, 4], dtype="Int64")
    return data


def matrix() -> pd.DataFrame:
    return pd.DataFrame(np.arange(12.0).reshape(4, 3))


def write(column: str, row: int, value: Any) -> Callable[[pd.DataFrame], object]:
    def change(data: pd.DataFrame) -> None:
        data.loc[row, column] = value

    return change


CHANGES: list[Callable[[pd.DataFrame], object]] = [
    write("a", 3, -1.0),
    write("c", 0, -1.0),
    write("s", 2, "new"),
    write("when", 1, pd.Timestamp("1999")),
    write("kind", 0, "q"),
    write("maybe", 0, None),
    lambda data: data.rename(columns={"a": "A"}),
    lambda data: data[["s", "b", "a", "c", "when", "kind", "maybe"]],
    lambda data: data.iloc[:3],
    lambda data: data.iloc[::-1],
    lambda data: data.set_index("s"),
    lambda data: data.rename_axis("n"),
    lambda data: data.astype({"a": "float32"}),
]


def test_equal_content_has_one_digest() -> None:
    assert fingerprint(frame()) == fingerprint(frame())
    assert fingerprint(matrix()) == fingerprint(matrix())
    assert fingerprint(frame()) == fingerprint(frame().copy(deep=False))


def test_the_layout_in_memory_does_not_matter() -> None:
    whole = pd.DataFrame(np.arange(6.0).reshape(3, 2), columns=["a", "b"])
    parts = pd.DataFrame({"a": [0.0, 2.0, 4.0]})
    parts["b"] = [1.0, 3.0, 5.0]
    assert fingerprint(whole) == fingerprint(parts) == fingerprint(pickle.loads(pickle.dumps(whole)))


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(change: Callable[[pd.DataFrame], Any]) -> None:
    data = frame()
    before = fingerprint(data)
    changed = change(data)
    assert fingerprint(data if changed is None else changed) not in (None, before)


def test_a_write_past_pandas_is_seen() -> None:
    memory = np.zeros((5, 2))
    data = pd.DataFrame(memory, copy=False)
    before = fingerprint(data)
    memory[4, 1] = 1
    assert fingerprint(data) != before


def test_columns_of_one_block_that_swap_places_are_seen() -> None:
    data = pd.DataFrame(np.array([[1.0, 2.0], [1.0, 2.0]]), columns=["a", "b"])
    swapped = data[["b", "a"]].set_axis(["a", "b"], axis=1)
    assert fingerprint(data) != fingerprint(swapped)


def test_levels_of_an_index_count() -> None:
    one = pd.DataFrame({"v": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))
    two = pd.DataFrame({"v": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 3)]))
    assert fingerprint(one) != fingerprint(two)


@pytest.mark.parametrize("library", [pl.DataFrame, pa.table])
def test_other_frames_have_digests(library: Callable[[dict[str, list[Any]]], Any]) -> None:
    one = library({"a": [1, 2], "s": ["x", "y"]})
    assert fingerprint(one) == fingerprint(library({"a": [1, 2], "s": ["x", "y"]}))
    assert fingerprint(one) != fingerprint(library({"a": [1, 2], "s": ["x", "z"]}))
    assert fingerprint(one) != fingerprint(library({"a": [1, 2], "t": ["x", "y"]}))


def test_part_of_an_arrow_table_is_told_by_its_own_rows() -> None:
    table = pa.table({"a": list(range(100)), "s": [str(i) for i in range(100)]})
    assert fingerprint(table.slice(3, 4)) == fingerprint(table.slice(3, 4))
    assert fingerprint(table.slice(3, 4)) != fingerprint(table.slice(4, 4))


def test_dictionaries_and_lists_count() -> None:
    def table(word: str, number: int) -> pa.Table:
        return pa.table({"d": pa.array([word]).dictionary_encode(), "l": [[1, number]]})

    assert fingerprint(table("a", 2)) == fingerprint(table("a", 2))
    assert fingerprint(table("a", 2)) != fingerprint(table("b", 2))
    assert fingerprint(table("a", 2)) != fingerprint(table("a", 3))


def test_arrays_have_digests() -> None:
    assert fingerprint(np.arange(6)) != fingerprint(np.arange(6).reshape(2, 3))
    assert fingerprint(np.arange(6)[::2]) == fingerprint(np.array([0, 2, 4]))
    assert fingerprint(np.array([], dtype="f8")) is not None


@pytest.mark.parametrize(
    "data",
    [[1, 2], {"a": [1]}, pd.DataFrame({"o": [[1], {2}]}), np.array([object()]), "text", None],
)
def test_python_objects_have_none(data: object) -> None:
    assert fingerprint(data) is None


def mixed() -> pd.DataFrame:
    return pd.DataFrame({"n": np.arange(5), "s": list("abcde"), "t": pd.date_range("2026-01-01", periods=5)})


@pytest.mark.parametrize("data", [mixed(), pl.DataFrame({"a": [1]}), pa.table({"a": [1]})])
def test_a_table_stands_where_it_stood(data: Any) -> None:
    assert standing(data) is not None
    assert standing(data) == standing(data)


def test_a_frame_that_is_written_to_stands_elsewhere() -> None:
    data = mixed()
    kept = data.copy(deep=False)
    place = standing(data)
    assert standing(kept) == place
    data.loc[2, "n"] = 9
    assert standing(data) != place
    assert standing(kept) == place


def test_other_columns_stand_elsewhere() -> None:
    data = mixed()
    assert standing(data) != standing(data[["n", "s"]])
    assert standing(data) != standing(data.rename(columns={"n": "m"}))
    assert standing(data) != standing(data.iloc[1:])


@pytest.mark.parametrize(
    "data",
    [
        [1],
        np.arange(3),
        pd.DataFrame({"o": [[1], None]}),
        pd.DataFrame({"n": pd.array([1, None], "Int64")}),
        pd.DataFrame({"n": [1]}, index=["a"]),
        pl.DataFrame({"a": [object()]}),
        pl.Series([1]),
    ],
)
def test_what_others_may_write_to_stands_nowhere(data: Any) -> None:
    assert standing(data) is None
