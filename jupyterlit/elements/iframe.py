"""Pages within the page: from elsewhere, from a file, or HTML that runs apart from everything else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from jupyterlit.elements.arguments import check_height, check_width
from jupyterlit.elements.html import read_text
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element
from jupyterlit.tree import BlockT

_URL = re.compile(r"(?:https?:|data:|/)", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")


class Iframe(Element, tag="iframe"):
    """A page within the page: what is at `src`, or else the HTML of `body`, which runs in an origin of its own."""

    src: str | None = None
    body: str = ""
    scroll: bool = True
    tab_index: int | None = None
    alt: str | None = None


def iframe(
    self: BlockT,
    src: str | Path,
    *,
    width: int | Literal["stretch", "content"] = "stretch",
    height: int | Literal["stretch", "content"] = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> BlockT:
    """Show another page, or HTML as a page of its own.

    HTML runs its scripts, but apart: it reads nothing of this page and nothing of Jupyter.

    Parameters
    ----------
    src
        A URL that begins with "https://", "http://", "data:" or "/"; a `Path` of a file with HTML;
        or HTML itself.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels. The height of content is known of HTML; of URLs it is 400.
    tab_index
        The frame's turn when the tab key is pressed; -1 leaves it out.
    alt
        What the frame shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the frame: call a method on it to replace the frame.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.iframe("<button onclick='this.append(1)'>Count</button>", alt="A counter")
    """
    url, body = _target(src)
    return self.add_element(
        Iframe(
            src=url,
            body=body,
            tab_index=check_tab_index("st.iframe", tab_index),
            alt=(alt or "").strip() or None,
            width=check_width("st.iframe", width),
            height=check_height("st.iframe", height),
        )
    )


def _target(src: object) -> tuple[str | None, str]:
    """Return a URL, or the HTML to show."""
    if isinstance(src, Path):
        if src.suffix.lower() not in _PAGES:
            raise InvalidValue(
                f"st.iframe: src={src!r} is no page. Pass a file that ends in {', '.join(_PAGES)}, or a URL."
            )
        return None, read_text("st.iframe", "src", src)
    if not isinstance(src, str):
        raise InvalidType(f"st.iframe: src={src!r} is a {type(src).__name__}. Pass a URL, a Path, or HTML.")
    text = src.strip()
    if not text:
        raise InvalidValue(f"st.iframe: src={src!r} is empty. Pass a URL, a Path, or HTML.")
    return (text, "") if _URL.match(text) else (None, src)


def check_tab_index(call: str, tab_index: object) -> int | None:
    """Return the turn of a frame when the tab key is pressed."""
    if tab_index is None:
        return None
    if not isinstance(tab_index, int) or isinstance(tab_index, bool):
        raise InvalidType(
            f"{call}: tab_index={tab_index!r} is a {type(tab_index).__name__}. Pass a whole number, or None."
        )
    if tab_index < -1:
        raise InvalidValue(f"{call}: tab_index={tab_index} is below -1. Pass -1, 0, a positive number, or None.")
    return tab_index
