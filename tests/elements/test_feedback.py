"""Ratings."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.feedback import Feedback
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received


def test_a_message_says_all(run: Run) -> None:
    assert st.feedback("stars", key="f", default=3, disabled=True, on_change="ignore", width="stretch") == 3
    assert run.elements == [
        Feedback(
            id="feedback-f", key="f", options="stars", default=3, disabled=True, deferred=True, width="stretch"
        )
    ]  # fmt: skip


def test_a_rating_is_a_number_from_0_up(run: Run) -> None:
    assert st.feedback("faces") is None
    assert received(run, 4, 0, None, 2) == [4, 0, None, 2]


@pytest.mark.parametrize("wire", [5, -1, 1.5, "1", True, [1], {}, float("nan")])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.feedback("stars")
    assert received(run, wire) == ["refused"]


def test_there_are_two_thumbs(run: Run) -> None:
    st.feedback()
    assert received(run, 1, 0, 2) == [1, 0, "refused"]


def test_wrong_arguments_are_explained(run: Run) -> None:
    with refused(InvalidValue, 'st.feedback: options=\'hearts\' is unknown. Pass "thumbs", "faces" or "stars".'):
        st.feedback("hearts")  # type: ignore[arg-type]
    with refused(InvalidValue, "st.feedback: default=2 lies outside 0–1. Pass a whole number from 0 to 1."):
        st.feedback("thumbs", default=2)
    with refused(InvalidType, "st.feedback: default=1.5 is a float. Pass a whole number."):
        st.feedback("stars", default=1.5)  # type: ignore[arg-type]
    assert run.elements == []


def test_feedback_does_what_it_does_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.feedback()
        st.feedback("faces", default=4)
        st.feedback("faces", default=5)
        st.feedback("stars", default=-1)
        st.feedback("thumbs", default=1)
        st.feedback("thumbs", default=2, key="a")
        st.feedback("stars", default=True)
        st.feedback("stars", default=1.0)
        st.feedback("stars", default="1")
        st.feedback("x")
        st.feedback(None)
    """)
    assert parity.assigned(
        {
            "st.feedback('stars', default=2)": ["1", "None", "7", "-1", "'a'", "1.0", "True"],
            "st.feedback('thumbs')": ["1", "2"],
        }
    ) == ["int 1", "NoneType None", *["int 2"] * 5, "int 1", "NoneType None"]
    parity.bound(
        {
            "st.feedback('stars')": ["0", "4", "5", "", "x", "1.0"],
            "st.feedback('stars', default=2)": ["2", "", "9"],
        }
    )
