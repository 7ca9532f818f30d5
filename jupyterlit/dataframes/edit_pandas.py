"""Edits of pandas' frames and series: columns that are not changed are shared with the frame that was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from jupyterlit.dataframes.edits import Edits, stretches
from jupyterlit.dataframes.from_pandas import flat_names
from jupyterlit.dataframes.table import Table

MOST_PIECES = 64  # of a frame; more are copied row by row
_PLAIN = {"string", "empty", "integer", "floating", "decimal", "boolean", "date", "time", "datetime", "timedelta"}


class PandasForm:
    """A frame, or what is made of one and made one again.

    Parameters
    ----------
    frame
        The frame.
    table
        The same, as it travels.
    back
        Frame → what the author gave; none for a frame.
    """

    def __init__(self, frame: Any, table: Table, back: Callable[[Any], Any] | None = None) -> None:
        import pandas as pd

        self._names: list[str] = table.data.column_names
        # A copy in name from pandas 3 on: who writes to what is returned leaves the author's frame as it is.
        self._frame = frame.copy(deep=int(pd.__version__.partition(".")[0]) < 3)
        self._frame.columns = flat_names(frame.columns)
        self._labels = [self._frame.index] if table.index_columns else []
        self._back = back

    @property
    def opaque(self) -> Collection[str]:
        """The columns that cannot be edited."""
        columns = [self._frame.iloc[:, at] for at in range(self._frame.shape[1])]
        return {name for name, part in zip(self._names, [*self._labels, *columns], strict=True) if _opaque(part)}

    @property
    def loose(self) -> Collection[str]:
        """The columns of Python's objects."""
        dtypes = [*(labels.dtype for labels in self._labels), *self._frame.dtypes]
        return {name for name, dtype in zip(self._names, dtypes, strict=True) if _is_object(dtype)}

    @property
    def signature(self) -> str:
        """What its columns are to the author."""
        index = self._frame.index
        return f"pandas {type(index).__name__} {index.dtype} {index.name!r} {list(map(str, self._frame.dtypes))}"

    def edited(self, edits: Edits) -> Any:
        """Return the frame with edits, in the author's form."""
        import pandas as pd

        frame = self._frame.copy(deep=False)
        label, *names = self._names if self._labels else ["", *self._names]
        for name, changes in edits.cells.items():
            if name != label:
                at = names.index(name)
                array = edited_array(frame.iloc[:, at].array, changes)
                frame.isetitem(at, pd.Series(array, index=frame.index, dtype=array.dtype, copy=False))
        if label in edits.cells:
            frame.index = _changed_index(frame.index, edits.cells[label])
        if edits.deleted:
            frame = _without(frame, edits.deleted)
        if edits.added:
            frame = _with(frame, edits, label, names, getattr(self._frame.index, "step", 1))
        return frame if self._back is None else self._back(frame)


def edited_array(array: Any, changes: Mapping[int, Any]) -> Any:
    """Return a column's array with other values in some rows: of the same dtype, or of one that knows empty cells."""
    values = list(changes.values())
    array = _roomy(array, values).copy()
    if _is_object(array.dtype):
        for row, value in changes.items():
            array[row] = value
    else:
        array[list(changes)] = _like(values, array)
    return array


def _without(frame: Any, deleted: Sequence[int]) -> Any:
    """Return a frame without some rows."""
    import numpy as np
    import pandas as pd

    keep = np.ones(len(frame), dtype=bool)
    keep[list(deleted)] = False
    if len(deleted) > MOST_PIECES:
        return frame[keep]
    parts = [frame.iloc[start:stop] for start, stop in stretches(deleted, len(frame))]
    kept = pd.concat(parts) if parts else frame.iloc[:0]
    kept.index = frame.index[keep]
    return kept


def _with(frame: Any, edits: Edits, label: str, names: list[str], step: int) -> Any:
    """Return a frame with more rows."""
    import pandas as pd

    more: dict[int, Any] = {}
    for at, name in enumerate(names):
        values = edits.new(name)
        roomy = _roomy(frame.iloc[:, at].array, values)
        if roomy.dtype != frame.dtypes.iloc[at]:
            frame.isetitem(at, roomy)
        more[at] = pd.Series(_new_array(values, roomy), dtype=roomy.dtype)
    added = pd.DataFrame(more, index=range(len(edits.added)))
    added.columns = frame.columns
    joined = pd.concat([frame, added], ignore_index=True) if len(frame) else added
    joined.index = _longer_index(frame.index, edits.new(label), step)
    return joined


