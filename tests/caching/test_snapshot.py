"""What a cached function has returned, kept so that no caller can change it."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
import gc
import pickle
import threading
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.caching.snapshot import APART, Changed, Constant, Pickled, Polars, snapshot

NO_NAMES: dict[str, Any] = {}


def numbers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "n": [1.0, 2.0, 3.0],
            "s": ["a", "b", None],
            "when": pd.to_datetime(["2020", "2021", "2022"]),
            "kind": pd.Categorical(["x", "y", "x"]),
            "maybe": pd.array([1, None, 3], dtype="Int64"),
        },
        index=pd.Index([7, 8, 9], name="id"),
    )


@pytest.mark.parametrize(
    "value",
    [1, 1.5, "a", b"a", None, True, (1, "a", (None,)), dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC)],
)
def test_what_cannot_change_is_given_as_it_is(value: object) -> None:
    kept = snapshot(value, NO_NAMES)
    assert isinstance(kept, Constant)
    assert kept.copy(NO_NAMES) is value


def test_other_values_are_given_as_copies() -> None:
    value = {"a": [1, 2], "b": {3}}
    kept = snapshot(value, NO_NAMES)
    value["a"] = []
    first = kept.copy(NO_NAMES)
    first["a"].append(3)
    assert kept.copy(NO_NAMES) == {"a": [1, 2], "b": {3}}


def test_arrays_are_given_as_copies_that_can_be_written_to() -> None:
    value = np.zeros(APART)
    kept = snapshot({"a": value}, NO_NAMES)
    value[0] = 1
    first = kept.copy(NO_NAMES)["a"]
    first[1] = 1
    assert kept.copy(NO_NAMES)["a"].sum() == 0
    assert kept.size > APART * 8
    assert isinstance(kept, Pickled)
    assert kept.apart.size == APART * 8


def write_cell(frame: pd.DataFrame) -> None:
    frame.iloc[0, 0] = 99.0


def write_columns(frame: pd.DataFrame) -> None:
    frame["n"] += 1
    frame["new"] = 0
    frame.columns = [f"c{i}" for i in range(frame.shape[1])]


def write_index(frame: pd.DataFrame) -> None:
    frame.index.name = "other"
    frame.index = [1, 2, 3]


def write_every_type(frame: pd.DataFrame) -> None:
    frame.loc[7] = ["z", pd.Timestamp("1999"), "y", 5] if "n" not in frame else [0.0, "z", pd.Timestamp("1999"), "y", 5]


def write_attributes(frame: pd.DataFrame) -> None:
    frame.attrs["note"] = "changed"


def write_past_pandas(frame: pd.DataFrame) -> None:
    column: Any = frame["n"].array
    column[0] = 99.0
    memory = frame["n"].to_numpy()
    memory.flags.writeable = True
    memory[1] = 98.0


@pytest.mark.parametrize(
    "write", [write_cell, write_columns, write_index, write_every_type, write_attributes, write_past_pandas]
)
def test_no_write_reaches_another_caller(write: Any) -> None:
    original = numbers()
    kept = snapshot(original, NO_NAMES)
    other = kept.copy(NO_NAMES)
    write(original)
    write(kept.copy(NO_NAMES))
    for frame in (other, kept.copy(NO_NAMES)):
        pd.testing.assert_frame_equal(frame, numbers())
        assert frame.attrs == {}


def test_a_frame_of_one_array_is_kept_by_columns() -> None:
    original = pd.DataFrame(np.arange(6.0).reshape(3, 2), index=[4, 5, 6], columns=["a", "b"])
    again = snapshot(original, NO_NAMES).copy(NO_NAMES)
    pd.testing.assert_frame_equal(again, original)
    assert again["b"].to_numpy().flags.c_contiguous


def test_a_copy_outlives_what_was_kept() -> None:
    kept = snapshot(numbers(), NO_NAMES)
    frame = kept.copy(NO_NAMES)
    part = frame["n"]
    del kept
    gc.collect()
    frame.iloc[0, 0] = 99.0
    part.iloc[1] = 98.0
    assert (frame["n"].tolist(), part.tolist()) == ([99.0, 2.0, 3.0], [1.0, 98.0, 3.0])


@pytest.mark.parametrize(
    "value",
    [
        pd.DataFrame(np.arange(1_000_000.0).reshape(-1, 10)),
        pd.DataFrame({"n": range(300_000), "s": [f"row {n}" for n in range(300_000)]}).assign(
            kind=pd.Categorical(np.arange(300_000) % 7), when=pd.Timestamp("2020", tz="UTC")
        ),
        pd.Series(pd.date_range("2020", periods=300_000, freq="min"), name="s"),
    ],
)
def test_callers_share_the_memory_of_large_frames_until_they_write(value: Any) -> None:
    kept = snapshot(value, NO_NAMES)
    equal: Any = pd.testing.assert_frame_equal if isinstance(value, pd.DataFrame) else pd.testing.assert_series_equal
    one, two = kept.copy(NO_NAMES), kept.copy(NO_NAMES)
    assert isinstance(kept, Pickled)
    assert (len(kept.data) < 100_000, kept.apart.size > 2_000_000) == (True, True)  # next to nothing is read for a copy
    one.iloc[5] = one.iloc[7]
    equal(two, value)
    equal(kept.copy(NO_NAMES), value)


@pytest.mark.parametrize("value", [pd.DataFrame({"o": [[1], [2]]}), pd.Series([{"a": 1}])])
def test_frames_of_python_objects_are_copied_in_depth(value: Any) -> None:
    kept = snapshot(value, NO_NAMES)
    assert isinstance(kept, Pickled)
    first = kept.copy(NO_NAMES)
    first.iloc[0] = None
    assert str(kept.copy(NO_NAMES)) == str(value)


def test_polars_frames_are_shared_until_somebody_writes() -> None:
    kept = snapshot(pl.DataFrame({"a": [1, 2]}), NO_NAMES)
    assert isinstance(kept, Polars)
    first = kept.copy(NO_NAMES)
    first[0, "a"] = 9
    first.insert_column(0, pl.Series("b", [0, 0]))
    assert kept.copy(NO_NAMES).to_dict(as_series=False) == {"a": [1, 2]}


def test_arrow_tables_are_shared() -> None:
    memory = np.arange(3)
    kept = snapshot(pa.table({"a": memory}), NO_NAMES)
    memory[0] = 9
    assert kept.copy(NO_NAMES) is kept.copy(NO_NAMES)
    assert kept.copy(NO_NAMES).to_pydict() == {"a": [0, 1, 2]}


SCRIPT = """
import dataclasses, enum

