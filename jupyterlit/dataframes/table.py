"""A table as it travels: Arrow, and what Arrow does not say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from jupyterlit.errors import InvalidValue

ArrowTable: TypeAlias = Any  # pyarrow has no types of its own
ArrowArray: TypeAlias = Any

INDEX = "__index_level_{}__"


class Looks(Protocol):
    """How the cells of a table look."""

    @property
    def caption(self) -> str | None:
        """What stands under the table."""
        ...

    @property
    def columns(self) -> Mapping[str, Mapping[str, Any]]:
        """Settings of columns, by their names on the wire."""
        ...

    @property
    def rules(self) -> list[tuple[str, str]]:
        """CSS rules of the table: selectors and declarations."""
        ...

    @property
    def hides_index(self) -> bool:
        """Whether row labels are left out."""
        ...

    def column(self, rows: Iterable[int]) -> ArrowArray:
        """Return for each row, by its position, how its cells look: JSON, or nothing."""
        ...

    def digest(self, data: str) -> str:
        """Return a digest of the looks together with that of the data."""
        ...


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
    named
        Its columns have names that the author has given.
    owner
        What must live as long as the columns do: pandas writes to memory in place once
        nobody else holds it.
    styles
        How its cells look, where the author says that.
    """

    data: ArrowTable
    index_columns: int = 0
    default_index: bool = False
    headers: tuple[tuple[str, ...], ...] = ()
    complete: bool = True
    named: bool = True
    owner: object = None
    styles: Looks | None = None


def arrow() -> Any:
    """Return pyarrow, loaded on first use."""
    import pyarrow as pa

    return pa


def bytes_of(values: Any) -> int:
    """Return how many bytes an array or a table holds: where pyarrow cannot tell it of views, with all they lie in."""
    try:
        return values.nbytes
    except TypeError:
        return values.get_total_buffer_size()


def library_of(value: object) -> str:
    """Return the name of the package that declares the type of `value`; nothing is imported."""
    return type(value).__module__.partition(".")[0]


def array_of(values: Any) -> ArrowArray:
    """Return values of one column; mixed ones as text."""
    pa = arrow()

    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError, TypeError, ValueError):
        return texts(values)
    if array.type == pa.null():
        return array.cast(pa.string())
    return readable(array)


def texts(values: Iterable[Any]) -> ArrowArray:
    """Return the texts of values, what is missing left out."""
    pa = arrow()

    return pa.array([None if _missing(value) else str(value) for value in values], pa.string())


def _missing(value: object) -> bool:
    return value is None or value != value or type(value).__name__ in ("NAType", "NaTType")


def from_columns(columns: Mapping[str, Any], *, named: bool = True) -> Table:
    """Return a table of columns in any form."""
    return Table(arrow_table({name: array_of(values) for name, values in columns.items()}), named=named)


def arrow_table(columns: Mapping[str, Any]) -> ArrowTable:
    """Return columns as an Arrow table."""
    pa = arrow()

    return pa.table(dict(columns))


def named(columns: Sequence[Any], names: list[str], call: str) -> ArrowTable:
    """Return columns under these names; raise if two are the same."""
    pa = arrow()

    return checked(pa.table(list(columns), names=names), call)


def checked(table: ArrowTable, call: str) -> ArrowTable:
    """Return a table; raise if two of its columns have the same name."""
    names = table.column_names
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidValue(f"{call}: {names.count(twice)} columns are called {twice!r}. Give each column its own name.")
    return table


def without_views(table: ArrowTable) -> ArrowTable:
    """Return a table of types that every reader of Arrow knows."""
    columns = [readable(column) for column in table.columns]
    if all(new is old for new, old in zip(columns, table.columns, strict=True)):
        return table.replace_schema_metadata(None)
    return arrow_table(dict(zip(table.column_names, columns, strict=True)))


def readable(array: Any) -> Any:
    """Return an array of a type that every reader of Arrow knows."""
    pa = arrow()

    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        if kind.extension_name == "arrow.uuid":
            return texts(array.to_pylist())
        chunks = [chunk.storage for chunk in array.chunks] if isinstance(array, pa.ChunkedArray) else None
        return readable(array.storage if chunks is None else pa.chunked_array(chunks, kind.storage_type))
    if pa.types.is_string_view(kind):
        return array.cast(pa.large_string())
    if pa.types.is_binary_view(kind):
        return array.cast(pa.large_binary())
    if pa.types.is_run_end_encoded(kind):
        return import_module("pyarrow.compute").run_end_decode(array)
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
