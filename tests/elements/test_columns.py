"""st.columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import jupyterlit as st
from jupyterlit.elements.columns import Column, Columns
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_columns_stand_in_a_row(run: Run) -> None:
    left, right = st.columns(2)
    right.text("b")
    with left:
        st.text("a")
    assert run.drawn == {
        (0, 0): Columns(),
        (0, 0, 0): Column(weight=0.5),
        (0, 0, 0, 0): Text(body="a", width="content"),
        (0, 0, 1): Column(weight=0.5),
        (0, 0, 1, 0): Text(body="b", width="content"),
    }


def test_arguments(run: Run) -> None:
    st.columns(1, gap="large", vertical_alignment="center", border=True, width=300, wrap=False)
    assert run.elements == [
        Columns(gap="large", vertical_alignment="center", width=300, wrap=False),
        Column(weight=1, border=True, vertical_alignment="center", gap="large"),
    ]


@pytest.mark.parametrize(
    ("spec", "weights"),
    [
        ([1, 2.5, 0.5], [0.25, 0.625, 0.125]),
        ((1, 3), [0.25, 0.75]),
        (range(1, 2), [1]),
        (np.int64(2), [0.5, 0.5]),
        (np.array([1, 3]), [0.25, 0.75]),
    ],
)
def test_widths_are_shares(run: Run, spec: Any, weights: list[float]) -> None:
    st.columns(spec)
    assert run.elements == [Columns(), *(Column(weight=weight) for weight in weights)]


@pytest.mark.parametrize("spec", [0, -1, [], [1, 0], [1, -1], [1, float("nan")], [1, float("inf")]])
def test_there_must_be_columns(run: Run, spec: Any) -> None:
    with refused(
        InvalidValue, f"st.columns: spec={spec!r} makes no columns. Pass a positive number, or a list of such widths."
    ):
        st.columns(spec)
    assert run.elements == []


@pytest.mark.parametrize("spec", ["ab", 2.5, [1, "a"], None])
def test_widths_are_numbers(run: Run, spec: Any) -> None:
    with refused(
        InvalidType, f"st.columns: spec={spec!r} is no number of columns. Pass a whole number, or a list of widths."
    ):
        st.columns(spec)


def test_columns_nest(run: Run) -> None:
    with st.columns(1)[0], st.columns(1)[0]:
        st.text("deep")
    assert run.drawn[0, 0, 0, 0, 0, 0] == Text(body="deep", width="content")
