"""Edits of Arrow tables: what is not changed is shared with the table that was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jupyterlit.dataframes.edits import Edits, runs, stretches
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow

MOST_PIECES = 512  # of a column; more are put together


class ArrowForm:
    """A table, a batch of rows or an array.

    Parameters
    ----------
    data
        What the author gave.
    """

    loose: Collection[str] = ()
    opaque: Collection[str] = ()

    def __init__(self, data: Any) -> None:
        pa = arrow()
        self._data = data
        if isinstance(data, pa.RecordBatch):
            self._table: ArrowTable = pa.Table.from_batches([data])
        else:
            self._table = data if isinstance(data, pa.Table) else pa.table({"value": data})

    @property
    def signature(self) -> str:
        """What its columns are to the author."""
        return f"{type(self._data).__name__} {self._table.schema.to_string(show_schema_metadata=False)}"

    def edited(self, edits: Edits) -> Any:
        """Return the table with edits, in the same form."""
        table = edited_table(self._table, edits)
        match type(self._data).__name__:
            case "Table":
                return table
            case "RecordBatch":
                return table.combine_chunks().to_batches()[0] if table.num_rows else self._data.slice(0, 0)
            case "ChunkedArray":
                return table.column(0)
            case _:
                return arrow().concat_arrays(table.column(0).chunks) if edits else self._data


def edited_table(table: ArrowTable, edits: Edits) -> ArrowTable:
    """Return a table with edits."""
    pa = arrow()

    if not edits:
        return table
    columns: list[ArrowArray] = []
    fields: list[Any] = []
    for field in table.schema:
        changes = edits.cells.get(field.name, {})
        column = table.column(field.name)
        if changes or edits.moves:
            column = edited_column(column, changes, edits.deleted, edits.new(field.name))
        columns.append(column)
        fields.append(field.with_type(column.type).with_nullable(field.nullable or column.null_count > 0))
    return pa.Table.from_arrays(columns, schema=pa.schema(fields, table.schema.metadata))


def edited_column(
    column: ArrowArray, changes: Mapping[int, Any], deleted: Sequence[int] = (), added: Sequence[Any] = ()
) -> ArrowArray:
    """Return a column with other values in some rows, without some rows, and with more rows at the end."""
    pa = arrow()

    if pa.types.is_null(column.type):
        column = column.cast(_kind_of([*changes.values(), *added]))
    kind = column.type
    pieces: list[ArrowArray] = []
    if changes:
        here = 0
        for first, values in runs(changes):
            pieces += [column.slice(here, first - here), pa.chunked_array([array_like(values, kind)])]
            here = first + len(values)
        pieces.append(column.slice(here))
        column = _joined(pieces, kind)
    if deleted:
        column = _joined([column.slice(start, stop - start) for start, stop in stretches(deleted, len(column))], kind)
    if added:
        column = _joined([column, pa.chunked_array([array_like(added, kind)])], kind)
    return column


def array_like(values: Sequence[Any], kind: Any) -> ArrowArray:
    """Return values as an array of a type."""
    pa = arrow()

    if all(value is None for value in values):
        return pa.nulls(len(values), kind)
    if pa.types.is_dictionary(kind):
        encoded = pa.array(values, kind.value_type).dictionary_encode()
        indices = encoded.indices.cast(kind.index_type)
        return pa.DictionaryArray.from_arrays(indices, encoded.dictionary, ordered=kind.ordered)
    return pa.array(values, kind)


def _joined(pieces: list[ArrowArray], kind: Any) -> ArrowArray:
    pa = arrow()
    chunks = [chunk for piece in pieces for chunk in piece.chunks if len(chunk)]
    column = pa.chunked_array(chunks, kind)
    if len(chunks) <= MOST_PIECES:
        return column
    if pa.types.is_dictionary(kind):
        column = column.unify_dictionaries()
    return pa.chunked_array([pa.concat_arrays(column.chunks)])


def _kind_of(values: list[Any]) -> Any:
    pa = arrow()
    kind = pa.array(values).type
    return pa.string() if pa.types.is_null(kind) else kind
