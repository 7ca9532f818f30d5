"""The main area, the sidebar, and the places that calls return."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.delta_generator import DeltaGenerator, main
from jupyterlit.elements.container import Container
from jupyterlit.elements.text import Text
from tests.conftest import Run


def text(body: str) -> Text:
    return Text(body=body, width="content")


def test_calls_of_the_package_are_methods_of_the_main_area(run: Run) -> None:
    st.text("a")
    main.text("b")
    assert run.drawn == {(0, 0): text("a"), (0, 1): text("b")}


def test_calls_of_the_package_follow_the_innermost_with(run: Run) -> None:
    with st.sidebar:
        st.text("a")
        with st.container() as inner:
            st.text("b")
            st.sidebar.text("c")
        st.text("d")
    assert isinstance(inner, DeltaGenerator)
    assert run.drawn == {
        (1, 0): text("a"),
        (1, 1): Container(),
        (1, 1, 0): text("b"),
        (1, 2): text("c"),
        (1, 3): text("d"),
    }


def test_every_call_returns_a_place_with_all_calls(run: Run) -> None:
    place = st.empty().container().text("a").markdown("b").text("c")
    assert isinstance(place, DeltaGenerator)
    assert run.drawn == {(0, 0): Container(), (0, 0, 0): text("c")}


def test_a_place_is_its_own_dg(run: Run) -> None:
    place = st.container()
    assert (place.dg is place, main.dg is main) == (True, True)
