"""Graphs in Graphviz's DOT language."""

from __future__ import annotations

from typing import Any

from jupyterlit.elements.arguments import check_height, check_width, clean_text
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Element, Height, Width
from jupyterlit.tree import BlockT


class GraphvizChart(Element, tag="graphviz_chart"):
    """A graph as DOT text, and the engine that lays it out."""

    dot: str
    engine: str = "dot"
    alt: str | None = None


def graphviz_chart(
    self: BlockT,
    figure_or_dot: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "content",
    height: Height = "content",
    alt: str | None = None,
) -> BlockT:
    """Show a graph of Graphviz.

    The graph is laid out in the browser: no program needs to be installed.

    Parameters
    ----------
    figure_or_dot
        A Graph, Digraph or Source of the package graphviz, or a text in the DOT language.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels; a graph that is higher scrolls.
    alt
        What the graph shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the graph: call a method on it to replace the graph.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.graphviz_chart("digraph { idea -> code -> test -> code }", alt="How we work")
    """
    call = "st.graphviz_chart"
    engine = "dot"
    dot = figure_or_dot
    if not isinstance(figure_or_dot, str):
        dot, engine = getattr(figure_or_dot, "source", None), getattr(figure_or_dot, "engine", None) or "dot"
    if not isinstance(dot, str) or not isinstance(engine, str):
        raise InvalidType(
            f"{call}: figure_or_dot={figure_or_dot!r} is a {type(figure_or_dot).__name__}. "
            "Pass a graph of the package graphviz, or a text in the DOT language."
        )
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    return self.add_element(
        GraphvizChart(
            dot=clean_text(dot),
            engine=engine,
            alt=(alt or "").strip() or None,
            width=check_width(call, width),
            height=check_height(call, height),
        )
    )
