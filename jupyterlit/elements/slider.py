"""A slider: one number, date or time of a range, or two."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, ClassVar, TypeVar, cast, overload

from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.bounds import Number, check_number, received
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.elements.slider_scale import DataType, scale_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

SliderT = TypeVar("SliderT", int, float, datetime, date, time)

SliderScalar = int | float | date | time | datetime
SliderValue = SliderScalar | tuple[SliderScalar, ...] | list[SliderScalar]
SliderStep = int | float | timedelta


class Slider(Widget, tag="slider"):
    """A rail from `min` to `max` with one thumb, or two if `range`.

    Dates travel as milliseconds since 1970 by the clock on the wall, times as
    milliseconds since midnight.
    """

    identity: ClassVar[tuple[str, ...]] = ("min", "max", "step", "data_type", "range")

    min: Number
    max: Number
    step: Number
    format: str
    data_type: DataType = "int"
    range: bool = False


@overload
def slider(
    self: Block,
    label: str,
    min_value: None = None,
    max_value: None = None,
    value: None = None,
    step: int | None = None,
    format: str | None = None,
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
) -> int: ...


@overload
def slider(
    self: Block,
    label: str,
    min_value: SliderT | None = None,
    max_value: SliderT | None = None,
    value: SliderT | None = None,
    step: SliderStep | None = None,
    format: str | None = None,
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
) -> SliderT: ...


@overload
def slider(
    self: Block,
    label: str,
    min_value: SliderT | None,
    max_value: SliderT | None,
    value: tuple[SliderT, SliderT] | list[SliderT],
    step: SliderStep | None = None,
    format: str | None = None,
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
) -> tuple[SliderT, SliderT]: ...


@overload
def slider(
    self: Block,
    label: str,
    min_value: SliderT | None = None,
    max_value: SliderT | None = None,
    *,
    value: tuple[SliderT, SliderT] | list[SliderT],
    step: SliderStep | None = None,
    format: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> tuple[SliderT, SliderT]: ...


def slider(
    self: Block,
    label: str,
    min_value: SliderScalar | None = None,
    max_value: SliderScalar | None = None,
    value: SliderValue | None = None,
    step: SliderStep | None = None,
    format: str | None = None,
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
) -> SliderScalar | tuple[SliderScalar, ...]:
    """Show a slider for numbers, dates or times.

    Parameters
    ----------
    label
        Markdown above the slider.
    min_value, max_value
        Its ends. By default 0 and 100, 0.0 and 1.0, two weeks before and after the value, or the whole day.
    value
        Where it stands at first; two values in a tuple make a range. By default the lower end.
    step
        How far one step goes: by default 1, 0.01, a day, or 15 minutes; a timedelta for dates and times.
    format
        How values are shown: printf-style such as "%d %%", for dates and times in Moment.js's letters, or a name:
        "percent", "dollar", "compact", "localized" …
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
    int, float, date, time, datetime or tuple
        The value, of the type of `value`; a tuple for a range.

    Examples
    --------
    >>> import jupyterlit as st
    >>> mass = st.slider("Body mass", 2700, 6300, 4200, step=50, format="%d g")
    >>> low, high = st.slider("Flipper length", 172.0, 231.0, (190.0, 210.0))
    """
    call = "st.slider"
    track = _track_of(min_value, max_value, value, step)
    message = Slider(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        min=track.low,
        max=track.high,
        step=track.step,
        format=track.scale.format if format is None else str(format),
        data_type=track.scale.data_type,
        range=len(track.default) == 2,
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return self.add_widget(
        message,
        track.value_of(track.default),
        parse=track.parse,
        dump=track.dump,
        accept=track.accept,
        texts=Texts(track.read, track.write) if bind else None,
        **reaction,
    )


_PLAIN = {int, float, type(None)}


def _track_of(min_value: object, max_value: object, value: object, step: object) -> _Track:
    """Return a slider's track; for numbers, the one that the run before has made."""
    if {type(min_value), type(max_value), type(value), type(step)} <= _PLAIN:
        return _track_of_numbers(min_value, max_value, value, step)
    return _Track(min_value, max_value, value, step)


