"""Widgets of ipywidgets, anywidget, ipyleaflet and ipydatagrid: on the page and in a cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Jupyter, Serve, Server
from .visit import APPS, element

APP = APPS / "jupyter_widgets.py"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APP)


def use(app: Page) -> None:
    """Use each of the widgets; the script sees what has been done."""
    shown = app.get_by_test_id("stApp")
    element(app, "counter").get_by_role("button", name="count is 0").click()
    expect(shown.get_by_text("counter 1 initialized changes 1")).to_be_visible()
    expect(element(app, "counter").get_by_role("button", name="count is 1")).to_have_css(
        "background-color", "rgb(1, 2, 3)"
    )
    handle = element(app, "slider").get_by_role("slider", name="Number")
    handle.focus()
    handle.press("ArrowRight")
    expect(shown.get_by_text("slider 5")).to_be_visible()
    shown.get_by_role("button", name="Set to 9").click()
    expect(element(app, "slider").locator(".widget-readout")).to_have_text("9")
    expect(shown.get_by_text("slider 9")).to_have_count(0)  # what the run itself has changed, it knows
    name = element(app, "box").get_by_label("Name")
    name.fill("Grace")
    name.press("Enter")
    handle = element(app, "interactive").get_by_role("slider", name="penguins")
    handle.focus()
    handle.press("ArrowRight")
    expect(element(app, "interactive").get_by_text("There are 6 penguins")).to_be_visible()
    element(app, "map").get_by_role("button", name="Zoom in").click()
    expect(shown.get_by_text("zoom 9")).to_be_visible()
    expect(shown.get_by_text("name Grace", exact=True)).to_be_visible()
    element(app, "grid").locator("canvas").first.click(position={"x": 70, "y": 50}, force=True)
    expect(shown.get_by_text("rows [1]")).to_be_visible()
    shown.get_by_role("button", name="Where is it?").click()
    expect(element(app, "other").locator(".leaflet-container")).to_be_visible()
    expect(element(app, "map").locator(".leaflet-container")).to_be_visible()


def test_widgets_of_others_work_on_a_page(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(served.url)
    use(app)
    app.reload()
    expect(element(app, "counter").get_by_role("button", name="count is 1")).to_be_visible()
    expect(element(app, "box").get_by_label("Name")).to_have_value("Grace")


def test_they_work_in_a_cell_and_the_notebooks_own_are_one_with_its_views(jupyter: Jupyter, page: Page) -> None:
    made = "import ipywidgets\nshared = ipywidgets.IntText(1, description='Shared', continuous_update=False)\nshared"
    shown = "\nst.text(f'shared {st.widget(shared, key=\"shared\").value}')\n"
    jupyter.write("widgets.ipynb", "%load_ext jupyterlit", made, "%%app\n" + APP.read_text() + shown)
    jupyter.open(page, "lab/tree", "widgets.ipynb")
    jupyter.run_all(page)
    use(page)
    theirs = page.locator(".jp-OutputArea-output > .jupyter-widgets").get_by_label("Shared")
    ours = element(page, "shared").get_by_label("Shared")
    theirs.fill("7")
    theirs.press("Enter")
    expect(page.get_by_test_id("stApp").get_by_text("shared 7", exact=True)).to_be_visible()
    expect(ours).to_have_value("7")
    ours.fill("9")
    ours.press("Enter")
    expect(page.get_by_test_id("stApp").get_by_text("shared 9", exact=True)).to_be_visible()
    expect(theirs).to_have_value("9")
    expect(page.locator("#main")).to_have_css("position", "absolute")  # Lab's window is as Lab has it
