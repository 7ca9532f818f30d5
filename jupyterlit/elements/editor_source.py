"""The rows of a table that is edited: sorted, searched and filtered with the edits of the reader."""

from __future__ import annotations

from threading import Lock
from typing import Any

import msgspec
import xxhash

from jupyterlit.dataframes.edit_arrow import edited_column, edited_table
from jupyterlit.dataframes.edits import Edits, stretches
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, Table, arrow, texts
from jupyterlit.elements.editor import Editor
from jupyterlit.elements.editor_rules import Rules
from jupyterlit.elements.row_numbers import numbered
from jupyterlit.elements.table_columns import plain_number
from jupyterlit.elements.table_source import TableSource
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import Rows, RowsRequest

KEPT = 4  # states of a table
MOST_CELLS = 1_000  # rows whose cells are asked for at once


class EditorSource:
    """The rows of one table, with and without edits.

    Parameters
    ----------
    id
        Its name between browser and kernel.
    base
        The rows without edits.
    editor
        What can be changed in them.
    rules
        What depends on the row.
    edits
        What has been changed.
    """

    def __init__(self, id: str, base: TableSource, editor: Editor, rules: Rules) -> None:
        self.id = id
        self.base = base
        self.edits: Edits = Edits()
        self._editor = editor
        self._rules = rules
        self._edited: dict[str, TableSource] = {}
        self._lock = Lock()

    def rows(self, request: RowsRequest) -> Rows:
        """Return what is asked for: rows, facts, or how cells can be edited."""
        if request.format == "cells":
            changes = self._editor.shown(request.edits or {})
            cells = self._rules.cells(request.rows[:MOST_CELLS], changes)
            return Rows(request=request.request, data=Buffer(encoded(cells)))
        if request.edits is None:
            return self.base.rows(request)
        return self._with(request.edits).rows(request)

    def frame(self) -> Any:
        """Return the whole table with edits as a pandas DataFrame."""
        return self._source("", self.edits).frame() if self.edits else self.base.frame()

    def _with(self, wire: dict[str, Any]) -> TableSource:
        digest = xxhash.xxh3_128_hexdigest(msgspec.json.encode(wire))
        with self._lock:
            source = self._edited.pop(digest, None)
            if source is None:
                edits = self._editor.edits(self._editor.shown(wire))
                source = self._source(digest, edits)
            self._edited[digest] = source
            while len(self._edited) > KEPT:
                del self._edited[next(iter(self._edited))]
            return source

    def _source(self, digest: str, edits: Edits) -> TableSource:
        table = self.base.table
        numbers = _numbers(table.data.num_rows, edits)
        data = _edited(table.data, edits)
        edited = Table(data, table.index_columns, headers=table.headers, styles=table.styles)
        return TableSource(f"{self.id}+{digest}", edited, numbers)


def encoded(cells: dict[str, dict[str, Any]]) -> bytes:
    """Return how cells can be edited, as it travels."""
    return msgspec.json.encode(cells, enc_hook=plain_number)


def _edited(data: ArrowTable, edits: Edits) -> ArrowTable:
    pa = arrow()
    try:
        return edited_table(data, edits)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):  # values that ask for another type
        columns = [_column(data.column(name), name, edits) for name in data.column_names]
        return pa.table(columns, names=data.column_names)


def _column(column: ArrowArray, name: str, edits: Edits) -> ArrowArray:
    pa = arrow()
    changes, new = edits.cells.get(name, {}), edits.new(name)
    try:
        return edited_column(column, changes, edits.deleted, new)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        values = dict(zip(changes, texts(changes.values()).to_pylist(), strict=True))
        return edited_column(
            pa.chunked_array([texts(column.to_pylist())]), values, edits.deleted, texts(new).to_pylist()
        )


def _numbers(count: int, edits: Edits) -> ArrowArray:
    """Return which row of the table without edits each is; those that were added come after its last."""
    pa = arrow()
    parts = [numbered(start, stop) for start, stop in stretches(edits.deleted, count)]
    parts.append(numbered(count, count + len(edits.added)))
    return pa.concat_arrays([part.cast(pa.int64()) for part in parts])
