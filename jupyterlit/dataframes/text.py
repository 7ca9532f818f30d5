"""The values of a column as plain text: what a search finds and a CSV file holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal

from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow

Kind = Literal["number", "text", "boolean", "date", "datetime", "time", "duration", "other"]

SCALES = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}  # parts of a second, by unit
CSV_BYTES = 8_000_000  # of a file that travel at once, about
_DAY = 86_400


def compute() -> Any:
    """Return pyarrow.compute, loaded on first use."""
    return import_module("pyarrow.compute")


def kind_of(type_: Any) -> Kind:
    """Return what a column of this Arrow type holds, to a reader."""
    types = arrow().types
    if types.is_dictionary(type_):
        return kind_of(type_.value_type)
    if types.is_integer(type_) or types.is_floating(type_) or types.is_decimal(type_):
        return "number"
    if types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_):
        return "text"
    if types.is_boolean(type_):
        return "boolean"
    if types.is_date(type_):
        return "date"
    if types.is_timestamp(type_):
        return "datetime"
    if types.is_time(type_):
        return "time"
    return "duration" if types.is_duration(type_) else "other"


def plain(column: ArrowArray) -> ArrowArray:
    """Return a column without dictionary: its values one by one."""
    return column.cast(column.type.value_type) if arrow().types.is_dictionary(column.type) else column


def as_text(column: ArrowArray) -> ArrowArray:
    """Return a column as text, what is missing left out."""
    pa = arrow()

    column = plain(column)
    if kind_of(column.type) == "text":
        return column
    if kind_of(column.type) == "duration":
        return _spans(column)
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def _spans(column: ArrowArray) -> ArrowArray:
    """Return time spans as "3 days 04:05:06.5"."""
    pa, pc = arrow(), compute()

    scale = SCALES[column.type.unit]
    parts = column.cast(pa.int64())
    size = pc.abs(parts)
    whole = pc.divide(size, scale)
    days = pc.divide(whole, _DAY)
    clock = pc.subtract(whole, pc.multiply(days, _DAY))
    rest = pc.subtract(size, pc.multiply(whole, scale))
    sign = pc.if_else(pc.less(parts, 0), "-", "")
    fraction = pc.utf8_rtrim(pc.utf8_lpad(rest.cast(pa.string()), len(str(scale)) - 1, "0"), "0")
    fraction = pc.if_else(pc.equal(rest, 0), "", pc.binary_join_element_wise(".", fraction, ""))
    time = clock.cast(pa.int32()).cast(pa.time32("s")).cast(pa.string())
    return pc.binary_join_element_wise(sign, days.cast(pa.string()), " days ", time, fraction, "")


def csv_part(table: ArrowTable, names: Sequence[str], *, head: bool) -> Any:
    """Return rows as CSV for spreadsheets, which take UTF-8 where a mark at the start says so.

    Parameters
    ----------
    table
        The rows.
    names
        What stands above the columns.
    head
        These are the first rows: mark and names come before them.
    """
    pa = arrow()
    writer = import_module("pyarrow.csv")

    sink = pa.BufferOutputStream()
    if head:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(names)
        sink.write(b"\xef\xbb\xbf" + line.getvalue().encode())
    written = pa.table([_as_cells(column) for column in table.columns], names=[str(i) for i in range(len(names))])
    if written.num_columns:
        with writer.CSVWriter(sink, written.schema, write_options=writer.WriteOptions(include_header=False)) as rows:
            rows.write_table(written)
    return sink.getvalue()


def csv_rows(table: ArrowTable) -> int:
    """Return how many rows of a file travel at once."""
    sample = table.slice(0, 500)
    return max(500, CSV_BYTES * sample.num_rows // (csv_part(sample, sample.column_names, head=False).size + 1))


def _as_cells(column: ArrowArray) -> ArrowArray:
    """Return a column of a type that can be written as CSV."""
    types = arrow().types
    column = plain(column)
    if types.is_nested(column.type) or types.is_binary(column.type) or kind_of(column.type) == "duration":
        return as_text(column)
    return column
