"""st.spinner."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.spinner import Spinner
from jupyterlit.elements.text import Text
from tests.conftest import Run


def test_it_is_shown_until_the_block_ends(run: Run) -> None:
    with st.spinner(" Counting … ", show_time=True, width=300):
        st.text("a")
        assert run.elements == [
            Spinner(text="Counting …", show_time=True, width=300),
            Text(body="a", width="content"),
        ]
    assert run.elements == [Empty(), Text(body="a", width="content")]


def test_it_ends_with_an_error(run: Run) -> None:
    def fail() -> None:
        with st.sidebar.spinner():
            assert run.elements == [Spinner(text="In progress...", width="content")]
            raise ValueError("a")

    with pytest.raises(ValueError, match="a"):
        fail()
    assert run.elements == [Empty()]


def test_that_of_a_cached_call_says_so(run: Run) -> None:
    with st.spinner("Running `f()`.", _cache=True):
        assert run.elements == [Spinner(text="Running `f()`.", cache=True, width="content")]