def _new_array(values: list[Any], like: Any) -> Any:
    """Return values as an array of the same dtype as another."""
    import pandas as pd

    if _is_object(like.dtype):
        array = pd.array([None] * len(values), dtype=object)
        for row, value in enumerate(values):
            array[row] = value
        return array
    return pd.array(_like(values, like), dtype=like.dtype)


def _roomy(array: Any, values: Sequence[Any]) -> Any:
    """Return an array that takes these values.

    Whole numbers and truth values have no empty cells by themselves, and whole seconds no parts.
    """
    import pandas as pd

    if type(array).__name__ == "NumpyExtensionArray":
        array = array.to_numpy()
    dtype = array.dtype
    if type(array).__name__ == "ndarray" and dtype.kind in "iub" and None in values:
        return pd.array(
            array, dtype="boolean" if dtype.kind == "b" else str(dtype).replace("ui", "UI").replace("i", "I")
        )
    if type(dtype).__name__ == "CategoricalDtype":
        new = [value for value in dict.fromkeys(values) if value is not None and value not in dtype.categories]
        return array.add_categories(new) if new else array
    if getattr(array, "unit", None) in ("s", "ms") and not all(_is_whole(value, array.unit) for value in values):
        return array.as_unit("us")
    return array


def _is_whole(value: object, unit: str) -> bool:
    """Return whether a moment or a duration is a whole number of seconds or milliseconds; anything else is."""
    if isinstance(value, dt.timedelta):
        return value.microseconds % (1_000_000 if unit == "s" else 1000) == 0
    return not isinstance(value, dt.datetime) or value.microsecond % (1_000_000 if unit == "s" else 1000) == 0


def _like(values: Sequence[Any], array: Any) -> list[Any]:
    """Return values as an array takes them."""
    return [_moment(value, array) if isinstance(value, dt.datetime | dt.timedelta) else value for value in values]


def _moment(value: dt.datetime | dt.timedelta, array: Any) -> Any:
    import pandas as pd

    unit = getattr(array.dtype, "unit", None) or getattr(array, "unit", None)
    if isinstance(value, dt.timedelta):
        return pd.Timedelta(value).as_unit(unit) if unit else value
    zone = getattr(array.dtype, "tz", None)
    moment = pd.Timestamp(value)
    if zone is not None:
        moment = moment.tz_convert(zone)
    return moment.as_unit(unit) if unit else value


def _changed_index(index: Any, changes: Mapping[int, Any]) -> Any:
    import pandas as pd

    return pd.Index(edited_array(index.array, changes), name=index.name)


def _longer_index(index: Any, labels: list[Any], step: int) -> Any:
    """Return an index with more labels; one of whole numbers goes on in steps."""
    import pandas as pd

    if labels.count(None) < len(labels):
        return index.append(pd.Index(_new_array(labels, _roomy(index.array, labels)), name=index.name))
    first = index[-1] + step if len(index) else getattr(index, "start", 0)
    more = pd.RangeIndex(first, first + step * len(labels), step, name=index.name)
    return index.append(more) if len(index) else more


def _is_object(dtype: Any) -> bool:
    return str(dtype) == "object"


def _opaque(part: Any) -> bool:
    """Tell whether values are mixed, or of a kind that Arrow has no word for."""
    import pandas as pd

    dtype = part.dtype
    kind = type(dtype).__name__
    if kind == "CategoricalDtype":
        return _opaque(dtype.categories)
    if kind in ("PeriodDtype", "IntervalDtype", "SparseDtype") or getattr(dtype, "kind", "O") in "cV":
        return True
    if not _is_object(dtype):
        return False
    found = pd.api.types.infer_dtype(part, skipna=True)
    return found not in _PLAIN and not (found == "mixed" and _lists(part))


def _lists(part: Any) -> bool:
    return all(isinstance(value, list) or value is None or value != value for value in part)
