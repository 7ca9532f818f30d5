"""st.code."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.code import Code
from jupyterlit.errors import InvalidType
from tests.conftest import Run, refused


def test_code(run: Run) -> None:
    st.code("x = 1")
    st.code("\n    x = 1\n\n", "sql", line_numbers=True, wrap_lines=True, height=200, width="content")
    st.code("x", None, height=None)
    assert run.elements == [
        Code(body="x = 1", language="python"),
        Code(body="    x = 1\n", language="sql", line_numbers=True, wrap_lines=True, height=200, width="content"),
        Code(body="x", language="plaintext"),
    ]


def test_a_language_is_a_name(run: Run) -> None:
    with refused(InvalidType, "st.code: language=3 is a int. Pass a name, or None."):
        st.code("x", language=3)  # type: ignore[arg-type]  # is the test
