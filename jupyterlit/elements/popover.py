"""A block that opens over the page at the press of a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from jupyterlit.elements.arguments import (
    Key,
    check_choice,
    check_icon,
    check_key,
    check_label,
    check_reaction,
    check_width,
    clean_help,
)
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import BlockElement, Widget, Width
from jupyterlit.tree import BlockT

ButtonType = Literal["primary", "secondary", "tertiary"]

_TYPES: tuple[ButtonType, ...] = ("primary", "secondary", "tertiary")


class Popover(BlockElement, Widget, tag="popover"):
    """A button and what it opens; it has an id, and a value, where Python follows whether it is open.

    `wrap`: a long label has several lines; none where the layout decides.
    """

    type: ButtonType = "secondary"
    icon: str | None = None
    wrap: bool | None = None
    width: Width = "content"


def popover(
    self: BlockT,
    label: str,
    *,
    type: ButtonType = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    wrap: bool | None = None,
    key: Key | None = None,
    on_change: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
) -> BlockT:
    """Make a block that opens over the page when the reader presses its button.

    Parameters
    ----------
    label
        Markdown on the button.
    type
        "primary", "secondary" or "tertiary": how much the button stands out.
    help
        Markdown shown in a tooltip.
    icon
        One emoji, a Material symbol such as ":material/info:" or "spinner", shown before the label.
    disabled
        Whether it is seen but cannot be opened.
    use_container_width
        Deprecated: True means width="stretch".
    width
        "content", "stretch", or pixels, of the button.
    wrap
        Whether a long label has several lines; if not given, not in a row or right in a column.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    on_change
        "rerun" or a function to call: the app runs again when it opens or closes, and `.open` tells which.
    args, kwargs
        What the function is called with.

    Returns
    -------
    DeltaGenerator
        The block; its `open` is true or false where its state is followed, else none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.popover("Filter", icon=":material/tune:"):
    ...     young = st.checkbox("Only chicks")
    """
    call = "st.popover"
    message = Popover(
        label=check_label(call, label),
        type=check_choice(call, "type", type, _TYPES),
        help=clean_help(help),
        icon=check_icon(call, icon),
        disabled=bool(disabled),
        width="stretch" if use_container_width else check_width(call, width),
        wrap=wrap if wrap is None else bool(wrap),
        key=check_key(key),
    )
    followed, callback = check_reaction(call, "on_change", on_change)
    if not followed:
        return self.add_block(message)
    block, block.open = self.add_block_widget(
        message, False, parse=_check, accept=_check, on_change=callback, args=args, kwargs=kwargs
    )
    return block


def _check(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidType(f"st.popover: {value!r} is no bool. Set True for open, False for closed.")
    return value
