"""All elements together: light and dark, wide and narrow, for every reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS


@pytest.fixture(scope="module")
def inputs(serve: Serve) -> Server:
    return serve(APPS / "inputs.py")


@pytest.fixture(scope="module")
def shown(serve: Serve) -> Server:
    return serve(APPS / "shown.py")


def see_everything(app: Locator) -> None:
    """See each element of the app `shown`, at its end first: then all are there."""
    expect(app.get_by_text("The end", exact=True)).to_be_visible()
    for level, name in ((1, "A title"), (2, "A header"), (3, "A subheader")):
        expect(app.get_by_role("heading", name=name, level=level)).to_be_visible()
    for test_id, text in {
        "stMarkdown": "bold red code link",
        "stCaptionContainer": "A caption",
        "stText": "Plain *text*",
        "stCode": "return x + 1",
        "stJson": "a",
        "stException": "ZeroDivisionError",
        "stExpander": "In an expander",
    }.items():
        expect(app.get_by_test_id(test_id).filter(has_text=text).first).to_be_visible()
    for text in ("It worked", "For your information", "Careful", "It failed"):
        expect(app.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()
    expect(app.get_by_test_id("stMetricDelta").first).to_contain_text("2")
    expect(app.locator(".st-key-box").get_by_text("In a container")).to_be_visible()
    expect(app.get_by_text("In the second tab")).to_be_hidden()
    app.get_by_role("tab", name="Two").click()
    expect(app.get_by_text("In the second tab")).to_be_visible()
    expect(app.get_by_text("In place of nothing")).to_be_visible()
    expect(app.get_by_role("progressbar").last).to_be_visible()
    expect(app.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    charts = app.get_by_test_id("stVegaLiteChart")
    expect(charts).to_have_count(5)
    for chart in charts.all():
        expect(chart.locator("canvas, svg").first).to_be_visible()
    expect(app.get_by_role("img", name="A picture").or_(app.get_by_alt_text("A picture")).first).to_be_visible()
    expect(app.get_by_test_id("stImage")).to_have_count(2)
    expect(app.get_by_test_id("stSidebar").get_by_text("In the sidebar")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_that_is_shown(shown: Server, page: Page, scheme: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(shown.url)
    see_everything(page.get_by_test_id("stApp"))
    assert told == []


def test_a_table_is_read_by_scroll_search_and_screen_reader(shown: Server, page: Page) -> None:
    page.goto(shown.url)
    table = page.get_by_test_id("stDataFrame")
    # What a canvas holds for screen readers has no place on the screen.
    grid = table.get_by_role("grid", include_hidden=True)
    expect(grid).to_have_attribute("aria-rowcount", "1001")
    expect(table.get_by_role("columnheader", name="name", include_hidden=True)).to_be_attached()
    table.hover()
    table.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("row 99")
    expect(grid).to_have_attribute("aria-rowcount", "12")


def test_a_narrow_page_scrolls_one_way_only(shown: Server, inputs: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for server in (shown, inputs):
        page.goto(server.url)
        expect(page.get_by_test_id("stText").last).to_be_attached()
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
