"""Documents with a viewer."""

from __future__ import annotations

from typing import Any, Literal

from jupyterlit.elements.arguments import Key, check_height
from jupyterlit.elements.media_data import check_alt, is_url, media_file
from jupyterlit.elements.reaction import check_widget_key
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Element, MediaFile
from jupyterlit.tree import BlockT

_HEAD = 1024  # bytes in which the mark of a document stands; some begin with those of a mail


class Pdf(Element, tag="pdf"):
    """A viewer for a file, or for what lies at a URL."""

    file: MediaFile | None = None
    url: str | None = None
    alt: str | None = None

    def files(self) -> tuple[MediaFile, ...]:
        return () if self.file is None else (self.file,)


def pdf(
    self: BlockT,
    data: Any,
    *,
    height: int | Literal["stretch"] = 500,
    key: Key | None = None,
    alt: str | None = None,
) -> BlockT:
    """Show a PDF document.

    Parameters
    ----------
    data
        A path, a URL, bytes, or an open file.
    height
        Pixels, or "stretch": as high as the document, or as what it stands in.
    key
        Its name on the page, as the class `st-key-<key>`.
    alt
        What the document is, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the viewer: call a method on it to replace the viewer.

    Examples
    --------
    >>> import jupyterlit as st
    >>> viewer = st.pdf("https://example.org/penguins.pdf", height=600, alt="A report on penguins")
    """
    call = "st.pdf"
    if data is None:
        raise InvalidValue(f"{call}: data=None is no document. Pass a path, a URL, bytes, or an open file.")
    file = None
    if not is_url(data):
        file = media_file(call, data, "application/pdf")
        if b"%PDF-" not in file.source.read(0, _HEAD):
            what = f"the file {file.name!r}" if file.name else "data"
            raise InvalidValue(f'{call}: {what} holds no PDF, which would begin with "%PDF-". Pass another one.')
    return self.add_element(
        Pdf(
            file=file,
            url=data if file is None else None,
            alt=check_alt(call, alt),
            height=check_height(call, height, content=False),
            key=check_widget_key(call, key),
        )
    )
