"""The example that everybody sees first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Jupyter, Serve

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "penguins.ipynb"


def filter_penguins(page: Page) -> None:
    """Use the app and look at what it shows."""
    app = page.get_by_test_id("stApp")
    expect(app.get_by_role("heading", name="Palmer penguins")).to_be_visible()
    penguins = app.get_by_test_id("stMetric").filter(has_text="Penguins")
    expect(penguins.get_by_test_id("stMetricValue")).to_have_text("342")
    expect(app.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg").first).to_be_visible()
    app.get_by_text("Only where the sex is known").click()
    expect(penguins.get_by_test_id("stMetricValue")).to_have_text("333")
    app.get_by_role("tab", name="Data").click()
    expect(app.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(app.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page(serve: Serve, page: Page, width: int) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(serve(NOTEBOOK).url)
    expect(page).to_have_title("Palmer penguins")
    if width < 768:
        page.get_by_role("button", name="Expand sidebar").click()
        page.get_by_text("Only where the sex is known").click()
        page.get_by_role("button", name="Collapse sidebar").click()
        expect(page.get_by_test_id("stMetricValue").first).to_have_text("333")
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0
    else:
        filter_penguins(page)
    assert errors == []


def test_the_cell(jupyter: Jupyter, page: Page) -> None:
    (jupyter.root / "data").mkdir()
    (jupyter.root / "data" / "penguins.csv").write_text((NOTEBOOK.parent / "data" / "penguins.csv").read_text())
    cells = json.loads(NOTEBOOK.read_text())["cells"]
    jupyter.write("penguins.ipynb", *("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
    page.set_viewport_size({"width": 1400, "height": 1000})
    jupyter.open(page, "lab/tree", "penguins.ipynb")
    jupyter.run_all(page)
    filter_penguins(page)
