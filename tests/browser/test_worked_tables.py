"""Tables that a reader works on: columns moved and sized, cells opened, rows marked under filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .test_tables import ROW, menu, press, table
from .visit import APPS, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "worked_table.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.get_by_text("The end")).to_be_visible()
    return page


def corner(app: Page, key: str) -> tuple[float, float]:
    """Return where a table begins in the window."""
    box = table(app, key).get_by_test_id("stDataFrameResizable").bounding_box()
    assert box is not None
    return box["x"], box["y"]


def drag(app: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    app.mouse.move(*start)
    app.mouse.down()
    app.mouse.move(*end, steps=8)
    app.mouse.up()


def test_the_tools_of_the_first_element_are_in_reach(app: Page) -> None:
    first = table(app, "first")
    first.hover()
    first.get_by_role("button", name="Search").click()
    expect(app.get_by_role("searchbox")).to_be_focused()
    box = first.get_by_test_id("stElementToolbar").bounding_box()
    header = app.get_by_test_id("stHeader").bounding_box()
    assert box is not None
    assert header is not None
    assert box["y"] >= header["y"] + header["height"]


def test_a_column_is_moved_by_dragging(app: Page) -> None:
    headings = table(app, "kept").locator("th")
    expect(headings).to_have_text(["n", "half", "name"])
    x, y = corner(app, "kept")
    drag(app, (x + 40, y + ROW / 2), (x + 620, y + ROW / 2))
    expect(headings).to_have_text(["half", "name", "n"])


def test_a_table_comes_back_as_it_was_left(app: Page) -> None:
    menu(app, "kept", 40).get_by_role("menuitem", name="Hide column").click()
    headings = table(app, "kept").locator("th")
    expect(headings).to_have_text(["half", "name"])
    app.get_by_test_id("stCheckbox").locator("label").click()
    expect(headings).to_have_count(0)
    app.get_by_test_id("stCheckbox").locator("label").click()
    expect(headings).to_have_text(["half", "name"])


def test_a_double_click_on_its_edge_fits_a_column(app: Page) -> None:
    headings = table(app, "first").locator("th")
    x, y = corner(app, "first")
    edge = x + 233
    app.mouse.move(edge, y + ROW / 2)
    canvas = table(app, "first").get_by_test_id("data-grid-canvas")
    expect(canvas).to_have_css("cursor", "col-resize")  # as a hand waits too
    drag(app, (edge, y + ROW / 2), (edge + 150, y + ROW / 2))
    press(app, "first", 330, 0)
    expect(headings).to_have_text(["", "n ↑", "half", "name"])
    app.mouse.move(edge + 150, y + ROW / 2)
    expect(canvas).to_have_css("cursor", "col-resize")
    app.mouse.dblclick(edge + 150, y + ROW / 2)
    press(app, "first", 200, 0)
    expect(headings).to_have_text(["", "n", "half ↑", "name"])


@pytest.mark.parametrize(("right", "player"), [(0, "audio"), (1, "video")])
def test_sounds_and_films_open_into_players(app: Page, right: int, player: str) -> None:
    press(app, "media", 40, 1)
    for _ in range(right):
        app.keyboard.press("ArrowRight")
    app.keyboard.press("Enter")
    opened = app.locator(f"#portal {player}")
    expect(opened).to_be_visible()
    expect(opened).to_have_js_property("controls", True)
    expect(opened).to_be_focused()
    app.keyboard.press("Escape")
    expect(app.locator("#portal *")).to_have_count(0)


def test_all_rows_stay_marked_under_a_filter(app: Page) -> None:
    press(app, "picked", 15, 0)
    expect(app.get_by_text("1000 rows, the last is [999]")).to_be_visible()
    found = table(app, "picked")
    expect(found.locator("tr[aria-selected=true]").first).to_be_attached()
    found.hover()
    found.get_by_role("button", name="Search").click()
    app.get_by_role("searchbox").fill("row 99")
    expect(found.get_by_role("status")).to_have_text("11 rows match")
    expect(found.locator("tr[aria-selected=true]")).not_to_have_count(0)
    expect(found.locator("tr[aria-selected=false]")).to_have_count(0)


@pytest.mark.parametrize("look", ["rtl", "forced"])
def test_tables_work_in_other_looks(app: Page, look: str) -> None:
    app.emulate_media(reduced_motion="reduce")
    if look == "rtl":
        app.evaluate("document.documentElement.dir = 'rtl'")
    else:
        app.emulate_media(forced_colors="active")
    press(app, "first", 200, 0)
    expect(table(app, "first").locator("th[aria-sort]")).to_have_count(1)
    opened = menu(app, "first", 200)
    expect(opened).to_be_visible()
    box = opened.bounding_box()
    width = app.evaluate("document.documentElement.clientWidth")
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    assert violations(app) == []
    app.keyboard.press("Escape")
    settled(app)
