"""A field for a date and a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, overload

from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.moments import (
    DateFormat,
    by_clock,
    check_format,
    check_moment,
    check_step,
    decade,
    read_moment,
    today,
    write_moment,
)
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

DateTimeValue = datetime | date | time | str

_MINUTE = 60


class DatetimeInput(Widget, tag="datetime_input"):
    """A minute as "2026-05-17T08:45", or none."""

    identity: ClassVar[tuple[str, ...]] = ("format", "step")

    min: str
    max: str
    format: DateFormat = "YYYY/MM/DD"
    step: int = 900
    required: bool = False
    by_clock: tuple[str, ...] = ()

    @property
    def moving(self) -> tuple[str, ...]:
        """What goes by the clock."""
        return self.by_clock


@overload
def datetime_input(
    self: Block,
    label: str,
    value: DateTimeValue = "now",
    min_value: DateTimeValue | None = None,
    max_value: DateTimeValue | None = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    format: DateFormat = "YYYY/MM/DD",
    step: int | timedelta = timedelta(minutes=15),
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> datetime: ...


@overload
def datetime_input(
    self: Block,
    label: str,
    value: None,
    min_value: DateTimeValue | None = None,
    max_value: DateTimeValue | None = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    format: DateFormat = "YYYY/MM/DD",
    step: int | timedelta = timedelta(minutes=15),
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> datetime | None: ...


@overload
def datetime_input(
    self: Block,
    label: str,
    value: DateTimeValue | None = "now",
    min_value: DateTimeValue | None = None,
    max_value: DateTimeValue | None = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    format: DateFormat = "YYYY/MM/DD",
    step: int | timedelta = timedelta(minutes=15),
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> datetime | None: ...


def datetime_input(
    self: Block,
    label: str,
    value: DateTimeValue | None = "now",
    min_value: DateTimeValue | None = None,
    max_value: DateTimeValue | None = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    format: DateFormat = "YYYY/MM/DD",
    step: int | timedelta = timedelta(minutes=15),
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> datetime | None:
    """Show a field for a date and a time, typed or chosen from a calendar.

    Parameters
    ----------
    label
        Markdown above the field.
    value
        The moment at first: "now", a datetime, a date (its first minute), a time (of today) or an ISO text; none
        for an empty field.
    min_value, max_value
        The first and the last minute that can be chosen, by default ten years before and after the value.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    format
        How days are written: YYYY/MM/DD, DD/MM/YYYY or MM/DD/YYYY, also with periods or hyphens.
    step
        How far an arrow key goes in the calendar's time, in seconds or as a timedelta. Any minute can be typed.
    disabled
        Whether it is seen but cannot be changed.
    required
        Whether the field cannot be emptied, nor the form be sent without a value.
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
    datetime or None
        The minute, without a time zone; none where the field is empty.

    Examples
    --------
    >>> import datetime
    >>> import jupyterlit as st
    >>> seen = st.datetime_input("Seen", datetime.datetime(2007, 11, 11, 8, 45))
    """
    call = "st.datetime_input"
    minutes = _Minutes(value, min_value, max_value)
    message = DatetimeInput(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        min=write_moment(minutes.low),
        max=write_moment(minutes.high),
        format=check_format(call, format),
        step=check_step(call, step, least=_MINUTE),
        required=bool(required),
        by_clock=by_clock("now", [] if value is None else [value], min_value, max_value),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return self.add_widget(
        message,
        minutes.default,
        parse=minutes.parse,
        dump=_dump,
        accept=minutes.accept,
        texts=Texts(_read, _write) if bind else None,
        **reaction,
    )


class _Minutes:
    """The points in time that a field takes, and the one it has at first."""

    __slots__ = ("default", "high", "low")

    def __init__(self, value: object, min_value: object, max_value: object) -> None:
        call = "st.datetime_input"
        self.default = None if value is None else check_moment(call, "value", value)
        near = self.default
        self.low, self.high = self._end(-1), self._end(1)
        if min_value is not None:
            self.low = check_moment(call, "min_value", min_value, near=near)
        if max_value is not None:
            self.high = check_moment(call, "max_value", max_value, near=near, last=True)
        if self.low > self.high:
            which = f"min_value={self.low}" if min_value is not None else f"the first minute by default, {self.low},"
            other = f"max_value={self.high}" if max_value is not None else f"the last minute by default, {self.high}"
            raise InvalidValue(f"{call}: {which} is later than {other}. Pass min_value and max_value in order.")
        if self.default is not None and not self._takes(self.default):
            raise InvalidValue(
                f"{call}: value={self.default} lies outside {self.low}–{self.high}. "
                "Pass a moment in that range, or widen min_value or max_value."
            )

    def _end(self, sign: int) -> datetime:
        """Return the end that a field has by default."""
        if self.default is not None:
            return datetime.combine(decade(self.default.date(), sign), self.default.time())
        return datetime.combine(decade(today(), sign), time(23, 59) if sign > 0 else time())

    def _takes(self, moment: datetime) -> bool:
        return self.low <= moment.replace(second=0, microsecond=0, tzinfo=None) <= self.high

    def parse(self, wire: object) -> datetime | None:
        if wire is None and self.default is None:
            return None
        if not isinstance(wire, str):
            raise TypeError("A point in time comes as a text.")
        moment = read_moment(wire)
        if moment != self.default and not self._takes(moment):
            raise ValueError("The moment is out of range.")
        return moment

    def accept(self, value: object) -> datetime | None:
        """Return what the author has assigned, or the default if that is out of range."""
        if value is None:
            return None
        if not isinstance(value, datetime) or value != value:
            raise InvalidType(
                f"st.datetime_input: {value!r} in the session state does not fit. Set a datetime, or None."
            )
        return value if self._takes(value) else self.default


def _dump(value: datetime | None) -> str | None:
    return None if value is None else write_moment(value)


def _read(texts: list[str]) -> str | None:
    return _dump(read_moment(texts[-1])) if texts[-1] else None


def _write(wire: str | None) -> list[str]:
    return [wire or ""]
