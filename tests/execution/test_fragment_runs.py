"""Runs of fragments alone."""

from __future__ import annotations

import time
from collections.abc import Callable

from jupyterlit.execution.fragment_runs import confines
from jupyterlit.state.fragments import Fragment
from jupyterlit.tree import Block

from .conftest import Visitor


def test_a_run_fills_the_blocks_of_its_fragments() -> None:
    part = Fragment("a", Block((0, 2)), lambda: None, name="a")
    part.outposts[(1,)] = (1, 0)
    assert confines([part]) == ("a", [(0, 2), (1, 0)])
    assert confines([]) == (None, [])


def test_a_closed_session_runs_no_fragment(visit: Callable[..., Visitor]) -> None:
    app = visit("""
import jupyterlit as st
@st.fragment(run_every=0.02)
def part():
    st.session_state.n = st.session_state.get("n", 0) + 1
part()
""")
    app.session.close()
    assert app.session.runner.wait(20)
    seen = app.session.state.get("n")
    time.sleep(0.1)
    assert app.session.state.get("n") == seen
