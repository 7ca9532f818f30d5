"""The cell door, in a real JupyterLab and a real Notebook 7."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Jupyter
from .visit import violations

APP = """%%app counter
import jupyterlit as st
st.session_state.setdefault("n", 0)
if st.button("Increment"):
    st.session_state.n += 1
word = st.text_input("Word")
st.markdown(f"Count: {st.session_state.n}, {greeting} {word}")
mine = st.session_state.n
"""
DOORS = ["lab/tree", "notebooks"]


@pytest.mark.parametrize("door", DOORS)
def test_an_app_lives_under_its_cell(jupyter: Jupyter, page: Page, door: str) -> None:
    name = f"{door[:3]}.ipynb"
    after = "print('mine' in globals(), greeting)"
    jupyter.write(name, "%load_ext jupyterlit\ngreeting = 'hello'", APP, after)
    jupyter.open(page, door, name)
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("Count: 0, hello")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1, hello")).to_be_visible()
    app.get_by_role("textbox", name="Word").fill("world")
    app.get_by_role("textbox", name="Word").press("Enter")
    expect(app.get_by_text("Count: 1, hello world")).to_be_visible()
    expect(page.get_by_text("False hello")).to_be_visible()


def test_running_the_cell_again_swaps_the_code_and_keeps_the_state(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("again.ipynb", "%load_ext jupyterlit\ngreeting = 'hello'", APP)
    jupyter.open(page, "lab/tree", "again.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1")).to_be_visible()
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nst.title('Changed')")
    page.keyboard.press("Shift+Enter")
    expect(app.get_by_role("heading", name="Changed")).to_be_visible()
    expect(app.get_by_text("Count: 1")).to_be_visible()


def test_a_syntax_error_shows_the_line_of_the_cell(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("syntax.ipynb", "%load_ext jupyterlit", "%%app\nimport jupyterlit as st\nst.title('x'\n")
    jupyter.open(page, "lab/tree", "syntax.ipynb")
    jupyter.run_all(page)
    error = page.get_by_test_id("stException")
    expect(error).to_contain_text("SyntaxError")
    expect(error).to_contain_text("line 3")
    expect(page.locator(".jp-OutputArea-output[data-mime-type*='error']")).to_have_count(0)


def test_help_lists_the_options(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("help.ipynb", "%load_ext jupyterlit", "%%app --help\n1")
    jupyter.open(page, "lab/tree", "help.ipynb")
    jupyter.run_all(page)
    expect(page.locator(".jp-OutputArea-output")).to_contain_text("--height PIXELS")
    expect(page.get_by_test_id("stApp")).to_have_count(0)


CHAT = """%%app chat
import jupyterlit as st
said = st.chat_input("Say something", accept_audio=True)
if said:
    st.text(f"{said.text!r}, {said.audio and said.audio.type}")
for number in range(30):
    st.text(f"Line {number}")
"""


def test_a_message_is_written_and_spoken_at_the_foot_of_the_app(jupyter: Jupyter, page: Page) -> None:
    page.context.grant_permissions(["microphone"])
    jupyter.write("chat.ipynb", "%load_ext jupyterlit", CHAT)
    jupyter.open(page, "lab/tree", "chat.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    field = app.get_by_test_id("stBottom").get_by_role("textbox", name="Say something")
    field.click()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(app.get_by_text("'one\\ntwo', None")).to_have_count(1)
    expect(field).to_be_focused()
    app.get_by_role("button", name="Start recording").click()
    expect(app.locator(".lit-chat-clock")).not_to_have_text("00:00")
    app.get_by_role("button", name="Submit recording").click()
    expect(app.get_by_text("'', audio/wav")).to_have_count(1)


KEYS = """%%app keys
import jupyterlit as st
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
clicked = st.session_state.setdefault("clicked", 0) + st.button("Weigh", shortcut="k")
st.session_state.clicked = clicked
st.selectbox("Island", ["Biscoe", "Dream"])
st.multiselect("Species", ["Adelie", "Gentoo"])
st.date_input("Day", "2026-11-21")
st.color_picker("Colour")
with st.popover("More"):
    st.text_input("Note")
st.menu_button("Do", ["Count", "Ring"])
st.text(f"{clicked} clicks, {st.session_state.runs} runs")
"""
# What opens, by the role and name of what opens it; what is there then, and where.
POPUPS: list[tuple[Any, str, Any, str]] = [
    ("combobox", "Island", "listbox", ".lit-overlays"),
    ("combobox", "Species", "listbox", ".lit-overlays"),
    ("button", "Choose date", "grid", ".lit-overlays"),
    ("button", "Colour color picker", "slider", ".lit-overlays"),
    ("button", "More", "textbox", ".lit-overlays"),
    ("button", "Do", "menuitem", ".lit-app"),
]


def test_keys_act_and_what_opens_is_there_for_every_reader(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("keys.ipynb", "%load_ext jupyterlit", KEYS)
    jupyter.open(page, "lab/tree", "keys.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("0 clicks, 1 runs")).to_be_visible()
    page.keyboard.press("k")  # the notebook's: it goes to the cell above
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")  # nobody's
    page.keyboard.press("r")
    app.get_by_role("button", name="Weigh").click()
    expect(app.get_by_text("1 clicks, 2 runs")).to_be_visible()
    page.keyboard.press("k")
    expect(app.get_by_text("2 clicks, 3 runs")).to_be_visible()
    page.keyboard.press("r")
    expect(app.get_by_text("2 clicks, 4 runs")).to_be_visible()
    assert violations(page, within=".lit-app") == []
    for role, name, there, where in POPUPS:
        app.get_by_role(role, name=name, exact=True).click()
        opened = page.locator(where).get_by_role(there)
        expect(opened.last).to_be_visible()
        assert violations(page, within=where) == []
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
