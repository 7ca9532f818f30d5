"""A choice of one among options in a list that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Literal, TypeVar, overload

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_icon,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.elements.options import FilterMode, Options, check_filter_mode, check_index, own
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

T = TypeVar("T")


class Selectbox(Widget, tag="selectbox"):
    """Options of which one, or none, is chosen."""

    identity: ClassVar[tuple[str, ...]] = ("accept_new_options",)

    options: list[str] = []
    placeholder: str | None = None
    required: bool = False
    icon: str | None = None
    accept_new_options: bool = False
    filter_mode: FilterMode | None = "fuzzy"


@overload
def selectbox(
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
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: Literal[False] = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T: ...


@overload
def selectbox(
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
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: Literal[True],
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | str: ...


@overload
def selectbox(
    self: Block,
    label: str,
    options: Iterable[T],
    index: None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: Literal[False] = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...


@overload
def selectbox(
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
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | str | None: ...


def selectbox(
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
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | str | None:
    """Show a list of options of which the reader chooses one.

    Parameters
    ----------
    label
        Markdown above the field.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    index
        The place of the option chosen at first; none for no choice, which the reader can then go back to.
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
    placeholder
        What stands in the empty field.
    disabled
        Whether it is seen but cannot be changed.
    required
        Whether the choice cannot be cleared, nor the form be sent without one.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    icon
        One emoji or a Material symbol such as ":material/map:", shown in the field.
    accept_new_options
        Whether the reader may type an option of their own, which is returned as text.
    filter_mode
        How options are found by typing: "fuzzy", "contains", "prefix", or none for no typing.
    width
        "stretch", or pixels.
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
    >>> species = st.selectbox("Species", ["Adelie", "Chinstrap", "Gentoo"], index=None)
    """
    call = "st.selectbox"
    choices = Options(call, options, format_func, free=bool(accept_new_options))
    place = check_index(call, index, len(choices))
    default = None if place is None else own(choices.values[place])
    message = Selectbox(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        options=choices.labels,
        placeholder=None if placeholder is None else str(placeholder),
        required=bool(required),
        icon=check_icon(call, icon),
        accept_new_options=choices.free,
        filter_mode=check_filter_mode(call, filter_mode, free=choices.free),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )

    def parse(wire: object) -> Any:
        return None if wire is None and default is None else choices.parse(wire)

    def accept(value: Any) -> Any:
        return value if value is None else choices.match(value) if choices.has(value) else default

    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    value = self.add_widget(
        message, default, parse=parse, dump=choices.dump, accept=accept, texts=_TEXTS if bind else None, **reaction
    )
    return own(value)


def _read(texts: list[str]) -> str | None:
    return texts[-1] or None


def _write(value: Any) -> list[str]:
    return [value or ""]


_TEXTS = Texts(_read, _write)
