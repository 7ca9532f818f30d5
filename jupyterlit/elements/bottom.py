"""The foot of the page, which stays in sight."""

from __future__ import annotations

from typing import Self

from jupyterlit.errors import LayoutError
from jupyterlit.run_context import RunContext, current
from jupyterlit.tree import EVENT, SIDEBAR, Block


class BottomBlock(Block):
    """The foot of the main area: it can be drawn into from everywhere but the sidebar and dialogs.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.bottom.caption("344 penguins")
    >>> with st.bottom:
    ...     question = st.text_input("Ask")
    """

    def here(self, context: RunContext) -> Block:
        """Return the block that a call on this one writes into.

        Raises
        ------
        LayoutError
            The run is in the sidebar or in a dialog.
        """
        _check(context)
        return self

    def __enter__(self) -> Self:
        _check(current())
        return super().__enter__()


def _check(context: RunContext) -> None:
    root = context.stack[-1].path[:1] if context.stack else None
    if root in (SIDEBAR, EVENT):
        where = "the sidebar" if root == SIDEBAR else "a dialog"
        raise LayoutError(
            f"st.bottom: it belongs to the main area and cannot be used in {where}. Call it outside of that."
        )
