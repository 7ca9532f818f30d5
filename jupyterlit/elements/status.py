"""A block that says how far a task is."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec

from jupyterlit.elements.arguments import WidthWithoutContent, check_choice, check_label, check_width
from jupyterlit.elements.expander import TYPES, ExpanderType, check_expanded
from jupyterlit.protocol.base import BlockElement
from jupyterlit.run_context import current
from jupyterlit.tree import Block

if TYPE_CHECKING:
    from jupyterlit.delta_generator import StatusContainer

State = Literal["running", "complete", "error"]

_STATES: tuple[State, ...] = ("running", "complete", "error")


class Status(BlockElement, tag="status"):
    """A block that opens and closes, with a sign of how far its task is.

    `updated`: it is a later state of the status that stands there.
    """

    label: str
    expanded: bool = False
    state: State = "running"
    type: ExpanderType = "default"
    updated: bool = False

    @property
    def continues(self) -> bool:
        return self.updated


def status(
    self: Block,
    label: str,
    *,
    expanded: bool = False,
    state: State = "running",
    type: ExpanderType = "default",
    width: WidthWithoutContent = "stretch",
) -> StatusContainer:
    """Make a block that says how far a task is; at the end of its `with` the task is complete.

    Parameters
    ----------
    label
        Markdown on the line that is always seen.
    expanded
        Whether it is open at first.
    state
        "running", "complete" or "error".
    type
        "default" with a frame, "compact" without one, "step" for a line of steps.
    width
        "stretch", or pixels.

    Returns
    -------
    StatusContainer
        The block: its `update` changes label, state, and whether it is open.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.status("Counting penguins …") as task:
    ...     place = st.text("Biscoe: 168")
    ...     task.update(label="344 penguins counted")
    """
    call = "st.status"
    message = Status(
        label=check_label(call, label),
        expanded=check_expanded(call, expanded),
        state=check_choice(call, "state", state, _STATES),
        type=check_choice(call, "type", type, TYPES),
        width=check_width(call, width, content=False),
    )
    block = cast("StatusContainer", self.add_block(message))
    block.message = message
    return block


class StatusBlock(Block):
    """A status as the author has it."""

    message: Status = Status(label="")

    def update(self, *, label: str | None = None, expanded: bool | None = None, state: State | None = None) -> None:
        """Change what is passed, and nothing else.

        Parameters
        ----------
        label
            Markdown on the line that is always seen.
        expanded
            Whether it is open.
        state
            "running", "complete" or "error".

        Examples
        --------
        >>> import jupyterlit as st
        >>> task = st.status("Counting penguins …")
        >>> task.update(label="Nobody is there", state="error", expanded=True)
        """
        call = "status.update"
        changes: dict[str, Any] = {"updated": True}
        if label is not None:
            changes["label"] = check_label(call, label)
        if expanded is not None:
            changes["expanded"] = check_expanded(call, expanded)
        if state is not None:
            changes["state"] = check_choice(call, "state", state, _STATES)
        self.message = msgspec.structs.replace(self.message, **changes)
        current().put(self.path, self.message)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, Exception):
            self.update(state="error")
        elif error is None and self.message.state == "running":
            self.update(state="complete")
