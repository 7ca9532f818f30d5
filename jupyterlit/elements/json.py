"""Nested data, to unfold and fold."""

from __future__ import annotations

from collections import UserList
from collections.abc import Iterable, Mapping, ValuesView
from collections.abc import Set as AbstractSet
from json import dumps
from typing import Any, cast

from jupyterlit.elements.arguments import WidthWithoutContent, check_width
from jupyterlit.elements.row_numbers import RowNumbers
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element
from jupyterlit.secrets.table import SecretTable, veiled
from jupyterlit.tree import BlockT


class JsonView(Element, tag="json"):
    """Nested data as JSON text; `expanded` is the depth to which it is unfolded at first, or all or none of it."""

    body: str
    expanded: bool | int = True


def json(self: BlockT, body: object, *, expanded: bool | int = True, width: WidthWithoutContent = "stretch") -> BlockT:
    """Show nested data, to unfold and fold.

    Parameters
    ----------
    body
        Lists, dicts and what is in them, or JSON text. What JSON has no form for is shown as `repr` gives it.
    expanded
        Whether all of it is unfolded at first, or down to which depth.
    width
        "stretch", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the data: call a method on it to replace the data.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.json({"species": "Adelie", "islands": ["Biscoe", "Dream"]}, expanded=1)
    """
    if not isinstance(expanded, int):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.json: expanded={expanded!r} is a {type(expanded).__name__}. Pass a bool, or a depth.")
    return self.add_element(
        JsonView(
            body=body if isinstance(body, str) else _dump(body),
            expanded=expanded,
            width=check_width("st.json", width, content=False),
        )
    )


def _dump(body: Any) -> str:
    data = body
    fields = getattr(body, "_asdict", None)  # a named tuple's
    if callable(fields) and isinstance(body, tuple):
        data = fields()
    try:
        return dumps(data, default=_stand_in)
    except ValueError as error:
        raise InvalidValue("st.json: the data contains itself. Pass data without cycles.") from error
    except TypeError:
        return dumps(_with_text_keys(data), default=_stand_in)


def _stand_in(value: Any) -> Any:
    """Return what stands for an object that JSON has no form for."""
    if isinstance(value, SecretTable):
        return veiled(value)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[Any, Any]", value))
    if isinstance(value, AbstractSet | ValuesView | UserList | range | map | enumerate | RowNumbers):
        return list(cast("Iterable[Any]", value))
    return repr(value)


def _with_text_keys(value: Any) -> Any:
    """Return nested data with `repr` in place of keys that JSON cannot have."""
    value = veiled(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[Any, Any]", value).items()
        return {
            key if isinstance(key, str | int | float | None) else repr(key): _with_text_keys(item)
            for key, item in pairs
        }
    if isinstance(value, list | tuple | AbstractSet):
        return [_with_text_keys(item) for item in cast("Iterable[Any]", value)]
    return value
