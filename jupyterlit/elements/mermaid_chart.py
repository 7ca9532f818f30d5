"""Diagrams in Mermaid's language."""

from __future__ import annotations

from typing import cast

from jupyterlit.elements.arguments import check_width, clean_text
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Element, Width
from jupyterlit.tree import BlockT


class MermaidChart(Element, tag="mermaid_chart"):
    """A diagram as Mermaid's text."""

    body: str
    alt: str | None = None


def mermaid_chart(self: BlockT, body: str, *, width: Width = "stretch", alt: str | None = None) -> BlockT:
    """Show a diagram of Mermaid: a flowchart, a sequence, a class diagram, a timeline and many more.

    Parameters
    ----------
    body
        The diagram in Mermaid's language.
    width
        "stretch", "content", or pixels.
    alt
        What the diagram shows, for screen readers; None means its own `accTitle`, or its kind.

    Returns
    -------
    DeltaGenerator
        The place of the diagram: call a method on it to replace the diagram.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.mermaid_chart('''
    ...     graph LR
    ...         A[Start] --> B{Ready?}
    ...         B -->|yes| C[Go]
    ... ''', alt="Start, then go when ready")
    """
    call = "st.mermaid_chart"
    if not isinstance(cast("object", body), str):
        raise InvalidType(f"{call}: body={body!r} is a {type(body).__name__}. Pass a text in Mermaid's language.")
    return self.add_element(
        MermaidChart(body=clean_text(body), alt=" ".join((alt or "").split()) or None, width=check_width(call, width))
    )