@dataclasses.dataclass
class City:
    name: str
    class Part:
        pass

class Color(enum.Enum):
    RED = 1

def named():
    return 1

value = [City("Oslo"), Color.RED, City.Part(), City, named]
"""


def script() -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(SCRIPT, namespace)
    return namespace


def test_classes_of_a_script_are_those_of_the_run_that_asks() -> None:
    first, second = script(), script()
    city, color, part, kind, function = snapshot(first["value"], first).copy(second)
    assert city == second["City"]("Oslo")
    assert color is second["Color"].RED
    assert type(part) is second["City"].Part
    assert kind is second["City"]
    assert function is second["named"]


def test_a_class_that_is_gone_makes_the_value_unreadable() -> None:
    first = script()
    kept = snapshot(first["value"], first)
    with pytest.raises(Changed):
        kept.copy({"__name__": "__main__"})


def test_objects_of_local_classes_are_kept() -> None:
    class Local:
        number = 5

    assert snapshot([Local()], NO_NAMES).copy(NO_NAMES)[0].number == 5


def test_what_cannot_be_copied_says_so() -> None:
    with pytest.raises(TypeError, match=r"cannot pickle '_thread\.lock' object"):
        snapshot([threading.Lock()], NO_NAMES)


@pytest.mark.parametrize("value", [5, [1, {"a": np.zeros(APART)}], numbers(), pl.DataFrame({"a": [1]})])
def test_what_is_kept_can_be_written_to_disk(value: Any) -> None:
    again = pickle.loads(pickle.dumps(snapshot(value, NO_NAMES)))
    assert str(again.copy(NO_NAMES)) == str(value)
