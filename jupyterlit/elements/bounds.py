"""Numbers that an author passes, and the bounds within which they travel exactly."""

from __future__ import annotations

import math
from numbers import Integral, Real

from jupyterlit.errors import InvalidType, InvalidValue

Number = int | float

# Beyond these the browser's numbers skip some.
SAFE_INTEGER = 2**53 - 1


def as_number(value: object) -> Number | None:
    """Return a number of any library as Python's own, or nothing for what is no number."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return float(value) if isinstance(value, float) else int(value)
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real) else None


def check_number(call: str, argument: str, value: object) -> Number:
    """Return an author's number, which must be finite and travel exactly."""
    number = as_number(value)
    if number is None:
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a number.")
    if isinstance(number, int):
        if abs(number) > SAFE_INTEGER:
            raise InvalidValue(
                f"{call}: {argument}={number} lies outside ±(2**53 - 1), beyond which the browser cannot tell whole "
                "numbers apart. Pass a smaller one, or a float."
            )
    elif not math.isfinite(number):
        raise InvalidValue(f"{call}: {argument}={number} is not finite. Pass a number that is.")
    return number


def received(wire: object, *, whole: bool) -> Number:
    """Return a number that the browser has sent; raises for what is none."""
    if isinstance(wire, bool) or not isinstance(wire, int | float):
        raise TypeError("A number is needed.")
    if not math.isfinite(wire):
        raise ValueError("A finite number is needed.")
    if not whole:
        return float(wire)
    if wire != int(wire):
        raise ValueError("A whole number is needed.")
    return int(wire)


def written(number: Number) -> str:
    """Return a number as it stands in the URL."""
    return str(int(number)) if number == int(number) and abs(number) <= SAFE_INTEGER else repr(number)
