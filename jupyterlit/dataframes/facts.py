"""What the values of a column are like: what a filter of it offers."""

from __future__ import annotations

from typing import Any

from jupyterlit.dataframes.filters import is_empty
from jupyterlit.dataframes.slices import sample
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow
from jupyterlit.dataframes.text import SCALES, Kind, as_text, compute, kind_of, plain
from jupyterlit.protocol.messages import Facts

VALUES = 200
RANGED = ("number", "date", "datetime", "time", "duration")
_SAMPLE = 50_000
_MANY = 20_000  # different values of a sample, from which on they are not counted


def facts_of(column: ArrowArray, find: str) -> tuple[Facts, ArrowTable]:
    """Return what a column holds, and its most frequent values.

    Parameters
    ----------
    column
        The values.
    find
        Only values whose text contains it are listed.

    Returns
    -------
    tuple
        The facts; and a table of values, their keys for a filter, and how often they occur.
    """
    pa, pc = arrow(), compute()

    kind = kind_of(column.type)
    counted = _counted(column, find)
    if pa.types.is_dictionary(column.type):
        column = plain(column)
    filled = pc.filter(column, pc.invert(is_empty(column)))
    least, most = _ends(filled, kind)
    facts = Facts(
        kind=kind,
        least=least,
        most=most,
        empty=len(column) - len(filled),
        distinct=None if counted is None else counted[1],
    )
    if counted is None:
        return facts, _values(column.slice(0, 0), pa.array([], pa.int64()))
    return facts, counted[0]


def with_keys(counted: ArrowTable) -> ArrowTable:
    """Return values with what a filter calls them."""
    pa = arrow()
    keys = as_text(counted["value"])
    counts = counted["count"] if "count" in counted.column_names else pa.array([], pa.int64())
    return pa.table({"value": counted["value"], "key": keys.cast(pa.string()), "count": counts})


def _values(values: ArrowArray, counts: ArrowArray) -> ArrowTable:
    return with_keys(arrow().table({"value": values, "count": counts}))


def _counted(column: ArrowArray, find: str) -> tuple[ArrowTable, int] | None:
    """Return the most frequent values and how many there are, or None where there are too many."""
    pa, pc = arrow(), compute()

    if kind_of(column.type) == "other":
        return None
    values = column
    if find:
        text = as_text(column)
        values = pc.filter(column, pc.fill_null(pc.match_substring(text, find, ignore_case=True), False))
    if len(values) > _SAMPLE and len(sample(values, _SAMPLE).unique()) > _MANY:
        return None
    counted = pc.value_counts(values.unify_dictionaries() if pa.types.is_dictionary(values.type) else values)
    found, counts = plain(counted.field("values")), counted.field("counts").cast(pa.int64())
    filled = pc.invert(is_empty(found))
    found, counts = pc.filter(found, filled), pc.filter(counts, filled)
    order = pc.sort_indices(
        pa.table({"count": counts, "value": found}), sort_keys=[("count", "descending"), ("value", "ascending")]
    ).slice(0, VALUES)
    return _values(pc.take(found, order), pc.take(counts, order)), len(found)


def _ends(column: ArrowArray, kind: Kind) -> tuple[str | None, str | None]:
    """Return the least and the greatest value, as a filter takes them."""
    pc = compute()

    if kind not in RANGED or not len(column):
        return None, None
    ends = pc.min_max(column.cast(arrow().int64()) if kind == "duration" else column)
    if kind == "duration":
        return end_text(ends["min"].cast(column.type), kind), end_text(ends["max"].cast(column.type), kind)
    return end_text(ends["min"], kind), end_text(ends["max"], kind)


def end_text(value: Any, kind: Kind) -> str | None:
    """Return a value as a filter "between" takes it."""
    pa = arrow()
    if not value.is_valid:
        return None
    if kind == "duration":
        return str(value.value / SCALES[value.type.unit])
    if kind == "datetime":
        return value.cast(pa.timestamp("us", value.type.tz), safe=False).as_py().isoformat()
    return str(value.as_py())
