"""st.divider."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.divider import Divider
from tests.conftest import Run


def test_divider(run: Run) -> None:
    st.divider()
    st.divider(width=300)
    assert run.elements == [Divider(), Divider(width=300)]
