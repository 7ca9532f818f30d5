"""A choice of any number of options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Literal, TypeVar, overload

from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.option_list import OptionList
from jupyterlit.elements.options import FilterMode, Options, check_filter_mode, own
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.tree import Block

T = TypeVar("T")


class Multiselect(Widget, tag="multiselect"):
    """Options of which any number is chosen, in an order."""

    identity: ClassVar[tuple[str, ...]] = ("max_selections", "accept_new_options")
    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "wrap": None}

    options: list[str] = []
    placeholder: str | None = None
    max_selections: int | None = None
    accept_new_options: bool = False
    filter_mode: FilterMode | None = "fuzzy"
    select_all: bool | int = 1000
    wrap: bool | None = None


@overload
def multiselect(
    self: Block,
    label: str,
    options: Iterable[T],
    default: Any | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: Literal[False] = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: WidthWithoutContent = "stretch",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]: ...


@overload
def multiselect(
    self: Block,
    label: str,
    options: Iterable[T],
    default: Any | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: Literal[True],
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: WidthWithoutContent = "stretch",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T | str]: ...


@overload
def multiselect(
    self: Block,
    label: str,
    options: Iterable[T],
    default: Any | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: WidthWithoutContent = "stretch",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T] | list[T | str]: ...


def multiselect(
    self: Block,
    label: str,
    options: Iterable[T],
    default: Any | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: WidthWithoutContent = "stretch",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T] | list[T | str]:
    """Show a list of options of which the reader chooses any number.

    Parameters
    ----------
    label
        Markdown above the field.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    default
        The options chosen at first: one, or several in a list.
    format_func
        Option → label.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    max_selections
        How many options can be chosen at most.
    placeholder
        What stands in the empty field.
    disabled
        Whether it is seen but cannot be changed.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    accept_new_options
        Whether the reader may type options of their own, which are returned as text.
    filter_mode
        How options are found by typing: "fuzzy", "contains", "prefix", or none for no typing.
    select_all
        Whether all options can be chosen at once, or up to how many.
    width
        "stretch", or pixels.
    wrap
        Whether what is chosen is broken into lines; by default the layout around it decides.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    list
        Copies of the chosen options, in the order of choosing.

    Examples
    --------
    >>> import jupyterlit as st
    >>> islands = st.multiselect("Islands", ["Biscoe", "Dream", "Torgersen"], default=["Dream"])
    """
    call = "st.multiselect"
    choices = Options(call, options, format_func, free=bool(accept_new_options))
    message = Multiselect(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        options=choices.labels,
        placeholder=None if placeholder is None else str(placeholder),
        max_selections=_check_max_selections(call, max_selections),
        accept_new_options=choices.free,
        filter_mode=check_filter_mode(call, filter_mode, free=choices.free),
        select_all=_check_select_all(call, select_all),
        wrap=wrap if wrap is None else bool(wrap),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    chosen = OptionList(call, choices, message.max_selections)
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    value = self.add_widget(
        message,
        chosen.of_author(default, "default"),
        parse=chosen.parse,
        dump=chosen.dump,
        accept=chosen.accept,
        texts=chosen.texts if bind else None,
        **reaction,
    )
    return [own(option) for option in value]


def _check_max_selections(call: str, max_selections: object) -> int | None:
    if max_selections is None:
        return None
    if not isinstance(max_selections, int) or isinstance(max_selections, bool) or max_selections < 1:
        raise InvalidValue(
            f"{call}: max_selections={max_selections!r} is no limit. Pass a positive whole number or None."
        )
    return max_selections


def _check_select_all(call: str, select_all: object) -> bool | int:
    if not isinstance(select_all, int):
        raise InvalidType(
            f"{call}: select_all={select_all!r} is a {type(select_all).__name__}. Pass True, False or a whole number."
        )
    if select_all < 0:
        raise InvalidValue(f"{call}: select_all={select_all} is no limit. Pass True, False or a number from 0 up.")
    return select_all
