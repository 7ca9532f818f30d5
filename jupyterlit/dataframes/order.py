"""The rows of a table in another order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from jupyterlit.dataframes.slices import Superseded, at_once
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow
from jupyterlit.dataframes.text import as_text, compute, kind_of
from jupyterlit.errors import InvalidValue

PARTS_FROM = 200_000  # rows, from which on parts are sorted side by side
_SAMPLE = 20_000
_FEW = 2_000  # different texts, up to which they are sorted instead of the rows


def in_order(table: ArrowTable, sort: Sequence[tuple[str, bool]], go_on: Callable[[], bool]) -> ArrowArray:
    """Return the positions of the rows in order; rows that are alike keep theirs.

    Parameters
    ----------
    table
        The rows.
    sort
        Column names, the strongest first, each with whether it descends. What is missing comes last both ways,
        texts are compared without regard to case.
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
    return _sorted(keys, [descending for _, descending in sort], go_on)


def _sorted(keys: list[ArrowArray], descending: list[bool], go_on: Callable[[], bool]) -> ArrowArray:
    pa, pc = arrow(), compute()

    length = len(keys[0])
    index = pa.int32() if length < 2**31 else pa.int64()
    parts = _parts(keys[0], descending[0]) if length >= PARTS_FROM else []
    if not parts:
        return _sort(keys, descending).cast(index)

    def work(part: ArrowArray) -> ArrowArray:
        if not go_on():
            raise Superseded
        chosen = [_picked(key, part) for key in keys]
        return pc.take(part, _sort(chosen, descending)).cast(index)

    return pa.concat_arrays(at_once(work, parts))


def _picked(key: ArrowArray, part: ArrowArray) -> ArrowArray:
    picked = compute().take(key, part)
    return picked.combine_chunks() if hasattr(picked, "chunks") else picked


def _sort(keys: list[ArrowArray], descending: list[bool]) -> ArrowArray:
    pa, pc = arrow(), compute()

    names = [str(i) for i in range(len(keys))]
    ways = ["descending" if down else "ascending" for down in descending]
    return pc.sort_indices(pa.table(keys, names=names), sort_keys=list(zip(names, ways, strict=True)))


def _parts(key: ArrowArray, descending: bool) -> list[ArrowArray]:
    """Return the positions of the rows in parts, each of rows that come before those of the next.

    A few values show where to cut. No parts at all where that does not pay.
    """
    pa, pc = arrow(), compute()

    if pa.types.is_boolean(key.type) or pa.types.is_dictionary(key.type) or (os.cpu_count() or 1) < 2:
        return []
    step = max(1, len(key) // _SAMPLE)
    sample = key.take(pa.array(range(0, len(key), step), pa.int64())).drop_null()
    if pa.types.is_floating(sample.type):
        sample = sample.filter(pc.is_finite(sample))
    sample = sample.take(pc.sort_indices(sample))
    count = min(8, 2 * (os.cpu_count() or 1))
    cuts: list[Any] = []
    for i in range(1, count):
        if len(sample) and (cut := sample[len(sample) * i // count]) not in cuts:
            cuts.append(cut)
    if not cuts:
        return []
    masks = [pc.fill_null(pc.less(key, cut), False) for cut in cuts]
    last = pc.fill_null(pc.is_nan(key), True) if pa.types.is_floating(key.type) else pc.is_null(key)
    known = pc.invert(last)
    parts: list[ArrowArray] = []
    before = None
    for mask in [*masks, known]:
        part = mask if before is None else pc.and_not(mask, before)
        parts.append(pc.indices_nonzero(part))
        before = mask
    if descending:
        parts.reverse()
    return [part for part in [*parts, pc.indices_nonzero(last)] if len(part)]


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
    if kind_of(column.type) == "text" and len(column) > PARTS_FROM:
        step = max(1, len(column) // _SAMPLE)
        sample = column.take(pa.array(range(0, len(column), step), pa.int64()))
        if len(sample.unique()) < _FEW:
            encoded = column.dictionary_encode()
            return _ranked(encoded if isinstance(encoded, pa.ChunkedArray) else pa.chunked_array([encoded]))
    return _comparable(column)


def _comparable(column: ArrowArray) -> ArrowArray:
    """Return a column without dictionary as it is sorted: texts without regard to case."""
    column = as_text(column) if kind_of(column.type) == "other" else column
    return compute().utf8_lower(column) if kind_of(column.type) == "text" else column


def _ranked(column: ArrowArray) -> ArrowArray:
    """Return for each value of a column with a dictionary how its entry ranks among the others."""
    pa, pc = arrow(), compute()

    chunks = column.unify_dictionaries().chunks
    if not chunks:
        return pa.chunked_array([], pa.int32())
    ranks = pc.rank(_comparable(chunks[0].dictionary), sort_keys="ascending", tiebreaker="dense").cast(pa.int32())
    return pa.chunked_array([pc.take(ranks, chunk.indices) for chunk in chunks], pa.int32())
