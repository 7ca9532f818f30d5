"""A field for a time of the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, ClassVar, Literal, overload

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_choice,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.elements.moments import check_step, check_time, read_time
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

TimeFormat = Literal["12h", "24h", "localized"]
TimeValue = time | datetime | str

_FORMATS: tuple[TimeFormat, ...] = ("12h", "24h", "localized")


class TimeInput(Widget, tag="time_input"):
    """A time as "08:45", with seconds where `step` is no whole number of minutes, or none."""

    identity: ClassVar[tuple[str, ...]] = ("step",)
    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "format": "24h"}

    step: int = 900
    format: TimeFormat = "24h"
    required: bool = False
    by_clock: tuple[str, ...] = ()

    @property
    def moving(self) -> tuple[str, ...]:
        """What goes by the clock."""
        return self.by_clock


@overload
def time_input(
    self: Block,
    label: str,
    value: TimeValue = "now",
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: int | timedelta = timedelta(minutes=15),
    format: TimeFormat = "24h",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> time: ...


@overload
def time_input(
    self: Block,
    label: str,
    value: None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: int | timedelta = timedelta(minutes=15),
    format: TimeFormat = "24h",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> time | None: ...


@overload
def time_input(
    self: Block,
    label: str,
    value: TimeValue | None = "now",
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: int | timedelta = timedelta(minutes=15),
    format: TimeFormat = "24h",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> time | None: ...


def time_input(
    self: Block,
    label: str,
    value: TimeValue | None = "now",
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: int | timedelta = timedelta(minutes=15),
    format: TimeFormat = "24h",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> time | None:
    """Show a field for a time of the day.

    Parameters
    ----------
    label
        Markdown above the field.
    value
        The time at first: "now", a time, a datetime or an ISO text; none for an empty field.
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
    required
        Whether the field cannot be emptied, nor the form be sent without a time.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    step
        How far an arrow key goes, in seconds or as a timedelta; one that is no whole number of minutes shows
        seconds too. Any time can be typed.
    format
        How hours are written: "24h", "12h", or "localized" as the reader is used to.
    width
        "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    time or None
        The time, none where the field is empty.

    Examples
    --------
    >>> import datetime
    >>> import jupyterlit as st
    >>> fed = st.time_input("Fed at", datetime.time(8, 45))
    """
    call = "st.time_input"
    seconds = check_step(call, step, least=1)
    clock = _Clock(value, shows_seconds=seconds % 60 != 0)
    message = TimeInput(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        step=seconds,
        format=check_choice(call, "format", format, _FORMATS),
        required=bool(required),
        by_clock=("default",) if value == "now" else (),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return self.add_widget(
        message,
        clock.default,
        parse=clock.parse,
        dump=clock.dump,
        accept=clock.accept,
        texts=Texts(clock.read, _write) if bind else None,
        **reaction,
    )


class _Clock:
    """The time that a field has at first, and how exact its times are."""

    __slots__ = ("default", "seconds")

    def __init__(self, value: object, *, shows_seconds: bool) -> None:
        self.seconds = shows_seconds
        self.default = None if value is None else check_time("st.time_input", value, seconds=shows_seconds)

    def dump(self, value: time | None) -> str | None:
        if value is None:
            return None
        return value.replace(tzinfo=None).isoformat(timespec="seconds" if self.seconds else "minutes")

    def parse(self, wire: object) -> time | None:
        if wire is None and self.default is None:
            return None
        if not isinstance(wire, str):
            raise TypeError("A time comes as a text.")
        if wire == self.dump(self.default):
            return self.default
        found = read_time(wire)
        return found if self.seconds else found.replace(second=0)

    def accept(self, value: object) -> time | None:
        """Return what the author has assigned."""
        if value is None or isinstance(value, time):
            return value
        if isinstance(value, datetime) and value == value:
            return value.time()
        raise InvalidType(f"st.time_input: {value!r} in the session state does not fit. Set a time, or None.")

    def read(self, texts: list[str]) -> str | None:
        return self.dump(read_time(texts[-1])) if texts[-1] else None


def _write(wire: str | None) -> list[str]:
    return [wire or ""]
