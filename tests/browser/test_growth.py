"""Pages of ten thousand elements, and scripts that print without end, are used as others are."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Jupyter, Serve
from .visit import element, settled

LONG = """
import streamlit as st

st.session_state.setdefault("n", 0)
if st.button("Count", key="count"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
for number in range(5_000):
    st.text(f"line {number}")
    st.markdown(f"**line** _{number}_")
st.text(f"typed {st.text_input('Last', key='last')}")
"""
PRINTS = """%%app
import streamlit as st
if st.button("Print"):
    for number in range(100_000):
        print("printed", number)
    st.text("printed all")
st.text(f"typed {st.text_input('Name')}")
"""


def test_ten_thousand_elements_are_read_and_answer(serve: Serve, page: Page) -> None:
    page.goto(serve(LONG).url)
    settled(page)
    texts = page.get_by_test_id("stText")
    expect(texts).to_have_count(5_002)
    element(page, "count").locator("button").click()  # to look for names in all of it takes the driver long
    expect(texts.first).to_have_text("count 1")
    field = element(page, "last").locator("input")
    field.scroll_into_view_if_needed()
    expect(texts.nth(5_000)).to_be_in_viewport()
    expect(texts.nth(5_000)).to_have_text("line 4999")
    field.click()
    page.keyboard.type("to the end")
    page.keyboard.press("Enter")
    expect(texts.last).to_have_text("typed to the end")
    settled(page)


def test_a_hundred_thousand_printed_lines_freeze_nothing(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("prints.ipynb", "%load_ext jupyterlit", PRINTS, "6 * 7")
    jupyter.open(page, "lab/tree", "prints.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    app.get_by_role("button", name="Print").click()
    expect(app.get_by_text("printed all")).to_be_visible()
    app.get_by_role("textbox", name="Name").fill("Ann")
    app.get_by_role("textbox", name="Name").press("Enter")
    expect(app.get_by_text("typed Ann")).to_be_visible()
    expect(page.locator(".jp-OutputArea-output").get_by_text("42", exact=True)).to_be_visible()
