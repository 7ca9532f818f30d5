"""Elements as tests find them."""

from jupyterlit.testing.v1 import AppTest


def test_nodes_tell_what_they_are() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.title('t')").run()
    assert repr(app.title[0]).startswith("<title at (0, 0): Heading(")


def test_a_formula_and_what_is_told_of_an_object() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.latex('a'); st.help(len); st.html('<b>b</b>')").run()
    assert app.latex[0].value == "$$\na\n$$"
    assert app.help_info[0].name == "len"
    assert app.help == app.help_info
    assert app.html[0].value == "<b>b</b>"


def test_a_metric_without_a_change_has_an_empty_delta() -> None:
    app = AppTest.from_string('import jupyterlit as st\nst.metric("a", 1)\nst.metric("b", 1, -2)').run()
    assert [metric.delta for metric in app.metric] == ["", "-2"]
