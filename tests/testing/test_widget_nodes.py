"""Widgets of ipywidgets in tests of apps."""

from __future__ import annotations

import pytest

from jupyterlit.errors import AppTestError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused


def app(arguments: str = "") -> AppTest:
    return AppTest.from_string(
        "import ipywidgets\nimport jupyterlit as st\n"
        f"st.text(st.widget(ipywidgets.BoundedIntText(1, max=5), key='n'{arguments}).value)"
    ).run()


def test_a_node_gives_the_widget_and_sets_its_traits() -> None:
    test = app()
    node = test.widget("n")
    assert (type(node.widget).__name__, node.value) == ("BoundedIntText", 1)
    assert node.set_value(3).run().text[0].value == "3"
    assert test.widget("n").set(value=4, description="d").run().text[0].value == "4"
    assert test.widget("n").widget.description == "d"


def test_what_no_reader_can_do_is_refused() -> None:
    with refused(AppTestError, "widget: the one with key='n' is disabled, no reader can change it."):
        app(", disabled=True").widget[0].set_value(2)
    with pytest.raises(AppTestError, match=r"widget\.set: value='x' is refused"):
        app().widget[0].set_value("x")
    with pytest.raises(AppTestError, match=r"widget\.set: other=1 is refused"):
        app().widget[0].set(other=1)
