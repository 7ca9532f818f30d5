"""Balloons that rise over the page."""

from __future__ import annotations

from jupyterlit.protocol.base import Event, new_call
from jupyterlit.tree import BlockT


class Balloons(Event, tag="balloons"):
    """Balloons that rise over the page."""


def balloons(self: BlockT) -> BlockT:
    """Let balloons rise over the page, once; not for readers who prefer that nothing moves.

    Returns
    -------
    DeltaGenerator
        The place of the balloons.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.balloons()
    """
    return self.add_element(Balloons(call=new_call()))
