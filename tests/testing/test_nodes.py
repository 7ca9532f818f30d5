"""Elements as tests find them."""

import pytest

from jupyterlit.testing.v1 import AppTest, AppTestError


def test_nodes_tell_what_they_are() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.title('t')").run()
    assert repr(app.title[0]).startswith("<title at (0, 0): Heading(")


def test_a_formula_and_what_is_told_of_an_object() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.latex('a'); st.help(len); st.html('<b>b</b>')").run()
    assert app.latex[0].value == "$$\na\n$$"
    assert app.help_info[0].name == "len"
    assert app.help == app.help_info
    assert app.html[0].value == "<b>b</b>"


def test_a_divider_is_what_markdown_writes_for_it() -> None:
    app = AppTest.from_string("import jupyterlit as st; st.divider()").run()
    assert (app.divider[0].type, app.divider[0].value) == ("divider", "---")


def test_a_metric_without_a_change_has_an_empty_delta() -> None:
    app = AppTest.from_string('import jupyterlit as st\nst.metric("a", 1)\nst.metric("b", 1, -2)').run()
    assert [metric.delta for metric in app.metric] == ["", "-2"]


@pytest.mark.parametrize(
    ("call", "value", "message"),
    [
        ("st.slider('s', 0, 10)", 11, "slider.set_value: the widget cannot have the value 11."),
        ("st.slider('s', 0, 10, (1, 2))", 3, "slider.set_value: the widget cannot have the value 3."),
        ("st.text_input('s', max_chars=2)", "abc", "text_input.set_value: the widget cannot have the value 'abc'."),
        ("st.checkbox('s')", "x", "checkbox.set_value: the widget cannot have the value 'x'."),
        (
            "st.checkbox('s', disabled=True)", True,
            "checkbox: the widget with label='s' is disabled, no reader can change it.",
        ),
        (
            "st.button('s', key='k', disabled=True)", True,
            "button: the widget with key='k' is disabled, no reader can change it.",
        ),
    ],
)  # fmt: skip
def test_no_test_does_what_no_reader_can(call: str, value: object, message: str) -> None:
    (widget,) = AppTest.from_string(f"import jupyterlit as st\n{call}").run().main.children.values()
    with pytest.raises(AppTestError) as caught:
        widget.set_value(value)  # type: ignore[attr-defined]  # a widget
    assert str(caught.value) == message
