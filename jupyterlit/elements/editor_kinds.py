"""What can stand in the cells of a table that is edited: values as they travel → values of Python."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, cast
from zoneinfo import ZoneInfo

from jupyterlit.dataframes.table import arrow

_SAFE = 2**53


@dataclass(frozen=True, slots=True)
class Kind:
    """What can stand in a cell.

    Parameters
    ----------
    type
        Its name on the wire.
    read
        Value as it travels → value of Python; raises for what is none, in the reader's words.
    more
        What else the browser must know.
    """

    type: str
    read: Callable[[Any], Any]
    more: dict[str, Any] = field(default_factory=dict[str, Any])

    def described(self) -> dict[str, Any]:
        """Return the kind as it travels."""
        return {"type": self.type, **self.more}


def kind_of_cells(type_: Any, *, loose: bool = False) -> Kind | None:
    """Return what can stand in the cells of an Arrow column, or None where a reader cannot enter it.

    Parameters
    ----------
    type_
        The column's type.
    loose
        The values decide about the type, rather than the other way round.
    """
    types = arrow().types
    if types.is_dictionary(type_):
        return kind_of_cells(type_.value_type)
    if types.is_boolean(type_):
        return BOOLEAN
    if types.is_integer(type_):
        return _integer(type_)
    if types.is_floating(type_):
        return NUMBER
    if types.is_decimal(type_):
        return DECIMAL if loose else _decimal(type_)
    if types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_) or types.is_null(type_):
        return TEXT
    if types.is_date(type_):
        return DATE
    if types.is_timestamp(type_):
        return _datetime(type_)
    if types.is_time(type_):
        return _time(type_)
    if types.is_duration(type_):
        return _duration(type_)
    if types.is_list(type_) or types.is_large_list(type_) or types.is_fixed_size_list(type_):
        return _list(type_)
    return None


def _text(wire: Any) -> str:
    if not isinstance(wire, str):
        raise TypeError("is no text")
    return wire


def _boolean(wire: Any) -> bool:
    if not isinstance(wire, bool):
        raise TypeError("is neither true nor false")
    return wire


def _number(wire: Any) -> int | float:
    if isinstance(wire, bool) or not isinstance(wire, int | float):
        raise TypeError("is no number")
    if not math.isfinite(wire):
        raise ValueError("is no finite number")
    return wire


def _integer(type_: Any) -> Kind:
    bits = type_.bit_width
    signed = arrow().types.is_signed_integer(type_)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)

    def read(wire: Any) -> int:
        value = (
            int(wire) if isinstance(wire, str) and wire.lstrip("-").isdecimal() and len(wire) < 30 else _number(wire)
        )
        if value != int(value) or (isinstance(value, float) and abs(value) > _SAFE):
            raise ValueError("is no whole number")
        if not low <= value <= high:
            raise ValueError(f"lies outside {low:,}–{high:,}")
        return int(value)

    return Kind("integer", read, {"min": str(low), "max": str(high)})


def _any_decimal(wire: Any) -> Decimal:
    try:
        value = Decimal(wire if isinstance(wire, str) and len(wire) < 100 else repr(_number(wire)))
    except InvalidOperation as error:
        raise ValueError("is no number") from error
    if not value.is_finite():
        raise ValueError("is no finite number")
    return value


def _decimal(type_: Any) -> Kind:
    def read(wire: Any) -> Decimal:
        value = _any_decimal(wire)
        digits = Decimal(1).scaleb(-type_.scale)
        try:
            exact = value.quantize(digits)
        except InvalidOperation as error:
            raise ValueError("has too many digits") from error
        if exact != value:
            raise ValueError(f"has more than {type_.scale} decimal places")
        if len(exact.as_tuple().digits) > type_.precision:
            raise ValueError("has too many digits")
        return exact

    return Kind("decimal", read, {"scale": type_.scale})


def _date(wire: Any) -> dt.date:
    return dt.date.fromisoformat(_text(wire).partition("T")[0])


def _whole_time(wire: Any) -> dt.time:
    value = dt.time.fromisoformat(_text(wire).removesuffix("Z"))
    if value.tzinfo is not None:
        raise ValueError("has a time zone")
    return value


def _time(type_: Any) -> Kind:
    return Kind("time", lambda wire: _cut(_whole_time(wire), type_.unit))


def _datetime(type_: Any) -> Kind:
    zone = _zone(type_.tz)

    def read(wire: Any) -> dt.datetime:
        text = _text(wire)
        value = dt.datetime.fromisoformat(text.removesuffix("Z") if zone is None else text)
        if zone is None:
            if value.tzinfo is not None:
                raise ValueError("has a time zone")
        else:
            value = (value if value.tzinfo is not None else value.replace(tzinfo=zone)).astimezone(dt.UTC)
        value = _cut(value, type_.unit)
        arrow().scalar(value, type_)  # raises for what is out of its range
        return value

    return Kind("datetime", read, {"timezone": type_.tz})


def _zone(name: str | None) -> dt.tzinfo | None:
    if name is None:
        return None
    if name[:1] in "+-":
        return dt.datetime.strptime(name, "%z").tzinfo
    return ZoneInfo(name)


def _duration(type_: Any) -> Kind:
    def read(wire: Any) -> dt.timedelta:
        value = dt.timedelta(seconds=_number(wire))
        if type_.unit == "s":
            value = dt.timedelta(days=value.days, seconds=value.seconds)
        elif type_.unit == "ms":
            value -= dt.timedelta(microseconds=value.microseconds % 1000)
        arrow().scalar(value, type_)  # raises for what is out of its range
        return value

    return Kind("duration", read)


def _cut(value: Any, unit: str) -> Any:
    """Return a time without the parts of a second that a column has no room for."""
    if unit == "s":
        return value.replace(microsecond=0)
    return value.replace(microsecond=value.microsecond // 1000 * 1000) if unit == "ms" else value


def _list(type_: Any) -> Kind | None:
    types = arrow().types
    items = TEXT if types.is_null(type_.value_type) else kind_of_cells(type_.value_type)
    if items is None or items.type not in ("text", "integer", "number", "boolean"):
        return None
    size = type_.list_size if types.is_fixed_size_list(type_) else None

    def read(wire: Any) -> list[Any]:
        found = [None if item is None else items.read(_item(item, items.type)) for item in _listed(wire)]
        if size is not None and len(found) != size:
            raise ValueError(f"has not {size} items")
        return found

    return Kind("list", read, {"items": items.type})


def _listed(wire: Any) -> list[Any]:
    if not isinstance(wire, list):
        raise TypeError("is no list")
    return cast("list[Any]", wire)


def _item(wire: Any, type: str) -> Any:
    """Return an item of a list: a reader enters all of them as text."""
    if type == "number" and isinstance(wire, str):
        return float(wire)
    if type == "boolean" and wire in ("true", "false"):
        return wire == "true"
    return str(wire) if type == "text" and isinstance(wire, int | float) else wire


def _texts(wire: Any) -> list[str]:
    return [_text(item) for item in _listed(wire)]


TEXT = Kind("text", _text)
BOOLEAN = Kind("boolean", _boolean)
NUMBER = Kind("number", lambda wire: float(_number(wire)))
ANY_NUMBER = Kind("number", _number)
DECIMAL = Kind("decimal", _any_decimal)
DATE = Kind("date", _date)
TIME = Kind("time", _whole_time)
TEXTS = Kind("list", _texts, {"items": "text"})


def stored_as(kind: Kind, change: Callable[[Any], Any]) -> Kind:
    """Return a kind whose values are kept in another type than that in which they are entered."""
    return Kind(kind.type, lambda wire: change(kind.read(wire)), kind.more)
