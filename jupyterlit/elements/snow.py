"""Snow that falls over the page."""

from __future__ import annotations

from jupyterlit.protocol.base import Event, new_call
from jupyterlit.tree import BlockT


class Snow(Event, tag="snow"):
    """Flakes that fall over the page."""


def snow(self: BlockT) -> BlockT:
    """Let snow fall over the page, once; not for readers who prefer that nothing moves.

    Returns
    -------
    DeltaGenerator
        The place of the snow.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.snow()
    """
    return self.add_element(Snow(call=new_call()))
