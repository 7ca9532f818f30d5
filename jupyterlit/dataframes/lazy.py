"""Frames that nobody has computed: their engine sorts, filters and cuts out the rows that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import RLock
from typing import Any, Protocol

import xxhash

from jupyterlit.dataframes.facts import RANGED, VALUES, end_text, with_keys
from jupyterlit.dataframes.lazy_filters import containing, is_empty_in, passing
from jupyterlit.dataframes.table import ArrowTable, arrow, without_views
from jupyterlit.dataframes.text import kind_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Facts, Filter

ROW = "__row__"


class Engine(Protocol):
    """What is done in the library that a frame belongs to."""

    def numbered(self, frame: Any) -> Any:
        """Return a frame with one more column: which row each is."""
        ...

    def cut(self, frame: Any, start: int, length: int) -> ArrowTable:
        """Compute some of the rows."""
        ...

    def plan(self, frame: Any) -> str:
        """Return what the frame would compute, as text."""
        ...


class Polars:
    """Polars' LazyFrame."""

    def numbered(self, frame: Any) -> Any:
        import polars as pl

        return frame.with_row_index(ROW).select(pl.exclude(ROW), ROW)

    def cut(self, frame: Any, start: int, length: int) -> ArrowTable:
        return frame.slice(start, length).collect().to_arrow()

    def plan(self, frame: Any) -> str:
        return str(frame.explain(optimized=False))


class DuckDB:
    """DuckDB's relations."""

    def numbered(self, frame: Any) -> Any:
        return frame.project(f"*, row_number() over () - 1 as {ROW}")

    def cut(self, frame: Any, start: int, length: int) -> ArrowTable:
        return frame.limit(length, start).to_arrow_table()

    def plan(self, frame: Any) -> str:
        return str(frame.sql_query())


class Ibis:
    """Ibis' table expressions."""

    def numbered(self, frame: Any) -> Any:
        import ibis

        return frame.mutate(**{ROW: ibis.row_number()})

    def cut(self, frame: Any, start: int, length: int) -> ArrowTable:
        return frame.limit(length, offset=start).to_pyarrow()

    def plan(self, frame: Any) -> str:
        return repr(frame)


def engine_of(data: object) -> Engine | None:
    """Return the engine of a frame that nobody has computed, or None for everything else; nothing is imported."""
    for cls in type(data).__mro__:
        match cls.__module__.partition(".")[0], cls.__name__:
            case "polars", "LazyFrame":
                return Polars()
            case (("duckdb" | "_duckdb"), "DuckDBPyRelation"):
                return DuckDB()
            case "ibis", "Table":
                return Ibis()
            case _:
                continue
    return None


