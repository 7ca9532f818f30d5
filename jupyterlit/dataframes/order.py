"""The rows of a table in another order, sorted as far as somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from jupyterlit.dataframes.slices import Superseded, at_once
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow
from jupyterlit.dataframes.text import as_text, compute, kind_of
from jupyterlit.errors import InvalidValue

AT_ONCE = 300_000  # rows that are sorted at once
_SAMPLE = 20_000
_WINDOW = 1 / 32  # of the rows, on either side of the wanted one
_FEW = 2_000  # different texts, up to which they are sorted instead of the rows


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows that come before those of the next segment and after those of the one before.

    Parameters
    ----------
    rows
        Their positions; None for all rows as they stand.
    length
        How many they are.
    ready
        They are in order.
    alike
        How many keys, the strongest ones, are the same for all of them.
    """

    rows: ArrowArray | None
    length: int
    ready: bool = False
    alike: int = 0


class Order:
    """The positions of rows in order; rows that are alike keep theirs.

    Nothing is sorted before somebody wants to see it, and then only what lies around it: a few comparisons tell
    which rows those are.

    Parameters
    ----------
    keys
        Columns to sort by, the strongest first.
    descending
        The way of each; what is missing comes last both ways.
    """

    def __init__(self, keys: Sequence[ArrowArray], descending: Sequence[bool]) -> None:
        self._keys = list(keys)
        self._descending = list(descending)
        self._length = len(keys[0])
        self._segments = [Segment(None, self._length)]
        self._lock = Lock()

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """How many bytes it takes, about."""
        return sum(key.nbytes for key in self._keys) + 4 * self._length

    def part(self, start: int, stop: int, go_on: Callable[[], bool]) -> ArrowArray:
        """Return the positions of the rows that stand from `start` to `stop`.

        Raises
        ------
        Superseded
            `go_on` has said no meanwhile.
        """
        pa = arrow()
        index = pa.int32() if self._length < 2**31 else pa.int64()
        found: list[ArrowArray] = [pa.array([], index)]
        with self._lock:
            while start < stop:
                segment, offset = self._ready(start, go_on)
                rows = segment.rows.slice(offset, stop - start)  # type: ignore[union-attr]  # ready ones have rows
                found.append(rows.cast(index))
                start += len(rows)
        return pa.concat_arrays(found)

    def _ready(self, place: int, go_on: Callable[[], bool]) -> tuple[Segment, int]:
        """Return the segment of a row, in order, and where in it the row stands."""
        while True:
            if not go_on():
                raise Superseded
            number, offset = self._at(place)
            segment = self._segments[number]
            if segment.ready:
                return segment, offset
            small = segment.length <= AT_ONCE or segment.alike == len(self._keys)
            self._segments[number : number + 1] = [self._sorted(segment)] if small else self._split(segment, offset)

    def _at(self, place: int) -> tuple[int, int]:
        for number, segment in enumerate(self._segments):
            if place < segment.length:
                return number, place
            place -= segment.length
        raise IndexError(place)

    def _sorted(self, segment: Segment) -> Segment:
        pa, pc = arrow(), compute()

        keys = self._keys[segment.alike :]
        if not keys:
            return Segment(self._rows(segment), segment.length, ready=True)
        names = [str(i) for i in range(len(keys))]
        ways = ["descending" if down else "ascending" for down in self._descending[segment.alike :]]
        table = pa.table([self._values(key, segment) for key in keys], names=names)
        places = pc.sort_indices(table, sort_keys=list(zip(names, ways, strict=True)))
        return Segment(places if segment.rows is None else pc.take(segment.rows, places), segment.length, ready=True)

    def _rows(self, segment: Segment) -> ArrowArray:
        pa = arrow()
        everything = pa.repeat(pa.scalar(True), segment.length)
        return compute().indices_nonzero(everything) if segment.rows is None else segment.rows

    def _values(self, key: ArrowArray, segment: Segment) -> ArrowArray:
        return key if segment.rows is None else compute().take(key, segment.rows)

    def _split(self, segment: Segment, offset: int) -> list[Segment]:
        """Return several segments for one, so that a small one holds the row at `offset`."""
        pa, pc = arrow(), compute()

        down = self._descending[segment.alike]
        values = self._values(self._keys[segment.alike], segment)
        last = [pc.is_null(values)]
        if pa.types.is_floating(values.type):
            last.insert(0, pc.fill_null(pc.is_nan(values), False))
        if any(pc.any(mask).as_py() for mask in last):
            known = pc.invert(last[0] if len(last) == 1 else pc.or_(*last))
            return self._parts(segment, [(known, 0), *((mask, 1) for mask in last)])
        low, high, first, last = _around(values, offset / segment.length, descending=down)
        sides = [pc.less(values, low)] if not first else []
        sides += [pc.greater(values, high)] if not last else []
        if low != high and sides:
            middle = pc.invert(sides[0] if len(sides) == 1 else pc.or_(*sides))
            masks = [*sides[: not first], middle, *sides[not first :]]
            if len(parts := self._parts(segment, [(mask, 0) for mask in masks], turned=down)) > 1:
                return parts
        # One value fills all that is around the row.
        masks = [(pc.less(values, low), 0), (pc.equal(values, low), 1), (pc.greater(values, low), 0)]
        return self._parts(segment, masks, turned=down)

    def _parts(self, segment: Segment, masks: list[tuple[ArrowArray, int]], *, turned: bool = False) -> list[Segment]:
        """Return the rows of a segment that each mask chooses, and how many keys more are alike there."""
        parts = at_once(lambda part: self._chosen(segment, *part), masks)
        found = [part for part in parts if part.length]
        return found[::-1] if turned else found

    def _chosen(self, segment: Segment, mask: ArrowArray, more: int) -> Segment:
        pa, pc = arrow(), compute()
        places = pc.indices_nonzero(mask)
        rows = places if segment.rows is None else pc.take(segment.rows, places)
        return Segment(rows.cast(pa.int32()) if self._length < 2**31 else rows, len(rows), alike=segment.alike + more)


