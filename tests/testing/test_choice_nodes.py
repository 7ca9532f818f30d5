"""Buttons with a choice, as tests find them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest as StreamlitAppTest

from jupyterlit.testing.v1 import AppTest, AppTestError

SCRIPT = """
import {module} as st
st.pills("One", ["a", "b", "c"], key="one")
st.pills("Several", [1, 2, 3], key="several", selection_mode="multi", default=[3], format_func=lambda n: f"No {{n}}")
st.segmented_control("Segments", ["x", "y"], key="segments", default="y")
st.feedback("stars", key="stars")
st.menu_button("Menu", ["copy", "save"], key="menu", format_func=str.upper)
st.link_button("Link", "https://example.com")
st.link_button("Told", "https://example.com", on_click="rerun", key="told")
st.json({{key: st.session_state[key] for key in ("one", "several", "segments", "stars", "menu", "told")}})
"""


def seen(node: Any) -> dict[str, Any]:
    names = ("type", "key", "value", "indices", "options", "formatted_values")
    return {name: getattr(node, name) for name in names}


def groups(app: Any) -> list[dict[str, Any]]:
    return [seen(node) for node in app.button_group]


STEPS: list[Callable[[Any], Any]] = [
    lambda app: app.pills[0].set_value("b"),
    lambda app: app.pills[0].select("c"),
    lambda app: app.pills(key="one").unselect("c"),
    lambda app: app.pills[1].select(1).select(1),
    lambda app: app.pills[1].unselect(3),
    lambda app: app.pills[1].set_value([2, 1]),
    lambda app: app.pills[1].set_value([]),
    lambda app: app.segmented_control[0].set_value("x"),
    lambda app: app.button_group(key="segments").set_value(None),
    lambda app: app.feedback[0].set_value(3),
    lambda app: app.feedback(key="stars").set_value(None),
    lambda app: app.menu_button[0].click("save"),
    lambda app: app.menu_button[0].click_index(0),
    lambda app: app.menu_button[0].set_value("copy").set_value(None),
]


def test_the_same_steps_lead_to_the_same_page() -> None:
    ours = AppTest.from_string(SCRIPT.format(module="jupyterlit")).run()
    theirs = StreamlitAppTest.from_string(SCRIPT.format(module="streamlit"), default_timeout=30).run()
    for step in STEPS:
        for app in (ours, theirs):
            step(app)
        assert groups(ours) == groups(theirs)
        for app in (ours, theirs):
            app.run()
        assert groups(ours) == groups(theirs)
        assert ours.json[0].value == theirs.json[0].value
        for kind in ("pills", "segmented_control", "feedback", "menu_button", "link_button", "button_group"):
            found: Any = theirs.get(kind)
            assert ours.get(kind).values == [node.value for node in found]


def test_no_test_does_what_no_reader_can() -> None:
    app = AppTest.from_string("import jupyterlit as st\nst.pills('P', ['a'], default='a', required=True)").run()
    with pytest.raises(AppTestError, match=r"button_group\.set_value: the widget cannot have the value None"):
        app.pills[0].unselect("a")
    assert app.pills[0].unselect("b").value == "a"


def test_a_menu_has_only_its_options() -> None:
    app = AppTest.from_string("import jupyterlit as st\nst.menu_button('M', ['a'])").run()
    with pytest.raises(AppTestError, match=r"menu_button\.set_value: the widget cannot have the value 'b'"):
        app.menu_button[0].click("b")
    with pytest.raises(IndexError):
        app.menu_button[0].click_index(1)


def test_a_link_can_be_followed() -> None:
    app = AppTest.from_string(SCRIPT.format(module="jupyterlit")).run()
    assert [(link.value, link.url, link.key) for link in app.link_button] == [
        ("Link", "https://example.com", None),
        ("Told", "https://example.com", "told"),
    ]
    for click, told in ((0, False), (1, True)):
        app.link_button[click].click().run()
        assert json.loads(app.json[0].value)["told"] is told
    assert json.loads(app.run().json[0].value)["told"] is False


def test_a_link_in_a_form_leaves_the_form_alone() -> None:
    app = AppTest.from_string(
        "import jupyterlit as st\n"
        "with st.form('f'):\n"
        "    t = st.text_input('T')\n"
        "    told = st.link_button('L', 'u', on_click='rerun')\n"
        "    sent = st.form_submit_button()\n"
        "st.text((t, told, sent))"
    ).run()
    app.text_input[0].input("a")
    app.link_button[0].click().run()
    assert app.text[0].value == "('', True, False)"
