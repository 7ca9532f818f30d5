"""Options as buttons in a row: pills, which stand apart, and a segmented control, which is one piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeVar, overload

from jupyterlit.elements.arguments import Key, check_choice, check_label_visibility, check_width, clean_help
from jupyterlit.elements.option_list import OptionList
from jupyterlit.elements.options import Options, as_options, own
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget, Width
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

T = TypeVar("T")

SelectionMode = Literal["single", "multi"]
Variant = Literal["pills", "segmented_control"]

_SELECTION_MODES: tuple[SelectionMode, ...] = ("single", "multi")


class ButtonGroup(Widget, tag="button_group"):
    """Options of which one is chosen, or any number; with `required`, none is no choice once there is another."""

    identity: ClassVar[tuple[str, ...]] = ("variant", "multi")
    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "required": False, "wrap": None}

    variant: Variant = "pills"
    options: list[str] = []
    multi: bool = False
    required: bool = False
    wrap: bool | None = None
    width: Width = "content"

    @property
    def drawn_by(self) -> str:
        return f"st.{self.variant}"


@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: T,
    required: Literal[True],
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T: ...


@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...


@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["multi"],
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]: ...


@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: SelectionMode = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | list[T] | None: ...


def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: SelectionMode = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | list[T] | None:
    """Show options as pills, of which the reader chooses one or any number.

    Parameters
    ----------
    label
        Markdown above the pills.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    selection_mode
        "single" for one at most, "multi" for any number.
    default
        What is chosen at first: an option, or with "multi" a list of them.
    required
        Whether what is chosen can only be exchanged, not taken back; for "single".
    format_func
        Option → label, Markdown; an icon in front of it stands apart.
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
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "content", "stretch", or pixels.
    wrap
        Whether pills that do not fit into the row are put below, or scrolled to; by default the layout around decides.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    object
        A copy of the chosen option, or none; with "multi" a list of them, in the order of choosing.

    Examples
    --------
    >>> import jupyterlit as st
    >>> islands = st.pills("Islands", ["Biscoe", "Dream", "Torgersen"], selection_mode="multi", default="Dream")
    """
    return _group(
        self, "pills", label, options, selection_mode, default, required, format_func, key, help, on_change, args,
        kwargs, disabled, label_visibility, width, wrap, bind, persist_state,
    )  # fmt: skip


@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: T,
    required: Literal[True],
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T: ...


@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...


@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["multi"],
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]: ...


@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: SelectionMode = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | list[T] | None: ...


def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: SelectionMode = "single",
    default: Any | None = None,
    required: bool = False,
    format_func: Callable[[T], Any] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | list[T] | None:
    """Show options as segments of one control, of which the reader chooses one or any number.

    Parameters
    ----------
    label
        Markdown above the segments.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    selection_mode
        "single" for one at most, "multi" for any number.
    default
        What is chosen at first: an option, or with "multi" a list of them.
    required
        Whether what is chosen can only be exchanged, not taken back; for "single".
    format_func
        Option → label, Markdown; an icon in front of it stands apart.
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
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "content", "stretch", or pixels.
    wrap
        Whether segments that do not fit into the row are put below, or scrolled to; by default the layout decides.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    object
        A copy of the chosen option, or none; with "multi" a list of them, in the order of choosing.

    Examples
    --------
    >>> import jupyterlit as st
    >>> span = st.segmented_control("Show", ["Day", "Week", "Month"], default="Week", required=True)
    """
    return _group(
        self, "segmented_control", label, options, selection_mode, default, required, format_func, key, help, on_change,
        args, kwargs, disabled, label_visibility, width, wrap, bind, persist_state,
    )  # fmt: skip


def _group(
    self: Block,
    variant: Variant,
    label: object,
    options: Any,
    selection_mode: object,
    default: Any,
    required: object,
    format_func: Callable[[Any], Any] | None,
    key: object,
    help: object,
    on_change: object,
    args: Sequence[Any] | None,
    kwargs: Mapping[str, Any] | None,
    disabled: object,
    label_visibility: object,
    width: object,
    wrap: object,
    bind: object,
    persist_state: object,
) -> Any:
    call = f"st.{variant}"
    multi = check_choice(call, "selection_mode", selection_mode, _SELECTION_MODES) == "multi"
    if multi and required:
        raise InvalidValue(
            f'{call}: required=True and selection_mode="multi" contradict each other. Leave one of them out.'
        )
    choices = Options(call, options, str if format_func is None else format_func)
    message = ButtonGroup(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        variant=variant,
        options=choices.labels,
        multi=multi,
        required=bool(required),
        wrap=wrap if wrap is None else bool(wrap),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    if multi:
        chosen = OptionList(call, choices)
        first = chosen.of_author(default, "default")
        texts = chosen.texts if bind else None
        several = self.add_widget(
            message, first, parse=chosen.parse, dump=chosen.dump, accept=chosen.accept, texts=texts, **reaction
        )
        return [own(option) for option in several]
    one = _One(call, choices, default, required=message.required)
    texts = _TEXTS if bind else None
    value = self.add_widget(
        message, one.default, parse=one.parse, dump=choices.dump, accept=one.accept, texts=texts, **reaction
    )
    return own(value)


class _One:
    """One of some options, or none."""

    def __init__(self, call: str, options: Options, default: Any, *, required: bool) -> None:
        given = as_options(default)
        if len(given) > 1:
            raise InvalidValue(
                f'{call}: default={default!r} are {len(given)} options. Pass one, or selection_mode="multi".'
            )
        self.default = own(options.values[options.place(given[0], "default")]) if given else None
        self._options = options
        self._required = required

    def parse(self, wire: object) -> Any:
        return None if wire is None and not self._required else self._options.parse(wire)

    def accept(self, value: Any) -> Any:
        return value if value is None else self._options.match(value) if self._options.has(value) else self.default


def _read(texts: list[str]) -> str | None:
    return texts[0] or None


def _write(value: Any) -> list[str]:
    return [value or ""]


_TEXTS = Texts(_read, _write)
