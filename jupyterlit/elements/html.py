"""HTML as part of the page, sanitised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyterlit.elements.arguments import check_width, clean_text
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Element, Width
from jupyterlit.tree import BlockT


class Html(Element, tag="html"):
    """HTML; what could run is taken out by the page, unless `scripts` says that it may."""

    body: str
    scripts: bool = False


def html(self: BlockT, body: Any, *, width: Width = "stretch", unsafe_allow_javascript: bool = False) -> BlockT:
    """Insert HTML into the page.

    Scripts and whatever else could run are taken out. HTML that needs them and nothing else of the
    page is better shown by `iframe`.

    Parameters
    ----------
    body
        HTML; a `Path` of a file with HTML or, where its name ends in ".css", with styles; or any
        object, whose `_repr_html_` or else `str` gives the HTML.
    width
        "stretch", "content", or pixels.
    unsafe_allow_javascript
        Whether scripts in the HTML run, with all that the page itself may do. Never for HTML that
        others have written.

    Returns
    -------
    DeltaGenerator
        The place of the HTML: call a method on it to replace the HTML.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.html("Spheniscidae, <s>fish</s> <b>birds</b>")
    """
    room = check_width("st.html", width)
    text = _source(body).strip()
    if not text:
        raise InvalidValue(f"st.html: body={body!r} is empty. Pass HTML, or use st.empty for a place without content.")
    return self.add_element(Html(body=text, scripts=bool(unsafe_allow_javascript), width=room))


def _source(body: Any) -> str:
    if isinstance(body, Path):
        text = read_text("st.html", "body", body)
        return f"<style>{text}</style>" if body.suffix.lower() == ".css" else text
    if not isinstance(body, type) and callable(getattr(body, "_repr_html_", None)):
        return str(body._repr_html_())
    return clean_text(body)


def read_text(call: str, argument: str, path: Path) -> str:
    """Return the text of an author's file."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # a path cannot hold every character, nor every file be text
        raise InvalidValue(
            f"{call}: {argument}={path!r} cannot be read as text in {Path.cwd()}. "
            "Check its name and where the app runs."
        ) from error
