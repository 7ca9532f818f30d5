"""Markdown: formatted text, its small form for captions, and badges made of it."""

from __future__ import annotations

from typing import Literal

from jupyterlit.elements.arguments import (
    SupportsStr,
    check_choice,
    check_icon,
    check_label,
    check_text_alignment,
    check_width,
    clean_help,
    clean_text,
)
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Element, TextAlignment, Width
from jupyterlit.tree import BlockT

BadgeColor = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"]

_BADGE_COLORS: tuple[BadgeColor, ...] = (
    "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary",
)  # fmt: skip


class Markdown(Element, tag="markdown", kw_only=True):
    """Formatted text; "auto" is as wide as its container where that is a column, else as its content."""

    body: str
    width: Width | Literal["auto"] = "auto"  # type: ignore[assignment]  # one word more than other elements have
    unsafe_html: bool = False
    caption: bool = False
    help: str | None = None
    text_alignment: TextAlignment = "left"
    anchors: bool = True
    wrap: bool = True


def markdown(
    self: BlockT,
    body: SupportsStr,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width | Literal["auto"] = "auto",
    text_alignment: TextAlignment = "left",
    anchors: bool = True,
    wrap: bool = True,
) -> BlockT:
    """Show text formatted as Markdown.

    Parameters
    ----------
    body
        Markdown; besides GitHub's flavour emoji codes, `:material/name:`, `:red[coloured]` text,
        badges, and formulas between dollar signs. Common indentation is removed.
    unsafe_allow_html
        Whether HTML tags take effect; otherwise they are shown as text.
    help
        Markdown shown in a tooltip.
    width
        "stretch", "content", pixels, or "auto": "content" in a horizontal container, else "stretch".
    text_alignment
        "left", "center", "right" or "justify".
    anchors
        Whether headings offer a link to themselves.
    wrap
        Whether lines are broken; otherwise the text is one line, cut where it does not fit.

    Returns
    -------
    DeltaGenerator
        The place of the text: call a method on it to replace the text.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.markdown("Penguins are **birds** :penguin:")
    """
    if unsafe_allow_html and not wrap:
        raise _cannot_cut("st.markdown")
    return self.add_element(
        Markdown(
            body=clean_text(body),
            unsafe_html=unsafe_allow_html,
            help=clean_help(help),
            width="auto" if width == "auto" else check_width("st.markdown", width),
            text_alignment=check_text_alignment("st.markdown", text_alignment),
            anchors=anchors,
            wrap=wrap,
        )
    )


def caption(
    self: BlockT,
    body: SupportsStr,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> BlockT:
    """Show small text for captions, footnotes and side remarks.

    Parameters
    ----------
    body
        Markdown.
    unsafe_allow_html
        Whether HTML tags take effect; otherwise they are shown as text.
    help
        Markdown shown in a tooltip.
    width
        "stretch", "content", or pixels.
    text_alignment
        "left", "center", "right" or "justify".
    wrap
        Whether lines are broken; otherwise the text is one line, cut where it does not fit.

    Returns
    -------
    DeltaGenerator
        The place of the text: call a method on it to replace the text.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.caption("Source: *Palmer Station LTER*")
    """
    if unsafe_allow_html and not wrap:
        raise _cannot_cut("st.caption")
    return self.add_element(
        Markdown(
            body=clean_text(body),
            unsafe_html=unsafe_allow_html,
            caption=True,
            help=clean_help(help),
            width=check_width("st.caption", width),
            text_alignment=check_text_alignment("st.caption", text_alignment),
            wrap=wrap,
        )
    )


def badge(
    self: BlockT,
    label: str,
    *,
    icon: str | None = None,
    color: BadgeColor = "blue",
    width: Width = "content",
    help: str | None = None,
) -> BlockT:
    """Show a short text on a coloured ground; within other text it is `:blue-badge[label]`.

    Parameters
    ----------
    label
        Markdown, one line of it; square brackets are text.
    icon
        One emoji or a Material symbol such as ":material/home:", shown before the text.
    color
        "red", "orange", "yellow", "blue", "green", "violet", "gray" or "primary".
    width
        "content", "stretch", or pixels.
    help
        Markdown shown in a tooltip.

    Returns
    -------
    DeltaGenerator
        The place of the badge: call a method on it to replace the badge.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.badge("Counted", icon=":material/check:", color="green")
    """
    text = check_label("st.badge", label).replace("[", "\\[").replace("]", "\\]")
    sign = check_icon("st.badge", icon)
    name = check_choice("st.badge", "color", color, _BADGE_COLORS)
    return self.add_element(
        Markdown(
            body=f":{name}-badge[{text if sign is None else f'{sign} {text}'}]",
            help=clean_help(help),
            width=check_width("st.badge", width),
        )
    )


def _cannot_cut(call: str) -> InvalidValue:
    return InvalidValue(
        f"{call}: wrap=False cannot be combined with unsafe_allow_html=True, for HTML cannot be cut to one line. "
        "Leave one of them out."
    )
