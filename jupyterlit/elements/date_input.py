"""A field for a date, or for the first and the last day of a range."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, cast, overload

from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.moments import (
    DateFormat,
    as_date,
    by_clock,
    check_date,
    check_format,
    decade,
    read_date,
    today,
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

DateScalar = date | str
DateSpan = tuple[DateScalar, ...] | list[DateScalar] | list[date] | list[str]
DateValue = DateScalar | DateSpan | None
# What is chosen so far of a range.
DateRange = tuple[()] | tuple[date] | tuple[date, date]


class DateInput(Widget, tag="date_input"):
    """One day or, if `range`, none to two: the first and the last.

    Days travel as ISO texts in a list, which is empty where none is chosen.
    """

    identity: ClassVar[tuple[str, ...]] = ("format", "range")

    min: str
    max: str
    format: DateFormat = "YYYY/MM/DD"
    range: bool = False
    required: bool = False
    by_clock: tuple[str, ...] = ()

    @property
    def moving(self) -> tuple[str, ...]:
        """What goes by the clock."""
        return self.by_clock


@overload
def date_input(
    self: Block,
    label: str,
    value: DateScalar = "today",
    min_value: DateScalar | None = None,
    max_value: DateScalar | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    format: DateFormat = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> date: ...


@overload
def date_input(
    self: Block,
    label: str,
    value: None,
    min_value: DateScalar | None = None,
    max_value: DateScalar | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    format: DateFormat = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> date | None: ...


@overload
def date_input(
    self: Block,
    label: str,
    value: DateSpan,
    min_value: DateScalar | None = None,
    max_value: DateScalar | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    format: DateFormat = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> DateRange: ...


@overload
def date_input(
    self: Block,
    label: str,
    value: DateValue = "today",
    min_value: DateScalar | None = None,
    max_value: DateScalar | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    format: DateFormat = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> date | DateRange | None: ...


def date_input(
    self: Block,
    label: str,
    value: DateValue = "today",
    min_value: DateScalar | None = None,
    max_value: DateScalar | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    format: DateFormat = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> date | DateRange | None:
    """Show a field for a date, typed or chosen from a calendar.

    Parameters
    ----------
    label
        Markdown above the field.
    value
        The day at first: "today", a date, a datetime or an ISO text; none for an empty field. A tuple or list of
        up to two makes a range.
    min_value, max_value
        The first and the last day that can be chosen, by default ten years before and after the value.
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
    disabled
        Whether it is seen but cannot be changed.
    required
        Whether the field cannot be emptied, nor the form be sent without a date or a whole range.
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
    date, tuple of date or None
        The day, none where the field is empty; of a range what is chosen so far, none to two days.

    Examples
    --------
    >>> import datetime
    >>> import jupyterlit as st
    >>> hatched = st.date_input("Hatched", datetime.date(2007, 11, 11))
    >>> season = st.date_input("Season", ("2007-11-01", "2008-02-29"), format="DD.MM.YYYY")
    """
    call = "st.date_input"
    days = _Days(value, min_value, max_value, required=bool(required))
    message = DateInput(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        min=days.low.isoformat(),
        max=days.high.isoformat(),
        format=check_format(call, format),
        range=days.range,
        required=bool(required),
        by_clock=days.by_clock,
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    return self.add_widget(
        message,
        days.value_of(days.default),
        parse=days.parse,
        dump=days.dump,
        accept=days.accept,
        texts=Texts(days.read, _write) if bind else None,
        **reaction,
    )


class _Days:
    """The days that a field takes, and those it has at first."""

    __slots__ = ("by_clock", "default", "high", "low", "range", "required")

    def __init__(self, value: object, min_value: object, max_value: object, *, required: bool) -> None:
        call = "st.date_input"
        self.required = required
        self.range = isinstance(value, list | tuple)
        given = list(cast("list[object]", value)) if self.range else [] if value is None else [value]
        if len(given) > 2:
            raise InvalidType(f"{call}: value={value!r} has {len(given)} dates. Pass one, or up to two for a range.")
        self.default = [check_date(call, "value", item) for item in given]
        self.by_clock = by_clock("today", given, min_value, max_value)
        ends = self.default or [today()]
        self.low = decade(ends[0], -1) if min_value is None else check_date(call, "min_value", min_value)
        self.high = decade(ends[-1], 1) if max_value is None else check_date(call, "max_value", max_value)
        if self.low > self.high:
            which = f"min_value={self.low}" if min_value is not None else f"the first day by default, {self.low},"
            other = f"max_value={self.high}" if max_value is not None else f"the last day by default, {self.high}"
            raise InvalidValue(f"{call}: {which} is later than {other}. Pass min_value and max_value in order.")
        for day in self.default:
            if not self._takes(day):
                raise InvalidValue(
                    f"{call}: value={day} lies outside {self.low}–{self.high}. "
                    "Pass a day in that range, or widen min_value or max_value."
                )

    def _takes(self, day: date) -> bool:
        return self.low <= day <= self.high

    def value_of(self, days: list[date]) -> Any:
        if self.range:
            return tuple(days)
        return days[0] if days else None

    def dump(self, value: Any) -> list[str]:
        days = list(cast("list[object]", value)) if isinstance(value, list | tuple) else [value]
        return [day.isoformat() for item in days if (day := as_date(item)) is not None]

    def parse(self, wire: object) -> Any:
        if not isinstance(wire, list):
            raise TypeError("Days come in a list.")
        texts = cast("list[object]", wire)
        if texts == self.dump(self.default):
            return self.value_of(self.default)
        days = [read_date(text) if isinstance(text, str) else self._refuse() for text in texts]
        if len(days) > (2 if self.range else 1) or len(days) < self._least():
            raise ValueError(f"{len(days)} days are too many or too few.")
        if days != sorted(days) or not all(self._takes(day) for day in days):
            raise ValueError("A day is out of range.")
        return self.value_of(days)

    def _refuse(self) -> date:
        raise TypeError("A day comes as a text.")

    def _least(self) -> int:
        """Return how many days the reader must choose."""
        if self.required:
            return 2 if self.range else 1
        return 0 if self.range or not self.default else 1

    def accept(self, value: object) -> Any:
        """Return what the author has assigned, or the default if that is out of range."""
        given = list(cast("list[object]", value)) if isinstance(value, list | tuple) else [value]
        days = [day for item in given if (day := as_date(item)) is not None]
        if value is not None and (len(days) != len(given) or len(days) > (2 if self.range else 1)):
            wanted = "a tuple of up to two dates" if self.range else "a date, or None"
            raise InvalidType(f"st.date_input: {value!r} in the session state does not fit. Set {wanted}.")
        return self.value_of(days if all(self._takes(day) for day in days) else self.default)

    def read(self, texts: list[str]) -> list[str]:
        """Return the days that the URL names: of a single one the first, of more than a range holds none."""
        days = [] if texts == [""] else [read_date(text).isoformat() for text in texts]
        if self.range:
            return sorted(days) if len(days) <= 2 else sorted(days)[:1]
        return days[:1]


def _write(wire: Any) -> list[str]:
    return list(wire) or [""]
