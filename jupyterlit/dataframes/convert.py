"""Anything table-like → Arrow."""

from __future__ import annotations

import dataclasses
import enum
import reprlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from jupyterlit.errors import InvalidType, InvalidValue

ArrowTable: TypeAlias = Any  # pyarrow has no types of its own
ArrowArray: TypeAlias = Any

INDEX = "__index_level_{}__"
UNCOLLECTED_ROWS = 10_000  # of a frame that lives elsewhere, in a database say


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it travels.

    Parameters
    ----------
    data
        Its columns; names are unique.
    index_columns
        How many of them, the first ones, are row labels. One without a name of its own is
        called `__index_level_<n>__`.
    default_index
        The labels are the row numbers that pandas gives where the author gives none.
    headers
        Where columns have several header rows: those of each column, labels left out.
    complete
        False where the rows are the first of a frame that nobody has computed yet.
    owner
        What must live as long as the columns do: pandas writes to memory in place once
        nobody else holds it.
    """

    data: ArrowTable
    index_columns: int = 0
    default_index: bool = False
    headers: tuple[tuple[str, ...], ...] = ()
    complete: bool = True
    owner: object = None


def arrow() -> Any:
    """Return pyarrow, loaded on first use."""
    import pyarrow as pa

    return pa


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
        return Table(_arrow_table({}))
    try:
        table = _known(data, call) or _foreign(data, call) or _plain(data, call)
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


def library_of(value: object) -> str:
    """Return the name of the package that declares the type of `value`; nothing is imported."""
    return type(value).__module__.partition(".")[0]


def _shown(data: object) -> str:
    return reprlib.repr(data)


def _known(data: Any, call: str) -> Table | None:
    """Convert what comes from the libraries that tables usually come from."""
    for cls in type(data).__mro__:
        match cls.__module__.partition(".")[0], cls.__name__:
            case "pandas", "DataFrame":
                return _from_pandas(data, call)
            case "pandas", "Series":
                return _from_pandas(data.to_frame(), call)
            case "pandas", "Index":
                return _from_pandas(data.to_frame(index=False), call, index=False)
            case "pandas", "ExtensionArray":
                return _from_columns({"value": data})
            case "pandas", "Styler":
                return _from_pandas(data.data, call)
            case "polars", "DataFrame":
                return Table(_without_views(data.to_arrow()))
            case "polars", "Series":
                return Table(_without_views(data.to_frame().to_arrow()))
            case "polars", "LazyFrame":
                return Table(_without_views(data.collect().to_arrow()))
            case "pyarrow", "Table":
                return Table(_checked(_without_views(data), call))
            case "pyarrow", ("RecordBatch" | "Array" | "ChunkedArray") as name:
                return Table(_checked(_without_views(_wrapped(data, name)), call))
            case "numpy", "ndarray":
                return _from_numpy(data, call)
            case _:
                continue
    return None


def _wrapped(data: Any, name: str) -> ArrowTable:
    pa = arrow()

    return pa.Table.from_batches([data]) if name == "RecordBatch" else _arrow_table({"value": data})


# pandas


def _from_pandas(frame: Any, call: str, *, index: bool = True) -> Table:
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
    return Table(_named(columns, names, call), levels, default, headers, owner=frame)


def _from_series(series: Any) -> ArrowArray:
    dtype = series.dtype
    kind = getattr(dtype, "kind", "O")
    name = type(dtype).__name__
    if name == "SparseDtype":
        return _from_series(series.sparse.to_dense())
    if name in ("PeriodDtype", "IntervalDtype") or kind == "c":
        return _texts(series)
    if name == "CategoricalDtype" and type(dtype.categories.dtype).__name__ in ("IntervalDtype", "PeriodDtype"):
        return _texts(series)
    return _array(series)


def _array(values: Any) -> ArrowArray:
    """Return values of one column; mixed ones as text."""
    pa = arrow()

    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError, TypeError, ValueError):
        return _texts(values)
    if array.type == pa.null():
        return array.cast(pa.string())
    return _readable(array)


def _texts(values: Iterable[Any]) -> ArrowArray:
    pa = arrow()

    return pa.array([None if _missing(value) else str(value) for value in values], pa.string())


def _missing(value: object) -> bool:
    return value is None or value != value or type(value).__name__ in ("NAType", "NaTType")


# Other libraries


def _from_numpy(array: Any, call: str) -> Table:
    if array.dtype.names:
        return _from_columns({name: array[name] for name in array.dtype.names})
    if array.ndim == 1:
        return _from_columns({"value": array.copy()})
    if array.ndim == 2:
        columns = array.T.copy()
        return _from_columns({str(position): column for position, column in enumerate(columns)})
    raise InvalidValue(
        f"{call}: data is a NumPy array with {array.ndim} dimensions. Pass one with one dimension or two."
    )


def _foreign(data: Any, call: str) -> Table | None:
    """Convert what speaks one of the interchange protocols."""
    if isinstance(data, type):
        return None
    if hasattr(data, "__arrow_c_stream__"):
        return _known(arrow().table(data), call)
    if hasattr(data, "description") and callable(getattr(data, "fetchmany", None)):
        return _from_cursor(data)
    import narwhals as nw

    frame: Any = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(frame, nw.LazyFrame):
        frame = cast("Any", frame).head(UNCOLLECTED_ROWS + 1).collect(backend="pyarrow")
        return _cut(Table(_without_views(frame.to_arrow())))
    if isinstance(frame, nw.Series):
        frame = cast("Any", frame).to_frame()
    if isinstance(frame, nw.DataFrame):
        return Table(_without_views(cast("Any", frame).to_arrow()))
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
    return _cut(_from_columns({name: [row[i] for row in rows] for i, name in enumerate(names)}))


# Python's own


def _plain(data: Any, call: str) -> Table | None:
    if isinstance(data, str | bytes | bytearray | memoryview):
        return None
    if isinstance(data, type):
        return _from_values([member.value for member in data], call) if issubclass(data, enum.Enum) else None
    if fields := _fields(data):
        data = {name: getattr(data, name) for name in fields}
    if isinstance(data, Mapping):
        return _from_mapping(cast("Mapping[Any, Any]", data))
    if isinstance(data, Collection | Iterable):
        return _from_values(list(cast("Iterable[Any]", data)), call)
    return None


def _fields(value: Any) -> tuple[str, ...]:
    """Return the field names of an instance of a dataclass or a named tuple."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(field.name for field in dataclasses.fields(value))
    return getattr(cast("object", value), "_fields", ()) if isinstance(value, tuple) else ()


