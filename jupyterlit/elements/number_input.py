"""A field for a number."""

from __future__ import annotations

import re
from typing import Any, Literal, TypeVar, overload

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_icon,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.elements.bounds import SAFE_INTEGER, Number, check_number, received, written
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
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

NumberT = TypeVar("NumberT", int, float)

_FORMAT = re.compile(r"%[-+ 0]*\d*(?:\.\d+)?[hlL]?[diouxXeEfFgGas]")


class NumberInput(Widget, tag="number_input"):
    """A number, or none where the field may be empty; floats without an end have no `min` or `max`."""

    step: Number
    format: str
    min: Number | None = None
    max: Number | None = None
    data_type: Literal["int", "float"] = "int"
    placeholder: str | None = None
    icon: str | None = None
    required: bool = False


@overload
def number_input(
    self: Block,
    label: str,
    min_value: None = None,
    max_value: None = None,
    value: Literal["min"] = "min",
    step: None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> float: ...


@overload
def number_input(
    self: Block,
    label: str,
    min_value: NumberT | None = None,
    max_value: NumberT | None = None,
    value: NumberT | Literal["min"] = "min",
    step: NumberT | None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> NumberT: ...


@overload
def number_input(
    self: Block,
    label: str,
    min_value: None = None,
    max_value: None = None,
    value: None = ...,
    step: None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> float | None: ...


@overload
def number_input(
    self: Block,
    label: str,
    min_value: NumberT | None = None,
    max_value: NumberT | None = None,
    value: None = ...,
    step: NumberT | None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> NumberT | None: ...


@overload
def number_input(
    self: Block,
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | Literal["min"] | None = "min",
    step: Number | None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Number | None: ...


def number_input(
    self: Block,
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | Literal["min"] | None = "min",
    step: Number | None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Number | None:
    """Show a field for a number.

    Parameters
    ----------
    label
        Markdown above the field.
    min_value, max_value
        The least and the greatest number taken.
    value
        What is there at first: "min" for `min_value`, or zero without one; none for an empty field.
    step
        How far one step goes: by default 1 for whole numbers, else 0.01.
    format
        How the number is shown, printf-style, such as "%0.1f".
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
        Whether the field cannot be emptied, nor the form be sent without a number.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    icon
        One emoji or a Material symbol such as ":material/scale:", shown in the field.
    width
        "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    int, float or None
        The number; an int if `value`, the bounds and `step` are whole numbers.

    Examples
    --------
    >>> import jupyterlit as st
    >>> mass = st.number_input("Body mass in g", min_value=0, max_value=10_000, value=4200, step=50)
    """
    call = "st.number_input"
    field = _Field(min_value, max_value, value, step)
    message = NumberInput(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        min=field.low,
        max=field.high,
        step=field.step,
        format=_format(format, whole=field.whole),
        data_type="int" if field.whole else "float",
        placeholder=None if placeholder is None else str(placeholder),
        icon=check_icon(call, icon),
        required=bool(required),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return self.add_widget(
        message,
        field.default,
        parse=field.parse,
        accept=field.accept,
        texts=Texts(field.read, _write) if bind else None,
        **reaction,
    )


class _Field:
    """The numbers that a field takes, and the one it has at first."""

    __slots__ = ("default", "high", "low", "step", "whole")

    def __init__(self, min_value: object, max_value: object, value: object, step: object) -> None:
        call = "st.number_input"
        arguments = {
            "value": None if value == "min" else value,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
        }
        numbers = {name: check_number(call, name, given) for name, given in arguments.items() if given is not None}
        types = {name: type(number).__name__ for name, number in numbers.items()}
        if len(set(types.values())) > 1:
            listed = ", ".join(f"{name} is {'an' if kind == 'int' else 'a'} {kind}" for name, kind in types.items())
            raise InvalidType(f"{call}: {listed}. Pass all as int, or all as float.")
        self.whole = "int" in types.values()
        self.low = numbers.get("min_value", -SAFE_INTEGER if self.whole else None)
        self.high = numbers.get("max_value", SAFE_INTEGER if self.whole else None)
        self.step = numbers.get("step", 1 if self.whole else 0.01)
        if self.step < 0:
            raise InvalidValue(f"{call}: step={step!r} leads backwards. Pass a positive number.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValue(f"{call}: min_value={min_value!r} is greater than max_value={max_value!r}. Swap them.")
        self.default: Number | None = None
        if value is not None:
            self.default = numbers.get("value", numbers.get("min_value", 0 if self.whole else 0.0))
            if not self._takes(self.default):
                raise InvalidValue(
                    f"{call}: value={self.default!r} lies outside {_range(self.low, self.high)}. "
                    "Pass a value in that range, or widen min_value or max_value."
                )

    def _takes(self, number: Number) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def parse(self, wire: object) -> Number | None:
        if wire is None and self.default is None:
            return None
        number = received(wire, whole=self.whole)
        if not self._takes(number):
            raise ValueError("The number is out of range.")
        return number

    def accept(self, value: object) -> Number | None:
        """Return what the author has assigned, or the default if that is out of range."""
        if value is None:
            return None
        number = check_number("st.number_input", "value", value)
        if not self._takes(number):
            return self.default
        if not self.whole:
            return float(number)
        return int(number) if number == int(number) else number

    def read(self, texts: list[str]) -> Number | None:
        if not texts[-1]:
            return None
        return int(float(texts[-1])) if self.whole else float(texts[-1])


def _write(wire: Any) -> list[str]:
    return ["" if wire is None else written(wire)]


def _range(low: Number | None, high: Number | None) -> str:
    if low is None or low == -SAFE_INTEGER:
        return f"the numbers up to {high}"
    return f"the numbers from {low}" if high is None or high == SAFE_INTEGER else f"{low}–{high}"


def _format(format: object, *, whole: bool) -> str:
    if format is None:
        return "%d" if whole else "%0.2f"
    if isinstance(format, str) and _FORMAT.fullmatch(format):
        return format
    raise InvalidValue(
        f'st.number_input: format={format!r} is no printf-style number. Pass one such as "%d" or "%0.2f".'
    )
