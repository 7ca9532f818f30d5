"""The layers of a map: their rows apart, as columns where they have columns."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, cast

import msgspec

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.table import arrow, library_of, to_stream
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer

FEW = 20  # rows that stand in the specification
ROWS = "@@rows"
_SAFE = 2**53
# What PyDeck calls layers to which the author gives no name, another one in each run.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """What deck.gl draws from at once: `size` numbers for each object."""

    name: str
    dtype: Literal["f4", "f8", "u1"]
    size: int
    data: Buffer


class LayerRows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one layer: a table, JSON, or `attributes` of so many objects."""

    format: Literal["arrow", "json", "attributes"]
    data: Buffer | None = None
    attributes: list[Attribute] = []
    length: int = 0

    def buffers(self) -> tuple[Buffer, ...]:
        """Return the binary parts."""
        own = () if self.data is None else (self.data,)
        return (*own, *(attribute.data for attribute in self.attributes))


def apart(call: str, deck: Any) -> tuple[dict[str, Any], list[LayerRows]]:
    """Return the specification of a map of PyDeck without the rows of its layers, and these.

    In their place stands `{"@@rows": position}`; layers keep the names that PyDeck changes from run to run.

    Raises
    ------
    InvalidValue
        Something in the map cannot be written as JSON.
    """
    found: list[LayerRows] = []
    # PyDeck would write every row as indented text: it is given layers without rows.
    shadow = copy.copy(deck)
    shadow.layers = [_without_rows(call, layer, found) for layer in deck.layers]
    try:
        spec = json.loads(shadow.to_json(), parse_constant=lambda _: None)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValue(
            f"{call}: pydeck_obj cannot be written as JSON ({error}). Give its layers plain numbers, texts and lists."
        ) from error
    for position, layer in enumerate(spec.get("layers", [])):
        if _UUID.fullmatch(str(layer.get("id"))):
            layer["id"] = f"{layer.get('@@type')}-{position}"
    return cast("dict[str, Any]", spec), found


def _without_rows(call: str, layer: Any, found: list[LayerRows]) -> Any:
    if not hasattr(layer, "_data"):
        return layer
    rows = _attributes_of(layer) or rows_of(call, layer._data)
    if rows is None:
        return layer
    found.append(rows)
    changed = copy.copy(layer)
    changed.use_binary_transport = None
    changed._binary_data = None
    changed._data = {ROWS: len(found) - 1}
    return changed


def rows_of(call: str, data: object) -> LayerRows | None:
    """Return rows as they travel; None for those that stay where they are: few, or at an address."""
    if data is None or isinstance(data, str):
        return None
    if isinstance(data, Sequence | Mapping) and len(cast("Sequence[Any]", data)) <= FEW:
        return None
    if isinstance(data, list):
        records = cast("list[Any]", data)
        return _table_of(records) or LayerRows(format="json", data=_json(records))
    if library_of(cast("object", data)) in ("polars", "pyarrow", "pandas", "narwhals"):
        return LayerRows(format="arrow", data=Buffer(to_stream(to_table(cast("object", data), call).data)))
    return LayerRows(format="json", data=_json(cast("object", data)))


def _table_of(records: list[Any]) -> LayerRows | None:
    """Return records of numbers and texts as a table; None where they hold anything else."""
    first = records[0]
    if not isinstance(first, Mapping) or not all(
        value is None or isinstance(value, str | int | float) for value in cast("Mapping[Any, Any]", first).values()
    ):
        return None
    pa = arrow()
    try:
        table = pa.Table.from_pylist(records)
    except (pa.ArrowException, TypeError, ValueError, AttributeError, OverflowError):
        return None
    types = pa.types
    plain = (types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_null)
    if any(len(record) != len(first) for record in records) or not all(  # pyright: ignore[reportUnknownArgumentType]
        any(test(field.type) for test in plain) for field in table.schema
    ):
        return None
    if any(_beyond_doubles(column) for column in table.columns):
        return None
    return LayerRows(format="arrow", data=Buffer(to_stream(table)))


def _beyond_doubles(column: Any) -> bool:
    """Tell whether a column has whole numbers that a browser cannot hold exactly: JSON's readers round them."""
    if not arrow().types.is_integer(column.type) or column.type.bit_width < 64:
        return False
    found = import_module("pyarrow.compute").min_max(column).as_py()
    return found["min"] is not None and (found["min"] < -_SAFE or found["max"] > _SAFE)


def _attributes_of(layer: Any) -> LayerRows | None:
    """Return the arrays of a layer that PyDeck sends as bytes."""
    given = getattr(layer, "_binary_data", None)
    if not given:
        return None
    attributes = [attribute(part["accessor"], part["np_data"]) for part in given]
    return LayerRows(format="attributes", attributes=attributes, length=len(given[0]["np_data"]))


def attribute(name: str, values: Any) -> Attribute:
    """Return an array, one or several numbers for each object, as deck.gl draws from it."""
    import numpy as np

    array = np.asarray(values)
    kind: Literal["f4", "f8", "u1"] = "f8" if name.endswith("Position") else "f4"
    if name.endswith("Color"):
        kind = "u1"
    size = int(array.shape[1]) if array.ndim > 1 else 1
    return Attribute(name=name, dtype=kind, size=size, data=Buffer(np.ascontiguousarray(array, f"<{kind}").data))


def _json(value: object) -> Buffer:
    return Buffer(msgspec.json.encode(value, enc_hook=_plain))


def _plain(value: Any) -> Any:
    for method in ("tolist", "isoformat"):
        if callable(getattr(value, method, None)):
            return getattr(value, method)()
    if hasattr(value, "__geo_interface__"):
        return value.__geo_interface__
    return str(value)
