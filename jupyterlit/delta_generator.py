"""DeltaGenerator: the table of all elements as methods; main, sidebar."""

from __future__ import annotations

from jupyterlit.elements.text import text
from jupyterlit.tree import MAIN, SIDEBAR, Block


class DeltaGenerator(Block):
    """A place on the page with all elements as methods."""

    __slots__ = ()

    text = text


main = DeltaGenerator(MAIN, follows=True)
sidebar = DeltaGenerator(SIDEBAR)
