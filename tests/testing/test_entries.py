"""What a test has entered into widgets, and which of it a browser would send."""

from __future__ import annotations

from jupyterlit.testing.v1 import AppTest

FORM = """
import streamlit as st
with st.form("f", clear_on_submit={clear}):
    st.text_input("word", key="word")
    st.number_input("number", key="number")
    st.form_submit_button("send", key="send")
    st.form_submit_button("later", key="later")
st.text_input("outside", key="outside")
st.button("again")
"""


def form(*, clear: bool = False) -> AppTest:
    return AppTest.from_string(FORM.format(clear=clear)).run()


def test_a_form_s_values_go_with_one_of_its_buttons() -> None:
    app = form()
    app.text_input("word").input("lost")
    app.text_input("outside").input("kept")
    assert app.text_input("word").value == "lost"
    app.run()
    assert (app.text_input("word").value, app.text_input("outside").value) == ("", "kept")
    app.button("send").click().run()
    assert app.text_input("word").value == ""
    app.text_input("word").input("sent")
    app.button("later").click().run()
    assert app.session_state["word"] == app.text_input("word").value == "sent"


def test_a_form_that_empties_itself_sends_what_it_shows() -> None:
    app = form(clear=True)
    app.text_input("word").input("a")
    app.number_input("number").set_value(3.0)
    app.button("send").click().run()
    app.run()
    assert (app.session_state["word"], app.session_state["number"]) == ("a", 3.0)
    app.text_input("word").input("b")
    app.button("send").click().run()
    assert (app.session_state["word"], app.session_state["number"]) == ("b", 0.0)
    app.session_state["word"] = "assigned"
    app.run()
    app.button("send").click().run()
    assert app.session_state["word"] == "assigned"
    app.button("send").click().run()
    assert app.session_state["word"] == ""


def test_a_click_is_seen_until_the_next_run() -> None:
    app = form()
    app.button[2].click()
    assert app.button.values == [False, False, True]
    app.run()
    assert app.button.values == [False, False, True]
    app.run()
    assert app.button.values == [False, False, False]
    app.button[2].click()
    app.button[2].set_value(False).run()
    assert app.button.values == [False, False, False]
