"""The page as tests find it: by kind, by key, in the order of the page."""

from jupyterlit.testing.page import Block, Nodes
from jupyterlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
st.title("t")
with st.container():
    st.markdown("a")
    with st.container():
        st.markdown("b")
st.markdown("c")
st.sidebar.markdown("d")
"""


def test_everything_inside_is_found_in_order() -> None:
    app = AppTest.from_string(SCRIPT).run()
    assert app.markdown.values == ["a", "b", "c", "d"]
    outer = app.main.children[1]
    assert isinstance(outer, Block)
    assert outer.get("markdown").values == ["a", "b"]
    assert [node.type for node in app.main] == ["title", "container", "markdown", "container", "markdown", "markdown"]


def test_lists_compare_by_what_is_shown() -> None:
    first, second = (AppTest.from_string(SCRIPT).run() for _ in range(2))
    assert first.markdown == second.markdown
    assert first.markdown[1:].values == ["b", "c", "d"]
    assert first.markdown != first.title
    assert isinstance(first.markdown, Nodes)
