"""st.empty."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.container import Container
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.text import Text
from tests.conftest import Run


def test_a_place_is_kept(run: Run) -> None:
    place = st.empty()
    st.text("b")
    assert run.elements == [Empty(), Text(body="b", width="content")]
    place.text("a")
    assert run.elements == [Text(body="a", width="content"), Text(body="b", width="content")]


def test_it_has_room_for_one(run: Run) -> None:
    with st.empty():
        st.text("a")
        st.text("b")
    assert run.elements == [Text(body="b", width="content")]


def test_it_is_cleared(run: Run) -> None:
    place = st.empty()
    place.text("a")
    place.empty()
    assert run.elements == [Empty()]


def test_it_has_room_for_a_block(run: Run) -> None:
    block = st.empty().container()
    block.text("a")
    block.text("b")
    assert run.elements == [Container(), Text(body="a", width="content"), Text(body="b", width="content")]
