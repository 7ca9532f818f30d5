"""A table that is all there at once."""

from __future__ import annotations

from typing import Literal

from jupyterlit.protocol.base import Buffer, Element


class StaticTable(Element, tag="table"):
    """A table whose cells are Markdown.

    `columns` is JSON: settings by column name. `rules` are CSS rules for this table alone: selectors, each with its
    declarations.
    """

    data: Buffer
    rows: int
    table: str
    columns: str = "{}"
    index_columns: int = 0
    hide_index: bool = False
    hide_header: bool = False
    border: bool | Literal["horizontal"] = True
    caption: str | None = None
    rules: list[tuple[str, str]] = []
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)
