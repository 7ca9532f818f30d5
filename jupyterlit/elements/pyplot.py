"""Figures of Matplotlib."""

from __future__ import annotations

import io
import sys
import threading
from typing import Any

from jupyterlit.elements.arguments import check_width
from jupyterlit.elements.image import MAX_WIDTH, Encoding, Image, Picture, picture_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Width
from jupyterlit.tree import BlockT

FORMATS = ("png", "svg", "jpg", "jpeg", "webp")
FINE = 2  # pixels of a fine screen in one of the page

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
    _check_figure(fig)
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    wanted = check_width("st.pyplot", width)
    drawing = _saved(fig, {"dpi": 200, "bbox_inches": "tight", "format": "png", **kwargs})
    if clear_figure:
        held: Any = getattr(fig, "figure", None)  # by grids of seaborn; of the module pyplot it is a function
        (held if hasattr(held, "savefig") else fig).clf()
    pixels = FINE * wanted if isinstance(wanted, int) else MAX_WIDTH
    shown = picture_of(drawing, Encoding(format="PNG", width=min(pixels, MAX_WIDTH)))
    text = None if alt is None or (alt and not alt.strip()) else alt.strip()
    picture = Picture(data=shown.data, mime=shown.mime, alt=text)
    return self.add_element(Image(images=[picture], width=wanted))


def _check_figure(fig: Any) -> None:
    if fig is None:
        raise InvalidValue(
            "st.pyplot: fig=None is no figure, and the one that Matplotlib holds for the whole process may be another "
            "reader's. Make one, fig, ax = plt.subplots(), and pass it."
        )
    if not callable(getattr(fig, "savefig", None)):
        figure_of = " Pass its .get_figure()." if callable(getattr(fig, "get_figure", None)) else " Pass a figure."
        raise InvalidType(f"st.pyplot: fig={fig!r} is a {type(fig).__name__}.{figure_of}")


def _saved(fig: Any, options: dict[str, Any]) -> bytes:
    """Return a figure as the bytes of a picture that browsers show."""
    kind = options["format"]
    if not isinstance(kind, str) or kind.lower() not in FORMATS:
        raise InvalidValue(
            f"st.pyplot: format={kind!r} is no picture that a page shows. Pass {', '.join(map(repr, FORMATS))}."
        )
    file = io.BytesIO()
    with _drawing:
        try:
            fig.savefig(file, **options)
        except (TypeError, ValueError) as error:
            given = ", ".join(f"{name}={value!r}" for name, value in options.items())
            raise InvalidValue(
                f"st.pyplot: Matplotlib cannot save the figure with {given}: {error}. "
                "Check what is drawn in it, and the arguments of savefig."
            ) from error
    return file.getvalue()


def release_figures() -> None:
    """Close the figures that a run has left open: pyplot keeps them for the whole process."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
