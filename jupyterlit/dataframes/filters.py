"""Which rows of a table match: filters per column and a text that any column contains."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from jupyterlit.dataframes.search import containing, cost, may_contain
from jupyterlit.dataframes.slices import each_slice
from jupyterlit.dataframes.table import ArrowArray, ArrowTable, arrow
from jupyterlit.dataframes.text import SCALES, as_text, compute, kind_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter

Test = Callable[[ArrowArray], ArrowArray]

# Whether empty cells pass.
_EMPTY_PASSES = frozenset({"not_contains", "empty"})
_DIGITS = 300  # before the point, of a number that is written out
_DAYS = dt.date(1970, 1, 1).toordinal()
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def matching(table: ArrowTable, search: str, filters: Iterable[Filter], go_on: Callable[[], bool]) -> ArrowArray:
    """Return the positions of the rows that pass all filters and have a cell that contains `search`.

    Raises
    ------
    InvalidValue
        A filter does not fit its column.
    Superseded
        `go_on` has said no meanwhile.
    """
    pa, pc = arrow(), compute()

    tests = [(_column(table, filter), _test(filter, _column(table, filter).type)) for filter in filters]
    searched = [column for column in table.columns if may_contain(column.type, search)] if search else []
    searched.sort(key=lambda column: cost(column.type))
    index = pa.int32() if table.num_rows < 2**31 else pa.int64()

    def work(start: int, length: int) -> ArrowArray:
        mask = None
        for column, test in tests:
            part = _over_chunks(test, column.slice(start, length))
            mask = part if mask is None else pc.and_(mask, part)
        if search:
            part = _found([column.slice(start, length) for column in searched], search, length)
            mask = part if mask is None else pc.and_(mask, part)
        return pc.add(pc.indices_nonzero(mask).cast(index), pa.scalar(start, index))

    return pa.concat_arrays([pa.array([], index), *each_slice(table.num_rows, work, go_on)])


def _column(table: ArrowTable, filter: Filter) -> ArrowArray:
    if filter.column not in table.column_names:
        raise InvalidValue(f"The table has no column {filter.column!r} to filter by.")
    return table.column(filter.column)


def _found(columns: list[ArrowArray], search: str, length: int) -> ArrowArray:
    """Return which rows have a cell that contains a text: once most do, only the others are looked at."""
    pa, pc = arrow(), compute()

    test = _with_nulls(containing(search), passes=False)
    found = pa.repeat(pa.scalar(False), length)
    for place, column in enumerate(columns, 1):
        found = pc.or_(found, _over_chunks(test, column))
        missing = length - found.true_count
        if missing == 0:
            return found
        if missing < length // 2 and place < len(columns):
            others = pc.invert(found)
            rest = [column.filter(others) for column in columns[place:]]
            return pc.replace_with_mask(found, others, _found(rest, search, missing))
    return found


def _over_chunks(test: Test, column: ArrowArray) -> ArrowArray:
    """Return which values of a column pass: of one with a dictionary, its entries are tried instead."""
    pa = arrow()

    return pa.concat_arrays([pa.array([], pa.bool_()), *(_as_array(test(chunk)) for chunk in column.chunks)])


def _as_array(mask: ArrowArray) -> ArrowArray:
    return mask.combine_chunks() if hasattr(mask, "chunks") else mask


def _with_nulls(test: Test, *, passes: bool) -> Test:
    """Return a test for columns of any storage; `passes` says what becomes of missing values."""
    pa, pc = arrow(), compute()

    def whole(array: ArrowArray) -> ArrowArray:
        if pa.types.is_dictionary(array.type):
            return pc.fill_null(pc.take(pc.fill_null(test(array.dictionary), passes), array.indices), passes)
        return pc.fill_null(test(array), passes)

    return whole


# Tests


def _test(filter: Filter, type_: Any) -> Test:
    op = filter.op
    if op in ("in", "not_in"):
        chosen = _with_nulls(_one_of(filter, type_), passes=None in filter.values)
        if None in filter.values:
            chosen = _either(chosen, _with_nulls(is_empty, passes=True))
        return chosen if op == "in" else _not(chosen)
    if op in ("empty", "not_empty"):
        empty = _with_nulls(is_empty, passes=True)
        return empty if op == "empty" else _not(empty)
    if op == "between":
        return _with_nulls(_between(filter, type_), passes=False)
    text = _text(filter)
    if op == "not_contains":
        return _not(_with_nulls(containing(text), passes=False))
    tests = {"contains": containing, "equals": _equal, "starts_with": _starting, "ends_with": _ending}
    return _with_nulls(tests[op](text), passes=False)


def _either(test: Test, other: Test) -> Test:
    pc = compute()
    return lambda array: pc.or_(test(array), other(array))


def _not(test: Test) -> Test:
    pc = compute()
    return lambda array: pc.invert(test(array))


def _text(filter: Filter) -> str:
    if len(filter.values) != 1 or filter.values[0] is None:
        raise _unfit(filter, "one text")
    return filter.values[0]


def _unfit(filter: Filter, wanted: str) -> InvalidValue:
    given = ", ".join(map(repr, filter.values))[:200]
    return InvalidValue(f"The filter of {filter.column!r} needs {wanted}; it has {given or 'nothing'}.")


def is_empty(array: ArrowArray) -> ArrowArray:
    """Return which values say nothing: missing ones, NaN and texts without letters."""
    pa, pc = arrow(), compute()

    if pa.types.is_floating(array.type):
        return pc.is_null(array, nan_is_null=True)
    if kind_of(array.type) == "text":
        return pc.fill_null(pc.equal(pc.binary_length(array), 0), True)
    return pc.is_null(array)


def _equal(text: str) -> Test:
    pc = compute()
    return lambda array: pc.equal(pc.utf8_lower(as_text(array)), text.lower())


def _starting(text: str) -> Test:
    pc = compute()
    return lambda array: pc.starts_with(as_text(array), text, ignore_case=True)


def _ending(text: str) -> Test:
    pc = compute()
    return lambda array: pc.ends_with(as_text(array), text, ignore_case=True)


def _one_of(filter: Filter, type_: Any) -> Test:
    pa, pc = arrow(), compute()

    inner = type_.value_type if pa.types.is_dictionary(type_) else type_
    if kind_of(inner) in ("number", "boolean", "date", "text"):
        wanted = keys_in(filter, inner)
        return lambda array: pc.is_in(array, value_set=wanted)
    keys = keys_in(filter, pa.string())
    return lambda array: pc.is_in(as_text(array), value_set=keys.cast(as_text(array.slice(0, 0)).type))


def keys_in(filter: Filter, type_: Any) -> ArrowArray:
    """Return what a filter names as values of this type; raise `InvalidValue` where they are none."""
    pa = arrow()
    keys = [key for key in filter.values if key is not None]
    try:
        if pa.types.is_decimal(type_):  # Arrow reads outside of a table, and dies, of texts such as 1e-999999999
            return pa.array([decimal_in(key) for key in keys], type_)
        return pa.array(keys, pa.string()).cast(type_)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError, InvalidOperation) as error:
        raise _unfit(filter, f"values of type {type_}") from error


def _between(filter: Filter, type_: Any) -> Test:
    pc = compute()

    if len(filter.values) != 2:
        raise _unfit(filter, "two ends, of which one may be missing")
    inner = type_.value_type if arrow().types.is_dictionary(type_) else type_
    try:
        low, high = (
            None if end is None else _end(end, inner, upper=upper)
            for end, upper in ((filter.values[0], False), (filter.values[1], True))
        )
    except (ValueError, InvalidOperation, OverflowError) as error:
        raise _unfit(filter, f"ends of type {inner}") from error

    def test(array: ArrowArray) -> ArrowArray:
        numbers = _numbers(array)
        mask = pc.is_valid(numbers)
        if low is not None:
            mask = pc.and_(mask, pc.greater_equal(numbers, low))
        return mask if high is None else pc.and_(mask, pc.less_equal(numbers, high))

    return test


def _numbers(array: ArrowArray) -> ArrowArray:
    """Return the values of a column as numbers, in its own unit."""
    pa = arrow()
    types = pa.types
    if types.is_decimal(array.type):
        return array.cast(pa.float64())
    if types.is_date64(array.type):
        array = array.cast(pa.date32())
    if types.is_date32(array.type) or types.is_time32(array.type):
        return array.cast(pa.int32())
    return array if kind_of(array.type) == "number" else array.cast(pa.int64())


def _end(text: str, type_: Any, *, upper: bool) -> Any:
    """Return one end of a range as `_numbers` returns values of this type."""
    types = arrow().types
    match kind_of(type_):
        case "number" if types.is_integer(type_):
            number = decimal_in(text).to_integral_value("ROUND_FLOOR" if upper else "ROUND_CEILING")
            return _within(int(number), type_)
        case "number":
            return float(text)
        case "date":
            return dt.date.fromisoformat(text[:10]).toordinal() - _DAYS
        case "datetime":
            return _instant(text, type_, upper=upper)
        case "time":
            time = dt.time.fromisoformat(text)
            seconds = time.hour * 3600 + time.minute * 60 + time.second
            return seconds * SCALES[type_.unit] + time.microsecond * SCALES[type_.unit] // 1_000_000
        case "duration":
            return int(decimal_in(text) * SCALES[type_.unit])
        case kind:
            raise ValueError(kind)


def decimal_in(text: str) -> Decimal:
    """Return the number that a text says, in as many digits as numbers have here.

    Raises
    ------
    ValueError, InvalidOperation
        It says none, or one that would fill the memory if it were written out, as 1e999999999 would.
    """
    number = Decimal(text)
    if number and number.is_finite() and abs(number.adjusted()) > _DIGITS:
        raise ValueError(f"{text[:20]} is too large, or too small.")
    return number


def _within(number: int, type_: Any) -> Any:
    """Return a whole number as one of this type, or as the nearest number with a fraction where it is too large."""
    pa = arrow()
    try:
        return pa.scalar(number, type_)
    except (OverflowError, pa.ArrowInvalid):
        return float(number)


def _instant(text: str, type_: Any, *, upper: bool) -> int:
    """Return a point in time in the unit of a column; a date alone at the upper end means all of that day."""
    moment = dt.datetime.fromisoformat(text)
    day = dt.timedelta(days=1) if upper and len(text) == 10 else dt.timedelta()
    if moment.tzinfo is None:
        moment = (moment + day).replace(tzinfo=dt.UTC if type_.tz is None else zone(type_.tz))
    since = moment - _EPOCH
    scale = SCALES[type_.unit]
    parts = (since.days * 86_400 + since.seconds) * scale + since.microseconds * scale // 1_000_000
    return parts - 1 if day else parts


def zone(name: str) -> dt.tzinfo:
    """Return a time zone by the name that Arrow has for it: "Europe/Oslo", or "+02:00"."""
    offset = re.fullmatch(r"([+-])(\d\d):(\d\d)", name)
    if offset is None:
        return ZoneInfo(name)
    sign, hours, minutes = offset.groups()
    span = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return dt.timezone(-span if sign == "-" else span)
