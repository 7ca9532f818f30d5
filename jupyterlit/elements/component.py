"""Custom components: a page within the page that talks with the script by the protocol of Streamlit's components."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from jupyterlit.protocol.base import Buffer, MediaFile, Widget


class ComponentBytes(msgspec.Struct, frozen=True, kw_only=True):
    """An argument that is bytes."""

    name: str
    data: Buffer


class ComponentTable(msgspec.Struct, frozen=True, kw_only=True):
    """An argument that is a table: cells, row labels and column labels, each an Arrow stream."""

    name: str
    data: Buffer
    index: Buffer
    columns: Buffer


class Component(Widget, tag="component"):
    """A page at `url`, or `index.html` of a folder, with the arguments that it is drawn with."""

    identity: ClassVar[tuple[str, ...]] = ("name", "url")

    name: str = ""
    url: str | None = None
    folder: MediaFile | None = None
    args: dict[str, Any] = {}
    binary: list[ComponentBytes] = []
    tables: list[ComponentTable] = []
    tab_index: int | None = None

    def files(self) -> tuple[MediaFile, ...]:
        return () if self.folder is None else (self.folder,)

    def buffers(self) -> tuple[Buffer, ...]:
        return (
            *(each.data for each in self.binary),
            *(part for table in self.tables for part in (table.data, table.index, table.columns)),
        )
