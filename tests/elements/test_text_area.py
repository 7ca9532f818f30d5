"""Fields for several lines of text."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.text_area import TextArea
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.text_area(
        "Notes", "Hm", 200, 5, "t", "Help", "ignore",
        placeholder="What?", disabled=True, required=True, label_visibility="hidden", width=300,
    )  # fmt: skip
    assert run.elements == [
        TextArea(
            id=the(run, TextArea).id, label="Notes", key="t", help="Help", default="Hm", height=200, max_chars=5,
            placeholder="What?", disabled=True, required=True, label_visibility="hidden", width=300, deferred=True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ({}, ("content", False)),
        ({"height": "content"}, ("content", True)),
        ({"height": "stretch"}, ("stretch", False)),
        ({"height": 10}, (96, False)),
        ({"height": 10, "label_visibility": "collapsed"}, (68, False)),
    ],
)
def test_there_is_room_for_two_lines_at_least(run: Run, given: dict[str, Any], seen: tuple[Any, bool]) -> None:
    st.text_area("T", **given)
    assert (the(run, TextArea).height, the(run, TextArea).grows) == seen


def test_only_text_that_fits_is_taken(run: Run) -> None:
    assert st.text_area("T", max_chars=3) == ""
    assert received(run, "a\nb", "a\nbc", None, 5) == ["a\nb", "refused", "refused", "refused"]


def test_a_height_is_a_size(run: Run) -> None:
    with refused(
        InvalidValue, 'st.text_area: height=\'x\' is unknown. Pass a positive number of pixels, "stretch" or "content".'
    ):
        st.text_area("T", height="x")  # type: ignore[arg-type]
    assert run.elements == []


def test_text_areas_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.text_area("L")
        st.text_area("L", 5)
        st.text_area("L", None)
        st.text_area("L", height=10)
        st.text_area("L", height=0)
        st.text_area("L", height=100.5)
        st.text_area("L", height="content")
        st.text_area("L", "abc", max_chars=2)
        st.text_area("L", max_chars=-1)
        st.text_area("L", width="content")
    """)
    became = parity.changes(
        "text_area", "", lambda widget: widget.set_value("hey"),
        "label='M'", "value='V'", "value=None", "max_chars=9", "height=200", "help='h'", "disabled=True",
        "label_visibility='hidden'", "width=200", "placeholder='z'", "required=True",
    )  # fmt: skip
    assert became["max_chars=9"] == "reset, reset"
    parity.assigned({'st.text_area("L")': ["'ab'", "5", "None"]})
    parity.bound({'st.text_area("L")': ["abc", "", "a\nb"]})
