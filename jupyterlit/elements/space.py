"""Room between elements."""

from __future__ import annotations

from typing import Literal

from jupyterlit.elements.arguments import Gap, check_size
from jupyterlit.protocol.base import Element
from jupyterlit.tree import BlockT

Word = Gap | Literal["stretch"]
SpaceSize = int | Word

_SIZES: tuple[Word, ...] = (
    "stretch",
    "xxsmall",
    "xsmall",
    "small",
    "medium",
    "large",
    "xlarge",
    "xxlarge",
)


class Space(Element, tag="space"):
    """Nothing, of a size: below each other in height, beside each other in width."""

    size: SpaceSize = "small"


def space(self: BlockT, size: SpaceSize = "small") -> BlockT:
    """Leave room between what comes before and after: above each other or, in a row, beside each other.

    Parameters
    ----------
    size
        "xxsmall" to "xxlarge", pixels, or "stretch" for all that is left. "small" is the height of a label,
        "medium" that of a button, "large" that of a field with its label.

    Returns
    -------
    DeltaGenerator
        The place of the room: call a method on it to fill the room.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.container(horizontal=True):
    ...     back = st.button("Back")
    ...     place = st.space("stretch")
    ...     forth = st.button("Forth")
    """
    return self.add_element(Space(size=check_size("st.space", "size", size, _SIZES)))
