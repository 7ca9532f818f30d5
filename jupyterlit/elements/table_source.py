"""The rows of a table on the page: kept here, sent when the reader gets to them."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from typing import Any
from weakref import WeakValueDictionary

from jupyterlit.dataframes.convert import INDEX, ArrowTable, Table, arrow, library_of, to_stream, to_table
from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import Rows, RowsRequest

FIRST_ROWS = 500
FIRST_CELLS = 50_000
KEPT_ORDERS = 4
KEPT_TEXTS = 20_000_000  # bytes of a table whose cells are kept as text once they were searched
ROW = "__row__"

_sources: WeakValueDictionary[str, TableSource] = WeakValueDictionary()


def source_of(data: object, call: str) -> TableSource:
    """Return the rows of any table-like object; the same ones for the same content.

    While a table stands on some page, drawing it again costs a look at its memory.
    """
    id = fingerprint(data)
    if id is not None and id in _sources:
        return _sources[id]
    table = to_table(data, call)
    id = id or fingerprint(table.data) or ""
    return _sources.setdefault(id, TableSource(id, table))


class TableSource:
    """The rows of one table.

    Parameters
    ----------
    id
        Its name between browser and kernel: a digest of its content.
    table
        The table.
    """

    def __init__(self, id: str, table: Table) -> None:
        self.id = id
        self.table = table
        self.first = Buffer(to_stream(table.data.slice(0, _first_rows(table.data))))
        self._orders: dict[tuple[Any, ...], Any] = {}
        self._texts: list[Any] | None = None

    def rows(self, request: RowsRequest) -> Rows:
        """Return the rows asked for: in the order asked for, and only those that match the search.

        Where there is an order or a search, a column `__row__` says which row of the table each is.
        """
        order = self._order(tuple(request.sort), request.search)
        table = self.table.data
        count = table.num_rows if order is None else len(order)
        if request.format == "csv":
            shown = table if order is None else table.take(order)
            return Rows(request=request.request, data=Buffer(_csv(shown, request.columns)), count=count)
        start = min(max(request.start, 0), count)
        stop = min(max(request.stop, start), count)
        if order is None:
            part = table.slice(start, stop - start)
        else:
            chosen = order.slice(start, stop - start)
            part = table.take(chosen).append_column(ROW, chosen)
        return Rows(request=request.request, data=Buffer(to_stream(part)), count=count)

    def frame(self) -> Any:
        """Return the whole table as a pandas DataFrame."""
        if library_of(self.table.owner) == "pandas":
            return self.table.owner.copy()  # type: ignore[attr-defined]  # a data frame, by its library
        frame = self.table.data.to_pandas()
        labels = list(frame.columns[: self.table.index_columns])
        if not labels:
            return frame
        frame = frame.set_index(labels)
        frame.index.names = [None if name == INDEX.format(level) else name for level, name in enumerate(labels)]
        return frame

    def _order(self, sort: tuple[tuple[str, bool], ...], search: str) -> Any:
        """Return the positions of the rows to show, or None for all as they stand."""
        if not sort and not search:
            return None
        key = (sort, search)
        if key not in self._orders:
            order = _sorted(self.table.data, sort) if sort else None
            if search:
                found = _matches(self._as_texts(), search)
                order = found if order is None else _only(order, found)
            while len(self._orders) >= KEPT_ORDERS:
                self._orders.pop(next(iter(self._orders)), None)
            self._orders[key] = order
        return self._orders[key]

    def _as_texts(self) -> list[Any]:
        """Return all columns as text: readers search again with every letter they type."""
        texts = self._texts or [_as_text(column) for column in self.table.data.columns]
        if self.table.data.nbytes <= KEPT_TEXTS:
            self._texts = texts
        return texts


def _module(name: str) -> Any:
    return import_module(name)


def _first_rows(table: ArrowTable) -> int:
    """Return how many rows fill the first screens, fewer of a wide table."""
    return min(FIRST_ROWS, max(20, FIRST_CELLS // max(1, table.num_columns)))


def _sorted(table: ArrowTable, sort: tuple[tuple[str, bool], ...]) -> Any:
    """Return row positions in order; each key is a column name and whether it descends."""
    pa = arrow()
    pc = _module("pyarrow.compute")

    keys = pa.table({str(i): _sortable(table.column(name)) for i, (name, _) in enumerate(sort)})
    ways = [(str(i), "descending" if descending else "ascending") for i, (_, descending) in enumerate(sort)]
    return pc.sort_indices(keys, sort_keys=ways).cast(pa.int32())


def _sortable(column: Any) -> Any:
    pa = arrow()
    pc = _module("pyarrow.compute")

    if pa.types.is_dictionary(column.type):
        if column.type.ordered:
            chunks = column.unify_dictionaries().chunks
            return pa.chunked_array([chunk.indices for chunk in chunks], column.type.index_type)
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.utf8_lower(column)
    if pa.types.is_nested(column.type) or pa.types.is_null(column.type):
        return _as_text(column)
    return column


def _matches(columns: list[Any], search: str) -> Any:
    """Return the positions of the rows of which a text contains `search`, in any case of letters."""
    pa = arrow()
    pc = _module("pyarrow.compute")

    found = None
    for column in columns:
        hits = pc.fill_null(pc.match_substring(column, search, ignore_case=True), False)
        found = hits if found is None else pc.or_(found, hits)
    if found is None:
        return pa.array([], pa.int32())
    return pc.indices_nonzero(found).cast(pa.int32())


def _only(order: Any, found: Any) -> Any:
    """Return those positions of `order` that are in `found`."""
    pc = _module("pyarrow.compute")
    return pc.filter(order, pc.is_in(order, value_set=found))


def _as_text(column: Any) -> Any:
    pa = arrow()
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def _csv(table: ArrowTable, columns: list[str]) -> bytes:
    """Return a table as CSV for spreadsheets, which take UTF-8 where a mark at the start says so."""
    pa = arrow()
    csv_writer = _module("pyarrow.csv")

    table = table.select(columns) if columns else table
    names = ["" if name == INDEX.format(i) else name for i, name in enumerate(table.column_names)]
    head = io.StringIO()
    csv.writer(head, lineterminator="\n").writerow(names)
    sink = pa.BufferOutputStream()
    sink.write(b"\xef\xbb\xbf" + head.getvalue().encode())
    written = pa.table([_as_cells(column) for column in table.columns], names=[str(i) for i in range(len(names))])
    options = csv_writer.WriteOptions(include_header=False)
    with csv_writer.CSVWriter(sink, written.schema, write_options=options) as writer:
        writer.write_table(written)
    return sink.getvalue().to_pybytes()


def _as_cells(column: Any) -> Any:
    """Return a column of a type that can be written as CSV."""
    types = arrow().types
    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if types.is_nested(column.type) or types.is_binary(column.type) or types.is_duration(column.type):
        return _as_text(column)
    return column
