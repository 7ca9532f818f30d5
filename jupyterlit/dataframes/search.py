"""Which values of a column have a text in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jupyterlit.dataframes.table import ArrowArray, arrow
from jupyterlit.dataframes.text import SCALES, Kind, as_text, compute, kind_of

_DAY = 86_400  # seconds
_SPARSE = 4  # values per different text, from which on those are searched instead

# What a text must be made of to be found in the text of a value.
_LETTERS: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(r"[0-9.+\-einfa]*"),
    "date": re.compile(r"[0-9\-]*"),
    "datetime": re.compile(r"[0-9\-:. z]*"),
    "time": re.compile(r"[0-9:.]*"),
    "duration": re.compile(r"[0-9:.\- days]*"),
    "boolean": re.compile(r"[truefals]*"),
}
# How much work it is to write values of a kind: those that cost least are searched first.
_COSTS: tuple[Kind, ...] = ("boolean", "date", "time", "text", "datetime", "number", "duration", "other")


def may_contain(type_: Any, text: str) -> bool:
    """Tell whether a value of this type can have this text in it."""
    letters = _LETTERS.get(kind_of(type_))
    return letters is None or letters.fullmatch(text.lower()) is not None


def cost(type_: Any) -> int:
    """Return how much work it is to search values of this type, beside those of others."""
    types = arrow().types
    if types.is_dictionary(type_) or types.is_integer(type_):
        return 0
    return 1 + _COSTS.index(kind_of(type_))


def containing(text: str) -> Callable[[ArrowArray], ArrowArray]:
    """Return a test of values: whether their text contains this one, case ignored."""

    def test(array: ArrowArray) -> ArrowArray:
        kind = kind_of(array.type)
        if kind == "datetime" and (found := _moments(array, text)) is not None:
            return found
        if kind in ("number", "date", "time") and (found := _few(array, text)) is not None:
            return found
        return _written(array, text)

    return test


def _written(array: ArrowArray, text: str) -> ArrowArray:
    """Write all values and search them."""
    pc = compute()
    written = as_text(array)
    if not text.isascii():
        return pc.match_substring(written, text, ignore_case=True)
    if text.lower() != text.upper():
        written = pc.ascii_lower(written)  # much faster than a search that knows all alphabets
    return pc.match_substring(written, text.lower())


def _few(array: ArrowArray, text: str) -> ArrowArray | None:
    """Search whole numbers that lie close to each other: each of them once."""
    pa = arrow()
    types = pa.types

    if types.is_integer(array.type):
        numbers = array
    elif types.is_date32(array.type) or types.is_time32(array.type):
        numbers = array.view(pa.int32())
    else:
        return None
    return _by_number(numbers, lambda values: _written(values.cast(numbers.type).view(array.type), text))


def _by_number(numbers: ArrowArray, test: Callable[[ArrowArray], ArrowArray]) -> ArrowArray | None:
    """Test whole numbers, each once; None where there may be too many different ones."""
    pa, pc = arrow(), compute()

    ends = pc.min_max(numbers)
    if not ends["min"].is_valid:
        return pa.nulls(len(numbers), pa.bool_())
    least, most = ends["min"].as_py(), ends["max"].as_py()
    if (most - least + 1) * _SPARSE > len(numbers) or not -(2**63) <= least <= most < 2**63:
        return None
    found = test(pa.array(range(least, most + 1), pa.int64()))
    return pc.take(found, pc.subtract(numbers.cast(pa.int64()), least))


def _moments(array: ArrowArray, text: str) -> ArrowArray | None:
    """Search dates and times apart; None where that does not tell."""
    pa, pc = arrow(), compute()

    if array.type.tz is not None or " " in text or "." in text:
        return None
    parts = array.view(pa.int64())
    scale = SCALES[array.type.unit]
    seconds = pc.divide(parts, scale)
    if scale > 1 and not pc.all(pc.equal(pc.multiply(seconds, scale), parts)).as_py():
        return None  # with parts of seconds, the clock says too many different things
    days = pc.divide(pc.subtract(seconds, pc.if_else(pc.less(seconds, 0), _DAY - 1, 0)), _DAY)
    clock = pc.subtract(seconds, pc.multiply(days, _DAY))
    dated = _by_number(days, lambda values: _written(values.cast(pa.int32()).view(pa.date32()), text))
    if dated is None:
        return None

    def clocks(values: ArrowArray) -> ArrowArray:
        written = pc.cast(values.cast(pa.int32()).view(pa.time32("s")), pa.string())
        return pc.match_substring(pc.binary_join_element_wise(written, _NOTHING[scale], ""), text)

    timed = _by_number(clock, clocks)
    return None if timed is None else pc.or_(dated, timed)


# What stands behind whole seconds.
_NOTHING = {scale: "" if scale == 1 else "." + "0" * (len(str(scale)) - 1) for scale in SCALES.values()}
