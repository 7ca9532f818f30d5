"""Columns of small charts and of bars."""

from __future__ import annotations

from typing import Any

from jupyterlit.column_config.settings import (
    ColumnConfig,
    ColumnWidth,
    Number,
    check_bounds,
    check_colour,
    check_step,
    check_text,
    settings,
)


def LineChartColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: Number | None = None,
    y_max: Number | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Set up a column of line charts of lists of numbers.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    pinned
        Whether the column stays in view when the others scroll.
    y_min
        The lower end of the y-axis; None is each cell's lowest value.
    y_max
        The upper end of the y-axis; None is each cell's highest value.
    color
        A colour; "auto" is green where values rise and red where they fall, "auto-inverse" the other way.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.LineChartColumn(y_min=0)
    >>> st.dataframe({"a": [[1, 3, 2]]}, column_config={"a": column})
    """
    shape = _chart("st.column_config.LineChartColumn", "line_chart", y_min, y_max, color)
    return settings("st.column_config.LineChartColumn", label, width, help, pinned, type_config=shape)


def AreaChartColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: Number | None = None,
    y_max: Number | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Set up a column of area charts of lists of numbers.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    pinned
        Whether the column stays in view when the others scroll.
    y_min
        The lower end of the y-axis; None is each cell's lowest value.
    y_max
        The upper end of the y-axis; None is each cell's highest value.
    color
        A colour; "auto" is green where values rise and red where they fall, "auto-inverse" the other way.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.AreaChartColumn(y_min=0)
    >>> st.dataframe({"a": [[1, 3, 2]]}, column_config={"a": column})
    """
    shape = _chart("st.column_config.AreaChartColumn", "area_chart", y_min, y_max, color)
    return settings("st.column_config.AreaChartColumn", label, width, help, pinned, type_config=shape)


def BarChartColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: Number | None = None,
    y_max: Number | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Set up a column of bar charts of lists of numbers.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    pinned
        Whether the column stays in view when the others scroll.
    y_min
        The lower end of the y-axis; None is each cell's lowest value.
    y_max
        The upper end of the y-axis; None is each cell's highest value.
    color
        A colour; "auto" is green where values rise and red where they fall, "auto-inverse" the other way.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.BarChartColumn(y_min=0)
    >>> st.dataframe({"a": [[1, 3, 2]]}, column_config={"a": column})
    """
    shape = _chart("st.column_config.BarChartColumn", "bar_chart", y_min, y_max, color)
    return settings("st.column_config.BarChartColumn", label, width, help, pinned, type_config=shape)


def ProgressColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    format: str | None = None,
    min_value: Number | None = None,
    max_value: Number | None = None,
    step: Number | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Set up a column of numbers as bars.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    pinned
        Whether the column stays in view when the others scroll.
    format
        How numbers look: "percent", "compact" and so on, or a printf format.
    min_value
        Where the bar is empty; None is 0.
    max_value
        Where the bar is full; None is 100 for whole numbers and 1 for others.
    step
        It says how many digits are shown.
    color
        A colour; "auto" is green above the middle and red below, "auto-inverse" the other way.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.ProgressColumn(format="percent")
    >>> st.dataframe({"a": [0.4]}, column_config={"a": column})
    """
    call = "st.column_config.ProgressColumn"
    check_text(call, "format", format)
    check_bounds(call, "min_value", min_value, "max_value", max_value)
    check_step(call, step)
    check_colour(call, color, trend=True)
    shape: dict[str, Any] = {"type": "progress", "format": format, "min_value": min_value, "max_value": max_value}
    return settings(call, label, width, help, pinned, type_config={**shape, "step": step, "color": color})


def _chart(call: str, kind: str, y_min: object, y_max: object, color: object) -> dict[str, Any]:
    check_bounds(call, "y_min", y_min, "y_max", y_max)
    check_colour(call, color, trend=True)
    return {"type": kind, "y_min": y_min, "y_max": y_max, "color": color}