class LazyFrame:
    """A frame whose rows stay where they are until somebody looks at them.

    Parameters
    ----------
    data
        The frame, as its library has it.
    engine
        Its library.
    """

    def __init__(self, data: Any, engine: Engine) -> None:
        self._data = data
        self._engine = engine
        self._lock = RLock()  # a connection serves one at a time
        self.schema: ArrowTable = self.cut(None, 0, 0).schema

    @property
    def names(self) -> list[str]:
        """The columns."""
        return list(self.schema.names)

    def cut(self, frame: Any, start: int, length: int) -> ArrowTable:
        """Compute some of the rows of `frame`, or of all."""
        with self._lock:
            return without_views(self._engine.cut(self._data if frame is None else frame, start, length))

    def digest(self, first: bytes, count: int) -> str:
        """Return a digest of what the frame would compute and how that begins."""
        plan = self._engine.plan(self._data)
        return xxhash.xxh3_128_hexdigest(f"{type(self._data).__qualname__} {count} {plan}".encode() + first)

    def count(self, frame: Any = None) -> int:
        """Return how many rows `frame` has, or all."""
        import narwhals as nw

        with self._lock:
            lazy = _lazy(self._data if frame is None else frame)
            return int(lazy.select(nw.len()).collect(backend="pyarrow").item())

    def arranged(self, sort: Sequence[tuple[str, bool]], search: str, filters: Iterable[Filter]) -> Any:
        """Return the frame with the rows that match, in order, and the column `__row__`; None for all as they stand.

        Raises
        ------
        InvalidValue
            There is no such column, or a filter does not fit it.
        """
        import narwhals as nw

        for name in (*(name for name, _ in sort), *(filter.column for filter in filters)):
            if name not in self.names:
                raise InvalidValue(f"The table has no column {name!r}.")
        if not sort and not search and not filters:
            return None
        with self._lock:
            lazy = _lazy(self._engine.numbered(self._data))
            for filter in filters:
                lazy = lazy.filter(passing(filter, self.schema.field(filter.column).type))
            if search:
                lazy = lazy.filter(
                    nw.any_horizontal(*(containing(name, search) for name in self.names), ignore_nulls=True)
                )
            keys = [self._key(name).alias(f"__sort_{i}__") for i, (name, _) in enumerate(sort)]
            names = [f"__sort_{i}__" for i in range(len(keys))]
            ways = [descending for _, descending in sort]
            # The row's number makes equal rows stay in place from one stretch to the next.
            if keys:
                lazy = lazy.with_columns(*keys)
            lazy = lazy.sort(*names, ROW, descending=[*ways, False], nulls_last=True)
            return (lazy.drop(*names) if names else lazy).to_native()

    def _key(self, name: str) -> Any:
        """Return what a column is sorted by: texts without regard to case."""
        import narwhals as nw

        column = nw.col(name)
        return column.str.to_lowercase() if kind_of(self.schema.field(name).type) == "text" else column

    def positions(self, search: str, filters: Sequence[Filter]) -> Any:
        """Return the positions of the rows that match, as an array; None for all."""
        frame = self.arranged([], search, filters)
        if frame is None:
            return None
        with self._lock:
            return self.cut(_lazy(frame).select(ROW).to_native(), 0, self.count(frame)).column(0).combine_chunks()

    def facts(self, name: str, frame: Any, find: str) -> tuple[Facts, ArrowTable]:
        """Return what a column holds, in `frame` or all rows, and its most frequent values."""
        import narwhals as nw

        pa = arrow()
        type_ = self.schema.field(name).type
        kind = kind_of(type_)
        column = nw.col(name)
        with self._lock:
            lazy = _lazy(self._data if frame is None else frame).select(name)
            filled = lazy.filter(~is_empty_in(column, type_))
            wanted = [nw.len().alias("filled")]
            if kind in RANGED:
                wanted += [column.min().alias("least"), column.max().alias("most")]
            ends = filled.select(*wanted).collect(backend="pyarrow").to_arrow()
            empty = int(lazy.select(nw.len()).collect(backend="pyarrow").item()) - ends["filled"][0].as_py()
            least, most = (
                end_text(ends[end][0], kind) if end in ends.column_names else None for end in ("least", "most")
            )
            if kind == "other":
                none = pa.table({"value": pa.array([], type_)})
                return Facts(kind=kind, least=None, most=None, empty=empty, distinct=None), with_keys(none)
            found = filled.filter(containing(name, find)) if find else filled
            counted = found.group_by(name).agg(nw.len().alias("count"))
            distinct = int(counted.select(nw.len()).collect(backend="pyarrow").item())
            values = counted.sort("count", name, descending=[True, False]).head(VALUES).collect(backend="pyarrow")
        rows = without_views(values.to_arrow())
        rows = pa.table({"value": rows[name], "count": rows["count"].cast(pa.int64())})
        return Facts(kind=kind, least=least, most=most, empty=empty, distinct=distinct), with_keys(rows)


def _lazy(frame: Any) -> Any:
    import narwhals as nw

    return nw.from_native(frame).lazy()
