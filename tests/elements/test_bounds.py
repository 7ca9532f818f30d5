"""Numbers as authors and browsers send them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from jupyterlit.elements.bounds import SAFE_INTEGER, as_number, check_number, received, written
from jupyterlit.errors import InvalidType, InvalidValue


def repr_start(value: object) -> str:
    return repr(value)[:10]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (1, 1), (1.5, 1.5), (True, 1), (np.int64(3), 3), (np.float32(0.5), 0.5), (np.float64(0.5), 0.5),
        (Fraction(1, 2), 0.5), ("1", None), (None, None), (1j, None), (Decimal(1), None), ([1], None),
    ],
)  # fmt: skip
def test_numbers_of_any_library_are_numbers(given: object, number: object) -> None:
    found = as_number(given)
    assert found == number
    assert type(found) is type(number)


def test_what_the_browser_cannot_tell_apart_is_refused() -> None:
    assert check_number("st.x", "value", SAFE_INTEGER) == SAFE_INTEGER
    assert check_number("st.x", "value", -1.5e300) == -1.5e300
    for given in (SAFE_INTEGER + 1, -SAFE_INTEGER - 1, float("inf"), float("nan")):
        with pytest.raises(InvalidValue, match=r"st\.x: value="):
            check_number("st.x", "value", given)
    with pytest.raises(InvalidType, match=r"st\.x: value='1' is a str\. Pass a number\."):
        check_number("st.x", "value", "1")


@pytest.mark.parametrize("wire", [True, "1", None, [], float("nan"), float("inf"), 10**400], ids=repr_start)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_no_number_is_not_taken(wire: Any, whole: bool) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        received(wire, whole=whole)


def test_numbers_come_as_the_type_that_is_needed() -> None:
    for wire, whole, number in ((3, True, 3), (3.0, True, 3), (3, False, 3.0)):
        found = received(wire, whole=whole)
        assert (found, type(found)) == (number, type(number))
    with pytest.raises(ValueError, match="whole"):
        received(3.5, whole=True)


@pytest.mark.parametrize(("number", "text"), [(3, "3"), (3.0, "3"), (3.5, "3.5"), (-0.25, "-0.25"), (1e300, "1e+300")])
def test_numbers_are_written_as_short_as_they_are(number: float, text: str) -> None:
    assert written(number) == text
    assert float(written(number)) == number
