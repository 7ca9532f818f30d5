"""Figures of Matplotlib."""

from __future__ import annotations

import io
import sys
import threading
from typing import Any

from jupyterlit.elements.arguments import check_width
from jupyterlit.elements.image import MAX_WIDTH, Encoding, Image, Picture, picture_of
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Width
from jupyterlit.tree import BlockT

# Fonts and formulas are drawn with what all figures of the process share.
_drawing = threading.Lock()


def pyplot(
    self: BlockT,
    fig: Any,
    clear_figure: bool = False,
    *,
    width: Width = "stretch",
    use_container_width: bool | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> BlockT:
    """Show a figure of Matplotlib as a picture.

    Figures that the script leaves open are closed when it ends.

    Parameters
    ----------
    fig
        The figure.
    clear_figure
        Whether the figure is cleared once it is shown.
    width
        "stretch", "content", or pixels.
    use_container_width
        Deprecated: True means width="stretch", False width="content".
    alt
        What the figure shows, for screen readers; "" where it only decorates.
    **kwargs
        Deprecated: arguments of Matplotlib's `savefig`.

    Returns
    -------
    DeltaGenerator
        The place of the figure: call a method on it to replace the figure.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import jupyterlit as st
    >>> fig, ax = plt.subplots()
    >>> bars = ax.bar(["Oslo", "Lima"], [4, 19])
    >>> place = st.pyplot(fig, alt="Lima is warmer than Oslo")
    """
    if not callable(getattr(fig, "savefig", None)):
        figure_of = " Pass its .get_figure()." if callable(getattr(fig, "get_figure", None)) else " Pass a figure."
        raise InvalidType(f"st.pyplot: fig={fig!r} is a {type(fig).__name__}.{figure_of}")
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    wanted = check_width("st.pyplot", width)
    options = {"dpi": 200, "bbox_inches": "tight", "format": "png", **kwargs}
    file = io.BytesIO()
    with _drawing:
        fig.savefig(file, **options)
    if clear_figure:
        fig.clf()
    shown = picture_of(file.getvalue(), Encoding(format="PNG", width=wanted if isinstance(wanted, int) else MAX_WIDTH))
    text = None if alt is None or (alt and not alt.strip()) else alt.strip()
    picture = Picture(data=shown.data, mime=shown.mime, alt=text)
    return self.add_element(Image(images=[picture], width=wanted))


def release_figures() -> None:
    """Close the figures that a run has left open: pyplot keeps them for the whole process."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
