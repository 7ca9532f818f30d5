"""The rows of a table on the page: kept here, sent when the reader gets to them."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from jupyterlit.dataframes.arrangements import Arrangements
from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS, to_table
from jupyterlit.dataframes.facts import facts_of
from jupyterlit.dataframes.filters import matching
from jupyterlit.dataframes.fingerprint import fingerprint, standing
from jupyterlit.dataframes.lazy import Engine, LazyFrame, engine_of
from jupyterlit.dataframes.order import Order, in_order
from jupyterlit.dataframes.slices import Superseded
from jupyterlit.dataframes.table import INDEX, ArrowArray, ArrowTable, Table, library_of, to_stream
from jupyterlit.dataframes.text import csv_part, csv_rows
from jupyterlit.dataframes.views import Views, chosen, packed, picked, taken
from jupyterlit.elements.lazy_source import LazySource
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import Filter, Rows, RowsRequest

WHOLE_ROWS = 500  # of a table that comes at once
FIRST_ROWS = 200  # of a longer one: some screens
FIRST_CELLS = 50_000
MOST_ROWS = 50_000  # in one answer
ORDERS_BYTES = 256_000_000
ROW = "__row__"
STYLE = "__style__"

_sources: WeakValueDictionary[str, TableSource] = WeakValueDictionary()
_standing: WeakValueDictionary[object, TableSource] = WeakValueDictionary()
_settling = Lock()
_orders = Arrangements(ORDERS_BYTES)


def source_of(data: object, call: str, *, lazy: bool | None = None) -> TableSource | LazySource:
    """Return the rows of any table-like object; the same ones for the same content.

    Those of a frame that nobody has computed stay there, if there are many; with `lazy` False only the first
    are shown.
    """
    engine = None if lazy is False else engine_of(data)
    if engine is None:
        return kept_source_of(data, call)
    frame, first = _begun(data, engine, call)
    if first.num_rows <= UNCOLLECTED_ROWS:
        return _kept(Table(first))
    return LazySource(frame, first.slice(0, first_rows(first.num_rows, first.num_columns)))


def kept_source_of(data: object, call: str) -> TableSource:
    """Return the rows of any table-like object, all of them here.

    While a table stands on some page, drawing it again costs a look at where it lies in memory if nobody can
    write there, and a look at all of its memory otherwise.
    """
    if (engine := engine_of(data)) is not None:
        _, first = _begun(data, engine, call)
        return _kept(Table(first.slice(0, UNCOLLECTED_ROWS), complete=first.num_rows <= UNCOLLECTED_ROWS))
    place = standing(data)
    if place is not None and (known := _standing.get(place)) is not None:
        return known
    id = fingerprint(data)
    if id is not None and (known := _sources.get(id)) is not None:
        # A function that is cached returns first what it has made, then again and again a copy that lies elsewhere.
        if place is not None and known.seen == place:
            _settle(known, place, data, to_table(data, call))
        known.seen = place
        return known
    table = to_table(data, call)
    source = _kept(table, id)
    if place is not None and source.table is table:
        _settle(source, place, data, table)
    return source


def _settle(source: TableSource, place: Hashable, data: Any, table: Table) -> None:
    """Let a source be told by where its table lies: only what it keeps alive itself can be."""
    with _settling:
        if source.place is not None:
            _standing.pop(source.place, None)
        source.place, source.table = place, table
        source.keeps = data.clone() if library_of(data) == "polars" else data
        _standing[place] = source


def _begun(data: object, engine: Engine, call: str) -> tuple[LazyFrame, ArrowTable]:
    """Return a frame that nobody has computed, and its first rows."""
    try:
        frame = LazyFrame(data, engine)
        return frame, frame.cut(None, 0, UNCOLLECTED_ROWS + 1)
    except Exception as error:  # of any engine
        raise InvalidValue(
            f"{call}: data is a {type(data).__name__} that cannot be computed: {error} Check what it reads."
        ) from error


def _kept(table: Table, id: str | None = None) -> TableSource:
    id = id or _digest(table)
    # Not made in vain: with a source go the orders that are kept for its id.
    return _sources.get(id) or _sources.setdefault(id, TableSource(id, table))


def _digest(table: Table) -> str:
    data = fingerprint(table.data) or ""
    return data if table.styles is None else table.styles.digest(data)


class TableSource:
    """The rows of one table.

    Parameters
    ----------
    id
        Its name between browser and kernel: a digest of its content.
    table
        The table.
    numbers
        Which rows these are of another table; their own positions if not given.
    """

    def __init__(self, id: str, table: Table, numbers: ArrowArray | None = None) -> None:
        self.id = id
        self.table = table
        self._numbers = numbers
        self.count: int = table.data.num_rows
        self.schema: ArrowTable = table.data.schema
        self._first = first_rows(table.data.num_rows, table.data.num_columns)
        self.first: Buffer = Buffer(to_stream(self._part(None, 0, self._first, [])))
        self.keeps: object = None
        self.place: Hashable | None = None  # where what it keeps lies
        self.seen: Hashable | None = None  # where the same table lay when it was drawn last
        self._views = Views()
        self._keys: WeakValueDictionary[str, ArrowArray] = WeakValueDictionary()
        weakref.finalize(self, _orders.forget, id)

    def rows(self, request: RowsRequest) -> Rows:
        """Return what is asked for: rows in the order asked for, and only those that match; or a column's facts.

        Where there is an order, a column `__row__` says which row of the table each is.
        """
        go_on = self._views.enter(request)
        try:
            return self._facts(request, go_on) if request.format == "facts" else self._rows(request, go_on)
        except Superseded:
            return Rows(request=request.request, superseded=True)

    def whole(self) -> Buffer:
        """Return all rows, as they travel."""
        return self.first if self.count <= self._first else Buffer(to_stream(self._part(None, 0, self.count, [])))

    def _rows(self, request: RowsRequest, go_on: Callable[[], bool]) -> Rows:
        filters = tuple(request.filters)
        found = self.matching(request.search, filters, go_on)
        count = self.count if found is None else len(found)
        start = min(max(request.start, 0), count)
        table = chosen(self.table.data, request.columns)
        file = request.format == "csv"
        if file:
            stop = min(start + csv_rows(table), request.stop or count, count)
        else:
            stop = min(max(request.stop, start), start + MOST_ROWS, count)
        positions = None if found is None else found.slice(start, stop - start)
        if request.sort:
            order = self._order(tuple(request.sort), request.search, filters, found, go_on)
            positions = order.part(start, stop, go_on)
        if file:
            data = csv_part(_rows_of(table, positions, start, stop), headings(table.column_names), head=start == 0)
        else:
            data = to_stream(self._part(positions, start, stop, request.columns))
        return Rows(request=request.request, data=Buffer(data), count=count, stop=stop)

    def _facts(self, request: RowsRequest, go_on: Callable[[], bool]) -> Rows:
        column = chosen(self.table.data, request.columns[:1]).column(0)
        rows = self.matching(request.search, tuple(request.filters), go_on)
        facts, values = facts_of(column if rows is None else taken(column, rows), request.find)
        count = self.count if rows is None else len(rows)
        return Rows(request=request.request, data=Buffer(to_stream(values)), count=count, facts=facts)

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

    def _part(self, positions: ArrowArray | None, start: int, stop: int, columns: list[str]) -> ArrowTable:
        """Return rows as they travel, with how they look and where they stand."""
        part = packed(_rows_of(chosen(self.table.data, columns), positions, start, stop))
        if self._numbers is not None:
            positions = (
                self._numbers.slice(start, part.num_rows) if positions is None else self._numbers.take(positions)
            )
        if self.table.styles is not None:
            shown = range(start, start + part.num_rows) if positions is None else positions.to_pylist()
            part = part.append_column(STYLE, self.table.styles.column(shown))
        return part if positions is None else part.append_column(ROW, positions)

    def matching(
        self, search: str, filters: tuple[Filter, ...], go_on: Callable[[], bool] = lambda: True
    ) -> ArrowArray | None:
        """Return the positions of the rows that match, or None for all."""
        if not search and not filters:
            return None
        table = self.table.data
        return _orders.get(self.id, (search, filters), lambda: matching(table, search, filters, go_on), go_on)

    def _order(
        self,
        sort: tuple[tuple[str, bool], ...],
        search: str,
        filters: tuple[Filter, ...],
        found: ArrowArray | None,
        go_on: Callable[[], bool],
    ) -> Order:
        """Return the order of the rows, or of those that match."""

        def make() -> Order:
            return in_order(self.table.data, sort, go_on, found, self._keys)

        return _orders.get(self.id, (sort, search, filters), make, go_on)


def first_rows(rows: int, columns: int) -> int:
    """Return how many rows come with a table: all of a short one, of a long one what fills some screens."""
    most = max(20, FIRST_CELLS // max(1, columns))
    whole = min(WHOLE_ROWS, most)
    return whole if rows <= whole else min(FIRST_ROWS, most)


def headings(names: list[str]) -> list[str]:
    """Return what stands above the columns of a file: nothing above row labels without a name."""
    unnamed = INDEX.partition("{")[0]
    return ["" if name.startswith(unnamed) else name for name in names]


def _rows_of(table: ArrowTable, positions: ArrowArray | None, start: int, stop: int) -> ArrowTable:
    return table.slice(start, max(0, stop - start)) if positions is None else picked(table, positions)
