"""Edits of lists, dicts and arrays: what is not changed stays the object that it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from jupyterlit.dataframes.edits import Edits, stretches
from jupyterlit.dataframes.table import Table

_TYPES = (str, int, float, bool, Decimal, date, datetime, time, timedelta)
_SEQUENCES = (list, tuple)


class PythonForm:
    """Columns of objects of Python, and what makes of them what the author gave.

    Parameters
    ----------
    kind
        The name of the author's type.
    columns
        The columns, row labels included, in the order in which they travel.
    table
        The same, as it travels.
    back
        Columns → what the author gave.
    """

    def __init__(
        self, kind: str, columns: Sequence[Sequence[Any]], table: Table, back: Callable[[list[Any]], Any]
    ) -> None:
        self._kind = kind
        self._columns = dict(zip(table.data.column_names, columns, strict=True))
        self._back = back

    @property
    def opaque(self) -> Collection[str]:
        """The columns that cannot be edited."""
        return {name for name, values in self._columns.items() if _opaque(values)}

    @property
    def loose(self) -> Collection[str]:
        """The columns whose values decide about their type."""
        return {name for name, values in self._columns.items() if isinstance(values, _SEQUENCES)}

    @property
    def signature(self) -> str:
        """What its columns are to the author."""
        return f"{self._kind} {[getattr(values, 'dtype', '') for values in self._columns.values()]}"

    def edited(self, edits: Edits) -> Any:
        """Return rows or columns with edits, in the author's form."""
        return self._back(
            [
                edited_values(values, edits.cells.get(name, {}), edits.deleted, edits.new(name))
                for name, values in self._columns.items()
            ]
        )


def edited_values(
    values: Any, changes: Mapping[int, Any], deleted: Sequence[int] = (), added: Sequence[Any] = ()
) -> Any:
    """Return a list or an array with other values in some places, without some, and with more at the end."""
    if not isinstance(values, _SEQUENCES):
        return _edited_array(values, changes, deleted, added)
    new = list(cast("Sequence[Any]", values))
    for row, value in changes.items():
        new[row] = value
    if deleted:
        new = [value for start, stop in stretches(deleted, len(new)) for value in new[start:stop]]
    return [*new, *added]


def _edited_array(array: Any, changes: Mapping[int, Any], deleted: Sequence[int], added: Sequence[Any]) -> Any:
    import numpy as np

    def like(values: list[Any]) -> Any:
        if array.dtype.kind in "mM":
            return np.array([value if value is None else _moment(value) for value in values], dtype=array.dtype)
        if array.dtype.hasobject or (None in values and array.dtype.kind not in "iuf"):
            made = np.empty(len(values), dtype=object)
            made[:] = values
            return made
        if None in values:
            return np.array([np.nan if value is None else value for value in values])
        return np.array(values) if array.dtype.kind in "UT" else np.array(values, dtype=array.dtype)

    new = array
    if changes:
        values = like(list(changes.values()))
        new = array.astype(np.result_type(array, values))
        new[list(changes)] = values
    if deleted:
        new = np.delete(new, list(deleted))
    if added:
        new = np.concatenate([new, like(list(added))])
    return new.copy() if new is array else new


def _moment(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _opaque(values: Any) -> bool:
    """Tell whether values are mixed, or of a kind that cannot be edited."""
    if not isinstance(values, _SEQUENCES):
        return values.dtype.kind in "cVS" or (values.dtype.hasobject and _opaque(list(values)))
    types = {type(value) for value in cast("Sequence[object]", values) if value is not None}
    if types <= {int, float} or types == {list}:
        return False
    return len(types) > 1 or not types <= set(_TYPES)
