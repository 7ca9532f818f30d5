"""A grey place for what is not there yet."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, cast

import msgspec

from jupyterlit.elements.arguments import WidthWithoutContent, check_height, check_width
from jupyterlit.elements.empty import Empty
from jupyterlit.protocol.base import Element
from jupyterlit.tree import Block

if TYPE_CHECKING:
    from jupyterlit.delta_generator import SkeletonPlaceholder


class Skeleton(Element, tag="skeleton"):
    """A grey place; `quiet`: the page holds it back for a moment, so that short work shows none."""

    quiet: bool = False


def skeleton(
    self: Block, height: int | Literal["stretch"] | None = None, *, width: WidthWithoutContent = "stretch"
) -> SkeletonPlaceholder:
    """Keep a place for an element that takes a while, and show that it is coming.

    Parameters
    ----------
    height
        Pixels or "stretch"; if not given, that of a field.
    width
        "stretch", or pixels.

    Returns
    -------
    SkeletonPlaceholder
        The place: call a method on it to draw there. In a `with` the skeleton is shown until the block ends;
        what is drawn in the block stands below.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.skeleton(height=120)
    >>> answer = place.text("344 penguins")
    >>> with st.skeleton():
    ...     total = sum(range(1000))
    """
    call = "st.skeleton"
    message = Skeleton(
        height="content" if height is None else check_height(call, height, content=False),
        width=check_width(call, width, content=False),
    )
    place = cast("SkeletonPlaceholder", self.add_element(message))
    place.message = message
    return place


class SkeletonPlace(Block):
    """A skeleton as the author has it: a place to draw in, and what is shown during a `with`."""

    message: Skeleton = Skeleton()

    def __enter__(self) -> Self:
        self.add_element(msgspec.structs.replace(self.message, quiet=True))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.add_element(Empty())
