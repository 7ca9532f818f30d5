"""Fields for colours."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.color_picker import ColorPicker
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    beak = st.color_picker(
        "Beak", "#C8470B", "beak", "Of **gentoos**", "ignore", disabled=True, label_visibility="hidden", width=300
    )
    assert beak == "#C8470B"
    assert run.elements == [
        ColorPicker(
            id=the(run, ColorPicker).id, label="Beak", key="beak", help="Of **gentoos**", disabled=True,
            label_visibility="hidden", width=300, deferred=True, default="#C8470B",
        )
    ]  # fmt: skip


def test_it_begins_with_black_as_wide_as_it_is(run: Run) -> None:
    assert st.color_picker("Beak") == "#000000"
    assert the(run, ColorPicker).width == "content"


def test_a_colour_is_taken(run: Run) -> None:
    st.color_picker("Beak")
    assert received(run, "#c8470b", "#ABC") == ["#c8470b", "#ABC"]


@pytest.mark.parametrize(
    "wire", ["c8470b", "#c8470", "#c8470b00", "red", "", None, 5, ["#c8470b"], "#c8470b\n", "#gggggg", {}, True]
)
def test_nothing_else_is_taken(run: Run, wire: Any) -> None:
    st.color_picker("Beak")
    assert received(run, wire) == ["refused"]


def test_a_disabled_field_takes_nothing(run: Run) -> None:
    st.color_picker("Beak", disabled=True)
    assert received(run, "#c8470b") == ["refused"]


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidType, "st.color_picker: value=5 is a int. Pass a text such as '#c8470b'."):
        st.color_picker("Beak", 5)  # type: ignore[arg-type]
    with refused(InvalidValue, "st.color_picker: value='red' is no colour. Pass one such as '#c8470b' or '#000'."):
        st.color_picker("Beak", "red")
    run.state.set("beak", "red", set())
    with refused(
        InvalidValue,
        "st.color_picker: 'red' in the session state is no colour. Set one such as '#c8470b' or '#000'.",
    ):
        st.color_picker("Beak", key="beak")
    run.state.set("bill", None, set())
    with refused(
        InvalidType, "st.color_picker: None in the session state is a NoneType. Set a text such as '#c8470b'."
    ):
        st.color_picker("Bill", key="bill")
    assert run.elements == []


def test_calls_give_what_streamlit_gives(parity: Parity) -> None:
    became = parity.calls("""
        st.color_picker("L")
        st.color_picker("L", None)
        st.color_picker("L", "#C8470B")
        st.color_picker("L", "#abc")
        st.color_picker("L", "#AABBCCDD")
        st.color_picker("L", "#abcd")
        st.color_picker("L", "abcdef")
        st.color_picker("L", "")
        st.color_picker("L", 5)
        st.color_picker("L", (1, 2, 3))
        st.color_picker("L", " #abcdef")
        st.color_picker("L", width="stretch")
        st.color_picker("L", width="x")
    """)
    assert became['st.color_picker("L", "#abc")'] == "str #abc"


def test_other_arguments_do_what_they_do_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "color_picker", "value='#112233'", lambda widget: widget.set_value("#445566"),
        "label='M'", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "on_change='ignore'",
        "value='#000000'", "value=None",
    )  # fmt: skip
    assert became["value=None"] == "reset, kept"


def test_values_from_elsewhere_are_streamlit_s(parity: Parity) -> None:
    parity.assigned({'st.color_picker("L")': ["'#abc'", "'#ABCDEF'", "None", "5"]})
    became = parity.bound({'st.color_picker("L")': ["#abc", "abc", "ABCDEF", "red", "", "#AABBCCDD"]})
    assert became[1] == "str #abc ?#abc"
