"""Blocks side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from numbers import Integral, Real
from typing import Literal, cast

from jupyterlit.elements.arguments import Gap, WidthWithoutContent, check_choice, check_gap, check_width
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import BlockElement
from jupyterlit.tree import BlockT

Alignment = Literal["top", "center", "bottom"]

_ALIGNMENTS: tuple[Alignment, ...] = ("top", "center", "bottom")


class Columns(BlockElement, tag="columns"):
    """A row of columns, its children."""

    gap: Gap | int | None = "small"
    vertical_alignment: Alignment = "top"
    wrap: bool = True


class Column(BlockElement, tag="column"):
    """One column; `weight` is its share of the width."""

    weight: float
    border: bool = False
    vertical_alignment: Alignment = "top"
    gap: Gap | int | None = "small"


def columns(
    self: BlockT,
    spec: int | Iterable[float],
    *,
    gap: Gap | int | None = "small",
    vertical_alignment: Alignment = "top",
    border: bool = False,
    width: WidthWithoutContent = "stretch",
    wrap: bool = True,
) -> Sequence[BlockT]:
    """Make blocks that stand side by side.

    Parameters
    ----------
    spec
        How many, or how wide they are in relation to each other.
    gap
        Room between them, from "xxsmall" to "xxlarge", in pixels, or none.
    vertical_alignment
        "top", "center" or "bottom".
    border
        Whether there is a frame around each.
    width
        "stretch", or pixels, of all together.
    wrap
        Whether they stand below each other on a narrow page; otherwise they are scrolled.

    Returns
    -------
    list of DeltaGenerator
        The columns: draw into them by `with`, or by calling their methods.

    Examples
    --------
    >>> import jupyterlit as st
    >>> left, right = st.columns([2, 1])
    >>> place = left.text("wide")
    >>> with right:
    ...     place = st.text("narrow")
    """
    call = "st.columns"
    weights = _weights(spec)
    room = check_gap(call, gap)
    alignment: Alignment = check_choice(call, "vertical_alignment", vertical_alignment, _ALIGNMENTS)
    row = self.add_block(
        Columns(gap=room, vertical_alignment=alignment, wrap=bool(wrap), width=check_width(call, width, content=False))
    )
    return [
        row.add_block(Column(weight=weight, border=bool(border), vertical_alignment=alignment, gap=room))
        for weight in weights
    ]


def _weights(spec: object) -> list[float]:
    """Return each column's share of the width."""
    parts = [1.0] * int(spec) if isinstance(spec, Integral) else _widths(spec)
    if not parts or not all(part > 0 and isfinite(part) for part in parts):
        raise InvalidValue(
            f"st.columns: spec={spec!r} makes no columns. Pass a positive number, or a list of such widths."
        )
    total = sum(parts)
    return [part / total for part in parts]


def _widths(spec: object) -> list[float]:
    if isinstance(spec, Iterable) and not isinstance(spec, str):
        items = list(cast("Iterable[object]", spec))
        if all(isinstance(item, Real) for item in items):
            return [float(cast("float", item)) for item in items]
    raise InvalidType(f"st.columns: spec={spec!r} is no number of columns. Pass a whole number, or a list of widths.")
