"""The types of values a slider has, and how they stand on it: as numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Literal, Protocol

from jupyterlit.elements.bounds import Number, as_number, written
from jupyterlit.errors import InvalidType, InvalidValue

DataType = Literal["int", "float", "date", "time", "datetime"]

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # by the clock on the wall
_DAY = 86_400_000  # ms
_QUARTER = 900_000
_FORTNIGHT = 14 * _DAY
# 1684-07-29 and the end of 2255-06-04: beyond these, milliseconds with microseconds as fractions are not exact.
_FIRST, _LAST = -104_249 * _DAY, 104_249 * _DAY
_DATETIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?")
_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?")


class Scale(Protocol):
    """How values of one type stand on a slider."""

    data_type: DataType
    format: str
    step_type: str

    def wire(self, value: object, *, loose: bool = False) -> Number | None:
        """Return a value as it travels, nothing for one of another type; `loose` takes what comes near."""
        ...

    def value(self, wire: Number) -> Any:
        """Return the way back."""
        ...

    def ends(self, sample: Any) -> tuple[Number, Number]:
        """Return the ends that a slider has by default."""
        ...

    def check_ends(self, low: Number, high: Number) -> None:
        """Raise if what lies between these ends does not travel exactly."""
        ...

    def step(self, step: object) -> Number | None:
        """Return a step as it travels, nothing for one of another type."""
        ...

    def default_step(self, length: Number) -> Number:
        """Return the step that a slider of this length has by default."""
        ...

    def read(self, text: str) -> Number:
        """Return what a text in the URL says; raises `ValueError` if that is nothing."""
        ...

    def write(self, wire: Number) -> str:
        """Return the way back."""
        ...


class _Numbers:
    """Whole numbers, or any."""

    def __init__(self, data_type: Literal["int", "float"]) -> None:
        self.data_type: DataType = data_type
        self._type: type[int | float] = int if data_type == "int" else float
        self.format = "%d" if data_type == "int" else "%0.2f"
        self.step_type = f"a number of type {data_type}"

    def wire(self, value: object, *, loose: bool = False) -> Number | None:
        number = as_number(value)
        if number is None or isinstance(number, self._type):
            return number
        if not loose:
            return None
        return number if number != int(number) else self._type(number)

    def value(self, wire: Number) -> Any:
        return wire

    def ends(self, sample: Any) -> tuple[Number, Number]:
        return (0, 100) if self._type is int else (0.0, 1.0)

    def check_ends(self, low: Number, high: Number) -> None: ...

    def step(self, step: object) -> Number | None:
        return self.wire(step)

    def default_step(self, length: Number) -> Number:
        return 1 if self._type is int else 0.01

    def read(self, text: str) -> Number:
        return self._type(float(text))

    def write(self, wire: Number) -> str:
        return written(wire)


class _Dates:
    """Days, or moments by the clock of a time zone."""

    def __init__(self, data_type: Literal["date", "datetime"], zone: tzinfo | None = None) -> None:
        self.data_type: DataType = data_type
        self.format = "YYYY-MM-DD"
        self.step_type = "a timedelta"
        self._zone = zone

    def wire(self, value: object, *, loose: bool = False) -> Number | None:
        if not isinstance(value, date):
            return None
        if not loose and isinstance(value, datetime) is not (self.data_type == "datetime"):
            return None
        if not isinstance(value, datetime):
            return (value.toordinal() - _EPOCH.toordinal()) * _DAY
        if self.data_type == "date":
            return self.wire(value.date())
        if (value.tzinfo is None) is not (self._zone is None):
            return None
        return _milliseconds(value.replace(tzinfo=None) - _EPOCH)

    def value(self, wire: Number) -> date:
        moment = _EPOCH + timedelta(microseconds=round(wire * 1000))
        return moment.date() if self.data_type == "date" else moment.replace(tzinfo=self._zone)

    def ends(self, sample: Any) -> tuple[Number, Number]:
        middle = self.wire(sample) or 0
        return middle - _FORTNIGHT, middle + _FORTNIGHT

    def check_ends(self, low: Number, high: Number) -> None:
        if low < _FIRST or high >= _LAST:
            raise InvalidValue("st.slider: a date lies outside 1684-07-29–2255-06-04. Pass dates in that range.")

    def step(self, step: object) -> Number | None:
        return _milliseconds(step) if isinstance(step, timedelta) else None

    def default_step(self, length: Number) -> Number:
        return _QUARTER if length < _DAY else _DAY

    def read(self, text: str) -> Number:
        if not _DATETIME.fullmatch(text):
            raise ValueError(f"{text!r} is no date.")
        return self.wire(datetime.fromisoformat(text).replace(tzinfo=self._zone), loose=True) or 0

    def write(self, wire: Number) -> str:
        value = self.value(wire)
        return _short(value.replace(tzinfo=None).isoformat()) if isinstance(value, datetime) else value.isoformat()


class _Times:
    """Times of a day."""

    def __init__(self, zone: tzinfo | None) -> None:
        self.data_type: DataType = "time"
        self.format = "HH:mm"
        self.step_type = "a timedelta"
        self._zone = zone

    def wire(self, value: object, *, loose: bool = False) -> Number | None:
        if not isinstance(value, time):
            return None
        return _milliseconds(datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH)

    def value(self, wire: Number) -> time:
        return (_EPOCH + timedelta(microseconds=round(wire * 1000))).time().replace(tzinfo=self._zone)

    def ends(self, sample: Any) -> tuple[Number, Number]:
        return 0, self.wire(time.max) or 0

    def check_ends(self, low: Number, high: Number) -> None: ...

    def step(self, step: object) -> Number | None:
        return _milliseconds(step) if isinstance(step, timedelta) else None

    def default_step(self, length: Number) -> Number:
        return _QUARTER

    def read(self, text: str) -> Number:
        if not _TIME.fullmatch(text):
            raise ValueError(f"{text!r} is no time.")
        return self.wire(time.fromisoformat(text)) or 0

    def write(self, wire: Number) -> str:
        return _short(self.value(wire).replace(tzinfo=None).isoformat())


_INTS, _FLOATS, _DAYS = _Numbers("int"), _Numbers("float"), _Dates("date")


def scale_of(sample: object) -> Scale:
    """Return the scale on which a value stands.

    Raises
    ------
    InvalidType
        There are no sliders for values of its type.
    """
    number = as_number(sample)
    if number is not None:
        return _INTS if isinstance(number, int) else _FLOATS
    if isinstance(sample, datetime):
        return _Dates("datetime", sample.tzinfo)
    if isinstance(sample, date):
        return _DAYS
    if isinstance(sample, time):
        return _Times(sample.tzinfo)
    raise InvalidType(
        f"st.slider: {sample!r} is a {type(sample).__name__}. Pass numbers, dates, times or datetimes, or two of them."
    )


def _milliseconds(delta: timedelta) -> Number:
    whole, rest = divmod(delta, timedelta(milliseconds=1))
    return whole + rest.microseconds / 1000 if rest else whole


def _short(text: str) -> str:
    """Return a time in ISO format without its seconds, if there are none."""
    return text.removesuffix(":00") if text.count(":") == 2 else text
