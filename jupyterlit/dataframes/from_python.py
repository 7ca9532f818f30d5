"""Rows and columns as Python itself has them → Arrow."""

from __future__ import annotations

import dataclasses
import enum
import reprlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from jupyterlit.dataframes.table import INDEX, Table, arrow_table, from_columns
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.secrets.table import veiled


def from_python(data: Any, call: str) -> Table | None:
    """Return rows or columns in any of Python's forms as a table, or None for what is neither.

    Raises
    ------
    InvalidType
        They are tables themselves.
    InvalidValue
        The columns are not of one length.
    """
    if isinstance(data, str | bytes | bytearray | memoryview):
        return None
    if isinstance(data, type):
        return _from_values([member.value for member in data], call) if issubclass(data, enum.Enum) else None
    if fields := fields_of(data):
        return _labelled(list(fields), {"value": [getattr(data, name) for name in fields]})
    if isinstance(data, Mapping):
        return _from_mapping(cast("Mapping[Any, Any]", data), call)
    if isinstance(data, Collection | Iterable):
        return _from_values(list(cast("Iterable[Any]", data)), call)
    return None


def fields_of(value: Any) -> tuple[str, ...]:
    """Return the field names of an instance of a dataclass or a named tuple."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(field.name for field in dataclasses.fields(value))
    return getattr(cast("object", value), "_fields", ()) if isinstance(value, tuple) else ()


def is_sequence(value: object) -> bool:
    if isinstance(value, str | bytes | bytearray | memoryview | Mapping):
        return False
    return isinstance(value, Sequence) or (hasattr(value, "__array__") and getattr(value, "ndim", 0) > 0)


def _from_mapping(data: Mapping[Any, Any], call: str) -> Table:
    data = veiled(data)
    if not data:
        return Table(arrow_table({}), named=False)
    values = list(data.values())
    labels = [str(key) for key in data]
    if all(isinstance(value, Mapping) for value in values):
        rows = list(dict.fromkeys(key for value in values for key in value))
        columns = {label: [value.get(row) for row in rows] for label, value in zip(labels, values, strict=True)}
        return _labelled(rows, columns, named=True)
    if not any(map(is_sequence, values)):
        return _labelled(labels, {"value": values})
    lengths = {label: len(value) for label, value in zip(labels, values, strict=True) if is_sequence(value)}
    length = max(lengths.values())
    for label, found in lengths.items():
        if found != length:
            longest = next(name for name, count in lengths.items() if count == length)
            raise InvalidValue(
                f"{call}: the columns of data are not of one length: {longest!r} has {length} values, {label!r} has "
                f"{found}. Fill the shorter ones up with None."
            )
    return from_columns(
        {label: value if label in lengths else [value] * length for label, value in zip(labels, values, strict=True)}
    )


def _from_values(values: list[Any], call: str) -> Table:
    if not values:
        return Table(arrow_table({}), named=False)
    if any(type(value).__name__ in ("DataFrame", "Table", "LazyFrame") for value in values):
        raise InvalidType(f"{call}: data={reprlib.repr(values)} is a list of tables. Show them one by one.")
    if fields := fields_of(values[0]):
        return from_columns({name: [getattr(value, name, None) for value in values] for name in fields})
    values = [veiled(value) for value in values]
    if all(isinstance(value, Mapping) for value in values):
        names = dict.fromkeys(key for value in values for key in value)
        return from_columns({str(name): [value.get(name) for value in values] for name in names})
    if all(is_sequence(value) for value in values):
        width = max(len(value) for value in values)
        rows = [[*value, *[None] * (width - len(value))] for value in values]
        return from_columns({str(i): [row[i] for row in rows] for i in range(width)}, named=False)
    return from_columns({"value": values}, named=False)


def _labelled(labels: list[Any], columns: dict[str, Any], *, named: bool = False) -> Table:
    return Table(from_columns({INDEX.format(0): labels, **columns}).data, 1, named=named)
