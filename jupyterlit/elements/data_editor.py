"""A table whose cells the reader can change."""

from __future__ import annotations

from typing import Any, Literal

from jupyterlit.protocol.base import Buffer, Widget

NumRows = Literal["fixed", "dynamic", "add", "delete"]


class DataEditor(Widget, tag="data_editor"):
    """A table that can be edited: as `Dataframe`, and what may be changed in it.

    `base` is what the edits belong to: with another they are gone. `cells` is JSON: how cells can be edited that
    depend on their row, by position and column name; what is known of the others ends with `revision`. `refused` says
    to the reader which edits have not been taken.
    """

    identity = ("base",)
    cosmetic = {**Widget.cosmetic, "table": "", "cells": "{}", "revision": "", "refused": None}

    data: Buffer
    rows: int
    table: str
    base: str = ""
    columns: str = "{}"
    index_columns: int = 0
    hide_index: bool | None = None
    column_order: list[str] | None = None
    max_rows: int | None = 10
    row_height: int | None = None
    placeholder: str | None = None
    num_rows: NumRows = "fixed"
    cells: str = "{}"
    revision: str = ""
    refused: str | None = None
    caption: str | None = None
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)


def data_editor(self: Any, data: Any) -> Any:
    raise NotImplementedError
