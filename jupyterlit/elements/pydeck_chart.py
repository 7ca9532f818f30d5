"""Maps of deck.gl."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, cast, overload

import msgspec

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_choice,
    check_height,
    check_key,
    check_reaction,
    check_width,
)
from jupyterlit.elements.deck_layers import LayerRows, apart
from jupyterlit.elements.selection import Selected
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Widget
from jupyterlit.tree import Block, BlockT

OnSelect = Literal["ignore", "rerun"] | Callable[..., Any]
SelectionMode = Literal["single-object", "multi-object"]
HeightWithoutContent = int | Literal["stretch"]

_MODES: tuple[SelectionMode, ...] = ("single-object", "multi-object")
# The base maps that PyDeck names by a word.
_CARTO = "https://basemaps.cartocdn.com/gl/"


class PydeckChart(Widget, tag="pydeck_chart"):
    """A map: its specification as JSON, and the rows that its layers refer to by position.

    `style` is the base map: "theme" for the one that comes with the page, "none", or an address or
    JSON of another. `tooltip` is true, or JSON of its content and style. `bounds` is what is seen
    at first: west, south, east, north. `selection` is how the reader selects; without `id` not at all.
    """

    identity: ClassVar[tuple[str, ...]] = ("selection",)

    spec: str
    rows: list[LayerRows] = []
    style: str = "theme"
    tooltip: bool | str = False
    bounds: list[float] = []
    selection: SelectionMode = "single-object"
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(buffer for rows in self.rows for buffer in rows.buffers())


class PydeckSelection(Selected):
    """The selection in a map, by the id of the layer: positions of rows, and what stands there."""

    indices: dict[str, list[int]]
    objects: dict[str, list[Any]]


class PydeckState(Selected):
    """What is selected in a map: `.selection.indices` and `.selection.objects`, by the id of the layer."""

    selection: PydeckSelection


class _Selection(msgspec.Struct, forbid_unknown_fields=True):
    """A selection, as it travels."""

    indices: dict[str, list[int]] = {}
    objects: dict[str, list[Any]] = {}


@overload
def pydeck_chart(
    self: BlockT,
    pydeck_obj: Any = None,
    *,
    width: WidthWithoutContent = "stretch",
    use_container_width: bool | None = None,
    height: HeightWithoutContent = 500,
    selection_mode: SelectionMode = "single-object",
    on_select: Literal["ignore"] = "ignore",
    key: Key | None = None,
    alt: str | None = None,
) -> BlockT: ...


@overload
def pydeck_chart(
    self: Block,
    pydeck_obj: Any = None,
    *,
    width: WidthWithoutContent = "stretch",
    use_container_width: bool | None = None,
    height: HeightWithoutContent = 500,
    selection_mode: SelectionMode = "single-object",
    on_select: Literal["rerun"] | Callable[..., Any],
    key: Key | None = None,
    alt: str | None = None,
) -> PydeckState: ...


def pydeck_chart(
    self: BlockT,
    pydeck_obj: Any = None,
    *,
    width: WidthWithoutContent = "stretch",
    use_container_width: bool | None = None,
    height: HeightWithoutContent = 500,
    selection_mode: SelectionMode = "single-object",
    on_select: OnSelect = "ignore",
    key: Key | None = None,
    alt: str | None = None,
) -> BlockT | PydeckState:
    """Show a map of PyDeck.

    Below it lies a map of the world's countries that needs no network. A base map of the author's own is fetched by the
    reader's browser, where it can be reached.

    Parameters
    ----------
    pydeck_obj
        The map: a Deck of PyDeck, or None for the world.
    width
        "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch".
    height
        Pixels, or "stretch".
    selection_mode
        "single-object" or "multi-object": how many objects of a layer the reader selects.
    on_select
        "rerun" or a callback to react to what the reader selects in layers that are `pickable` and have an `id`.
    key
        The map's own name, also a CSS class of the page.
    alt
        What the map shows, for screen readers.

    Returns
    -------
    DeltaGenerator or PydeckState
        The place of the map or, with `on_select`, what is selected.

    Examples
    --------
    >>> import pydeck as pdk
    >>> import jupyterlit as st
    >>> cities = [{"name": "Oslo", "at": [10.75, 59.91]}, {"name": "Lima", "at": [-77.04, -12.05]}]
    >>> dots = pdk.Layer("ScatterplotLayer", cities, id="cities", get_position="at", get_radius=200_000, pickable=True)
    >>> place = st.pydeck_chart(pdk.Deck(dots, tooltip={"text": "{name}"}))
    """
    call = "st.pydeck_chart"
    if not isinstance(cast("object", selection_mode), str):
        raise InvalidType(
            f"{call}: selection_mode={selection_mode!r} is a {type(selection_mode).__name__}. "
            'Pass "single-object" or "multi-object".'
        )
    mode: SelectionMode = check_choice(call, "selection_mode", selection_mode, _MODES)
    reacts, callback = check_reaction(call, "on_select", on_select)
    if use_container_width:
        width = "stretch"
    spec, rows = _parts_of(call, pydeck_obj)
    style = _style(spec)
    message = PydeckChart(
        spec=json.dumps(spec, separators=(",", ":"), allow_nan=False),
        rows=rows,
        style=style,
        tooltip=_tooltip(getattr(pydeck_obj, "_tooltip", None)),
        selection=mode,
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width=check_width(call, width, content=False),
        height=check_height(call, height, content=False),
    )
    if not reacts:
        return self.add_element(message)

    def parse(wire: Any) -> PydeckState:
        found = msgspec.convert(wire, _Selection)
        many = any(len(chosen) > 1 for chosen in found.indices.values())
        if (many and mode == "single-object") or found.indices.keys() != found.objects.keys():
            raise ValueError(wire)
        return PydeckState({"selection": msgspec.to_builtins(found)})

    def dump(value: Any) -> dict[str, Any]:
        selected = cast("Mapping[str, Any]", value).get("selection") if isinstance(value, Mapping) else None
        try:
            return msgspec.to_builtins(msgspec.convert(selected, _Selection))
        except msgspec.ValidationError as error:
            raise InvalidValue(
                f'{call}: {value!r} is no selection ({error}). Pass {{"selection": {{"indices": {{"layer": [0]}}}}}}.'
            ) from error

    def accept(value: Any) -> PydeckState:
        return PydeckState({"selection": dump(value)})

    return self.add_widget(message, parse({}), parse=parse, dump=dump, accept=accept, on_change=callback)


def _parts_of(call: str, pydeck_obj: Any) -> tuple[dict[str, Any], list[LayerRows]]:
    if pydeck_obj is None:
        world = {"latitude": 0, "longitude": 0, "zoom": 1}
        return {"initialViewState": world, "layers": [], "mapProvider": "carto"}, []
    if not callable(getattr(pydeck_obj, "to_json", None)) or not hasattr(pydeck_obj, "layers"):
        raise InvalidType(f"{call}: pydeck_obj={pydeck_obj!r} is a {type(pydeck_obj).__name__}. Pass a pydeck.Deck.")
    return apart(call, pydeck_obj)


def _style(spec: dict[str, Any]) -> str:
    """Take the base map out of a specification, and return which it is."""
    style, provider = spec.pop("mapStyle", None), spec.pop("mapProvider", None)
    if isinstance(style, Mapping):
        return json.dumps(style)
    if provider is None:
        return "none"
    # PyDeck's default is a style of its own server: who asks for it cannot be told from who asks for none.
    return "theme" if style is None or style.startswith(_CARTO) else str(style)


def _tooltip(tooltip: object) -> bool | str:
    if isinstance(tooltip, Mapping):
        return json.dumps(tooltip, default=str)
    return bool(tooltip)
