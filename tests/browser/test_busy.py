"""The cell door and the panel while the kernel runs another cell, and when that is interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Jupyter
from .visit import violations

LOAD = "%load_ext jupyterlit"
APP = """%%app {name}
import jupyterlit as st
import time
st.session_state.setdefault("n", 0)
if st.button("Increment"):
    st.session_state.n += 1
if st.toggle("Long"):
    time.sleep(2)
st.markdown(f"Count: {{st.session_state.n}}")
"""
COMPUTES = "while True:\n    pass"
SETTINGS = "@jupyterlab/apputils-extension:kernels-settings"


def busy_cells(page: Page) -> Locator:
    return page.locator(".jp-InputPrompt", has_text="[*]")


def app_of(place: Page | Locator, n: int = 0) -> Locator:
    return place.get_by_test_id("stApp").nth(n)


def increment(app: Locator, count: int) -> None:
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text(f"Count: {count}")).to_be_visible()


def test_apps_answer_while_a_cell_computes_and_outlive_an_interrupt(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("busy.ipynb", LOAD, APP.format(name="one"), APP.format(name="two"), COMPUTES)
    jupyter.open(page, "lab/tree", "busy.ipynb")
    jupyter.run_all(page)
    one, two = app_of(page), app_of(page, 1)
    expect(two.get_by_text("Count: 0")).to_be_visible()
    increment(one, 1)
    increment(two, 1)
    increment(two, 2)
    # What is opened while the kernel is busy finds its way as well.
    page.get_by_role("button", name="Preview app", exact=True).first.click()
    panel = page.locator(".lit-panel")
    expect(panel.get_by_text("Count: 1")).to_be_visible()
    increment(app_of(panel), 2)
    expect(busy_cells(page)).to_have_count(1)
    expect(page.get_by_test_id("stConnectionStatus")).to_have_count(0)

    two.get_by_text("Long").click()
    expect(two).to_have_attribute("data-test-script-state", "running")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Interrupt Kernel").click()
    expect(page.locator(".jp-OutputArea-output", has_text="KeyboardInterrupt").first).to_be_visible()
    expect(busy_cells(page)).to_have_count(0)
    expect(two).to_have_attribute("data-test-script-state", "notRunning")
    expect(two.get_by_test_id("stException")).to_have_count(0)
    expect(two.get_by_role("switch")).to_be_checked()
    expect(two.get_by_text("Count: 2")).to_be_visible()
    increment(one, 3)


# As kernels are that have no subshells, or are older than ipykernel 7.4 under a front end that uses none.
NONE = "from jupyterlit.kernel.subshell import subshell\nsubshell.make = lambda: None\n"


@pytest.fixture
def without_subshells(jupyter: Jupyter) -> Iterator[None]:
    """Let JupyterLab use no subshells."""
    jupyter.set(SETTINGS, '{"commsOverSubshells": "disabled"}')
    yield
    jupyter.set(SETTINGS, "{}")


@pytest.mark.usefixtures("without_subshells")
def test_without_subshells_the_page_says_that_it_waits(jupyter: Jupyter, page: Page, tmp_path: Path) -> None:
    over = tmp_path / "over"
    waits = f"import pathlib, time\nwhile not pathlib.Path({str(over)!r}).exists():\n    time.sleep(0.05)"
    jupyter.write("waits.ipynb", NONE + LOAD, APP.format(name="one"), waits)
    jupyter.open(page, "lab/tree", "waits.ipynb")
    jupyter.run_all(page)
    app = app_of(page)
    told = app.get_by_role("status")
    expect(told).to_have_text("The kernel is busy. The app begins when it is free.")
    over.touch()
    expect(app.get_by_text("Count: 0")).to_be_visible()
    expect(told).to_have_count(0)

    over.unlink()
    page.locator(".jp-CodeCell .cm-content").nth(2).click()
    page.keyboard.press("Control+Enter")
    expect(busy_cells(page)).to_have_count(1)
    app.get_by_role("button", name="Increment").click()
    expect(told).to_have_text("The kernel is busy. The app goes on when it is free.")
    app.get_by_role("button", name="Increment").click()
    assert [found for found in violations(page) if any("lit-notice" in node for node in found[1])] == []
    expect(busy_cells(page)).to_have_count(1)
    over.touch()
    expect(app.get_by_text("Count: 2")).to_be_visible()
    expect(told).to_have_count(0)
