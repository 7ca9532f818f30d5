"""st.text."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.text import Text
from tests.conftest import Run


def test_text_is_shown_as_it_is(run: Run) -> None:
    st.text("*a*")
    st.text("\n    a\n      b\n    ", help="  c", width=300, text_alignment="center", wrap=False)
    st.text(None)  # type: ignore[arg-type]  # anything has a text
    assert run.elements == [
        Text(body="*a*", width="content"),
        Text(body="a\n  b", help="c", width=300, text_alignment="center", wrap=False),
        Text(body="None", width="content"),
    ]
