"""Charts of Vega-Lite and Altair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal, cast, overload

from jupyterlit.elements.arguments import Key, check_height, check_key, check_reaction, check_width
from jupyterlit.elements.selection import Selected
from jupyterlit.elements.vega_selection import check_selections, followed, read_selections, with_columns
from jupyterlit.elements.vega_spec import (
    Dataset,
    Datasets,
    natural_width,
    spec_of_altair,
    to_json,
    with_autosize,
    with_steady_names,
    without_tables,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width
from jupyterlit.tree import Block, BlockT

Theme = Literal["streamlit"]
OnSelect = Literal["ignore", "rerun"] | Callable[..., Any]


class VegaLiteChart(Widget, tag="vega_lite_chart"):
    """A chart: its specification as JSON, and the rows it calls by name.

    `selection` names the selections that Python follows; without `id` there are none.
    """

    identity: ClassVar[tuple[str, ...]] = ("selection",)

    spec: str
    datasets: list[Dataset] = []
    theme: Theme | None = "streamlit"
    selection: list[str] = []
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(dataset.data for dataset in self.datasets)


class VegaLiteState(Selected):
    """What is selected in a chart: `.selection.<name>` for each selection it declares."""


@overload
def vega_lite_chart(
    self: BlockT,
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["ignore"] = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> BlockT: ...


@overload
def vega_lite_chart(
    self: Block,
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["rerun"] | Callable[..., Any],
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> VegaLiteState: ...


def vega_lite_chart(
    self: BlockT,
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> BlockT | VegaLiteState:
    """Show a chart of Vega-Lite.

    Parameters
    ----------
    data
        Anything that st.dataframe shows; or the specification, with its data in it.
    spec
        The specification as a dict. Tables may stand in it wherever Vega-Lite expects data.
    width
        "stretch", "content", pixels, or None: "content" for views side by side, else "stretch".
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    theme
        "streamlit" for the look of the page, None for Vega's own.
    key
        The chart's own name, also a CSS class of the page.
    on_select
        "rerun" or a callback to react to what the reader selects.
    selection_mode
        The names of the selections to follow; None follows all.
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator or VegaLiteState
        The place of the chart or, with `on_select`, what is selected.

    Examples
    --------
    >>> import jupyterlit as st
    >>> cities = {"city": ["Oslo", "Lima"], "degrees": [4, 19]}
    >>> x = {"field": "city", "type": "nominal"}
    >>> y = {"field": "degrees", "type": "quantitative"}
    >>> place = st.vega_lite_chart(cities, {"mark": "bar", "encoding": {"x": x, "y": y}})
    """
    call = "st.vega_lite_chart"
    if spec is None and isinstance(data, Mapping):
        data, spec = None, cast("Mapping[str, Any]", data)
    if not spec:
        raise InvalidValue(f'{call}: there is no specification. Pass a dict as spec, {{"mark": "bar", …}} for example.')
    if not isinstance(cast("object", spec), Mapping):
        raise InvalidType(f"{call}: spec={spec!r} is a {type(spec).__name__}. Pass a dict.")
    datasets = Datasets(call)
    found = cast("dict[str, Any]", without_tables(spec, datasets))
    if data is not None:
        found["data"] = {"name": datasets.add(data, labels=True)}
    return _add(
        self, call, found, datasets, width, height, use_container_width, theme, key, on_select, selection_mode, alt
    )


@overload
def altair_chart(
    self: BlockT,
    altair_chart: Any,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["ignore"] = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> BlockT: ...


@overload
def altair_chart(
    self: Block,
    altair_chart: Any,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: Literal["rerun"] | Callable[..., Any],
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> VegaLiteState: ...


def altair_chart(
    self: BlockT,
    altair_chart: Any,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Theme | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> BlockT | VegaLiteState:
    """Show a chart of Altair.

    Tables travel as Arrow and may have any number of rows.

    Parameters
    ----------
    altair_chart
        The chart.
    width
        "stretch", "content", pixels, or None: "content" for views side by side, else "stretch".
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    theme
        "streamlit" for the look of the page, None for Vega's own.
    key
        The chart's own name, also a CSS class of the page.
    on_select
        "rerun" or a callback to react to what the reader selects.
    selection_mode
        The names of the selections to follow; None follows all.
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator or VegaLiteState
        The place of the chart or, with `on_select`, what is selected.

    Examples
    --------
    >>> import altair as alt
    >>> import pandas as pd
    >>> import jupyterlit as st
    >>> cities = pd.DataFrame({"city": ["Oslo", "Lima"], "degrees": [4, 19]})
    >>> place = st.altair_chart(alt.Chart(cities).mark_bar().encode(x="city", y="degrees"))
    """
    call = "st.altair_chart"
    if not callable(getattr(altair_chart, "to_dict", None)) or not hasattr(altair_chart, "validate"):
        raise InvalidType(
            f"{call}: altair_chart={altair_chart!r} is a {type(altair_chart).__name__}. Pass a chart of Altair."
        )
    datasets = Datasets(call)
    spec = with_steady_names(spec_of_altair(altair_chart, datasets))
    return _add(
        self, call, spec, datasets, width, height, use_container_width, theme, key, on_select, selection_mode, alt
    )


def _add(
    block: BlockT,
    call: str,
    spec: dict[str, Any],
    datasets: Datasets,
    width: Width | None,
    height: Height,
    use_container_width: bool | None,
    theme: Theme | None,
    key: Key | None,
    on_select: OnSelect,
    selection_mode: str | Iterable[str] | None,
    alt: str | None,
) -> BlockT | VegaLiteState:
    if theme not in ("streamlit", None):
        raise InvalidValue(f'{call}: theme={theme!r} is unknown. Pass "streamlit" or None.')
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    reacts, callback = check_reaction(call, "on_select", on_select)
    kinds = followed(call, spec, selection_mode) if reacts else {}
    text = to_json(call, with_autosize(spec))
    message = VegaLiteChart(
        spec=with_columns(text, kinds) if kinds else text,
        datasets=datasets.listed(),
        theme=theme,
        selection=list(kinds),
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width=natural_width(spec) if width is None else check_width(call, width),
        height=check_height(call, height),
    )
    if not reacts:
        return block.add_element(message)

    def parse(wire: Any) -> VegaLiteState:
        return VegaLiteState({"selection": read_selections(wire, kinds)})

    def dump(value: Any) -> dict[str, Any]:
        return check_selections(call, value, kinds)

    def accept(value: Any) -> VegaLiteState:
        return VegaLiteState({"selection": dump(value)})

    return block.add_widget(message, parse({}), parse=parse, dump=dump, accept=accept, on_change=callback)
