"""Edits of Polars' frames and series."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import polars as pl
from polars.testing import assert_frame_equal

from jupyterlit.dataframes.edit_polars import MOST_PIECES, PolarsForm, edited_series
from jupyterlit.dataframes.edits import Edits

NOON = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
FRAME = pl.DataFrame(
    {
        "n": pl.Series([1, 2], dtype=pl.Int8),
        "sort": pl.Series(["a", "b"], dtype=pl.Enum(["a", "b", "c"])),
        "kind": pl.Series(["u", "v"], dtype=pl.Categorical),
        "day": [dt.date(2020, 1, 1)] * 2,
        "at": pl.Series([NOON] * 2, dtype=pl.Datetime("ms", "Europe/Oslo")),
        "price": pl.Series([Decimal("1.5")] * 2, dtype=pl.Decimal(10, 2)),
        "items": [["a"], ["b"]],
    }
)


def test_types_stay_as_they_are() -> None:
    edits = Edits(
        {"n": {0: None}, "sort": {0: "c"}, "kind": {1: "new"}, "at": {0: NOON + dt.timedelta(hours=1)},
         "price": {0: Decimal("2.25")}, "items": {1: ["q", None]}},
        [],
        [{"n": 5, "day": dt.date(2024, 1, 1)}],
    )  # fmt: skip
    edited = PolarsForm(FRAME).edited(edits)
    assert edited.schema == FRAME.schema
    assert edited.rows(named=True)[0] == {
        "n": None, "sort": "c", "kind": "u", "day": dt.date(2020, 1, 1), "at": NOON + dt.timedelta(hours=1),
        "price": Decimal("2.25"), "items": ["a"],
    }  # fmt: skip
    assert edited["kind"].to_list() == ["u", "new", None]
    assert edited["items"].to_list() == [["a"], ["q", None], None]
    assert edited["n"].to_list() == [None, 2, 5]


def test_rows_go_and_the_frame_that_was_stays() -> None:
    before = FRAME.clone()
    edited = PolarsForm(FRAME).edited(Edits({"n": {1: 7}}, [0]))
    assert edited["n"].to_list() == [7]
    assert_frame_equal(FRAME, before)
    assert PolarsForm(FRAME).edited(Edits(deleted=[0, 1])).schema == FRAME.schema


def test_a_series_comes_back_as_one_and_what_was_lazy_is_computed() -> None:
    series = PolarsForm(pl.Series("s", [1, 2])).edited(Edits({"s": {0: 5}}))
    assert isinstance(series, pl.Series)
    assert (series.name, series.to_list()) == ("s", [5, 2])
    assert PolarsForm(pl.LazyFrame({"a": [1]})).edited(Edits({"a": {0: 2}})).to_dict(as_series=False) == {"a": [2]}


def test_a_column_without_type_gets_that_of_its_first_values() -> None:
    assert edited_series(pl.Series("a", [None, None]), {1: 5}).dtype == pl.Int64
    assert edited_series(pl.Series("a", [None, None]), {1: None}).dtype == pl.String


def test_many_pieces_are_put_together() -> None:
    edited = edited_series(pl.Series("a", range(4 * MOST_PIECES)), dict.fromkeys(range(0, 4 * MOST_PIECES, 2), -1))
    assert (edited.n_chunks(), edited[:3].to_list()) == (1, [-1, 1, -1])


def test_objects_of_python_cannot_be_edited() -> None:
    frame = pl.DataFrame({"a": [1], "o": pl.Series([object()], dtype=pl.Object)})
    assert PolarsForm(frame).opaque == {"o"}
