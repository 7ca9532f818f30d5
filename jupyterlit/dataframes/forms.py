"""The forms in which authors give tables, and get them back with edits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from jupyterlit.dataframes.edit_arrow import ArrowForm
from jupyterlit.dataframes.edit_pandas import PandasForm
from jupyterlit.dataframes.edit_polars import PolarsForm
from jupyterlit.dataframes.edit_python import PythonForm
from jupyterlit.dataframes.edits import Form
from jupyterlit.dataframes.from_python import fields_of, is_sequence
from jupyterlit.dataframes.table import INDEX, Table


def form_of(data: Any, table: Table) -> Form:
    """Return the form of any table-like object; one that is not known is that of a frame of pandas.

    Parameters
    ----------
    data
        What the author gave.
    table
        The same, as it travels.
    """
    return _known(data, table) or _python(data, table) or PandasForm(_frame(table), table)


def _known(data: Any, table: Table) -> Form | None:
    for cls in type(data).__mro__:
        match cls.__module__.partition(".")[0], cls.__name__:
            case "pandas", "DataFrame":
                return PandasForm(data, table)
            case "pandas", "Series":
                return PandasForm(data.to_frame(), table, lambda frame: frame.iloc[:, 0].rename(data.name))
            case "pandas", "Styler":
                return PandasForm(data.data, table)
            case "polars", ("DataFrame" | "LazyFrame" | "Series"):
                return PolarsForm(data)
            case "pyarrow", ("Table" | "RecordBatch" | "Array" | "ChunkedArray"):
                return ArrowForm(data)
            case "numpy", "ndarray":
                return _array(data, table)
            case _:
                continue
    return None


def _array(array: Any, table: Table) -> Form:
    import numpy as np

    if array.dtype.names:
        names = array.dtype.names

        def rows(columns: list[Any]) -> Any:
            dtype = [(name, column.dtype) for name, column in zip(names, columns, strict=True)]
            made = np.empty(len(columns[0]), dtype=dtype)
            for name, column in zip(names, columns, strict=True):
                made[name] = column
            return made

        return PythonForm(f"array {array.dtype}", [array[name] for name in names], table, rows)
    if array.ndim == 1:
        return PythonForm("array", [array], table, lambda columns: columns[0])
    shape = (0, array.shape[1])
    return PythonForm(
        "array", list(array.T), table, lambda columns: np.column_stack(columns) if columns else array.reshape(shape)
    )


def _python(data: Any, table: Table) -> Form | None:
    if isinstance(data, str | bytes | type):
        return None
    if fields := fields_of(data):
        values = [getattr(data, name) for name in fields]
        return PythonForm("fields", [list(fields), values], table, lambda columns: dict(zip(*columns, strict=True)))
    if isinstance(data, Mapping):
        return _mapping(cast("Mapping[Any, Any]", data), table)
    if isinstance(data, Collection):
        return _values(list(cast("Iterable[Any]", data)), type(cast("object", data)), table)
    return None


def _mapping(data: Mapping[Any, Any], table: Table) -> Form:
    values = list(data.values())
    if not values:
        return PythonForm("dict", [], table, lambda columns: {})
    if all(isinstance(value, Mapping) for value in values):
        return _mapping_of_mappings(data, table)
    if not any(map(is_sequence, values)):
        names = {str(key): key for key in data}

        def pairs(columns: list[Any]) -> dict[Any, Any]:
            return {names.get(label, label): value for label, value in zip(*columns, strict=True)}

        return PythonForm("pairs", [list(names), values], table, pairs)
    length = table.data.num_rows
    columns = [_column(value, length) for value in values]

    def whole(columns: list[Any]) -> dict[Any, Any]:
        return {
            key: _series(column, value) if type(value).__name__ == "Series" else column
            for (key, value), column in zip(data.items(), columns, strict=True)
        }

    return PythonForm("columns", columns, table, whole)


def _mapping_of_mappings(data: Mapping[Any, Mapping[Any, Any]], table: Table) -> Form:
    rows = list(dict.fromkeys(row for column in data.values() for row in column))
    columns = [[column.get(row) for row in rows] for column in data.values()]

    def nested(columns: list[Any]) -> dict[Any, Any]:
        labels, *values = columns
        return {key: dict(zip(labels, column, strict=True)) for key, column in zip(data, values, strict=True)}

    return PythonForm("mappings", [rows, *columns], table, nested)


def _column(value: Any, length: int) -> Any:
    """Return a column of a dict: a list, or an array."""
    if not is_sequence(value):
        return [value] * length
    if type(value).__module__.partition(".")[0] == "numpy":
        return value
    return value.to_numpy() if type(value).__name__ == "Series" else list(value)


def _series(column: Any, like: Any) -> Any:
    return type(like)(column, name=like.name)


def _values(values: list[Any], given: type, table: Table) -> Form:
    if not values:
        return PythonForm(given.__name__, [], table, lambda columns: _container(given)([]))
    if fields := fields_of(values[0]):
        columns = [[getattr(value, name, None) for value in values] for name in fields]
        return PythonForm("records", columns, table, lambda columns: list(map(list, zip(*columns, strict=True))))
    names = table.data.column_names
    if all(isinstance(value, Mapping) for value in values):
        keys = list(dict.fromkeys(key for value in values for key in value))
        columns = [[value.get(key) for value in values] for key in keys]

        def rows(columns: list[Any]) -> list[dict[Any, Any]]:
            return [dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)]

        return PythonForm("dicts", columns, table, rows)
    if all(is_sequence(value) for value in values):
        columns = [[value[at] if at < len(value) else None for value in values] for at in range(len(names))]
        return PythonForm("rows", columns, table, lambda columns: list(map(list, zip(*columns, strict=True))))
    return PythonForm(given.__name__, [values], table, lambda columns: _container(given)(columns[0]))


def _container(given: type) -> Any:
    """Return what makes of values what the author gave, or a list."""
    if issubclass(given, set | frozenset):
        return set[Any]
    return tuple[Any, ...] if issubclass(given, tuple) else list[Any]


def _frame(table: Table) -> Any:
    """Return a table as a frame of pandas."""
    frame = table.data.to_pandas()
    labels = list(frame.columns[: table.index_columns])
    if labels:
        frame = frame.set_index(labels)
        unnamed: Sequence[str | None] = [None if n == INDEX.format(at) else n for at, n in enumerate(labels)]
        frame.index.names = unnamed
    return frame
