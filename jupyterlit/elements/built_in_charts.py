"""Simple charts of a table: lines, areas, bars, points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from jupyterlit.dataframes.table import to_stream
from jupyterlit.elements.arguments import check_height, check_width
from jupyterlit.elements.chart_spec import Color, Wish, build
from jupyterlit.elements.vega_lite_chart import VegaLiteChart
from jupyterlit.elements.vega_spec import DATASET, Dataset, in_types_of_vega, to_json, with_autosize
from jupyterlit.protocol.base import Buffer, Height, Width
from jupyterlit.tree import BlockT

ChartStack = Literal["normalize", "center", "layered"]


def line_chart(
    self: BlockT,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Draw columns of a table as lines.

    Parameters
    ----------
    data
        Anything that st.dataframe shows.
    x
        The column along the x-axis; None means the row labels.
    y
        The column or columns drawn; None means all others.
    x_label, y_label
        Titles of the axes; None means the names given as `x` and `y`.
    color
        A colour, one for each line, or the column whose values tell the lines apart.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the chart: call a method on it to replace the chart.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.line_chart({"Oslo": [-4, 6, 17, 7], "Lima": [23, 21, 17, 18]}, y_label="°C")
    """
    wish = Wish("st.line_chart", "line", x, y, x_label, y_label, color)
    return _add(self, data, wish, width, height, use_container_width, alt)


def area_chart(
    self: BlockT,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    stack: bool | ChartStack | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Draw columns of a table as areas.

    Parameters
    ----------
    data
        Anything that st.dataframe shows.
    x
        The column along the x-axis; None means the row labels.
    y
        The column or columns drawn; None means all others.
    x_label, y_label
        Titles of the axes; None means the names given as `x` and `y`.
    color
        A colour, one for each area, or the column whose values tell the areas apart.
    stack
        True to put areas on each other, "normalize" to make their sum 100 %, "center" to put them
        around a middle line; else they lie behind each other.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the chart: call a method on it to replace the chart.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.area_chart({"by bus": [3, 4, 6], "by bike": [1, 3, 5]}, stack=True)
    """
    wish = Wish("st.area_chart", "area", x, y, x_label, y_label, color, stack=stack)
    return _add(self, data, wish, width, height, use_container_width, alt)


def bar_chart(
    self: BlockT,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: bool | ChartStack | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Draw columns of a table as bars.

    Parameters
    ----------
    data
        Anything that st.dataframe shows.
    x
        The column along the x-axis; None means the row labels.
    y
        The column or columns drawn; None means all others.
    x_label, y_label
        Titles of the axes; None means the names given as `x` and `y`.
    color
        A colour, one for each series, or the column whose values tell the series apart.
    horizontal
        Whether bars lie: x and y change places.
    sort
        True for the order of values, False for that of rows, or a column to sort by, downwards
        with a minus sign before its name.
    stack
        True to put bars on each other, False to put them side by side, "layered" behind each other,
        "normalize" to make their sum 100 %, "center" to put them around a middle line.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the chart: call a method on it to replace the chart.

    Examples
    --------
    >>> import jupyterlit as st
    >>> cities = {"city": ["Oslo", "Lima"], "degrees": [4, 19]}
    >>> place = st.bar_chart(cities, x="city", y="degrees", sort="-degrees")
    """
    wish = Wish("st.bar_chart", "bar", x, y, x_label, y_label, color, stack=stack, sort=sort, horizontal=horizontal)
    return _add(self, data, wish, width, height, use_container_width, alt)


def scatter_chart(
    self: BlockT,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    size: str | float | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Draw rows of a table as points.

    Parameters
    ----------
    data
        Anything that st.dataframe shows.
    x
        The column along the x-axis; None means the row labels.
    y
        The column or columns drawn; None means all others.
    x_label, y_label
        Titles of the axes; None means the names given as `x` and `y`.
    color
        A colour, one for each series, or the column whose values are shown as colours.
    size
        A number for all points, or the column whose values are shown as sizes.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    alt
        What the chart shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the chart: call a method on it to replace the chart.

    Examples
    --------
    >>> import jupyterlit as st
    >>> birds = {"wing": [181, 195, 217], "mass": [3750, 3800, 5000], "species": ["A", "C", "G"]}
    >>> place = st.scatter_chart(birds, x="wing", y="mass", color="species")
    """
    wish = Wish("st.scatter_chart", "circle", x, y, x_label, y_label, color, size)
    return _add(self, data, wish, width, height, use_container_width, alt)


def _add(
    block: BlockT,
    data: Any,
    wish: Wish,
    width: Width,
    height: Height,
    use_container_width: bool | None,
    alt: str | None,
) -> BlockT:
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    checked_width, checked_height = check_width(wish.call, width), check_height(wish.call, height)
    spec, rows = build(data, wish)
    name = DATASET.format(0)
    return block.add_element(
        VegaLiteChart(
            spec=to_json(wish.call, with_autosize({"data": {"name": name}, **spec})),
            datasets=[Dataset(name=name, data=Buffer(to_stream(in_types_of_vega(rows))))],
            alt=(alt or "").strip() or None,
            width=checked_width,
            height=checked_height,
        )
    )
