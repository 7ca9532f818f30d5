"""Fixed-width text, shown as it is."""

from __future__ import annotations

from jupyterlit.elements.arguments import SupportsStr, check_text_alignment, check_width, clean_help, clean_text
from jupyterlit.protocol.base import Element, TextAlignment, Width
from jupyterlit.tree import BlockT


class Text(Element, tag="text"):
    """Text without formatting."""

    body: str
    help: str | None = None
    text_alignment: TextAlignment = "left"
    wrap: bool = True


def text(
    self: BlockT,
    body: SupportsStr,
    *,
    help: str | None = None,
    width: Width = "content",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> BlockT:
    """Show text as it is, without Markdown.

    Parameters
    ----------
    body
        The text; other objects are shown as `str` gives them.
    help
        Markdown shown in a tooltip.
    width
        "content", "stretch", or pixels.
    text_alignment
        "left", "center", "right" or "justify".
    wrap
        Whether lines longer than the width are broken.

    Returns
    -------
    Block
        The place of the text: call a method on it to replace the text.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.text("2 * 3 * 4 is not *emphasis*")
    """
    return self.add_element(
        Text(
            body=clean_text(body),
            help=clean_help(help),
            width=check_width("st.text", width),
            text_alignment=check_text_alignment("st.text", text_alignment),
            wrap=wrap,
        )
    )