class _Track:
    """The ends of a slider, its steps, and the values on it; numbers are as they travel."""

    __slots__ = ("default", "high", "low", "scale", "single", "step")

    def __init__(self, min_value: object, max_value: object, value: object, step: object) -> None:
        self.single = not isinstance(value, list | tuple)
        given: list[Any] = [value] if self.single else list(cast("list[Any]", value))
        if len(given) > 2:
            raise InvalidValue(f"st.slider: value={value!r} has {len(given)} values. Pass one, or two for a range.")
        sample = next((item for item in (*given, min_value) if item is not None), 0)
        self.scale = scale = scale_of(sample)
        low, high = scale.ends(sample)
        self.low = low if min_value is None else self._on_scale("min_value", min_value)
        self.high = high if max_value is None else self._on_scale("max_value", max_value)
        if self.low == self.high:
            raise InvalidValue(f"st.slider: min_value and max_value are both {min_value}. Pass two different values.")
        if given == [None]:
            self.default = [self.low]
        elif given:
            self.default = sorted(self._on_scale("value", item) for item in given)
        else:
            self.default = [self.low, self.high]
        # Ends the wrong way round are turned, and a value beyond an end moves it.
        low, high = sorted((self.low, self.high))
        self.low, self.high = min(low, self.default[0]), max(high, self.default[-1])
        scale.check_ends(self.low, self.high)
        self.step = scale.default_step(self.high - self.low) if step is None else self._step(step)

    def _on_scale(self, argument: str, value: object) -> Number:
        wire = self.scale.wire(value)
        if wire is None:
            raise InvalidType(
                f"st.slider: {argument}={value!r} is a {type(value).__name__}, the slider's values are of type "
                f"{self.scale.data_type}. Pass min_value, max_value, value and step of one type."
            )
        return check_number("st.slider", argument, wire)

    def _step(self, step: object) -> Number:
        wire = self.scale.step(step)
        if wire is None:
            raise InvalidType(
                f"st.slider: step={step!r} is a {type(step).__name__}. Pass {self.scale.step_type} for values of type "
                f"{self.scale.data_type}."
            )
        if wire <= 0:
            raise InvalidValue(f"st.slider: step={step!r} leads nowhere. Pass a positive one.")
        return wire

    def value_of(self, wires: list[Number]) -> Any:
        values = [self.scale.value(wire) for wire in wires]
        return values[0] if self.single else tuple(values)

    def dump(self, value: Any) -> list[Number]:
        return [self.scale.wire(item) or 0 for item in ([value] if self.single else value)]

    def parse(self, wire: object) -> Any:
        if not isinstance(wire, list):
            raise TypeError("The values of a slider come in a list.")
        wires = sorted(received(item, whole=self.scale.data_type == "int") for item in cast("list[object]", wire))
        if len(wires) != len(self.default):
            raise ValueError(f"{len(wires)} values for {len(self.default)} thumbs.")
        if wires[0] < self.low or wires[-1] > self.high:
            raise ValueError("A value lies outside of the slider.")
        return self.value_of(wires)

    def accept(self, value: Any) -> Any:
        """Return what the author has assigned, if it is on the slider."""
        several = isinstance(value, list | tuple)
        given = list(cast("list[Any]", value)) if several else [value]
        wires = [self.scale.wire(item, loose=True) for item in given]
        if several is self.single or len(wires) != len(self.default) or None in wires:
            wanted = self.scale.data_type if self.single else f"tuple of {len(self.default)} × {self.scale.data_type}"
            raise InvalidType(f"st.slider: {value!r} in the session state does not fit. Set a value of type {wanted}.")
        numbers = sorted(wire for wire in wires if wire is not None)
        if not (numbers[0] >= self.low and numbers[-1] <= self.high):
            low, high = self.scale.value(self.low), self.scale.value(self.high)
            raise InvalidValue(
                f"st.slider: {value!r} in the session state lies outside {low}–{high}. "
                "Set a value in that range, or widen min_value or max_value."
            )
        return self.value_of(numbers)

    def read(self, texts: list[str]) -> list[Number]:
        return [self.scale.read(text) for text in texts]

    def write(self, wires: Any) -> list[str]:
        return [self.scale.write(wire) for wire in wires]


_track_of_numbers = lru_cache(1000, typed=True)(_Track)
