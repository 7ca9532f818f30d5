"""Anything table-like → Arrow."""

from __future__ import annotations

import dataclasses
import reprlib
from importlib import import_module
from typing import Any, cast

from jupyterlit.dataframes.from_pandas import from_pandas, from_styler
from jupyterlit.dataframes.from_python import from_python
from jupyterlit.dataframes.table import ArrowTable, Table, arrow, arrow_table, checked, from_columns, without_views
from jupyterlit.errors import InvalidType, InvalidValue

UNCOLLECTED_ROWS = 10_000  # of a frame that lives elsewhere, in a database say


def to_table(data: object, call: str) -> Table:
    """Return any table-like object as Arrow.

    Parameters
    ----------
    data
        A frame of any library, an array, a mapping, or rows in any of their forms.
    call
        The call as the author wrote it, for error messages.

    Raises
    ------
    InvalidType
        The object is no table.
    InvalidValue
        It is one that cannot be shown: a column name occurs twice, say.
    """
    if data is None:
        return Table(arrow_table({}))
    try:
        table = _known(data, call) or _foreign(data, call) or from_python(data, call)
    except (InvalidType, InvalidValue):
        raise
    except Exception as error:  # from any library
        raise InvalidValue(
            f"{call}: data={_shown(data)} cannot be read as a table: {error} "
            "Pass a data frame, a list, a dict or an array."
        ) from error
    if table is None:
        raise InvalidType(
            f"{call}: data={_shown(data)} is a {type(data).__name__}, which is no table. "
            "Pass a data frame, a list, a dict or an array."
        )
    return table


def _shown(data: object) -> str:
    return reprlib.repr(data)


def _known(data: Any, call: str) -> Table | None:
    """Convert what comes from the libraries that tables usually come from."""
    for cls in type(data).__mro__:
        match cls.__module__.partition(".")[0], cls.__name__:
            case "pandas", "DataFrame":
                return from_pandas(data, call)
            case "pandas", "Series":
                return from_pandas(data.to_frame(), call)
            case "pandas", "Index":
                return from_pandas(data.to_frame(index=False), call, index=False)
            case "pandas", "ExtensionArray":
                return from_columns({"value": data})
            case "pandas", "Styler":
                return from_styler(data, call)
            case "polars", "DataFrame":
                return Table(without_views(data.to_arrow()))
            case "polars", "Series":
                return Table(without_views(data.to_frame().to_arrow()))
            case "polars", "LazyFrame":
                return Table(without_views(data.collect().to_arrow()))
            case "pyarrow", "Table":
                return Table(checked(without_views(data), call))
            case "pyarrow", ("RecordBatch" | "Array" | "ChunkedArray") as name:
                return Table(checked(without_views(_wrapped(data, name)), call))
            case "pyarrow", ("Dataset" | "Scanner"):
                return _cut(Table(checked(without_views(data.head(UNCOLLECTED_ROWS + 1)), call)))
            case "numpy", "ndarray":
                return _from_numpy(data, call)
            case _:
                continue
    return None


def _wrapped(data: Any, name: str) -> ArrowTable:
    pa = arrow()

    return pa.Table.from_batches([data]) if name == "RecordBatch" else arrow_table({"value": data})


def _from_numpy(array: Any, call: str) -> Table:
    if array.dtype.names:
        return from_columns({name: array[name] for name in array.dtype.names})
    if array.ndim == 1:
        return from_columns({"value": array.copy()}, named=False)
    if array.ndim == 2:
        columns = array.T.copy()
        return from_columns({str(position): column for position, column in enumerate(columns)}, named=False)
    raise InvalidValue(
        f"{call}: data is a NumPy array with {array.ndim} dimensions. Pass one with one dimension or two."
    )


def _foreign(data: Any, call: str) -> Table | None:
    """Convert what speaks one of the interchange protocols."""
    if isinstance(data, type):
        return None
    if hasattr(data, "__arrow_c_stream__"):
        return _known(arrow().table(data), call)
    if hasattr(data, "__arrow_c_array__"):
        array = arrow().array(data)
        whole = arrow().types.is_struct(array.type)
        return _known(arrow().RecordBatch.from_struct_array(array) if whole else array, call)
    if hasattr(data, "description") and callable(getattr(data, "fetchmany", None)):
        return _from_cursor(data)
    import narwhals as nw

    frame: Any = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(frame, nw.LazyFrame):
        frame = cast("Any", frame).head(UNCOLLECTED_ROWS + 1).collect(backend="pyarrow")
        return _cut(Table(without_views(frame.to_arrow())))
    if isinstance(frame, nw.Series):
        frame = cast("Any", frame).to_frame()
    if isinstance(frame, nw.DataFrame):
        return Table(without_views(cast("Any", frame).to_arrow()))
    if hasattr(data, "__dataframe__"):
        return _known(import_module("pyarrow.interchange").from_dataframe(data), call)
    for method in ("to_arrow", "to_pandas", "toPandas", "to_dataframe"):
        if callable(getattr(data, method, None)):
            lazy = callable(getattr(data, "limit", None))
            table = _known(getattr(data.limit(UNCOLLECTED_ROWS + 1) if lazy else data, method)(), call)
            return _cut(table) if table is not None and lazy else table
    return None


def _cut(table: Table) -> Table:
    if table.data.num_rows <= UNCOLLECTED_ROWS:
        return table
    return dataclasses.replace(table, data=table.data.slice(0, UNCOLLECTED_ROWS), complete=False)


def _from_cursor(cursor: Any) -> Table:
    """Convert the rows that a database cursor has not given out yet."""
    rows = [tuple(row) for row in cursor.fetchmany(UNCOLLECTED_ROWS + 1)]
    names = [str(column[0]) for column in cursor.description or ()]
    return _cut(from_columns({name: [row[i] for row in rows] for i, name in enumerate(names)}))