def _around(values: ArrowArray, share: float, *, descending: bool) -> tuple[Any, Any, bool, bool]:
    """Return two values between which lies the one that so large a share of all come before.

    And whether nothing comes before the first, or after the second.
    """
    pa, pc = arrow(), compute()

    step = max(1, len(values) // _SAMPLE)
    sample = values.take(pa.array(range(0, len(values), step), pa.int64()))
    sample = sample.take(pc.sort_indices(sample))
    share = 1 - share if descending else share
    low, high = int(len(sample) * (share - _WINDOW)), int(len(sample) * (share + _WINDOW)) + 1
    end = len(sample) - 1
    return sample[min(max(low, 0), end)], sample[min(high, end)], low <= 0, high >= end


def in_order(table: ArrowTable, sort: Sequence[tuple[str, bool]], go_on: Callable[[], bool]) -> Order:
    """Return the order of a table's rows.

    Parameters
    ----------
    table
        The rows.
    sort
        Column names, the strongest first, each with whether it descends. Texts are compared without regard to case.
    go_on
        Whether somebody still wants to know.

    Raises
    ------
    InvalidValue
        There is no such column.
    Superseded
        `go_on` has said no meanwhile.
    """
    for name, _ in sort:
        if name not in table.column_names:
            raise InvalidValue(f"The table has no column {name!r} to sort by.")
    keys: list[ArrowArray] = []
    for name, _ in sort:
        if not go_on():
            raise Superseded
        keys.append(_sortable(table.column(name)))
    return Order(keys, [descending for _, descending in sort])


def _sortable(column: ArrowArray) -> ArrowArray:
    """Return a column that can be sorted and has the order that a reader expects."""
    pa = arrow()

    if pa.types.is_dictionary(column.type):
        if column.type.ordered:
            chunks = column.unify_dictionaries().chunks
            return pa.chunked_array([chunk.indices for chunk in chunks], column.type.index_type)
        return _ranked(column)
    if kind_of(column.type) == "other":
        column = as_text(column)
    if kind_of(column.type) == "text" and len(column) > AT_ONCE:
        step = max(1, len(column) // _SAMPLE)
        sample = column.take(pa.array(range(0, len(column), step), pa.int64()))
        if len(sample.unique()) < _FEW:
            encoded = column.dictionary_encode()
            return _ranked(encoded if isinstance(encoded, pa.ChunkedArray) else pa.chunked_array([encoded]))
    return _comparable(column)


def _comparable(column: ArrowArray) -> ArrowArray:
    """Return a column without dictionary as it is sorted: texts without regard to case."""
    kind = kind_of(column.type)
    if kind == "boolean":
        return column.cast(arrow().int8())
    column = as_text(column) if kind == "other" else column
    return compute().utf8_lower(column) if kind in ("text", "other") else column


def _ranked(column: ArrowArray) -> ArrowArray:
    """Return for each value of a column with a dictionary how its entry ranks among the others."""
    pa, pc = arrow(), compute()

    chunks = column.unify_dictionaries().chunks
    if not chunks:
        return pa.chunked_array([], pa.int32())
    ranks = pc.rank(_comparable(chunks[0].dictionary), sort_keys="ascending", tiebreaker="dense").cast(pa.int32())
    return pa.chunked_array([pc.take(ranks, chunk.indices) for chunk in chunks], pa.int32())
