"""A sign that something takes a while."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from jupyterlit.elements.arguments import check_width, clean_text
from jupyterlit.elements.empty import Empty
from jupyterlit.protocol.base import Element, Width
from jupyterlit.tree import Block


class Spinner(Element, tag="spinner"):
    """A sign that something takes a while; the page holds it back for a moment, so that short work shows none."""

    text: str
    show_time: bool = False
    cache: bool = False


@contextmanager
def spinner(
    self: Block,
    text: str = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: Width = "content",
) -> Generator[None]:
    """Show that a block of code takes a while, until it ends.

    Parameters
    ----------
    text
        Markdown shown beside the spinner.
    show_time
        Whether the seconds are counted.
    width
        "content", "stretch", or pixels.

    Returns
    -------
    context manager
        For `with`: the spinner is there as long as the code within runs.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.spinner("Counting penguins …", show_time=True):
    ...     total = sum(range(1000))
    """
    message = Spinner(
        text=clean_text(text),
        show_time=show_time,
        cache=_cache,
        width=check_width("st.spinner", width),
    )
    place = self.add_element(message)
    try:
        yield
    finally:
        place.add_element(Empty())
