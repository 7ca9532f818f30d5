"""st.bottom."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.text import Text
from jupyterlit.errors import LayoutError
from jupyterlit.testing.v1 import AppTest
from jupyterlit.tree import EVENT
from tests.conftest import Run, refused


def test_it_is_drawn_into_from_anywhere(run: Run) -> None:
    st.bottom.text("a")
    with st.bottom:
        st.text("b")
        st.bottom.text("c")
        st.sidebar.text("side")
    with st.columns(1)[0], st.form("f"):
        st.bottom.text("d")
        st.text_input("in the form")
        with st.bottom:
            st.text_input("not in the form")
    assert [getattr(run.drawn[path], "body", path) for path in sorted(run.drawn) if path[0] == 3] == [
        "a", "b", "c", "d", (3, 4),
    ]  # fmt: skip
    assert getattr(run.drawn[3, 4], "form", "") is None
    assert run.drawn[1, 0] == Text(body="side", width="content")


def test_blocks_in_it_are_blocks_as_any(run: Run) -> None:
    left, _ = st.bottom.columns(2)
    with left:
        st.text("a")
    left.text("b")
    assert [run.drawn[3, 0, 0, index] for index in (0, 1)] == [
        Text(body="a", width="content"),
        Text(body="b", width="content"),
    ]


def test_it_belongs_to_the_main_area(run: Run) -> None:
    message = "st.bottom: it belongs to the main area and cannot be used in {}. Call it outside of that."
    with st.sidebar, refused(LayoutError, message.format("the sidebar")):
        st.bottom.text("a")
    with st.sidebar.container(), pytest.raises(LayoutError), st.bottom:
        st.text("a")
    with type(st.sidebar)((*EVENT, 0)), refused(LayoutError, message.format("a dialog")):
        st.bottom.text("a")
    assert {path[0] for path in run.drawn} == {1}


def test_tests_find_what_it_holds() -> None:
    app = AppTest.from_string("import streamlit as st\nst.bottom.text('foot')\nst.text('head')").run()
    assert app.text.values == ["head", "foot"]
