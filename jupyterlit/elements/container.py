"""A block for other elements, in a column or in a row."""

from __future__ import annotations

from typing import Literal

from jupyterlit.elements.arguments import (
    Gap,
    Key,
    check_choice,
    check_gap,
    check_height,
    check_key,
    check_width,
)
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import BlockElement, Height, Width
from jupyterlit.tree import BlockT

HorizontalAlignment = Literal["left", "center", "right", "distribute"]
VerticalAlignment = Literal["top", "center", "bottom", "distribute"]

_HORIZONTAL: tuple[HorizontalAlignment, ...] = ("left", "center", "right", "distribute")
_VERTICAL: tuple[VerticalAlignment, ...] = ("top", "center", "bottom", "distribute")


class Container(BlockElement, tag="container"):
    """A block whose elements stand below or, where it is horizontal, beside each other."""

    border: bool = False
    horizontal: bool = False
    wrap: bool = True
    horizontal_alignment: HorizontalAlignment = "left"
    vertical_alignment: VerticalAlignment = "top"
    gap: Gap | int | None = "small"
    autoscroll: bool | None = None


def container(
    self: BlockT,
    *,
    border: bool | None = None,
    key: Key | None = None,
    width: Width = "stretch",
    height: Height = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: HorizontalAlignment = "left",
    vertical_alignment: VerticalAlignment = "top",
    gap: Gap | int | None = "small",
    autoscroll: bool | None = None,
) -> BlockT:
    """Make a block for other elements, which may be drawn into it at any time.

    Parameters
    ----------
    border
        Whether there is a frame around it; if not given, there is one where the height is in pixels.
    key
        A name, shown on the page as the class `st-key-<key>`.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels: what does not fit is scrolled.
    horizontal
        Whether the elements stand beside each other.
    wrap
        Whether a row that is too long goes on below; otherwise it is scrolled.
    horizontal_alignment
        "left", "center", "right", or "distribute" for equal room between the elements.
    vertical_alignment
        "top", "center", "bottom", or "distribute" for equal room between the elements.
    gap
        Room between the elements, from "xxsmall" to "xxlarge", in pixels, or none.
    autoscroll
        Whether new elements are scrolled to; if not given, where there are chat messages.

    Returns
    -------
    DeltaGenerator
        The block: draw into it by `with`, or by calling its methods.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.container(border=True, horizontal=True) as row:
    ...     place = st.text("left")
    >>> place = row.text("right")
    """
    call = "st.container"
    if not wrap and not horizontal:
        raise InvalidValue(
            f"{call}: wrap=False needs a row to keep together. Pass horizontal=True too, or leave it out."
        )
    size = check_height(call, height)
    return self.add_block(
        Container(
            key=check_key(key),
            border=isinstance(size, int) if border is None else bool(border),
            width=check_width(call, width),
            height=size,
            horizontal=bool(horizontal),
            wrap=bool(wrap),
            horizontal_alignment=check_choice(call, "horizontal_alignment", horizontal_alignment, _HORIZONTAL),
            vertical_alignment=check_choice(call, "vertical_alignment", vertical_alignment, _VERTICAL),
            gap=check_gap(call, gap),
            autoscroll=None if autoscroll is None else bool(autoscroll),
        )
    )
