"""Charts of ECharts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal, overload

import msgspec

from jupyterlit.elements.arguments import Key, check_choice, check_height, check_key, check_reaction, check_width
from jupyterlit.elements.echarts_spec import can_select, read
from jupyterlit.elements.selection import Selected
from jupyterlit.elements.vega_spec import Dataset, Datasets, to_json
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width
from jupyterlit.tree import Block, BlockT

log = logging.getLogger("jupyterlit")

Theme = Literal["streamlit"]
Renderer = Literal["canvas", "svg"]
_RENDERERS: tuple[Renderer, ...] = ("canvas", "svg")
OnSelect = Literal["ignore", "rerun"] | Callable[..., Any]


class EChartsChart(Widget, tag="echarts_chart"):
    """A chart: its option as JSON, and the tables that stand in it by name.

    Without `id` Python does not follow what is selected.
    """

    spec: str
    datasets: list[Dataset] = []
    theme: Theme | None = "streamlit"
    renderer: Renderer = "canvas"
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(dataset.data for dataset in self.datasets)


class _Series(msgspec.Struct, forbid_unknown_fields=True):
    """What is selected of one series."""

    series_index: int
    series_id: str | None
    series_name: str | None
    data_type: Literal["main", "node", "edge"]
    data_indices: list[int]

    def __post_init__(self) -> None:
        if self.series_index < 0 or min(self.data_indices, default=0) < 0:
            raise ValueError(self)
        self.data_indices = sorted(set(self.data_indices))


class _Area(msgspec.Struct, forbid_unknown_fields=True):
    """A region that the reader has brushed."""

    brush_index: int
    brush_type: Literal["rect", "lineX", "lineY", "polygon"]
    coord_range: list[float | list[float]]

    def __post_init__(self) -> None:
        flat = self.brush_type.startswith("line")
        points = [part for part in self.coord_range if isinstance(part, list)]
        if flat != (not points) or any(len(each) != 2 for each in ([self.coord_range] if flat else points)):
            raise ValueError(self)


class _Selection(msgspec.Struct, forbid_unknown_fields=True):
    selected: list[_Series] = []
    areas: list[_Area] = []


class EChartsState(Selected):
    """What is selected in a chart: `.selection.selected` by series, `.selection.areas` as it was brushed."""


@overload
def echarts_chart(
    self: BlockT,
    spec: Any,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["ignore"] = "ignore",
    renderer: Renderer = "canvas",
    alt: str | None = None,
) -> BlockT: ...


@overload
def echarts_chart(
    self: Block,
    spec: Any,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["rerun"] | Callable[..., Any],
    renderer: Renderer = "canvas",
    alt: str | None = None,
) -> EChartsState: ...


def echarts_chart(
    self: BlockT,
    spec: Any,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    renderer: Renderer = "canvas",
    alt: str | None = None,
) -> BlockT | EChartsState:
    """Show a chart of ECharts.

    Parameters
    ----------
    spec
        The option of ECharts as a dict or as JSON text, or a chart of pyecharts. Tables may stand in it as
        `dataset.source` and have any number of rows. Functions of JavaScript are never run: formatters are texts such
        as "{b}: {c}", and a tooltip's `valueFormatter` is a number format such as "compact" or "%.2f km".
    width
        "stretch", "content" (700 pixels), or pixels.
    height
        "content" (350 pixels), "stretch", or pixels.
    theme
        "streamlit" for the look of the page, None for ECharts' own.
    key
        The chart's own name, also a CSS class of the page.
    on_select
        "rerun" or a callback to react to what the reader selects, by `selectedMode` of a series or by `brush`.
    renderer
        "canvas", or "svg" for sharp prints of small charts.
    alt
        What the chart shows, for screen readers; None means what ECharts says of it.

    Returns
    -------
    DeltaGenerator or EChartsState
        The place of the chart or, with `on_select`, what is selected.

    Examples
    --------
    >>> import jupyterlit as st
    >>> cities = {"type": "category", "data": ["Oslo", "Lima"]}
    >>> place = st.echarts_chart({"xAxis": cities, "yAxis": {}, "series": [{"type": "bar", "data": [4, 19]}]})
    """
    call = "st.echarts_chart"
    if theme not in ("streamlit", None):
        raise InvalidValue(f'{call}: theme={theme!r} is unknown. Pass "streamlit" or None.')
    drawn: Renderer = check_choice(call, "renderer", renderer, _RENDERERS)
    reacts, callback = check_reaction(call, "on_select", on_select)
    datasets = Datasets(call)
    found = read(call, spec, datasets)
    width, height = check_width(call, width), check_height(call, height)
    message = EChartsChart(
        spec=to_json(call, found.option),
        datasets=datasets.listed(),
        theme=theme,
        renderer=drawn,
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width=found.width if width == "content" and found.width is not None else width,
        height=found.height if height == "content" and found.height is not None else height,
    )
    if not reacts:
        return self.add_element(message)
    if not can_select(found.option):
        log.warning(
            "%s: on_select has no effect, for nothing can be selected in the chart. "
            'Give a series "selectedMode": "multiple", or the option a "brush".',
            call,
        )

    def dump(value: Any) -> Any:
        try:
            return msgspec.to_builtins(_selection(value["selection"]))
        except (TypeError, ValueError, KeyError) as error:
            raise InvalidValue(
                f'{call}: {value!r} is no selection. Pass {{"selection": {{"selected": [], "areas": []}}}}.'
            ) from error

    return self.add_widget(message, _state(_Selection()), parse=_parsed, dump=dump, on_change=callback)


def _selection(wire: Any) -> _Selection:
    return msgspec.convert(wire, _Selection)


def _parsed(wire: Any) -> EChartsState:
    return _state(_selection(wire))


def _state(selection: _Selection) -> EChartsState:
    return EChartsState({"selection": msgspec.to_builtins(selection)})
