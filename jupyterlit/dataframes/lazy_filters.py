"""Filters that an engine works out: those of `filters`, for frames that nobody has computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import InvalidOperation
from typing import Any

from jupyterlit.dataframes.filters import decimal_in, keys_in, zone
from jupyterlit.dataframes.table import arrow
from jupyterlit.dataframes.text import kind_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter


def containing(name: str, text: str) -> Any:
    """Return whether a column's text contains `text`, in any case of letters."""
    import narwhals as nw

    return nw.col(name).cast(nw.String).str.to_lowercase().str.contains(text.lower(), literal=True)


def passing(filter: Filter, type_: Any) -> Any:
    """Return whether a row passes a filter.

    Raises
    ------
    InvalidValue
        The filter does not fit its column.
    """
    import narwhals as nw

    column = nw.col(filter.column)
    text = filter.values[0] if len(filter.values) == 1 else None
    tests: dict[str, Callable[[Any, str], Any]] = {
        "contains": lambda column, text: column.str.contains(text, literal=True),
        "not_contains": lambda column, text: ~column.str.contains(text, literal=True).fill_null(False),
        "equals": lambda column, text: column == text,
        "starts_with": lambda column, text: column.str.starts_with(text),
        "ends_with": lambda column, text: column.str.ends_with(text),
    }
    if filter.op in tests:
        if text is None:
            raise _unfit(filter, "one text")
        return tests[filter.op](column.cast(nw.String).str.to_lowercase(), text.lower())
    empty = is_empty_in(column, type_)
    match filter.op:
        case "empty":
            return empty
        case "not_empty":
            return ~empty
        case "between":
            return _between(filter, column, type_)
        case _:
            return _one_of(filter, column, type_, empty)


def is_empty_in(column: Any, type_: Any) -> Any:
    """Return whether a value says nothing."""
    empty = column.is_null()
    if kind_of(type_) == "text":
        return empty | (column == "").fill_null(False)
    return empty | column.is_nan().fill_null(False) if arrow().types.is_floating(type_) else empty


def _between(filter: Filter, column: Any, type_: Any) -> Any:
    if len(filter.values) != 2:
        raise _unfit(filter, "two ends, of which one may be missing")
    low, high = filter.values
    try:
        test = ~is_empty_in(column, type_)
        if low is not None:
            test = test & (column >= _value(low, type_))
        if high is None:
            return test
        end = _value(high, type_)
        whole_day = kind_of(type_) == "datetime" and len(high) == 10
        return test & (column < end + dt.timedelta(days=1) if whole_day else column <= end)
    except (ValueError, InvalidOperation, OverflowError) as error:
        raise _unfit(filter, f"ends of type {type_}") from error


def _value(text: str, type_: Any) -> Any:
    """Return what a text means for a column of this type."""
    match kind_of(type_):
        case "number":
            number = decimal_in(text)
            return int(number) if number == number.to_integral_value() else float(number)
        case "date":
            return dt.date.fromisoformat(text[:10])
        case "datetime":
            moment = dt.datetime.fromisoformat(text)
            if type_.tz is None:
                return moment if moment.tzinfo is None else moment.astimezone(dt.UTC).replace(tzinfo=None)
            return moment.replace(tzinfo=zone(type_.tz)) if moment.tzinfo is None else moment
        case "time":
            return dt.time.fromisoformat(text)
        case "duration":
            return dt.timedelta(seconds=float(text))
        case kind:
            raise ValueError(kind)


def _one_of(filter: Filter, column: Any, type_: Any, empty: Any) -> Any:
    pa = arrow()

    inner = type_.value_type if pa.types.is_dictionary(type_) else type_
    values = keys_in(filter, inner).to_pylist()
    test = column.is_in(values).fill_null(False)
    if None in filter.values:
        test = test | empty
    return test if filter.op == "in" else ~test


def _unfit(filter: Filter, wanted: str) -> InvalidValue:
    given = ", ".join(map(repr, filter.values))[:200]
    return InvalidValue(f"The filter of {filter.column!r} needs {wanted}; it has {given or 'nothing'}.")
