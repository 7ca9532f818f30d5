"""Edits of Arrow tables."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa

from jupyterlit.dataframes.edit_arrow import MOST_PIECES, ArrowForm, edited_column, edited_table
from jupyterlit.dataframes.edits import Edits

NOON = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
TABLE = pa.table(
    {
        "n": pa.array([1, 2, 3], pa.int8()),
        "text": ["x", None, "z"],
        "kind": pa.array(["u", "v", "u"]).dictionary_encode(),
        "at": pa.array([NOON] * 3, pa.timestamp("ns", "Europe/Oslo")),
        "price": pa.array([Decimal("1.50")] * 3, pa.decimal128(10, 2)),
        "span": [dt.timedelta(1)] * 3,
        "items": [[1], [2], [3]],
        "whole": [{"a": 1}] * 3,
    }
)


def test_types_stay_as_they_are() -> None:
    later = NOON + dt.timedelta(hours=1)
    edits = Edits(
        {
            "n": {0: 9},
            "kind": {1: "u"},
            "at": {0: later},
            "price": {0: Decimal("7.25")},
            "span": {0: dt.timedelta(seconds=1)},
            "items": {0: [4, 5]},
            "text": {2: None},
        },
        [1],
        [{"n": 7, "text": "new"}],
    )
    edited = edited_table(TABLE, edits)
    edited.validate(full=True)
    assert edited.schema == TABLE.schema
    assert edited.column("n").to_pylist() == [9, 3, 7]
    assert edited.column("text").to_pylist() == ["x", None, "new"]
    assert edited.column("kind").to_pylist() == ["u", "u", None]
    assert edited.column("price").to_pylist() == [Decimal("7.25"), Decimal("1.50"), None]
    assert edited.column("items").to_pylist() == [[4, 5], [3], None]
    assert edited.column("whole").to_pylist() == [{"a": 1}, {"a": 1}, None]
    assert [at and at.tz_convert("UTC").to_pydatetime() for at in edited.column("at").to_pylist()] == [
        later, NOON, None,
    ]  # fmt: skip


def test_what_is_not_edited_is_the_same_memory() -> None:
    edited = edited_table(TABLE, Edits({"n": {0: 9}}))
    for name in ("text", "items"):
        assert edited.column(name).chunk(0).buffers()[-1].address == TABLE.column(name).chunk(0).buffers()[-1].address
    assert TABLE.column("n").to_pylist() == [1, 2, 3]
    assert edited_table(TABLE, Edits()) is TABLE


def test_a_column_without_type_gets_that_of_its_first_values() -> None:
    column = pa.chunked_array([pa.nulls(2)])
    assert edited_column(column, {1: 5}).to_pylist() == [None, 5]
    assert edited_column(column, {1: None}).type == pa.string()


def test_many_pieces_are_put_together() -> None:
    column = pa.chunked_array([pa.array(range(4 * MOST_PIECES))])
    edited = edited_column(column, {row: -row for row in range(0, 4 * MOST_PIECES, 2)})
    assert edited.num_chunks == 1
    assert edited.to_pylist()[:4] == [0, 1, -2, 3]
    kinds = pa.chunked_array([pa.array(["a", "b"] * 2 * MOST_PIECES).dictionary_encode()])
    edited = edited_column(kinds, dict.fromkeys(range(0, 4 * MOST_PIECES, 2), "c"))
    assert edited.to_pylist()[:3] == ["c", "b", "c"]


def test_each_form_comes_back_as_what_it_was() -> None:
    edits = Edits({"value": {0: 9}}, [1], [{"value": 4}])
    array = ArrowForm(pa.array([1, 2])).edited(edits)
    assert isinstance(array, pa.Int64Array)
    assert array.to_pylist() == [9, 4]
    chunked = ArrowForm(pa.chunked_array([[1], [2]])).edited(edits)
    assert isinstance(chunked, pa.ChunkedArray)
    assert chunked.to_pylist() == [9, 4]
    batch = ArrowForm(pa.RecordBatch.from_pydict({"value": [1, 2]})).edited(edits)
    assert isinstance(batch, pa.RecordBatch)
    assert batch.to_pydict() == {"value": [9, 4]}
    gone = ArrowForm(pa.RecordBatch.from_pydict({"value": [1]})).edited(Edits(deleted=[0]))
    assert isinstance(gone, pa.RecordBatch)
    assert gone.num_rows == 0
    assert ArrowForm(pa.array([1])).edited(Edits()).to_pylist() == [1]


def test_metadata_and_what_columns_allow_stay() -> None:
    schema = pa.schema([pa.field("a", pa.int64(), nullable=False)], {"made": "here"})
    table = pa.table({"a": [1, 2]}, schema=schema)
    assert edited_table(table, Edits({"a": {0: 5}})).schema.equals(schema, check_metadata=True)
    assert edited_table(table, Edits({"a": {0: None}})).schema.field("a").nullable
