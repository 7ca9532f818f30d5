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


def test_a_cell_gets_a_component_over_its_comm(jupyter: Jupyter, page: Page) -> None:
    folder = APPS / "component"
    code = (
        "%%app\nimport jupyterlit as st\n"
        f"own = st.components.v1.declare_component('own', path={str(folder)!r})\n"
        "st.text(f\"own {own(name='cell', key='own')}\")"
    )
    jupyter.write("component.ipynb", "%load_ext jupyterlit", code)
    jupyter.open(page, "lab/tree", "component.ipynb")
    jupyter.run_all(page)
    own = inside(page, "own")
    expect(own.locator("#said")).to_have_text("cell   light false")
    expect(own.locator("#said")).to_have_css("color", "rgb(1, 2, 3)")
    own.get_by_role("button", name="Text").click()
    expect(page.get_by_text("own {'n': 1}")).to_be_visible()
