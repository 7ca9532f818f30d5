"""Elements as tests find them."""

from jupyterlit.testing.v1 import AppTest


def test_nodes_tell_what_they_are() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.title('t')").run()
    assert repr(app.title[0]).startswith("<title at (0, 0): Heading(")
