"""An app with pages: its menu, its links and its addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.server.client import write_notebook

from .conftest import Serve, Server
from .visit import APPS, overflow, resize, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "pages.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def address(page: Page, path: str) -> None:
    expect(page).to_have_url(re.compile(rf"^http://127\.0\.0\.1:\d+{re.escape(path)}$"))


def test_the_menu_leads_from_page_to_page(app: Page) -> None:
    menu = app.get_by_role("navigation", name="App pages")
    expect(menu.get_by_role("link", name="penguins")).to_have_attribute("aria-current", "page")
    expect(app).to_have_title("penguins")
    app.get_by_label("Name", exact=True).fill("Adelie")
    app.get_by_label("Common").fill("both")
    app.get_by_label("Common").press("Enter")
    settled(app)
    menu.get_by_role("link", name="islands").click()
    heading(app, "Islands")
    address(app, "/islands")
    expect(app).to_have_title("The *islands*")
    expect(app.get_by_label("Common")).to_have_value("both")
    app.mouse.move(600, 400)  # a tooltip is no part of the page
    expect(app.get_by_role("tooltip")).to_have_count(0)
    assert violations(app) == []
    app.go_back()
    heading(app, "Penguins")
    address(app, "/")
    expect(app.get_by_label("Name", exact=True)).to_have_value("")
    app.go_forward()
    heading(app, "Islands")


def test_a_page_begins_at_its_top(app: Page) -> None:
    app.get_by_text("Penguin 59").scroll_into_view_if_needed()
    app.get_by_role("navigation").get_by_role("link", name="islands").click()
    heading(app, "Islands")
    app.get_by_role("navigation").get_by_role("link", name="penguins").click()
    expect(app.get_by_role("heading", name="Penguins")).to_be_in_viewport()


def test_links_and_scripts_lead_to_pages(app: Page) -> None:
    app.get_by_test_id("stPageLink-NavLink").click()
    expect(app.get_by_text("Island: Dream")).to_be_visible()
    address(app, "/islands?island=Dream")
    app.go_back()
    app.get_by_role("button", name="Where do they live?").click()
    expect(app.get_by_text("Island: Biscoe")).to_be_visible()
    address(app, "/islands?island=Biscoe")


def test_an_address_leads_to_its_page(served: Server, page: Page) -> None:
    page.goto(served.url.rstrip("/") + "/secret")
    heading(page, "Secret")
    expect(page.get_by_role("navigation").get_by_role("link", name="Secret")).to_have_count(0)
    page.goto(served.url.rstrip("/") + "/nowhere")
    box = page.get_by_role("dialog", name="Page not found")
    expect(box).to_contain_text("nowhere")
    address(page, "/")
    page.keyboard.press("Escape")
    heading(page, "Penguins")


def test_the_menu_stands_on_top(app: Page) -> None:
    app.get_by_text("Menu on top").click()
    top = app.get_by_test_id("stTopNav")
    expect(top.get_by_role("link", name="penguins")).to_be_visible()
    top.get_by_role("button", name="More").click()
    expect(app.get_by_test_id("stTopNavDropdownLink")).to_be_focused()
    app.keyboard.press("Enter")
    heading(app, "Islands")
    expect(app.get_by_role("tooltip")).to_have_count(0)
    assert violations(app) == []
    resize(app, 390, 800)
    expect(top).to_have_count(0)
    assert overflow(app) == 0
    app.get_by_role("button", name="Expand sidebar").click()
    app.get_by_role("navigation").get_by_role("link", name="penguins").click()
    heading(app, "Penguins")


def test_what_a_cell_makes_is_below_it(serve: Serve, visit: Callable[[str], Page], tmp_path: Path) -> None:
    station = """%%app Station
import jupyterlit as st
def overview():
    st.title("Overview")
    st.page_link("Islands", label="To the islands")
def data():
    st.title("Data")
st.navigation({"": [overview], "More": [st.Page(data)]}).run()
"""
    islands = "%%app Islands\nimport jupyterlit as st\nst.title('Islands')"
    page = visit(serve(write_notebook(tmp_path / "app.ipynb", islands, station)).url)
    menu = page.get_by_role("navigation", name="App pages")
    menu.get_by_role("link", name="Station").click()
    heading(page, "Overview")
    address(page, "/Station")
    menu.get_by_role("link", name="data").click()
    heading(page, "Data")
    address(page, "/Station/data")
    expect(menu.get_by_role("link")).to_have_text(["Islands", "overview", "data"])
    page.reload()
    heading(page, "Data")
    address(page, "/Station/data")
    page.go_back()
    heading(page, "Overview")
    page.get_by_role("link", name="To the islands").click()
    heading(page, "Islands")
    address(page, "/")
    page.go_back()
    heading(page, "Overview")
    address(page, "/Station")
    assert violations(page) == []


def test_a_folder_has_pages(serve: Serve, visit: Callable[[str], Page], tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text("import streamlit as st\nst.title('Start')\n")
    (tmp_path / "pages" / "1_🐧_All_penguins.py").write_text("import streamlit as st\nst.title('All')\n")
    page = visit(serve(tmp_path).url)
    page.get_by_role("navigation").get_by_role("link", name="All penguins").click()
    heading(page, "All")
    address(page, "/All_penguins")
    page.reload()
    heading(page, "All")
