"""The preview beside a notebook, in a real JupyterLab and a real Notebook 7."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import READY, Jupyter
from .visit import violations

LOAD = "%load_ext jupyterlit\ngreeting = 'hello'"
COUNTER = """%%app counter
import jupyterlit as st
st.session_state.setdefault("n", 0)
if st.button("Increment"):
    st.session_state.n += 1
st.markdown(f"Count: {st.session_state.n}, {greeting}")
"""
NAMED = """%%app
import jupyterlit as st
name = st.text_input("Name", "nobody")
st.markdown(f"Hello, {name}")
"""
OPEN = "async path => void (await jupyterapp.commands.execute('docmanager:open', { path }))"
ANOTHER_KERNEL = "jupyterapp.shell.currentWidget.sessionContext.changeKernel({ name: 'python3' })"
OTHER = "%%app\nimport jupyterlit as st\nst.title('Another')"


def preview(page: Page) -> Locator:
    """Open the preview from the notebook's toolbar; return its panel."""
    page.get_by_role("button", name="Preview app", exact=True).first.click()
    return page.locator(".lit-panel")


def restart(page: Page) -> None:
    page.get_by_role("button", name="Restart the kernel", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-warn").click()


@pytest.mark.parametrize("door", ["lab/tree", "notebooks"])
def test_a_preview_stands_beside_the_notebook(jupyter: Jupyter, page: Page, door: str) -> None:
    name = f"panel-{door[:3]}.ipynb"
    jupyter.write(name, LOAD, COUNTER)
    jupyter.open(page, door, name)
    panel = preview(page)
    expect(panel.get_by_role("status")).to_contain_text("The app’s cell has not run yet.")
    panel.get_by_role("button", name="Run up to the app").click()
    app = panel.get_by_test_id("stApp")
    expect(app.get_by_text("Count: 0, hello")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1, hello")).to_be_visible()
    cell = page.locator(".jp-Notebook").get_by_test_id("stApp")
    expect(cell.get_by_text("Count: 1, hello")).to_be_visible()
    cell.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2, hello")).to_be_visible()
    width = panel.locator(".lit-panel-view")
    panel.get_by_role("button", name="As wide as a phone").click()
    expect(width).to_have_css("width", "390px")


def test_a_reload_brings_the_preview_back(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("restored.ipynb", LOAD, COUNTER, OTHER)
    jupyter.open(page, "lab/tree", "restored.ipynb")
    jupyter.run_all(page)
    panel = preview(page)
    choice = panel.get_by_role("combobox", name="App")
    expect(choice).to_have_value("counter")
    panel.get_by_role("button", name="Increment").click()
    expect(panel.get_by_text("Count: 1, hello")).to_be_visible()
    choice.select_option(label="App 2")
    expect(panel.get_by_role("heading", name="Another")).to_be_visible()
    choice.select_option("counter")
    expect(panel.get_by_text("Count: 1, hello")).to_be_visible()
    panel.get_by_role("button", name="As wide as a tablet").click()
    page.wait_for_timeout(1500)  # Lab remembers its layout after a second
    page.goto(f"{jupyter.base}/lab/tree/restored.ipynb")
    expect(panel.get_by_text("Count: 1, hello")).to_be_visible()
    expect(panel.locator(".lit-panel-view")).to_have_css("width", "820px")
    assert [found for found in violations(page) if any("lit-panel" in node for node in found[1])] == []


def test_the_preview_follows_the_code(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("followed.ipynb", LOAD, COUNTER)
    jupyter.open(page, "lab/tree", "followed.ipynb")
    jupyter.run_all(page)
    panel = preview(page)
    expect(panel.get_by_text("Count: 0, hello")).to_be_visible()
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nst.title('Typed')")
    page.wait_for_timeout(600)
    expect(panel.get_by_role("heading", name="Typed")).to_have_count(0)
    panel.get_by_role("button", name="Update while editing").click()
    expect(panel.get_by_role("button", name="Update while editing", pressed=True)).to_be_visible()
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nst.title('Live')")
    expect(panel.get_by_role("heading", name="Live")).to_be_visible()
    expect(panel.get_by_text("Count: 0, hello")).to_be_visible()


def test_the_preview_follows_the_kernel(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("kernels.ipynb", LOAD, COUNTER, "print('computes'); import time; time.sleep(600)")
    jupyter.open(page, "lab/tree", "kernels.ipynb")
    jupyter.run_all(page)
    panel = preview(page)
    increment = panel.get_by_role("button", name="Increment")
    for count in (1, 2):
        increment.click()
        expect(panel.get_by_text(f"Count: {count}, hello")).to_be_visible()
    expect(page.get_by_text("computes", exact=True)).to_be_visible()
    page.get_by_role("button", name="Interrupt the kernel").click()
    expect(page.get_by_text("KeyboardInterrupt").first).to_be_visible()
    increment.click()
    expect(panel.get_by_text("Count: 3, hello")).to_be_visible()
    # The app comes back with its state, the cells above it do not run unasked.
    restart(page)
    expect(panel.get_by_role("status")).to_contain_text("only the app’s own cell has run")
    expect(panel.get_by_text("name 'greeting' is not defined")).to_be_visible()
    panel.get_by_role("button", name="Run up to the app").click()
    expect(panel.get_by_text("Count: 3, hello")).to_be_visible()
    expect(panel.get_by_role("button", name="Run up to the app")).to_have_count(0)
    page.evaluate(ANOTHER_KERNEL)
    expect(panel.get_by_role("status")).to_contain_text("the app is gone")
    panel.get_by_role("button", name="Run up to the app").click()
    expect(panel.get_by_text("Count: 0, hello")).to_be_visible()


def test_each_notebook_has_its_own_preview_and_page(jupyter: Jupyter, page: Page) -> None:
    (jupyter.root / "a folder").mkdir()
    names = ["a folder/Größe & Maß.ipynb", "second.ipynb"]
    panels: list[Locator] = []
    for name in names:
        jupyter.write(name, LOAD, COUNTER)
    jupyter.open(page, "lab/tree", names[0])
    for name in names:
        page.evaluate(OPEN, name)
        page.evaluate(READY)
        page.keyboard.press("Control+Shift+C")
        page.keyboard.type("Preview app")
        page.locator(".lm-CommandPalette-item", has_text="Preview app").first.click()
        panels.append(page.locator(f".lit-panel[data-path='{name}']"))
        panels[-1].get_by_role("button", name="Run up to the app").click()
        expect(panels[-1].get_by_text("Count: 0, hello")).to_be_visible()
    first, second = panels
    second.get_by_role("button", name="Increment").click()
    expect(second.get_by_text("Count: 1, hello")).to_be_visible()
    app = second.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-theme", "light")
    for theme, shade in (("JupyterLab Dark", "dark"), ("JupyterLab Light", "light")):
        page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
        expect(app).to_have_attribute("data-theme", shade)
    page.evaluate(OPEN, names[0])
    page.get_by_role("tab", name="counter").first.click()
    expect(first.get_by_text("Count: 0, hello")).to_be_visible()
    with page.expect_popup() as opened:
        first.get_by_role("button", name="Open as a page").click()
    expect(opened.value.get_by_text("Count: 0, hello")).to_be_visible()
    assert unquote(opened.value.url) == f"{jupyter.base}/lit/app/{names[0]}"


def test_two_browsers_show_one_app(jupyter: Jupyter, page: Page, browser: Browser) -> None:
    """What one reader changes, the other sees, unless they are at it; a restart is the same for both."""
    jupyter.write("shared.ipynb", LOAD, NAMED)
    jupyter.open(page, "lab/tree", "shared.ipynb")
    jupyter.run_all(page)
    expect(page.get_by_test_id("stApp").get_by_text("Hello, nobody")).to_be_visible()
    with browser.new_context() as context:
        other = context.new_page()
        jupyter.open(other, "lab/tree", "shared.ipynb")
        mine, theirs = (preview(each) for each in (page, other))
        names = [panel.get_by_role("textbox", name="Name") for panel in (mine, theirs)]
        names[0].fill("Ada")
        names[0].press("Enter")
        expect(theirs.get_by_text("Hello, Ada")).to_be_visible()
        expect(names[1]).to_have_value("Ada")
        names[1].fill("Ada and Bo")
        names[0].fill("Cleo")
        names[0].press("Enter")
        expect(theirs.get_by_text("Hello, Cleo")).to_be_visible()
        expect(names[1]).to_have_value("Ada and Bo")
        names[1].press("Enter")
        expect(mine.get_by_text("Hello, Ada and Bo")).to_be_visible()
        expect(names[0]).to_have_value("Ada and Bo")
        restart(page)
        expect(page.locator(".jp-CodeCell .jp-InputPrompt").nth(1)).to_have_text("[1]:")
        for panel in (mine, theirs):
            expect(panel.get_by_text("Hello, Ada and Bo")).to_be_visible()
        names[1].fill("Dora")
        names[1].press("Enter")
        expect(mine.get_by_text("Hello, Dora")).to_be_visible()
        expect(names[0]).to_have_value("Dora")


WATCHED = """%%app watched
import jupyterlit as st, time
st.session_state.setdefault("n", 0)
if st.button("Increment", key="more"):
    st.session_state.n += 1
limit = st.slider("Limit", 0, 10, 5, key="limit")
st.markdown(f"Count: {st.session_state.n} of {limit}")
print("counted", st.session_state.n)
time.sleep(0.3)
"""


def test_a_tab_shows_what_goes_on_inside(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("watched.ipynb", LOAD, WATCHED)
    jupyter.open(page, "lab/tree", "watched.ipynb")
    jupyter.run_all(page)
    panel = preview(page)
    expect(panel.get_by_text("Count: 0 of 5")).to_be_visible()
    panel.get_by_role("tab", name="Inside").click()
    inside = panel.locator(".lit-inside")
    expect(inside.get_by_text("Runs are recorded from now on.")).to_be_visible()
    cell = page.locator(".jp-Notebook").get_by_test_id("stApp")
    cell.get_by_role("button", name="Increment").click()
    run = inside.get_by_role("region", name="Run 1: Increment")
    expect(run.get_by_role("list", name="Timeline")).to_contain_text("Script")
    expect(run.get_by_role("row", name="time.sleep(0.3)")).to_contain_text("Cell In[2]:9")
    inside.get_by_role("tab", name="Runs").press("ArrowRight")
    value = inside.get_by_role("row", name="limit")
    value.get_by_role("button").click()
    field = inside.get_by_role("textbox", name="Value of limit")
    field.fill("99")
    field.press("Enter")
    expect(inside.get_by_role("alert")).to_contain_text("99")
    expect(field).to_have_value("99")
    field.fill("7")
    field.press("Enter")
    expect(value.get_by_role("button", name="Edit limit, which is 7")).to_be_focused()
    expect(cell.get_by_text("Count: 1 of 7")).to_be_visible()
    inside.get_by_role("tab", name="Elements").click()
    inside.get_by_text("key limit").hover()
    expect(cell.locator(".st-key-limit.lit-inside-mark")).to_have_count(1)
    inside.get_by_role("tab", name="Log").click()
    expect(inside.get_by_role("log")).to_contain_text("counted 1")
    assert [found for found in violations(page) if any("lit-inside" in node for node in found[1])] == []


def test_labs_debugger_stops_in_the_cell_of_an_app(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("debugged.ipynb", LOAD, COUNTER)
    jupyter.open(page, "lab/tree", "debugged.ipynb")
    page.get_by_role("button", name="Enable Debugger", exact=True).click()
    gutter = page.locator(".jp-CodeCell").nth(1).locator(".cm-breakpoint-gutter .cm-gutterElement")
    expect(gutter.nth(4)).to_be_attached()
    gutter.nth(4).click()
    expect(page.locator(".jp-DebuggerBreakpoints")).to_contain_text("4")
    jupyter.run_all(page)
    stack = page.locator(".jp-DebuggerCallstack")
    expect(stack.get_by_text("<module>")).to_be_visible()
    page.locator("[data-command='debugger:continue']").first.click()
    expect(page.locator(".jp-Notebook").get_by_test_id("stApp").get_by_text("Count: 0, hello")).to_be_visible()
