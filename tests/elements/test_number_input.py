"""Fields for numbers."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.bounds import SAFE_INTEGER
from jupyterlit.elements.number_input import NumberInput
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.number_input(
        "Mass", 0, 10, 5, 2, "%03d", "n", "Help", "ignore",
        placeholder="g", disabled=True, required=True, label_visibility="hidden", icon="🐧", width=200,
    )  # fmt: skip
    assert run.elements == [
        NumberInput(
            id="number_input-n", label="Mass", key="n", help="Help", min=0, max=10, default=5, step=2, format="%03d",
            placeholder="g", disabled=True, required=True, label_visibility="hidden", icon="🐧", width=200,
            deferred=True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, {"step": 0.01, "format": "%0.2f", "data_type": "float", "default": 0.0}),
        ({"min_value": 2.5}, {"step": 0.01, "format": "%0.2f", "data_type": "float", "default": 2.5, "min": 2.5}),
        ({"value": None}, {"step": 0.01, "format": "%0.2f", "data_type": "float"}),
        ({"value": 3}, {"step": 1, "format": "%d", "default": 3, "min": -SAFE_INTEGER, "max": SAFE_INTEGER}),
        ({"min_value": 2}, {"step": 1, "format": "%d", "default": 2, "min": 2, "max": SAFE_INTEGER}),
        ({"value": None, "step": 5}, {"step": 5, "format": "%d", "min": -SAFE_INTEGER, "max": SAFE_INTEGER}),
    ],
)
def test_one_number_tells_the_type_of_all(run: Run, given: dict[str, Any], message: dict[str, Any]) -> None:
    st.number_input("N", **given)
    assert run.elements == [NumberInput(id=the(run, NumberInput).id, label="N", **message)]


@pytest.mark.parametrize(
    "wire",
    [11, -1, 3.5, True, "3", None, [3], {}, 10**400, float("nan"), float("inf"), -float("inf")],
)
def test_only_whole_numbers_in_range_are_taken(run: Run, wire: Any) -> None:
    assert st.number_input("N", 0, 10) == 0
    assert received(run, 7, wire, 4.0) == [7, "refused", 4]


@pytest.mark.parametrize("wire", [True, "3", None, [3.0], float("nan"), float("inf"), 10**400])
def test_floats_without_ends_are_finite(run: Run, wire: Any) -> None:
    assert st.number_input("N") == 0.0
    taken = received(run, 7, wire, -1.5e300)
    assert taken == [7.0, "refused", -1.5e300]
    assert isinstance(taken[0], float)


def test_an_empty_field_is_none_where_that_is_the_default(run: Run) -> None:
    assert st.number_input("N", value=None) is None
    assert received(run, 3, None) == [3.0, None]


def test_what_is_out_of_range_by_now_makes_room_for_the_default(run: Run) -> None:
    st.number_input("N", 0, 10, key="n")
    run.rerun(n=7)
    assert st.number_input("N", 0, 20, key="n") == 7
    run.rerun()
    assert st.number_input("N", 0, 5, 2, key="n") == 2
    run.rerun(n=4)
    converted = st.number_input("N", 0.0, 5.0, key="n")
    assert (converted, type(converted)) == (4.0, float)


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(
        InvalidType,
        "st.number_input: value is a float, min_value is an int, max_value is an int. "
        "Pass all as int, or all as float.",
    ):
        st.number_input("N", 0, 10, 5.0)
    with refused(InvalidValue, "st.number_input: min_value=10 is greater than max_value=0. Swap them."):
        st.number_input("N", 10, 0)
    with refused(
        InvalidValue,
        "st.number_input: value=50 lies outside 0–10. Pass a value in that range, or widen min_value or max_value.",
    ):
        st.number_input("N", 0, 10, 50)
    with refused(
        InvalidValue,
        "st.number_input: value=0.0 lies outside the numbers up to -5.0. "
        "Pass a value in that range, or widen min_value or max_value.",
    ):
        st.number_input("N", max_value=-5.0)
    with refused(InvalidType, "st.number_input: step='1' is a str. Pass a number."):
        st.number_input("N", step="1")  # type: ignore[arg-type]
    with refused(InvalidValue, "st.number_input: step=-1 leads backwards. Pass a positive number."):
        st.number_input("N", 0, 10, step=-1)
    with refused(
        InvalidValue,
        'st.number_input: format=\'%d kg\' is no printf-style number. Pass one such as "%d" or "%0.2f".',
    ):
        st.number_input("N", format="%d kg")
    run.state.set("n", "7", set())
    with refused(InvalidType, "st.number_input: value='7' is a str. Pass a number."):
        st.number_input("N", key="n")
    assert run.elements == []


def test_number_inputs_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.number_input("L")
        st.number_input("L", 0)
        st.number_input("L", 0, 10, 5)
        st.number_input("L", 0, 10, 5.0)
        st.number_input("L", 0.0, 10.0, 5)
        st.number_input("L", 0, 10.0)
        st.number_input("L", 0, 10, 5, 1.5)
        st.number_input("L", 0, 10, 5, 0)
        st.number_input("L", 10, 0)
        st.number_input("L", 10, 10)
        st.number_input("L", 0, 10, 50)
        st.number_input("L", 0, 10, -5)
        st.number_input("L", value=5.5)
        st.number_input("L", value=None)
        st.number_input("L", value=None, min_value=1)
        st.number_input("L", value="max")
        st.number_input("L", value=[1])
        st.number_input("L", min_value="1")
        st.number_input("L", step=1)
        st.number_input("L", step=0.5)
        st.number_input("L", format="%d")
        st.number_input("L", value=5, format="%.3f")
        st.number_input("L", format="%s")
        st.number_input("L", format="%5.1f")
        st.number_input("L", format="%,d")
        st.number_input("L", format="$%d")
        st.number_input("L", format="%%")
        st.number_input("L", format="")
        st.number_input("L", value=True)
        st.number_input("L", value=np.int64(3))
        st.number_input("L", value=2**53)
        st.number_input("L", -2**53, 5, 5)
        st.number_input("L", value=1e308)
        st.number_input("L", value=1e309)
        st.number_input("L", 0.0, float("inf"))
        st.number_input("L", max_value=-5)
        st.number_input("L", max_value=5)
        st.number_input("L", min_value=3.5)
        st.number_input("L", value=1 + 2j)
        st.number_input("L", placeholder=5)
    """)
    became = parity.changes(
        "number_input", "min_value=0, max_value=10", lambda widget: widget.set_value(7),
        "label='M'", "min_value=1", "max_value=11", "max_value=5", "value=3", "value=None", "step=2", "format='%05d'",
        "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "placeholder='z'", "required=True",
        "icon='🔥'", "min_value=0.0, max_value=10.0",
    )  # fmt: skip
    assert became["max_value=11"] == "reset, kept"
    assert became["max_value=5"] == "reset, reset"
    assert parity.assigned(
        {
            'st.number_input("L", 0, 10, 3)': ["4", "40", "3.5", "'x'", "None"],
            'st.number_input("L", 0.0, 10.0, 3.0)': ["4.5", "40", "'x'", "None"],
        }
    )[:5] == ["int 4", "int 3", "float 3.5", "refused", "NoneType None"]
    parity.bound(
        {
            'st.number_input("L", 0, 10, 3)': ["4", "40", "", "x", "4.5", "3"],
            'st.number_input("L", value=None)': ["4", "", "x", "nan", "inf"],
            'st.number_input("L", 0.0, 10.0, 3.0)': ["4", "3", "3.0", "4.5"],
        }
    )
