"""Figures of Bokeh: pages of their own that bring BokehJS along, as nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from typing import Any

from jupyterlit.elements.iframe import Iframe
from jupyterlit.tree import Block

_ID = re.compile(r'"id":"(p\d+)"')
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def show_bokeh(block: Block, figure: Any) -> None:
    """Show a figure, a widget or a layout of Bokeh, which runs apart from the page.

    Examples
    --------
    >>> from bokeh.plotting import figure
    >>> import jupyterlit as st
    >>> plot = figure(height=200)
    >>> line = plot.line([1, 2, 3], [4, 6, 5])
    >>> st.write(plot)
    """
    from bokeh.embed import file_html
    from bokeh.resources import INLINE

    head, body, drawn = file_html(figure, INLINE, title="Bokeh").rpartition("<body")
    block.add_element(Iframe(body=head + body + _steady(drawn), alt="Bokeh"))


def _steady(drawn: str) -> str:
    """Return the part that draws with the same names in each run: Bokeh counts on, and an equal page stays as it is."""
    names: dict[str, str] = {}
    ids = set(_ID.findall(drawn))

    def model(found: re.Match[str]) -> str:
        return f'"{names.setdefault(found[1], f"model-{len(names)}")}"' if found[1] in ids else found[0]

    steady = _UUID.sub(lambda found: names.setdefault(found[0], f"bokeh-{len(names)}"), drawn)
    return re.sub(r'"(p\d+)"', model, steady)
