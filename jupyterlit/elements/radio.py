"""A choice of one among options that are all seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, overload

from jupyterlit.elements.arguments import Key, check_label_visibility, check_width, clean_help
from jupyterlit.elements.options import Options, check_index, own
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import LabelVisibility, Widget, Width
from jupyterlit.tree import Block

T = TypeVar("T")


class Radio(Widget, tag="radio"):
    """Options of which one is chosen."""

    options: list[str] = []
    captions: list[str] = []
    horizontal: bool = False
    width: Width = "content"


@overload
def radio(
    self: Block,
    label: str,
    options: Iterable[T],
    index: int = 0,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T: ...


@overload
def radio(
    self: Block,
    label: str,
    options: Iterable[T],
    index: int | None = 0,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...


def radio(
    self: Block,
    label: str,
    options: Iterable[T],
    index: int | None = 0,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None:
    """Show options of which the reader chooses one.

    Parameters
    ----------
    label
        Markdown above the options.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    index
        The place of the option chosen at first; none for no choice.
    format_func
        Option → label, Markdown.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    disabled
        Whether it is seen but cannot be changed.
    horizontal
        Whether the options stand side by side.
    captions
        Markdown below each option, none or "" for no caption.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "content", "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    object
        A copy of the chosen option, or none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> island = st.radio("Island", ["Biscoe", "Dream", "Torgersen"], horizontal=True)
    """
    call = "st.radio"
    choices = Options(call, options, format_func)
    place = check_index(call, index, len(choices))
    default = None if place is None else own(choices.values[place])
    message = Radio(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        options=choices.labels,
        captions=_captions(captions),
        horizontal=bool(horizontal),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width),
        deferred=on_change == "ignore",
    )

    def accept(value: Any) -> Any:
        return value if value is None else choices.match(value) if choices.has(value) else default

    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return own(self.add_widget(message, default, parse=choices.parse, dump=choices.dump, accept=accept, **reaction))


def _captions(captions: Iterable[object] | None) -> list[str]:
    texts: list[str] = []
    for caption in captions or ():
        if caption is not None and not isinstance(caption, str):
            raise InvalidType(
                f"st.radio: the caption {caption!r} is a {type(caption).__name__}. Pass strings, or None for none."
            )
        texts.append(caption or "")
    return texts
