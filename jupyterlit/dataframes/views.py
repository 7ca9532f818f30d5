"""Who asks for rows of a table: each place on a page wants one order at a time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow
from jupyterlit.dataframes.text import compute, plain
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import RowsRequest

KEPT = 256


class Views:
    """What each place that shows a table has asked for last."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, object]] = {}
        self._lock = Lock()

    def enter(self, request: RowsRequest) -> Callable[[], bool]:
        """Note a request; return what tells whether it is still wanted.

        A file for the reader is wanted whatever they look at meanwhile.
        """
        view = request.view and f"{request.format} {request.view}"
        if not view or request.format == "csv":
            return lambda: True
        wanted = (tuple(request.sort), request.search, tuple(request.filters), request.find)
        with self._lock:
            last = self._last.get(view)
            if last is None or last[0] <= request.request:
                self._last.pop(view, None)
                self._last[view] = (request.request, wanted)
            if len(self._last) > KEPT:
                del self._last[next(iter(self._last))]
        return lambda: self._last.get(view, (0, wanted))[1] == wanted


def chosen(table: ArrowTable, columns: list[str]) -> ArrowTable:
    """Return only these columns of a table, in this order; all where none are named."""
    known = set(table.column_names)
    for name in columns:
        if name not in known:
            raise InvalidValue(f"The table has no column {name[:100]!r}.")
        known.discard(name)  # once each: an answer is no larger than the table
    return table.select(columns) if columns else table


def picked(table: ArrowTable, positions: ArrowArray) -> ArrowTable:
    """Return a few rows of a table, whose columns may be in many pieces."""
    pa, pc = arrow(), compute()

    batches = table.to_batches()
    if len(batches) < 2:
        return table.take(positions)
    found: list[ArrowTable] = []
    places: list[ArrowArray] = []
    start = 0
    for batch in batches:
        stop = start + batch.num_rows
        here = pc.indices_nonzero(
            pc.and_(pc.greater_equal(positions, pa.scalar(start)), pc.less(positions, pa.scalar(stop)))
        )
        if len(here):
            found.append(batch.take(pc.subtract(pc.take(positions, here), start)))
            places.append(here)
        start = stop
    rows = pa.Table.from_batches(found, table.schema)
    return rows.take(pc.sort_indices(pa.concat_arrays(places))) if found else rows


def taken(column: ArrowArray, positions: ArrowArray) -> ArrowArray:
    """Return many values of a column: texts of more than two gigabytes need larger numbers to stand in one piece."""
    pa = arrow()
    large = pa.types.is_string(column.type) and column.nbytes > 2**30
    return (column.cast(pa.large_string()) if large else column).take(positions)


def packed(rows: ArrowTable) -> ArrowTable:
    """Return rows as they travel: a dictionary larger than they are would weigh more than their values."""
    pa = arrow()

    for position, column in enumerate(rows.columns):
        if pa.types.is_dictionary(column.type) and any(len(chunk.dictionary) > len(rows) for chunk in column.chunks):
            values = pa.chunked_array([plain(chunk) for chunk in column.chunks], column.type.value_type)
            rows = rows.set_column(position, rows.schema.field(position).name, values.dictionary_encode())
    return rows
