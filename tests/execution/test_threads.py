"""The threads that sessions share."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .conftest import Visitor


def test_what_runs_beside_a_script_has_a_thread_of_its_own(visit: Callable[..., Visitor]) -> None:
    code = """
import threading
import jupyterlit as st
@st.fragment(parallel=True)
def part():
    st.text(threading.current_thread().name.split("_")[0])
part()
st.text(threading.current_thread().name)
"""
    assert visit(code).page() == ["fragment", "jupyterlit-beside", "jupyterlit-s1"]
    for thread in threading.enumerate():
        if thread.name == "jupyterlit-s1":
            thread.join(60)
            assert not thread.is_alive()
