"""A number worth a look, and how it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from numbers import Number
from typing import Any, Literal, cast

from jupyterlit.elements.arguments import (
    check_choice,
    check_height,
    check_icon,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element, Height, LabelVisibility, Width
from jupyterlit.tree import BlockT

Color = Literal["red", "orange", "yellow", "green", "blue", "violet", "gray", "primary"]
Arrow = Literal["up", "down", "off"]
ChartType = Literal["line", "bar", "area"]
DeltaColor = Literal[
    "normal", "inverse", "off", "red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary"
]
DeltaArrow = Literal["auto", "up", "down", "off"]
Value = Number | Decimal | float | str | None

_DELTA_COLORS: tuple[DeltaColor, ...] = (
    "normal", "inverse", "off", "red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary",
)  # fmt: skip
_DELTA_ARROWS: tuple[DeltaArrow, ...] = ("auto", "up", "down", "off")
_CHART_TYPES: tuple[ChartType, ...] = ("line", "bar", "area")
_NO_VALUE = "—"


class Metric(Element, tag="metric"):
    """A number and how it has changed; colour and arrow are settled, `format` is applied by the page."""

    label: str
    value: str
    delta: str | None = None
    delta_color: Color = "gray"
    delta_arrow: Arrow = "off"
    delta_description: str | None = None
    help: str | None = None
    icon: str | None = None
    label_visibility: LabelVisibility = "visible"
    border: bool = False
    chart_data: list[float] = []
    chart_type: ChartType = "line"
    format: str | None = None


def metric(
    self: BlockT,
    label: str,
    value: Value,
    delta: Value = None,
    delta_color: DeltaColor = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: LabelVisibility = "visible",
    border: bool = False,
    width: Width = "stretch",
    height: Height = "content",
    chart_data: Iterable[Any] | None = None,
    chart_type: ChartType = "line",
    delta_arrow: DeltaArrow = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> BlockT:
    """Show a number in large type and, below it, how it has changed.

    Parameters
    ----------
    label
        Markdown above the number.
    value
        The number, or a text such as "70 °F"; a dash if not given.
    delta
        The change: green and up, red and down for one that begins with a minus, grey for zero.
    delta_color
        "normal", "inverse" to swap red and green, "off" for grey, or the name of a colour.
    help
        Markdown shown in a tooltip.
    icon
        One emoji or a Material symbol such as ":material/scale:", shown before the label.
    label_visibility
        "visible", "hidden" to keep its room, or "collapsed".
    border
        Whether there is a frame around it.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.
    chart_data
        Numbers drawn as a small chart; of a table, the first column.
    chart_type
        "line", "bar" or "area".
    delta_arrow
        "auto" for the direction of the change, "up", "down" or "off".
    format
        How numbers are written: "compact", "percent", "dollar" … or a printf format.
    delta_description
        Small text beside the change.

    Returns
    -------
    DeltaGenerator
        The place of the metric: call a method on it to replace the metric.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.metric("Body mass", "4,202 g", "-1.2 %", border=True)
    """
    change = None if delta is None else _text("delta", delta).strip() or None
    arrow, color = _appearance(change, is_zero=_is_zero(delta), delta_color=delta_color, delta_arrow=delta_arrow)
    return self.add_element(
        Metric(
            label=_label(label),
            value=_NO_VALUE if value is None else _text("value", value),
            delta=change,
            delta_color=color,
            delta_arrow=arrow,
            delta_description=delta_description,
            help=clean_help(help),
            icon=check_icon("st.metric", icon),
            label_visibility=check_label_visibility("st.metric", label_visibility),
            border=border,
            chart_data=[] if chart_data is None else _numbers(chart_data),
            chart_type=check_choice("st.metric", "chart_type", chart_type, _CHART_TYPES),
            format=format,
            width=check_width("st.metric", width),
            height=check_height("st.metric", height),
        )
    )


def _label(label: object) -> str:
    return "" if label is None else str(label)


def _text(argument: str, value: object) -> str:
    if isinstance(value, str | Number):
        return str(value)
    raise InvalidType(f"st.metric: {argument}={value!r} is a {type(value).__name__}. Pass a number, a string, or None.")


def _is_zero(delta: object) -> bool:
    return delta == "0" if isinstance(delta, str) else delta is not None and delta == 0


def _appearance(change: str | None, *, is_zero: bool, delta_color: object, delta_arrow: object) -> tuple[Arrow, Color]:
    """Return the arrow and the colour of a change."""
    color: DeltaColor = check_choice("st.metric", "delta_color", delta_color, _DELTA_COLORS)
    wanted: DeltaArrow = check_choice("st.metric", "delta_arrow", delta_arrow, _DELTA_ARROWS)
    if change is None:
        return "off", "gray"
    falls = change.startswith("-")
    arrow: Arrow = wanted if wanted != "auto" else "off" if is_zero else "down" if falls else "up"
    match color:
        case "normal" | "inverse":
            return arrow, "gray" if is_zero else "red" if falls is (color == "normal") else "green"
        case "off" | "grey":
            return arrow, "gray"
        case _:
            return arrow, color


def _numbers(data: Any) -> list[float]:
    """Return the numbers of a small chart."""
    if hasattr(data, "iloc") and getattr(data, "ndim", 1) == 2:  # a pandas frame
        data = data.iloc[:, 0]
    values = [data] if isinstance(data, str) or not isinstance(data, Iterable) else list(cast("Iterable[Any]", data))
    try:
        return [float(value) for value in values]
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"st.metric: chart_data={data!r} holds more than numbers. Pass numbers only.") from error
