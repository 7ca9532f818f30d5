"""Tables on the page: what a cell says, and what the reader can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, settled

ROW = 35


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "table.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    expect(page.locator("canvas").first).to_be_visible()
    return page


def table(app: Page, key: str) -> Locator:
    """Return a table, in view: only then it can be clicked."""
    found = element(app, key).get_by_test_id("stDataFrame")
    found.scroll_into_view_if_needed()
    return found


def cells(app: Page, key: str) -> list[list[str]]:
    """Return what screen readers find in a table, headings first: a canvas holds it unseen."""
    rows = table(app, key).locator("tr")
    expect(rows.nth(1)).to_be_attached()
    return [[cell.text_content() or "" for cell in row.locator("th, td").all()] for row in rows.all()]


def press(app: Page, key: str, x: int, row: int) -> None:
    """Press a table at `x` pixels from its left, in a row; its headings are row 0."""
    table(app, key).get_by_test_id("stDataFrameResizable").click(position={"x": x, "y": row * ROW + ROW / 2})


def test_cells_are_written_by_their_types(app: Page) -> None:
    app.set_viewport_size({"width": 2600, "height": 900})
    app.get_by_role("button", name="Main menu").wait_for()
    headings, first, second = cells(app, "polars")[0], *cells(app, "types")[1:]
    assert headings == ["polars"]
    found = dict(zip(cells(app, "types")[0], zip(first, second, strict=True), strict=True))
    assert found[""] == ("first", "second")
    assert found["whole"] == ("1", "1152921504606846976")
    assert found["float"] == ("0.3333333333333333", "")
    assert found["truth"] == ("true", "false")
    assert found["day"] == ("2024-02-29", "")


def test_a_table_has_streamlits_names_and_a_size(app: Page) -> None:
    found = table(app, "polars")
    expect(app.get_by_role("group", name="Polar numbers")).to_be_visible()
    box = found.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (300, 200)
    types = table(app, "types").get_by_test_id("stDataFrameResizable").bounding_box()
    assert types is not None
    assert types["height"] == ROW + 2 * 40 + 2
    headers = table(app, "headers").get_by_test_id("stDataFrameResizable").bounding_box()
    assert headers is not None
    assert headers["height"] == 3 * ROW + 2
    expect(table(app, "empty").get_by_text("empty", exact=True).last).to_be_visible()
    narrow = table(app, "one").bounding_box()
    assert narrow is not None
    assert narrow["width"] < 400


def test_rows_come_as_the_reader_scrolls_and_stay_while_they_change(app: Page) -> None:
    large = table(app, "large")
    expect(large.locator("table")).to_have_attribute("aria-rowcount", "10001")
    large.hover()
    app.mouse.wheel(0, 5000 * ROW)
    expect(large.locator("td", has_text="row 50").first).to_be_attached()
    before = cells(app, "large")[1]
    app.get_by_role("slider", name="Changes").press("ArrowRight")
    settled(app)
    changed = [*before[:2], f"{float(before[2]) + 1:g}", before[3]]
    expect(large.locator("tr").nth(1).locator("td")).to_have_text(changed)


def test_a_heading_sorts_the_whole_table(app: Page) -> None:
    large = table(app, "large")
    headings = large.locator("th")
    expect(headings).to_have_text(["", "n", "Half", "name"])
    press(app, "large", 400, 0)
    expect(headings.nth(2)).to_have_text("Half ↑")
    press(app, "large", 400, 0)
    expect(headings.nth(2)).to_have_text("Half ↓")
    expect(large.locator("td").nth(1)).to_have_text("9999")
    press(app, "large", 400, 0)
    expect(headings.nth(2)).to_have_text("Half")
    expect(large.locator("td").nth(1)).to_have_text("0")


def test_a_search_finds_rows_wherever_they_are(app: Page) -> None:
    large = table(app, "large")
    large.hover()
    large.get_by_role("button", name="Search").click()
    app.get_by_role("searchbox", name="Search the table").fill("row 98765")
    expect(large.get_by_role("status")).to_have_text("0 rows match")
    app.get_by_role("searchbox").fill("row 9876")
    expect(large.get_by_role("status")).to_have_text("1 row matches")
    expect(large.locator("td").nth(1)).to_have_text("9876")
    app.keyboard.press("Escape")
    expect(app.get_by_role("searchbox")).to_have_count(0)
    expect(large.locator("table")).to_have_attribute("aria-rowcount", "10001")


def test_a_table_is_saved_and_its_columns_are_hidden(app: Page, tmp_path: Path) -> None:
    large = table(app, "large")
    large.hover()
    large.get_by_role("button", name="Show/hide columns").click()
    app.get_by_role("checkbox", name="Half").uncheck()
    app.keyboard.press("Escape")
    expect(large.locator("th")).to_have_text(["", "n", "name"])
    with app.expect_download() as download:
        large.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == (",n,name", 10_001)
    assert lines[1].replace('"', "") == "0,0,row 0"


def test_rows_and_columns_are_selected(app: Page) -> None:
    press(app, "rows", 15, 1)
    expect(app.get_by_text("rows [0] columns []")).to_be_visible()
    press(app, "rows", 15, 3)
    expect(app.get_by_text("rows [0, 2] columns []")).to_be_visible()
    press(app, "rows", 100, 0)
    expect(app.get_by_text("rows [0, 2] columns ['n']")).to_be_visible()
    press(app, "rows", 200, 5)
    app.keyboard.press("ArrowDown")
    app.keyboard.press("Shift+Space")
    expect(app.get_by_text("rows [0, 2, 5] columns ['n']")).to_be_visible()
    app.reload()
    settled(app)
    expect(app.get_by_text("rows [0, 2, 5] columns ['n']")).to_be_visible()
    expect(table(app, "rows").locator("tr[aria-selected=true]")).to_have_count(3)
    press(app, "rows", 15, 0)
    expect(app.get_by_text("rows [0, 1, 2, 3")).to_be_visible()
    app.keyboard.press("Escape")
    expect(app.get_by_text("rows [] columns []")).to_be_visible()


def test_one_row_stays_selected(app: Page) -> None:
    expect(app.get_by_text("one [0]")).to_be_visible()
    press(app, "one", 15, 3)
    expect(app.get_by_text("one [2]")).to_be_visible()
    press(app, "one", 15, 3)
    settled(app)
    expect(app.get_by_text("one [2]")).to_be_visible()


def test_cells_are_selected_by_drawing(app: Page) -> None:
    canvas = table(app, "cells").locator("canvas").first.bounding_box()
    assert canvas is not None
    app.mouse.move(canvas["x"] + 50, canvas["y"] + 1.5 * ROW)
    app.mouse.down()
    app.mouse.move(canvas["x"] + 350, canvas["y"] + 2.5 * ROW, steps=6)
    app.mouse.up()
    expect(app.get_by_text("cells [(0, 'n'), (0, 'half'), (1, 'n'), (1, 'half')]")).to_be_visible()
    app.keyboard.press("ArrowDown")
    expect(app.get_by_text("cells [(1, 'n')]")).to_be_visible()


def test_a_cell_is_opened_and_tab_leaves_the_table(app: Page) -> None:
    press(app, "large", 600, 2)
    app.keyboard.press("Enter")
    expect(app.locator("#portal").get_by_role("textbox")).to_have_value("row 1")
    app.keyboard.press("Escape")
    expect(app.locator("#portal *")).to_have_count(0)
    app.keyboard.press("Tab")
    expect(table(app, "large").locator("canvas").first).not_to_be_focused()


def test_full_screen_fills_the_window_until_escape(app: Page) -> None:
    found = table(app, "polars")
    found.hover()
    found.get_by_role("button", name="Fullscreen").click()
    frame = element(app, "polars").get_by_test_id("stFullScreenFrame")
    size = app.viewport_size
    assert size is not None
    expect(frame).to_have_css("width", f"{size['width']}px")
    app.keyboard.press("Escape")
    expect(frame).to_have_css("width", "300px")
    expect(element(app, "polars").get_by_role("button", name="Fullscreen")).to_be_focused()


def test_a_table_fits_a_phone(app: Page) -> None:
    app.set_viewport_size({"width": 390, "height": 800})
    assert overflow(app) == 0
    for key in ("types", "large", "rows", "one", "polars"):
        box = table(app, key).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
