"""What a component in the page is called with, as it travels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from jupyterlit.components.tables import is_table, to_arrow
from jupyterlit.elements.component import ComponentBytes
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Buffer


def packed(call: str, data: Any) -> dict[str, Any]:
    """Return data as fields of the message: as JSON and, whole or by its names, as bytes and tables."""
    if _is_bytes(data):
        return {"raw": Buffer(cast("bytes", data))}
    if is_table(data):
        return {"raw": to_arrow(data)}
    if not isinstance(data, Mapping):
        return {"data": _plain(call, "data", data)}
    plain: dict[str, Any] = {}
    binary: list[ComponentBytes] = []
    tables: list[ComponentBytes] = []
    for name, value in cast("Mapping[Any, Any]", data).items():
        if _is_bytes(value):
            binary.append(ComponentBytes(name=str(name), data=Buffer(value)))
        elif is_table(value):
            tables.append(ComponentBytes(name=str(name), data=to_arrow(value)))
        else:
            plain[_name(call, name)] = _plain(call, f"data[{name!r}]", value)
    return {"data": plain, "binary": binary, "tables": tables}


def _is_bytes(value: object) -> bool:
    return isinstance(value, bytes | bytearray | memoryview)


def _name(call: str, name: Any) -> str:
    if isinstance(name, str | int | float | bool) or name is None:
        return name if isinstance(name, str) else json.loads(json.dumps({name: 0})).popitem()[0]
    raise InvalidType(f"{call}: data has the key {name!r}, a {type(name).__name__}. Use strings as keys.")


def _plain(call: str, where: str, value: Any) -> Any:
    """Return data as JSON has it."""

    def convert(inner: Any) -> Any:
        if is_table(inner):
            raise InvalidType(
                f"{call}: {where} has a {type(inner).__name__} within. Pass tables as data, or as an entry of it."
            )
        if callable(getattr(inner, "item", None)) and getattr(inner, "ndim", None) == 0:  # a number of NumPy's
            return inner.item()
        raise InvalidType(
            f"{call}: {where} has {inner!r} within, a {type(inner).__name__}. Pass what JSON can hold, bytes or tables."
        )

    try:
        return msgspec.to_builtins(value, enc_hook=convert, str_keys=True)
    except (TypeError, ValueError, RecursionError) as error:
        if isinstance(error, InvalidType):
            raise
        raise InvalidType(f"{call}: {where} cannot be sent: {error}. Pass what JSON can hold.") from error
