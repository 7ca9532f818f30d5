"""st.snow."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.snow import Snow
from tests.conftest import Run


def test_each_call_is_another(run: Run) -> None:
    st.snow()
    st.sidebar.snow()
    calls = [element.call for element in run.elements if isinstance(element, Snow)]
    assert sorted(run.drawn) == [(0, 0), (1, 0)]
    assert len(set(calls)) == 2
    assert all(calls)
