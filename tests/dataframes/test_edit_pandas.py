"""Edits of pandas' frames and series."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.edit_pandas import PandasForm
from jupyterlit.dataframes.edits import Edits

UTC_NOON = dt.datetime(2024, 6, 1, 12, 0, 0, 123456, tzinfo=dt.UTC)
NOON = UTC_NOON.replace(tzinfo=None)


def form(frame: pd.DataFrame) -> PandasForm:
    return PandasForm(frame, to_table(frame, "st.data_editor"))


def edited(frame: pd.DataFrame, *edits: Any) -> Any:
    return form(frame).edited(Edits(*edits))


@pytest.mark.parametrize(
    ("values", "value", "dtype"),
    [
        ([1, 2], 5, "int64"),
        ([1, 2], None, "Int64"),
        (np.array([1, 2], "int8"), None, "Int8"),
        (np.array([1, 2], "uint16"), None, "UInt16"),
        (pd.array([1, None], "Int64"), None, "Int64"),
        (pd.array([1, None], "int64[pyarrow]"), 3, "int64[pyarrow]"),
        ([1.5, 2.0], None, "float64"),
        (np.array([1, 2], "float32"), 2.5, "float32"),
        ([True, False], False, "bool"),
        ([True, False], None, "boolean"),
        (["x", "y"], "q", "str"),
        (["x", "y"], None, "str"),
        (pd.array(["x", None], "string"), None, "string"),
        (pd.Series(["x", None], dtype=object), "q", "object"),
        (pd.Series([None, None], dtype=object), "q", "object"),
        (pd.Categorical(["u", "v"]), "v", "category"),
        (pd.Categorical(["u", "v"]), "new", "category"),
        (pd.to_datetime(["2020-01-01"] * 2), NOON, "datetime64[us]"),
        (pd.to_datetime(["2020-01-01"] * 2).as_unit("s"), NOON.replace(microsecond=0), "datetime64[s]"),
        (
            pd.to_datetime(["2020-01-01"] * 2, utc=True).tz_convert("Europe/Oslo"),
            UTC_NOON,
            "datetime64[us, Europe/Oslo]",
        ),
        (pd.to_datetime(["2020-01-01"] * 2).as_unit("s"), NOON.replace(microsecond=5), "datetime64[us]"),
        (pd.to_timedelta([1, 2], "s").as_unit("us"), dt.timedelta(seconds=1.5), "timedelta64[us]"),
        (pd.to_timedelta([1, 2], "s").as_unit("s"), dt.timedelta(seconds=3), "timedelta64[s]"),
        (pd.to_timedelta([1, 2], "s").as_unit("ms"), dt.timedelta(seconds=1.5), "timedelta64[ms]"),
        (pd.to_timedelta([1, 2], "s").as_unit("s"), dt.timedelta(seconds=1.5), "timedelta64[us]"),
        ([dt.date(2020, 1, 1)] * 2, dt.date(2024, 1, 1), "object"),
        ([dt.time(1)] * 2, dt.time(2), "object"),
        ([Decimal("1.5")] * 2, Decimal("2.125"), "object"),
        ([[1], [2, 3]], [4, 5, 6], "object"),
    ],
)
def test_a_column_keeps_its_dtype_or_gets_one_that_knows_empty_cells(values: Any, value: Any, dtype: str) -> None:
    frame = pd.DataFrame({"other": [0, 1], "a": values})
    before = frame.copy()
    for result, last in (
        (edited(frame, {"a": {0: value}}), 1),
        (edited(frame, {"a": {0: value}}, [], [{"a": value}]), 1),
        (edited(frame, {}, [0], [{"a": value}]), 0),
    ):
        assert str(result["a"].dtype) == dtype
        where = 0 if last else 1
        found = result["a"].iloc[where]
        assert pd.isna(found) if value is None else found == value
        pd.testing.assert_series_equal(
            result["a"].iloc[last : last + 1].astype(object), frame["a"].iloc[1:].astype(object)
        )
    pd.testing.assert_frame_equal(frame, before)


def test_what_is_not_edited_is_shared_until_somebody_writes() -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0], "c": ["x", "y"]})
    result = edited(frame, {"a": {0: 9.0}})
    assert np.shares_memory(result["b"].to_numpy(), frame["b"].to_numpy())
    result.loc[0, "b"] = -1
    result["c"] = "z"
    assert frame.to_dict("list") == {"a": [1.0, 2.0], "b": [3.0, 4.0], "c": ["x", "y"]}
    frame.loc[1, "b"] = -2
    assert result["b"].tolist() == [-1, 4]


def test_a_range_of_labels_goes_on() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3]})
    assert edited(frame, {}, [], [{}, {}]).index.equals(pd.RangeIndex(5))
    assert edited(frame, {}, [2], [{}]).index.equals(pd.RangeIndex(3))
    assert edited(frame, {}, [0]).index.equals(pd.RangeIndex(1, 3))
    assert edited(frame, {}, [1], [{}]).index.tolist() == [0, 2, 3]
    assert edited(frame, {}, [0, 1, 2], [{}]).index.tolist() == [0]
    tens = frame.set_axis(pd.RangeIndex(10, 40, 10))
    assert edited(tens, {}, [2], [{}, {}]).index.tolist() == [10, 20, 30, 40]


def test_labels_are_edited_and_added() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["p", "q"], name="name"))
    result = edited(frame, {"name": {0: "new"}}, [], [{"name": "r", "a": 3}])
    pd.testing.assert_frame_equal(
        result, pd.DataFrame({"a": [1, 2, 3]}, index=pd.Index(["new", "q", "r"], name="name"))
    )
    days = pd.DataFrame({"a": [1, 2]}, index=pd.date_range("2020", periods=2))
    result = edited(days, {"__index_level_0__": {0: NOON}})
    assert result.index[0] == NOON
    assert isinstance(result.index, pd.DatetimeIndex)


def test_rows_of_an_empty_frame_have_its_dtypes() -> None:
    frame = pd.DataFrame({"n": pd.Series(dtype="int64"), "o": pd.Series(dtype="object"), "s": pd.Series(dtype="str")})
    result = edited(frame, {}, [], [{"n": 1, "o": "x"}])
    assert list(map(str, result.dtypes)) == ["int64", "object", "str"]
    assert result.index.tolist() == [0]


def test_many_rows_are_deleted_at_once() -> None:
    frame = pd.DataFrame({"a": range(1000), "s": list(map(str, range(1000)))})
    result = edited(frame, {}, list(range(0, 1000, 2)))
    assert result["a"].tolist() == list(range(1, 1000, 2))
    assert result.index.tolist() == list(range(1, 1000, 2))


def test_mixed_values_and_those_without_name_in_arrow_cannot_be_edited() -> None:
    frame = pd.DataFrame(
        {"mixed": [1, "x"], "period": pd.period_range("2020", periods=2), "range": pd.interval_range(0, 2),
         "complex": [1 + 2j, 3], "objects": [object(), object()], "dicts": [{"a": 1}, None],
         "sets": [{1}, {2}], "tuples": [(1,), (2,)], "fine": [1, 2], "lists": [[1], None],
         "texts": pd.Series(["x", None], dtype=object), "days": [dt.date(2020, 1, 1), None]}
    )  # fmt: skip
    assert set(form(frame).opaque) == set(frame.columns) - {"fine", "lists", "texts", "days"}
    assert {"texts", "days", "lists"} <= set(form(frame).loose)


def test_names_of_columns_are_text() -> None:
    frame = pd.DataFrame([[1, 2]], columns=[0, 1])
    assert edited(frame, {"0": {0: 9}}).to_dict("list") == {"0": [9], "1": [2]}


def test_the_signature_tells_dtypes_and_labels() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert form(frame).signature != form(frame.astype(float)).signature
    assert form(frame).signature != form(frame.rename_axis("name")).signature
    assert form(frame).signature == form(frame + 1).signature
