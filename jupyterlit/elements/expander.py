"""A block that opens and closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_bind,
    check_choice,
    check_icon,
    check_key,
    check_label,
    check_reaction,
    check_width,
)
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import BlockElement, Widget
from jupyterlit.tree import BlockT

ExpanderType = Literal["default", "compact", "step"]

TYPES: tuple[ExpanderType, ...] = ("default", "compact", "step")


class Expander(BlockElement, Widget, tag="expander"):
    """A block that opens and closes; it has an id, and a value, where Python follows that."""

    expanded: bool = False
    icon: str | None = None
    type: ExpanderType = "default"


def expander(
    self: BlockT,
    label: str,
    expanded: bool = False,
    *,
    key: Key | None = None,
    icon: str | None = None,
    type: ExpanderType = "default",
    width: WidthWithoutContent = "stretch",
    on_change: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: Literal["query-params"] | None = None,
) -> BlockT:
    """Make a block that the reader opens and closes.

    Parameters
    ----------
    label
        Markdown on the line that is always seen.
    expanded
        Whether it is open at first.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    icon
        One emoji or a Material symbol such as ":material/info:", shown before the label.
    type
        "default" with a frame, "compact" without one, "step" for a line of steps.
    width
        "stretch", or pixels.
    on_change
        "rerun" or a function to call: the app runs again when it opens or closes, and `.open` tells which.
    args, kwargs
        What the function is called with.
    bind
        "query-params" to keep the state in the page's URL, under the key.

    Returns
    -------
    DeltaGenerator
        The block; its `open` is true or false where its state is followed, else none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.expander("Where the data come from"):
    ...     place = st.text("Palmer Station LTER")
    """
    call = "st.expander"
    message = Expander(
        label=check_label(call, label),
        expanded=check_expanded(call, expanded),
        key=check_key(key),
        icon=check_icon(call, icon),
        type=check_choice(call, "type", type, TYPES),
        width=check_width(call, width, content=False),
    )
    followed, callback = check_reaction(call, "on_change", on_change)
    query = check_bind(call, bind, message.key)
    if not followed and query is None:
        return self.add_block(message)
    block, block.open = self.add_block_widget(
        message, expanded, parse=_check, accept=_check, on_change=callback, args=args, kwargs=kwargs, query=query
    )
    return block


def check_expanded(call: str, expanded: object) -> bool:
    """Return whether a block is open at first."""
    if not isinstance(expanded, bool):
        raise InvalidType(f"{call}: expanded={expanded!r} is no bool. Pass True or False.")
    return expanded


def _check(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidType(f"st.expander: {value!r} is no bool. Set True for open, False for closed.")
    return value
