"""Cells in rows and columns, as many beside each other as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from jupyterlit.elements.arguments import (
    Gap,
    Key,
    WidthWithoutContent,
    check_choice,
    check_gap,
    check_height,
    check_key,
    check_size,
    check_whole,
    check_width,
)
from jupyterlit.elements.columns import Alignment
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import BlockElement, Height
from jupyterlit.tree import Block

if TYPE_CHECKING:
    from jupyterlit.delta_generator import DeltaGenerator, GridContainer

Size = Gap | int | None

_ALIGNMENTS: tuple[Alignment, ...] = ("top", "center", "bottom")
_MOST = 24


class Grid(BlockElement, tag="grid"):
    """Its children are cells: each by itself, or in a `Cell`."""

    columns: Literal["auto"] | int = "auto"
    min_column_width: Literal["auto"] | int = "auto"
    wrap: bool = True
    row_gap: Size = "small"
    column_gap: Size = "small"
    vertical_alignment: Alignment = "top"
    border: bool = False
    row_height: Literal["content"] | int = "content"
    dense: bool = False


class Cell(BlockElement, tag="cell"):
    """Several elements in one cell, which may be larger than others."""

    column_span: Literal["all"] | int = 1
    row_span: int = 1


def grid(
    self: Block,
    columns: Literal["auto"] | int = "auto",
    *,
    min_column_width: Literal["auto"] | int = "auto",
    wrap: bool = True,
    gap: Size | tuple[Size, Size] | list[Size] = "small",
    vertical_alignment: Alignment = "top",
    border: bool = False,
    row_height: Literal["content"] | int = "content",
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
    key: Key | None = None,
    dense: bool = False,
) -> GridContainer:
    """Make a block whose elements are cells, in as many columns as there is room for.

    Parameters
    ----------
    columns
        How many columns there are at most, 1 to 24, or "auto".
    min_column_width
        Below this width, in pixels, there are fewer columns; "auto" is about 200.
    wrap
        Whether there are fewer columns where there is little room; otherwise the grid is scrolled.
    gap
        Room between the cells, from "xxsmall" to "xxlarge", in pixels, or none; two for rows and columns.
    vertical_alignment
        "top", "center" or "bottom".
    border
        Whether there is a frame around each cell.
    row_height
        "content", or pixels: what does not fit into a cell is scrolled.
    width
        "stretch", or pixels.
    height
        "content", "stretch", or pixels: what does not fit is scrolled.
    key
        A name, shown on the page as the class `st-key-<key>`.
    dense
        Whether later cells fill the holes that large cells leave.

    Returns
    -------
    GridContainer
        The block: what is drawn into it gets a cell of its own; its `cell` puts several elements into one.

    Examples
    --------
    >>> import jupyterlit as st
    >>> birds = st.grid(3, border=True)
    >>> for island, count in {"Biscoe": 168, "Dream": 124, "Torgersen": 52}.items():
    ...     place = birds.metric(island, count)
    >>> with birds.cell(column_span="all"):
    ...     place = st.caption("Penguins counted")
    """
    call = "st.grid"
    count: Literal["auto"] | int = columns
    if columns != "auto":
        count = check_whole(call, "columns", columns, 1, _MOST, word="auto")
    elif not wrap:
        raise InvalidValue(f'{call}: wrap=False needs a number of columns to keep. Pass columns=3, say, not "auto".')
    rows, between = _gaps(call, gap)
    message = Grid(
        columns=count,
        min_column_width=check_size(call, "min_column_width", min_column_width, ("auto",)),
        wrap=bool(wrap),
        row_gap=rows,
        column_gap=between,
        vertical_alignment=check_choice(call, "vertical_alignment", vertical_alignment, _ALIGNMENTS),
        border=bool(border),
        row_height=check_size(call, "row_height", row_height, ("content",)),
        width=check_width(call, width, content=False),
        height=check_height(call, height),
        key=check_key(key),
        dense=bool(dense),
    )
    block = cast("GridContainer", self.add_block(message))
    block.most = None if count == "auto" else count
    return block


def _gaps(call: str, gap: object) -> tuple[Size, Size]:
    """Return the room between rows and that between columns."""
    if not isinstance(gap, tuple | list):
        both = check_gap(call, gap)
        return both, both
    sizes = cast("Sequence[object]", gap)
    if len(sizes) != 2:
        raise InvalidValue(
            f"{call}: gap={gap!r} has {len(sizes)} sizes. Pass one, or two: for the rows and for the columns."
        )
    return check_gap(call, sizes[0]), check_gap(call, sizes[1])


class GridBlock(Block):
    """A grid as the author has it."""

    most: int | None = None

    def cell(self, *, column_span: Literal["all"] | int = 1, row_span: int = 1) -> DeltaGenerator:
        """Make one cell for several elements, or a large one.

        Parameters
        ----------
        column_span
            How many columns wide it is, where there are as many, or "all".
        row_span
            How many rows high it is.

        Returns
        -------
        DeltaGenerator
            The cell: draw into it by `with`, or by calling its methods.

        Examples
        --------
        >>> import jupyterlit as st
        >>> tiles = st.grid(4)
        >>> with tiles.cell(column_span=2):
        ...     place = st.metric("Penguins", 344)
        """
        call = "grid.cell"
        wide: Literal["all"] | int = column_span
        if column_span != "all":
            wide = check_whole(call, "column_span", column_span, 1, self.most, word="all")
        return cast(
            "DeltaGenerator",
            self.add_block(Cell(column_span=wide, row_span=check_whole(call, "row_span", row_span, 1))),
        )
