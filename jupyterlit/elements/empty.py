"""A place for one element, drawn later."""

from __future__ import annotations

from jupyterlit.protocol.base import Element
from jupyterlit.tree import BlockT


class Empty(Element, tag="empty"):
    """A place where nothing is shown yet."""


def empty(self: BlockT) -> BlockT:
    """Keep a place for one element: what is drawn there replaces what was there before.

    Returns
    -------
    DeltaGenerator
        The place: call a method on it to draw there, and `empty` to clear it.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.empty()
    >>> answer = place.text("Nearly there …")
    """
    return self.add_element(Empty())
