"""Tables as components of Streamlit take and give them: cells, row labels and column labels, each an Arrow stream."""

from __future__ import annotations

from typing import Any

from jupyterlit.dataframes.table import arrow, library_of, to_stream
from jupyterlit.elements.component import ComponentTable
from jupyterlit.errors import InvalidValue, MissingPackage
from jupyterlit.protocol.base import Buffer


def is_table(value: object) -> bool:
    """Tell whether an argument is sent as a table: a frame, series, index or array of any library, no single number."""
    return library_of(value) in ("pandas", "polars", "pyarrow", "numpy") and bool(getattr(value, "shape", ()))


def to_table(name: str, value: Any) -> ComponentTable:
    """Return an argument as a component takes tables."""
    pandas = _pandas()
    if hasattr(value, "to_pandas"):
        value = value.to_pandas()
    frame = value if isinstance(value, pandas.DataFrame) else pandas.DataFrame(value)
    names = [str(label) for label in frame.columns]
    if len(set(names)) < len(names):
        names = [f"{label}.{position}" for position, label in enumerate(names)]
    return ComponentTable(
        name=name,
        data=_stream(frame.set_axis(names, axis="columns"), index=None),  # row labels come last, if they are any
        index=_stream(_labels(frame.index)),
        columns=_stream(_labels(frame.columns)),
    )


def to_arrow(value: Any) -> Buffer:
    """Return a table as one Arrow stream; row labels that are no row numbers are its last columns."""
    if hasattr(value, "to_arrow") or library_of(value) == "pyarrow":
        columns = value if library_of(value) == "pyarrow" else value.to_arrow()
        batch = hasattr(columns, "schema") and not hasattr(columns, "combine_chunks")
        if batch or not hasattr(columns, "schema"):
            columns = arrow().Table.from_batches([columns]) if batch else arrow().table({"value": columns})
        return _written(columns)
    pandas = _pandas()
    if isinstance(value, pandas.Series):
        value = value.to_frame("value" if value.name is None else str(value.name))
    elif isinstance(value, pandas.Index):
        value = value.to_frame(index=False)
    elif not isinstance(value, pandas.DataFrame):
        value = pandas.DataFrame(value, columns=["value"] if value.ndim == 1 else None)
    return _stream(value.set_axis([str(label) for label in value.columns], axis="columns"), index=None)


def to_frame(data: bytes, index: bytes, columns: bytes) -> Any:
    """Return the data frame that a component has sent.

    Raises
    ------
    InvalidValue
        It is none. What a browser sends may be anything.
    """
    cells, rows, names = (_read(part) for part in (data, index, columns))
    if rows.shape[1] == 0 or len(rows) != len(cells) or names.shape[1] == 0 or len(names) > cells.shape[1]:
        raise InvalidValue("The labels are not those of the cells.")
    cells = cells.iloc[:, : len(names)]
    return cells.set_axis(_index(rows), axis="index").set_axis(_index(names), axis="columns")


def _pandas() -> Any:
    try:
        import pandas as pd

        arrow()
    except ImportError as error:
        raise MissingPackage(
            "Components take and give tables with pandas and pyarrow. Install them: pip install pandas pyarrow"
        ) from error
    return pd


def _labels(labels: Any) -> Any:
    frame = labels.to_frame(index=False)
    return frame.set_axis([str(level) for level in range(frame.shape[1])], axis="columns")


def _index(labels: Any) -> Any:
    pandas = _pandas()
    if labels.shape[1] == 1:
        return pandas.Index(labels.iloc[:, 0].array)
    return pandas.MultiIndex.from_frame(labels, names=[None] * labels.shape[1])


def _stream(frame: Any, *, index: bool | None = False) -> Buffer:
    pa = arrow()
    try:
        table = pa.Table.from_pandas(frame, preserve_index=index)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        mixed = {
            name: frame[name].map(str, na_action="ignore") for name in frame.columns if frame[name].dtype == object
        }
        table = pa.Table.from_pandas(frame.assign(**mixed), preserve_index=index)
    return _written(table)


def _written(table: Any) -> Buffer:
    schema = arrow().schema([field.with_type(_narrow(field.type)) for field in table.schema], table.schema.metadata)
    return Buffer(to_stream(table.cast(schema)))


def _narrow(kind: Any) -> Any:
    """Return a type that the Arrow of years ago knows too: components bring their own."""
    pa = arrow()
    types = pa.types
    if types.is_large_string(kind) or types.is_string_view(kind):
        return pa.string()
    if types.is_large_binary(kind) or types.is_binary_view(kind):
        return pa.binary()
    if types.is_large_list(kind) or types.is_list(kind):
        return pa.list_(_narrow(kind.value_type))
    return kind


def _read(data: bytes) -> Any:
    _pandas()
    pa = arrow()
    try:
        with pa.ipc.open_stream(data) as reader:
            table = reader.read_all()
        table.validate(full=True)
        # What a schema says beside the types could have objects made of classes that it names.
        return table.replace_schema_metadata(None).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise InvalidValue(f"Not a table: {error}") from error
