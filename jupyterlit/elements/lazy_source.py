"""The rows of a frame that nobody has computed: its engine is asked for those that are shown."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS
from jupyterlit.dataframes.lazy import ROW, LazyFrame
from jupyterlit.dataframes.slices import Superseded
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, Table, to_stream
from jupyterlit.dataframes.text import csv_part, csv_rows
from jupyterlit.dataframes.views import Views, chosen
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import Filter, Rows, RowsRequest

BLOCK = 2_000  # rows that are computed at once for the screen
CSV_BLOCK = 250_000  # and for a file
MOST_ROWS = 50_000  # in one answer
KEPT_BLOCKS = 6
KEPT_COUNTS = 64

Arrangement = tuple[tuple[tuple[str, bool], ...], str, tuple[Filter, ...]]


class LazySource:
    """The rows of one frame.

    Parameters
    ----------
    frame
        The frame.
    first
        Its first rows.
    """

    def __init__(self, frame: LazyFrame, first: ArrowTable) -> None:
        self._frame = frame
        self.table: Table = Table(first.slice(0, 0))
        self.count: int = frame.count()
        self.first: Buffer = Buffer(to_stream(first))
        self.id: str = frame.digest(bytes(self.first.data), self.count)
        self._views = Views()
        self._counts: dict[Arrangement, int] = {((), "", ()): self.count}
        self._blocks: dict[tuple[Arrangement, int, int], ArrowTable] = {}
        self._lock = Lock()

    def rows(self, request: RowsRequest) -> Rows:
        """Return what is asked for, as `TableSource.rows` does."""
        go_on = self._views.enter(request)
        try:
            if request.format == "facts":
                return self._facts(request)
            with self._lock:  # engines use all processors for one question
                return self._rows(request, go_on)
        except Superseded:
            return Rows(request=request.request, superseded=True)

    def matching(self, search: str, filters: tuple[Filter, ...]) -> ArrowArray | None:
        """Return the positions of the rows that match, or None for all."""
        return self._frame.positions(search, filters)

    def frame(self) -> Any:
        """Return the first rows as a pandas DataFrame."""
        return self._frame.cut(None, 0, UNCOLLECTED_ROWS).to_pandas()

    def _rows(self, request: RowsRequest, go_on: Callable[[], bool]) -> Rows:
        key: Arrangement = (tuple(request.sort), request.search, tuple(request.filters))
        if not go_on():
            raise Superseded
        frame = self._frame.arranged(*key)
        count = self._matches(key, frame)
        if not go_on():
            raise Superseded
        start = min(max(request.start, 0), count)
        if request.format == "csv":
            return self._file(request, key, frame, start, min(request.stop or count, count), count)
        stop = min(max(request.stop, start), start + MOST_ROWS, count)
        first = start // BLOCK * BLOCK
        length = -(-(stop - first) // BLOCK) * BLOCK
        part = self._block(key, frame, first, length).slice(start - first, stop - start)
        if request.columns and frame is not None:
            part = chosen(part, [*request.columns, ROW])
        else:
            part = chosen(part, request.columns)
        return Rows(request=request.request, data=Buffer(to_stream(part)), count=count, stop=stop)

    def _matches(self, key: Arrangement, frame: Any) -> int:
        """Return how many rows match."""
        counted: Arrangement = ((), key[1], key[2])
        if counted not in self._counts:
            while len(self._counts) >= KEPT_COUNTS:
                del self._counts[next(iter(self._counts))]
            self._counts[counted] = self._frame.count(frame)
        return self._counts[counted]

    def _file(self, request: RowsRequest, key: Arrangement, frame: Any, start: int, stop: int, count: int) -> Rows:
        names = request.columns or self._frame.names
        first = start // CSV_BLOCK * CSV_BLOCK
        block = chosen(self._block(key, frame, first, CSV_BLOCK), names)
        part = block.slice(start - first, max(0, min(stop - start, csv_rows(block))))
        data = csv_part(part, names, head=start == 0)
        return Rows(request=request.request, data=Buffer(data), count=count, stop=start + part.num_rows)

    def _block(self, key: Arrangement, frame: Any, start: int, length: int) -> ArrowTable:
        name = (key, start, length)
        if name not in self._blocks:
            while len(self._blocks) >= KEPT_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[name] = self._frame.cut(frame, start, length)
        self._blocks[name] = self._blocks.pop(name)
        return self._blocks[name]

    def _facts(self, request: RowsRequest) -> Rows:
        (name,) = chosen(self.table.data, request.columns[:1]).column_names[:1]
        frame = self._frame.arranged([], request.search, request.filters)
        facts, values = self._frame.facts(name, frame, request.find)
        count = self._matches(((), request.search, tuple(request.filters)), frame)
        return Rows(request=request.request, data=Buffer(to_stream(values)), count=count, facts=facts)
