"""st.progress."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import jupyterlit as st
from jupyterlit.elements.progress import Progress
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (0, 0.0),
        (1, 0.01),
        (100, 1.0),
        (0.0, 0.0),
        (0.555, 0.555),
        (1.0, 1.0),
        (1.0000000001, 1.0),
        (np.int64(50), 0.5),
        (np.float32(0.5), 0.5),
        (Fraction(1, 4), 0.25),
    ],
)
def test_a_value_is_percents_or_a_share(run: Run, value: Any, sent: float) -> None:
    st.progress(value)
    assert run.elements == [Progress(value=sent)]


def test_its_place_is_moved(run: Run) -> None:
    bar = st.progress(0, " Reading ", 300)
    assert run.elements == [Progress(value=0, text="Reading", width=300)]
    bar.progress(50, "Half of it")
    assert run.elements == [Progress(value=0.5, text="Half of it")]


@pytest.mark.parametrize("value", [101, -1])
def test_percents_have_a_range(run: Run, value: int) -> None:
    with refused(InvalidValue, f"st.progress: value={value} lies outside 0–100. Pass a whole number in that range."):
        st.progress(value)


@pytest.mark.parametrize("value", [1.2, -0.1, float("nan")])
def test_a_share_has_a_range(run: Run, value: float) -> None:
    with refused(InvalidValue, f"st.progress: value={value} lies outside 0.0–1.0. For percents, pass a whole number."):
        st.progress(value)


@pytest.mark.parametrize("value", ["a", None, True])
def test_a_value_is_a_number(run: Run, value: Any) -> None:
    with refused(
        InvalidType,
        f"st.progress: value={value!r} is a {type(value).__name__}. "
        "Pass a whole number from 0 to 100, or a float from 0.0 to 1.0.",
    ):
        st.progress(value)


def test_a_text_is_a_text(run: Run) -> None:
    with refused(InvalidType, "st.progress: text=3 is a int. Pass a string."):
        st.progress(0, text=3)  # type: ignore[arg-type]  # is the test
