"""The rows of a table in another order, sorted as far as somebody looks."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

from jupyterlit.dataframes.slices import Superseded, at_once, each_slice, places, sample
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow, bytes_of
from jupyterlit.dataframes.text import as_text, compute, kind_of
from jupyterlit.errors import InvalidValue

AT_ONCE = 300_000  # rows that are sorted at once
_SAMPLE = 20_000
_WINDOW = 1 / 32  # of the rows, on either side of the wanted one
_FEW = 2_000  # different texts, up to which they are sorted instead of the rows
_LONG = 64  # bytes that a text takes, from which on its beginning is compared first
_BEGINNING = 48  # letters


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


class Key(NamedTuple):
    """What rows are compared by.

    Parameters
    ----------
    values
        One for each row of the table.
    written
        They are texts, to be compared without regard to case.
    """

    values: ArrowArray
    written: bool = False


class Order:
    """The positions of rows in order; rows that are alike keep theirs.

    Nothing is sorted before somebody wants to see it, and then only what lies around it: a few comparisons tell
    which rows those are.

    Parameters
    ----------
    keys
        What to sort by, the strongest first.
    descending
        The way of each; what is missing comes last both ways.
    rows
        The positions of the rows that are to be ordered; None for all.
    """

    def __init__(self, keys: Sequence[Key], descending: Sequence[bool], rows: ArrowArray | None = None) -> None:
        count = len(keys[0].values)
        self._keys = list(keys)
        self._descending = list(descending)
        self._index = arrow().int32() if count < 2**31 else arrow().int64()
        self._length = count if rows is None else len(rows)
        self._segments = [Segment(rows, self._length)]
        self._lock = Lock()

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """How many bytes it takes, about."""
        return (
            sum(key.values.nbytes for key in self._keys if not key.written) + self._index.bit_width // 8 * self._length
        )

    def part(self, start: int, stop: int, go_on: Callable[[], bool]) -> ArrowArray:
        """Return the positions of the rows that stand from `start` to `stop`.

        Raises
        ------
        Superseded
            `go_on` has said no meanwhile.
        """
        pa = arrow()
        found: list[ArrowArray] = [pa.array([], self._index)]
        with self._lock:
            while start < stop:
                segment, offset = self._ready(start, go_on)
                rows = segment.rows.slice(offset, stop - start)  # type: ignore[union-attr]  # ready ones have rows
                found.append(rows.cast(self._index))
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
        sorted_ = pc.sort_indices(table, sort_keys=list(zip(names, ways, strict=True)))
        rows = sorted_ if segment.rows is None else pc.take(segment.rows, sorted_)
        return Segment(rows, segment.length, ready=True)

    def _rows(self, segment: Segment) -> ArrowArray:
        return places(segment.length) if segment.rows is None else segment.rows

    def _values(self, key: Key, segment: Segment) -> ArrowArray:
        pc = compute()
        values = key.values if segment.rows is None else pc.take(key.values, segment.rows)
        return pc.utf8_lower(values) if key.written else values

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
        pc = compute()
        found = pc.indices_nonzero(mask)
        rows = found if segment.rows is None else pc.take(segment.rows, found)
        return Segment(rows.cast(self._index), len(rows), alike=segment.alike + more)


def _around(values: ArrowArray, share: float, *, descending: bool) -> tuple[Any, Any, bool, bool]:
    """Return two values between which lies the one that so large a share of all come before.

    And whether nothing comes before the first, or after the second.
    """
    some = sample(values, _SAMPLE)
    some = some.take(compute().sort_indices(some))
    share = 1 - share if descending else share
    low, high = int(len(some) * (share - _WINDOW)), int(len(some) * (share + _WINDOW)) + 1
    end = len(some) - 1
    return some[min(max(low, 0), end)], some[min(high, end)], low <= 0, high >= end


def in_order(
    table: ArrowTable,
    sort: Sequence[tuple[str, bool]],
    go_on: Callable[[], bool],
    rows: ArrowArray | None = None,
    keys: MutableMapping[str, ArrowArray] | None = None,
) -> Order:
    """Return the order of a table's rows.

    Parameters
    ----------
    table
        The rows.
    sort
        Column names, the strongest first, each with whether it descends. Texts are compared without regard to case.
    go_on
        Whether somebody still wants to know.
    rows
        The positions of the rows that are to be ordered; None for all.
    keys
        What other orders of this table compare instead of texts, by column: made once for all of them.

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
    keys = {} if keys is None else keys
    used: list[Key] = []
    ways: list[bool] = []
    for name, descending in sort:
        if not go_on():
            raise Superseded
        column = table.column(name)
        key = keys.get(name)
        if key is None:
            key = _sortable(column, go_on)
            if key is not column:
                keys[name] = key
        used.append(Key(key))
        ways.append(descending)
        if _is_long(column):
            used.append(Key(column.cast(arrow().large_string()), written=True))
            ways.append(descending)
    return Order(used, ways, rows)


def _is_long(column: ArrowArray) -> bool:
    """Tell whether the beginnings of texts are compared before they are."""
    return kind_of(column.type) == "text" and _plain(column) and bytes_of(column) > _LONG * max(AT_ONCE, len(column))


def _plain(column: ArrowArray) -> bool:
    return not arrow().types.is_dictionary(column.type)


def _sortable(column: ArrowArray, go_on: Callable[[], bool]) -> ArrowArray:
    """Return a column that can be sorted and has the order that a reader expects."""
    pa, pc = arrow(), compute()

    if not _plain(column):
        if column.type.ordered:
            chunks = column.unify_dictionaries().chunks
            return pa.chunked_array([chunk.indices for chunk in chunks], column.type.index_type)
        return _ranked(column)
    if kind_of(column.type) == "other":
        column = as_text(column)
    if kind_of(column.type) != "text":
        return _comparable(column)
    if _is_long(column):
        column = pc.utf8_slice_codeunits(column, 0, _BEGINNING)
    elif len(column) > AT_ONCE and len(sample(column, _SAMPLE).unique()) < _FEW:
        encoded = column.dictionary_encode()
        return _ranked(encoded if isinstance(encoded, pa.ChunkedArray) else pa.chunked_array([encoded]))
    parts = each_slice(len(column), lambda start, length: pc.utf8_lower(column.slice(start, length)), go_on)
    # In one piece: rows are taken from here and there.
    return pa.chunked_array([chunk for part in parts for chunk in _chunks(part)], column.type).combine_chunks()


def _chunks(column: ArrowArray) -> list[ArrowArray]:
    return column.chunks if hasattr(column, "chunks") else [column]


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
