"""st.dialog: a part of the page that lies above the rest until it is closed."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast

from jupyterlit.commands.fragment import call_fragment
from jupyterlit.elements.arguments import check_choice, check_icon, check_reaction
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.protocol.base import BlockElement, Widget
from jupyterlit.run_context import current, in_run
from jupyterlit.tree import EVENT, Block

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
DialogWidth = int | Literal["small", "medium", "large"]
DialogPosition = Literal["center", "left", "right"]

_CALL = "st.dialog"
_POSITIONS: tuple[DialogPosition, ...] = ("center", "left", "right")
_WIDTHS: tuple[Literal["small", "medium", "large"], ...] = ("small", "medium", "large")
_openings = itertools.count(1)


class Dialog(BlockElement, Widget, tag="dialog"):
    """A block above the page; `opening` is another each time it is opened, `label` is its title.

    With an `id`, Python is told when the reader dismisses it.
    """

    opening: int
    icon: str | None = None
    size: DialogWidth = "small"
    position: DialogPosition = "center"
    dismissible: bool = True


def dialog(
    title: str,
    *,
    width: DialogWidth = "small",
    position: DialogPosition = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
) -> Callable[[FunctionT], FunctionT]:
    """Make a function the content of a dialog: calling it opens the dialog above the page.

    What is in the dialog runs by itself, as with `fragment`. A run of the whole script that does not call the function
    closes the dialog: `st.rerun()` does.

    Parameters
    ----------
    title
        Markdown that stands at the dialog's top.
    width
        "small" (500 pixels), "medium" (750), "large" (1280), or pixels.
    position
        "center", or "left" or "right" for a drawer at that side.
    dismissible
        Whether the reader can close it, by its button, a click beside it or the Escape key.
    icon
        An emoji, ":material/name:" or "spinner" before the title.
    on_dismiss
        "ignore", "rerun" or a function to call: what happens when the reader closes it.

    Returns
    -------
    callable
        What turns a function into one that opens the dialog.

    Examples
    --------
    >>> import jupyterlit as st
    >>> @st.dialog("Which island?")
    ... def choose():
    ...     st.selectbox("Island", ["Biscoe", "Dream", "Torgersen"])
    >>> if st.button("Choose"):
    ...     choose()
    """
    if not isinstance(title, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f'{_CALL}: title={title!r} is no text. Write @st.dialog("Title") above the function.')
    if not title.strip():
        raise InvalidValue(f"{_CALL}: title={title!r} is empty. Give the dialog a title.")
    if isinstance(width, bool) or not (isinstance(width, int) or width in _WIDTHS):
        raise InvalidValue(f'{_CALL}: width={width!r} is no width. Pass "small", "medium", "large" or pixels.')
    if isinstance(width, int) and width <= 0:
        raise InvalidValue(f"{_CALL}: width={width!r} is no width. Pass a positive number of pixels.")
    followed, callback = check_reaction(_CALL, "on_dismiss", on_dismiss)
    message = functools.partial(
        Dialog,
        label=title,
        size=width,
        position=check_choice(_CALL, "position", position, _POSITIONS),
        dismissible=bool(dismissible),
        icon=check_icon(_CALL, icon),
    )

    def decorate(func: FunctionT) -> FunctionT:
        @functools.wraps(func)
        def open_dialog(*args: Any, **kwargs: Any) -> None:
            if not in_run():
                return
            _claim(title)
            events = Block(EVENT)
            opened = message(opening=next(_openings))
            if followed:
                block, _ = events.add_block_widget(opened, default=False, parse=bool, on_change=callback, trigger=True)
            else:
                block = events.add_block(opened)
            name = f"{func.__module__}.{func.__qualname__}"
            with block:
                call_fragment(name, functools.partial(func, *args, **kwargs))

        return cast("FunctionT", open_dialog)

    return decorate


def _claim(title: str) -> None:
    """Note that the run opens a dialog; it can open one, and none from within another."""
    context = current()
    if context.scope is not None and context.scope.path[0] == EVENT[0]:
        raise LayoutError(f"{_CALL}: {title!r} is opened in another dialog. Close that by st.rerun() first.")
    if context.dialog:
        raise LayoutError(f"{_CALL}: {title!r} is the second dialog of this run. Only one can be open.")
    context.dialog = True
