"""Diagrams of Mermaid."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.mermaid_chart import MermaidChart
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_a_text_is_a_diagram_without_the_scripts_indentation(run: Run) -> None:
    st.mermaid_chart("""
        mindmap
          root
            branch
    """)
    assert run.elements == [MermaidChart(body="mindmap\n  root\n    branch")]


def test_words_for_screen_readers_are_one_line(run: Run) -> None:
    st.mermaid_chart("graph LR\n A-->B", width=300, alt=" From A\n  to B ")
    st.mermaid_chart("graph LR\n A-->B", alt="  ")
    assert [(each.width, getattr(each, "alt", "")) for each in run.elements] == [
        (300, "From A to B"),
        ("stretch", None),
    ]


@pytest.mark.parametrize("value", [5, None, b"graph"])
def test_anything_else_is_refused(run: Run, value: object) -> None:
    message = f"st.mermaid_chart: body={value!r} is a {type(value).__name__}. Pass a text in Mermaid's language."
    with refused(InvalidType, message):
        st.mermaid_chart(value)  # type: ignore[arg-type]
    assert run.elements == []


def test_sizes_that_are_none_are_refused(run: Run) -> None:
    with pytest.raises(InvalidValue, match=r"st\.mermaid_chart: width=0"):
        st.mermaid_chart("graph LR", width=0)
    assert run.elements == []
