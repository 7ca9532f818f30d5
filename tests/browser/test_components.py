"""Custom components: published ones, and the protocol they speak."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from .conftest import Jupyter, Serve, Server
from .visit import APPS, element, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "components.py")


# A script of a component in the page.
GO = """export default ({ parentElement, setStateValue }) => {
    parentElement.querySelector("button").onclick = () => setStateValue("went", "far");
};"""


def inside(page: Page, key: str) -> FrameLocator:
    return element(page, key).frame_locator("iframe")


def test_published_components_work_unchanged(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(served.url)
    expect(app.get_by_text("menu Home")).to_be_visible()
    inside(app, "menu").get_by_text("Settings").click()
    expect(app.get_by_text("menu Settings")).to_be_visible()
    cell = inside(app, "grid").locator(".ag-cell", has_text="Oslo")
    cell.dblclick()
    inside(app, "grid").locator(".ag-cell input").fill("Bergen")
    inside(app, "grid").locator(".ag-cell input").press("Enter")
    expect(app.get_by_text("grid [['Bergen', 4], ['Lima', 19]]")).to_be_visible()
    app.frame_locator("iframe[title*='tab_bar']").get_by_text("Two").click()
    expect(app.get_by_text("tab 2")).to_be_visible()


def test_values_of_all_kinds_come_back(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?own")
    own = inside(app, "own")
    expect(own.locator("#said")).to_have_text("<b> 0,255 cities light false")
    expect(own.locator("#said")).to_have_css("color", "rgb(1, 2, 3)")
    expect(element(app, "own").locator("iframe")).to_have_css("height", "120px")
    expect(app.get_by_text("own 'nothing yet'")).to_be_visible()
    own.get_by_role("button", name="Text").click()
    expect(app.get_by_text("own {'n': 1}")).to_be_visible()
    own.get_by_role("button", name="Bytes").click()
    expect(app.get_by_text(r"own b'\x01\x02'")).to_be_visible()
    own.get_by_role("button", name="Table").click()
    expect(app.get_by_text("own {'city': {'N': 'Oslo', 'S': 'Lima'}, 'degrees': {'N': 4, 'S': 19}}")).to_be_visible()
    inside(app, "inside").get_by_role("button", name="Text").click()
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("inside {'n': 1}")).to_be_visible()
    app.emulate_media(color_scheme="dark")
    expect(own.locator("#said")).to_have_text("<b> 0,255 cities dark false")
    expect(app.frame_locator("[data-testid=stIFrame]").get_by_text("Hello from a script")).to_be_visible()
    app.reload()
    settled(app)
    expect(app.get_by_text("own {'city': {'N'")).to_be_visible()


# What a component's page has asked for while it ran.
LAZY = (
    "module late, fetch data, own data, xhr data, script old, sheet rgb(7, 8, 9), "
    "worker work, picture decoded, gone gone"
)


def test_a_component_asks_for_files_later(served: Server, page: Page) -> None:
    page.goto(f"{served.url}?lazy")
    expect(inside(page, "lazy").locator("#said")).to_have_text(LAZY)
    expect(page.get_by_text("lazy 9")).to_be_visible()


def test_a_cell_gets_a_component_over_its_comm(jupyter: Jupyter, page: Page) -> None:
    folder = APPS / "component"
    lazy = APPS / "component_lazy"
    code = (
        "%%app\nimport jupyterlit as st\n"
        f"st.components.v1.declare_component('lazy', path={str(lazy)!r})(key='lazy')\n"
        f"v2 = st.components.v2.component('v2', html='<button>Go</button>', js={GO!r})\n"
        "st.text(f\"v2 {v2(key='v2', on_went_change=lambda: None)}\")\n"
        "import streamlit_shadcn_ui as shadcn\n"
        "with st.container(key='switch'):\n"
        "    st.text(f\"switch {shadcn.switch('Enable', value=False, key='enable')}\")\n"
        f"own = st.components.v1.declare_component('own', path={str(folder)!r})\n"
        "st.text(f\"own {own(name='cell', key='own')}\")"
    )
    jupyter.write("component.ipynb", "%load_ext jupyterlit", code)
    jupyter.open(page, "lab/tree", "component.ipynb")
    jupyter.run_all(page)
    expect(inside(page, "lazy").locator("#said")).to_have_text(LAZY)
    element(page, "v2").get_by_role("button", name="Go").click()
    expect(page.get_by_test_id("stApp").get_by_text("v2 {'went': 'far'}")).to_be_visible()
    element(page, "switch").get_by_role("switch", name="Enable").click()
    expect(page.get_by_test_id("stApp").get_by_text("switch True")).to_be_visible()
    own = inside(page, "own")
    expect(own.locator("#said")).to_have_text("cell   light false")
    expect(own.locator("#said")).to_have_css("color", "rgb(1, 2, 3)")
    own.get_by_role("button", name="Text").click()
    expect(page.get_by_test_id("stApp").get_by_text("own {'n': 1}")).to_be_visible()
