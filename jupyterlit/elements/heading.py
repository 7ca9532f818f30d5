"""Headings: title, header and subheader."""

from __future__ import annotations

from typing import Literal

from jupyterlit.elements.arguments import (
    SupportsStr,
    check_icon,
    check_text_alignment,
    check_width,
    clean_help,
    clean_text,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element, TextAlignment, Width
from jupyterlit.tree import BlockT

Color = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "rainbow"]
Anchor = str | Literal[False] | None
Divider = Color | bool | None

_COLORS: tuple[Color, ...] = ("red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "rainbow")


class Heading(Element, tag="heading"):
    """A heading.

    `anchor` is its name in the URL: made from the text where it is null, none where it is false.
    `divider` is the colour of the line below it; "auto" takes the next one of the page's.
    """

    body: str
    level: Literal[1, 2, 3]
    anchor: str | Literal[False] | None = None
    help: str | None = None
    icon: str | None = None
    divider: str | None = None
    text_alignment: TextAlignment = "left"
    wrap: bool = True


def title(
    self: BlockT,
    body: SupportsStr,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> BlockT:
    """Show the title of the app.

    Parameters
    ----------
    body
        Markdown, one line of it.
    anchor
        Name in the URL; made from the text if not given, none if false.
    help
        Markdown shown in a tooltip.
    icon
        One emoji or a Material symbol such as ":material/home:", shown before the text.
    width
        "stretch", "content", or pixels.
    text_alignment
        "left", "center", "right" or "justify".
    wrap
        Whether a line longer than the width is broken.

    Returns
    -------
    DeltaGenerator
        The place of the title: call a method on it to replace the title.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.title("Palmer penguins", icon="🐧")
    """
    return self.add_element(_heading("st.title", body, 1, anchor, help, icon, None, width, text_alignment, wrap=wrap))


def header(
    self: BlockT,
    body: SupportsStr,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: Divider = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> BlockT:
    """Show the heading of a section.

    Parameters
    ----------
    body
        Markdown, one line of it.
    anchor
        Name in the URL; made from the text if not given, none if false.
    help
        Markdown shown in a tooltip.
    icon
        One emoji or a Material symbol such as ":material/home:", shown before the text.
    divider
        A colour for the line below the heading; true takes the next colour with each heading.
    width
        "stretch", "content", or pixels.
    text_alignment
        "left", "center", "right" or "justify".
    wrap
        Whether a line longer than the width is broken.

    Returns
    -------
    DeltaGenerator
        The place of the heading: call a method on it to replace the heading.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.header("Where they live", divider="blue")
    """
    return self.add_element(
        _heading("st.header", body, 2, anchor, help, icon, divider, width, text_alignment, wrap=wrap)
    )


def subheader(
    self: BlockT,
    body: SupportsStr,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: Divider = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> BlockT:
    """Show the heading of a part of a section.

    Parameters
    ----------
    body
        Markdown, one line of it.
    anchor
        Name in the URL; made from the text if not given, none if false.
    help
        Markdown shown in a tooltip.
    icon
        One emoji or a Material symbol such as ":material/home:", shown before the text.
    divider
        A colour for the line below the heading; true takes the next colour with each heading.
    width
        "stretch", "content", or pixels.
    text_alignment
        "left", "center", "right" or "justify".
    wrap
        Whether a line longer than the width is broken.

    Returns
    -------
    DeltaGenerator
        The place of the heading: call a method on it to replace the heading.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.subheader("Biscoe", anchor=False)
    """
    return self.add_element(
        _heading("st.subheader", body, 3, anchor, help, icon, divider, width, text_alignment, wrap=wrap)
    )


def _heading(
    call: str,
    body: object,
    level: Literal[1, 2, 3],
    anchor: object,
    help: str | None,
    icon: str | None,
    divider: object,
    width: Width,
    text_alignment: TextAlignment,
    *,
    wrap: bool,
) -> Heading:
    return Heading(
        body=clean_text(body),
        level=level,
        anchor=_check_anchor(call, anchor),
        help=clean_help(help),
        icon=check_icon(call, icon),
        divider=_check_divider(call, divider),
        width=check_width(call, width),
        text_alignment=check_text_alignment(call, text_alignment),
        wrap=wrap,
    )


def _check_anchor(call: str, anchor: object) -> str | Literal[False] | None:
    if anchor is None or anchor == "":
        return None
    if anchor is False or isinstance(anchor, str):
        return anchor
    raise InvalidType(
        f"{call}: anchor={anchor!r} names no place. "
        "Pass a string, False for no anchor, or None for one made from the text."
    )


def _check_divider(call: str, divider: object) -> str | None:
    if divider is None or divider is False or divider == "":
        return None
    if divider is True:
        return "auto"
    for color in _COLORS:
        if divider == color:
            return color
    raise InvalidValue(
        f"{call}: divider={divider!r} is no colour of the page. Pass True or one of {', '.join(_COLORS)}."
    )
