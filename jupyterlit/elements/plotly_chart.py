"""Charts of Plotly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal, cast, overload

import msgspec

from jupyterlit.elements.arguments import Key, check_height, check_key, check_reaction, check_width
from jupyterlit.elements.plotly_figure import Arrays, figure_of
from jupyterlit.elements.selection import Selected
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width
from jupyterlit.tree import Block, BlockT

Theme = Literal["streamlit"]
OnSelect = Literal["ignore", "rerun"] | Callable[..., Any]
SelectionMode = Literal["points", "box", "lasso"]

_MODES: tuple[SelectionMode, ...] = ("points", "box", "lasso")


class PlotlyChart(Widget, tag="plotly_chart"):
    """A chart: its figure and its settings as JSON, and the arrays that the figure refers to by position.

    `selection` is how the reader selects; without `id` not at all.
    """

    identity: ClassVar[tuple[str, ...]] = ("selection",)

    spec: str
    arrays: list[Buffer] = []
    theme: Theme | None = "streamlit"
    config: str = "{}"
    selection: list[SelectionMode] = []
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(self.arrays)


class PlotlySelection(Selected):
    """The selection in a chart: its points, with what Plotly tells of each, and the areas drawn around them."""

    points: list[dict[str, Any]]
    point_indices: list[int]
    box: list[dict[str, Any]]
    lasso: list[dict[str, Any]]


class PlotlyState(Selected):
    """What is selected in a chart: `.selection.points`, `.point_indices`, `.box` and `.lasso`."""

    selection: PlotlySelection


class _Area(msgspec.Struct, forbid_unknown_fields=True):
    """A selected area, as it travels: its axes and its corners."""

    xref: str
    yref: str
    x: list[float | str]
    y: list[float | str]


class _Selection(msgspec.Struct, forbid_unknown_fields=True):
    """A selection, as it travels."""

    points: list[dict[str, Any]] = []
    point_indices: list[int] = []
    box: list[_Area] = []
    lasso: list[_Area] = []


@overload
def plotly_chart(
    self: BlockT,
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["ignore"] = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = _MODES,
    config: dict[str, Any] | None = None,
    alt: str | None = None,
) -> BlockT: ...


@overload
def plotly_chart(
    self: Block,
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["rerun"] | Callable[..., Any],
    selection_mode: SelectionMode | Iterable[SelectionMode] = _MODES,
    config: dict[str, Any] | None = None,
    alt: str | None = None,
) -> PlotlyState: ...


def plotly_chart(
    self: BlockT,
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = _MODES,
    config: dict[str, Any] | None = None,
    alt: str | None = None,
) -> BlockT | PlotlyState:
    """Show a chart of Plotly.

    Arrays travel as they are in memory, and may have millions of values.

    Parameters
    ----------
    figure_or_data
        A figure of Plotly or Matplotlib, a dict with `data` and `layout`, or a list of traces.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    width
        "stretch", pixels, or "content" for the figure's own.
    height
        "stretch", pixels, or "content" for the figure's own.
    theme
        "streamlit" for the look of the page, None for Plotly's own.
    key
        The chart's own name, also a CSS class of the page.
    on_select
        "rerun" or a callback to react to what the reader selects.
    selection_mode
        How the reader selects: "points", "box", "lasso", or several of these.
    config
        Settings of plotly.js, {"scrollZoom": True} for example.
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator or PlotlyState
        The place of the chart or, with `on_select`, what is selected.

    Examples
    --------
    >>> import plotly.express as px
    >>> import jupyterlit as st
    >>> place = st.plotly_chart(px.bar(x=["Oslo", "Lima"], y=[4, 19]), alt="Lima is warmer than Oslo")
    """
    call = "st.plotly_chart"
    if theme not in ("streamlit", None):
        raise InvalidValue(f'{call}: theme={theme!r} is unknown. Pass "streamlit" or None.')
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    modes = _check_modes(call, selection_mode)
    reacts, callback = check_reaction(call, "on_select", on_select)
    figure = figure_of(call, figure_or_data)
    arrays = Arrays()
    spec = arrays.spec(figure, themed=theme is not None)
    message = PlotlyChart(
        spec=spec,
        arrays=arrays.found,
        theme=theme,
        config=_settings(call, config),
        selection=modes if reacts else [],
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width=check_width(call, width),
        height=check_height(call, height),
    )
    if not reacts:
        return self.add_element(message)

    def parse(wire: Any) -> PlotlyState:
        found = msgspec.to_builtins(msgspec.convert(wire, _Selection))
        allowed = {name: name in modes or not found[name] for name in ("box", "lasso")}
        if not all(allowed.values()):
            raise ValueError(wire)
        return PlotlyState({"selection": found})

    def dump(value: Any) -> dict[str, Any]:
        return _to_wire(call, value)

    def accept(value: Any) -> PlotlyState:
        return PlotlyState({"selection": dump(value)})

    return self.add_widget(message, parse({}), parse=parse, dump=dump, accept=accept, on_change=callback)


def _to_wire(call: str, value: Any) -> dict[str, Any]:
    """Return what an author, or a run before, says is selected, as it travels."""
    selected = cast("Mapping[str, Any]", value).get("selection") if isinstance(value, Mapping) else None
    try:
        return msgspec.to_builtins(msgspec.convert(selected, _Selection))
    except msgspec.ValidationError as error:
        raise InvalidValue(
            f'{call}: {value!r} is no selection ({error}). Pass {{"selection": {{"points": […], "box": […]}}}}.'
        ) from error


def _check_modes(call: str, selection_mode: object) -> list[SelectionMode]:
    given = [selection_mode] if isinstance(selection_mode, str) else selection_mode
    if not isinstance(given, Iterable):
        raise InvalidType(
            f"{call}: selection_mode={selection_mode!r} is a {type(selection_mode).__name__}. "
            'Pass "points", "box", "lasso", or a list of these.'
        )
    wanted = list(cast("Iterable[object]", given))
    for mode in wanted:
        if mode not in _MODES:
            raise InvalidValue(f'{call}: selection_mode={mode!r} is unknown. Pass "points", "box" or "lasso".')
    return [mode for mode in _MODES if mode in wanted]


def _settings(call: str, config: object) -> str:
    """Return settings of plotly.js as JSON."""
    if config is None:
        return "{}"
    if not isinstance(config, Mapping):
        raise InvalidType(
            f'{call}: config={config!r} is a {type(config).__name__}. Pass a dict, {{"scrollZoom": True}} for example.'
        )
    return msgspec.json.encode(Arrays().plain(config)).decode()
