from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from jupyterlit.components.v2_data import packed
from jupyterlit.dataframes.table import arrow
from jupyterlit.errors import InvalidType


def rows(buffer: Any) -> list[dict[str, Any]]:
    return arrow().ipc.open_stream(buffer.data).read_all().to_pylist()


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (None, None),
        ("text", "text"),
        ([1, [2.5, None]], [1, [2.5, None]]),
        ({"n": np.int64(3), "f": np.float32(0.5), 1: True}, {"n": 3, "f": 0.5, "1": True}),
        ({"day": dt.date(2026, 1, 2), "of": {"x"}}, {"day": "2026-01-02", "of": ["x"]}),
        ({None: 1, True: 2}, {"null": 1, "true": 2}),
    ],
)
def test_what_json_can_hold_travels_as_json(data: Any, plain: Any) -> None:
    assert packed("x", data)["data"] == plain


def test_bytes_and_tables_travel_as_they_are() -> None:
    assert bytes(packed("x", bytearray(b"ab"))["raw"].data) == b"ab"
    assert rows(packed("x", pd.DataFrame({"a": [1]}, index=["r"]))["raw"]) == [{"a": 1, "__index_level_0__": "r"}]
    entries = {
        "frame": (pd.DataFrame({"a": [1]}), [{"a": 1}]),
        "polars": (pl.DataFrame({"a": ["x"]}), [{"a": "x"}]),
        "arrow": (arrow().table({"a": [1]}), [{"a": 1}]),
        "batch": (arrow().table({"a": [1]}).to_batches()[0], [{"a": 1}]),
        "column": (pl.Series([1]), [{"value": 1}]),
        "series": (pd.Series([1], name="s"), [{"s": 1}]),
        "index": (pd.Index([1], name="i"), [{"i": 1}]),
        "array": (np.array([1]), [{"value": 1}]),
        "square": (np.array([[1, 2]]), [{"0": 1, "1": 2}]),
    }
    found = packed("x", {name: data for name, (data, _) in entries.items()})
    assert {each.name: rows(each.data) for each in found["tables"]} == {
        name: expected for name, (_, expected) in entries.items()
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"a": object}, r"x: data\['a'\] has <class 'object'> within, a type."),
        ({"a": [pd.DataFrame({"q": [1]})]}, r"x: data\['a'\] has a DataFrame within. Pass tables as data, or as an"),
        ({(1, 2): 1}, r"x: data has the key \(1, 2\), a tuple."),
        ({"a": {object(): 1}}, r"x: data\['a'\] has <object object"),
        ({"a": {(1, 2): 1}}, r"x: data\['a'\] cannot be sent"),
    ],
)
def test_what_cannot_travel_is_told(data: Any, said: str) -> None:
    with pytest.raises(InvalidType, match=said):
        packed("x", data)
