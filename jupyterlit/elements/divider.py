"""A horizontal line."""

from __future__ import annotations

from jupyterlit.elements.arguments import WidthWithoutContent, check_width
from jupyterlit.protocol.base import Element
from jupyterlit.tree import BlockT


class Divider(Element, tag="divider"):
    """A horizontal line."""


def divider(self: BlockT, *, width: WidthWithoutContent = "stretch") -> BlockT:
    """Draw a horizontal line between what comes before and after it.

    Parameters
    ----------
    width
        "stretch", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the line: call a method on it to replace the line.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.divider()
    """
    return self.add_element(Divider(width=check_width("st.divider", width, content=False)))
