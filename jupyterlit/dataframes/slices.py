"""Work on long columns: stretch by stretch, on all processors, until nobody wants it any more."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from jupyterlit.dataframes.table import ArrowArray, arrow
from jupyterlit.dataframes.text import compute

ROWS = 1 << 19
ResultT = TypeVar("ResultT")

_workers: list[ThreadPoolExecutor] = []


class Superseded(Exception):
    """Somebody has asked for something else meanwhile."""


def each_slice(
    length: int, work: Callable[[int, int], ResultT], go_on: Callable[[], bool], rows: int = ROWS
) -> list[ResultT]:
    """Return what `work` makes of each stretch, given where it starts and how long it is.

    Raises
    ------
    Superseded
        `go_on` has said no before the end.
    """

    def one(start: int) -> ResultT:
        if not go_on():
            raise Superseded
        return work(start, min(rows, length - start))

    if length <= rows:
        return [one(0)] if length else []
    return at_once(one, list(range(0, length, rows)))


ItemT = TypeVar("ItemT")


def at_once(work: Callable[[ItemT], ResultT], items: list[ItemT]) -> list[ResultT]:
    """Return what `work` makes of each item: pyarrow lets go of the interpreter while it computes."""
    if not _workers:
        _workers.append(ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="jupyterlit-tables"))
    return list(_workers[0].map(work, items))


def sample(column: ArrowArray, most: int) -> ArrowArray:
    """Return some values of a column, from one end to the other, about as many as `most`.

    Piece by piece: texts of more than two gigabytes cannot stand in one.
    """
    pa = arrow()

    step = max(1, len(column) // most)
    found: list[ArrowArray] = []
    first = 0
    for chunk in column.chunks if hasattr(column, "chunks") else [column]:
        found.append(chunk.take(pa.array(range(first, len(chunk), step), pa.int64())))
        first = (first - len(chunk)) % step
    return pa.chunked_array(found, column.type).combine_chunks()


def places(length: int) -> ArrowArray:
    """Return all places in a column of this length, in order."""
    pa = arrow()
    return compute().indices_nonzero(pa.repeat(pa.scalar(True), length))