def _is_sequence(value: object) -> bool:
    if isinstance(value, str | bytes | bytearray | memoryview | Mapping):
        return False
    return isinstance(value, Sequence) or (hasattr(value, "__array__") and getattr(value, "ndim", 0) > 0)


def _from_mapping(data: Mapping[Any, Any]) -> Table:
    if not data:
        return Table(_arrow_table({}))
    values = list(data.values())
    labels = [str(key) for key in data]
    if all(isinstance(value, Mapping) for value in values):
        rows = list(dict.fromkeys(key for value in values for key in value))
        columns = {label: [value.get(row) for row in rows] for label, value in zip(labels, values, strict=True)}
        return _labelled(rows, columns)
    if all(_is_sequence(value) for value in values):
        if len({len(value) for value in values}) == 1:
            return _from_columns(dict(zip(labels, values, strict=True)))
        width = max(len(value) for value in values)
        padded = [[*value, *[None] * (width - len(value))] for value in values]
        return _labelled(labels, {str(i): [row[i] for row in padded] for i in range(width)})
    return _labelled(labels, {"value": values})


def _from_values(values: list[Any], call: str) -> Table:
    if not values:
        return Table(_arrow_table({}))
    if any(type(value).__name__ in ("DataFrame", "Table", "LazyFrame") for value in values):
        raise InvalidType(f"{call}: data={_shown(values)} is a list of tables. Show them one by one.")
    if fields := _fields(values[0]):
        return _from_columns({name: [getattr(value, name, None) for value in values] for name in fields})
    if all(isinstance(value, Mapping) for value in values):
        names = dict.fromkeys(key for value in values for key in value)
        return _from_columns({str(name): [value.get(name) for value in values] for name in names})
    if all(_is_sequence(value) for value in values):
        width = max(len(value) for value in values)
        rows = [[*value, *[None] * (width - len(value))] for value in values]
        return _from_columns({str(i): [row[i] for row in rows] for i in range(width)})
    return _from_columns({"value": values})


def _labelled(labels: list[Any], columns: dict[str, Any]) -> Table:
    return Table(_from_columns({INDEX.format(0): labels, **columns}).data, 1)


def _from_columns(columns: Mapping[str, Any]) -> Table:
    return Table(_arrow_table({name: _array(values) for name, values in columns.items()}))


# Arrow


def _arrow_table(columns: Mapping[str, Any]) -> ArrowTable:
    pa = arrow()

    return pa.table(dict(columns))


def _named(columns: Sequence[Any], names: list[str], call: str) -> ArrowTable:
    pa = arrow()

    return _checked(pa.table(list(columns), names=names), call)


def _checked(table: ArrowTable, call: str) -> ArrowTable:
    names = table.column_names
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidValue(f"{call}: {names.count(twice)} columns are called {twice!r}. Give each column its own name.")
    return table


def _without_views(table: ArrowTable) -> ArrowTable:
    """Return a table of types that every reader of Arrow knows."""
    columns = [_readable(column) for column in table.columns]
    if all(new is old for new, old in zip(columns, table.columns, strict=True)):
        return table.replace_schema_metadata(None)
    return _arrow_table(dict(zip(table.column_names, columns, strict=True)))


def _readable(array: Any) -> Any:
    pa = arrow()

    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        if kind.extension_name == "arrow.uuid":
            return _texts(array.to_pylist())
        chunks = [chunk.storage for chunk in array.chunks] if isinstance(array, pa.ChunkedArray) else None
        return _readable(array.storage if chunks is None else pa.chunked_array(chunks, kind.storage_type))
    if pa.types.is_string_view(kind):
        return array.cast(pa.large_string())
    if pa.types.is_binary_view(kind):
        return array.cast(pa.large_binary())
    if pa.types.is_run_end_encoded(kind):
        return array.cast(kind.value_type)
    return array


def to_stream(table: ArrowTable) -> Any:
    """Return a table as an Arrow IPC stream of one record batch."""
    pa = arrow()

    table = table.combine_chunks()
    if any(pa.types.is_dictionary(field.type) for field in table.schema):
        table = table.unify_dictionaries()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=max(1, table.num_rows))
    return sink.getvalue()
