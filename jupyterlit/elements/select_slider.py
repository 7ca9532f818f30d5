"""A slider over options: one of them, or all from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar, cast, overload

from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.options import Options, own
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.tree import Block

T = TypeVar("T")


class SelectSlider(Widget, tag="select_slider"):
    """A rail of options with one thumb, or two if `range`."""

    identity: ClassVar[tuple[str, ...]] = ("range",)

    options: list[str] = []
    range: bool = False


@overload
def select_slider(
    self: Block,
    label: str,
    options: Iterable[T],
    value: tuple[T, T] | list[T],
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> tuple[T, T]: ...


@overload
def select_slider(
    self: Block,
    label: str,
    options: Iterable[T] = (),
    value: T | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T: ...


def select_slider(
    self: Block,
    label: str,
    options: Iterable[T] = (),
    value: Any | None = None,
    format_func: Callable[[T], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | tuple[T, T]:
    """Show a slider whose steps are options of any kind.

    Parameters
    ----------
    label
        Markdown above the slider.
    options
        A sequence, set, enum, series or the like; of a frame the first column.
    value
        The option it stands at first, by default the first one; two in a tuple make a range.
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
        Whether it is seen but cannot be moved.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    object or tuple
        A copy of the option; of two for a range.

    Examples
    --------
    >>> import jupyterlit as st
    >>> size = st.select_slider("Size", ["small", "medium", "large"])
    """
    call = "st.select_slider"
    choices = Options(call, options, format_func)
    if not len(choices):
        raise InvalidValue(f"{call}: options={options!r} has none. Pass at least one.")
    places = _places(choices, value)
    stops = _Stops(choices, len(places))
    message = SelectSlider(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        options=choices.labels,
        range=stops.range,
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    default = stops.value([own(choices.values[place]) for place in places])

    def accept(value: Any) -> Any:
        return stops.match(value, default)

    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return own(self.add_widget(message, default, parse=stops.parse, dump=stops.dump, accept=accept, **reaction))


def _places(choices: Options, value: object) -> list[int]:
    """Return where the options stand that the author names, in order: one or two."""
    if not isinstance(value, list | tuple):
        return [0 if value is None else choices.place(value, "value")]
    ends = cast("list[Any] | tuple[Any, ...]", value)
    if len(ends) != 2:
        raise InvalidValue(f"st.select_slider: value={value!r} has {len(ends)} options. Pass one, or two for a range.")
    return sorted(choices.place(end, "value") for end in ends)


class _Stops:
    """One or two of some options."""

    def __init__(self, choices: Options, count: int) -> None:
        self._choices = choices
        self._count = count

    @property
    def range(self) -> bool:
        return self._count == 2

    def value(self, ends: list[Any]) -> Any:
        return tuple(ends) if self.range else ends[0]

    def ends(self, value: Any) -> list[Any]:
        return list(value) if self.range else [value]

    def dump(self, value: Any) -> list[str]:
        return [self._choices.dump(end) or "" for end in self.ends(value)]

    def parse(self, wire: object) -> Any:
        if not isinstance(wire, list):
            raise TypeError("Labels come in a list.")
        labels = cast("list[Any]", wire)
        if len(labels) != self._count:
            raise ValueError(f"{len(labels)} labels for {self._count} thumbs.")
        ends = [self._choices.parse(label) for label in labels]
        if self.range and self._choices.order(labels[0]) > self._choices.order(labels[1]):
            ends.reverse()
        return self.value(ends)

    def match(self, value: Any, otherwise: Any) -> Any:
        """Return the options that have the labels of these, or else something instead."""
        if self.range and not isinstance(value, list | tuple):
            return otherwise
        ends = self.ends(value)
        if len(ends) != self._count or not all(self._choices.has(end) for end in ends):
            return otherwise
        return self.value([self._choices.match(end) for end in ends])
