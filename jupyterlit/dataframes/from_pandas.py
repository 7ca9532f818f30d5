"""Frames, series and Stylers of pandas → Arrow."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from jupyterlit.dataframes.styles import styled
from jupyterlit.dataframes.table import INDEX, ArrowArray, Table, array_of, named, texts


def from_styler(styler: Any, call: str) -> Table:
    """Return a Styler's frame, and how its cells look."""
    table = from_pandas(styler.data, call)
    styles = styled(styler, table, call)
    return dataclasses.replace(table, styles=styles)


def from_pandas(frame: Any, call: str, *, index: bool = True) -> Table:
    """Return a frame; with `index`, its row labels come first."""
    import pandas as pd

    # A copy in name from pandas 3 on: the author's next write leaves these rows as they are.
    frame = frame.copy(deep=int(pd.__version__.partition(".")[0]) < 3)
    columns: list[ArrowArray] = []
    names: list[str] = []
    if index:
        taken = {str(name) for name in frame.columns}
        for level in range(frame.index.nlevels):
            name = frame.index.names[level]
            label = INDEX.format(level) if name is None or str(name) in taken else str(name)
            taken.add(label)
            names.append(label)
            columns.append(_from_series(frame.index.get_level_values(level)))
    levels = len(names)
    for position, name in enumerate(frame.columns):
        names.append(str(name))
        columns.append(_from_series(frame.iloc[:, position]))
    headers: tuple[tuple[str, ...], ...] = ()
    if frame.columns.nlevels > 1:
        labels = cast("list[tuple[object, ...]]", frame.columns.tolist())
        headers = tuple(tuple(str(part) for part in label) for label in labels)
    default = index and isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    return Table(named(columns, names, call), levels, default, headers, owner=frame)


def _from_series(series: Any) -> ArrowArray:
    dtype = series.dtype
    kind = getattr(dtype, "kind", "O")
    name = type(dtype).__name__
    if name == "SparseDtype":
        return _from_series(series.sparse.to_dense())
    if name in ("PeriodDtype", "IntervalDtype") or kind == "c":
        return texts(series)
    if name == "CategoricalDtype" and type(dtype.categories.dtype).__name__ in ("IntervalDtype", "PeriodDtype"):
        return texts(series)
    return array_of(series)


def flat_names(columns: Any) -> list[str]:
    """Return the names of columns as text, header rows joined."""
    if columns.nlevels > 1:
        return ["_".join(map(str, label)) for label in columns.tolist()]
    return [str(name) for name in columns]
