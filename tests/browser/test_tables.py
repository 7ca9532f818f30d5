"""Tables on the page: what a cell says, and what the reader can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, Visit, element, overflow, resize, settled, violations

ROW = 35
# What the clipboard holds once a text is in it.
COPIED = """async (wanted) => {
  for (let look = 0; look < 200; look++) {
    const text = await navigator.clipboard.readText();
    if (text.includes(wanted)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return "";
}"""


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
    resize(app, 2600, 900)
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
    press(app, "large", 300, 0)
    expect(headings.nth(2)).to_have_text("Half ↑")
    press(app, "large", 300, 0)
    expect(headings.nth(2)).to_have_text("Half ↓")
    expect(large.locator("td").nth(1)).to_have_text("9999")
    press(app, "large", 300, 0)
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
    resize(app, 390, 800)
    assert overflow(app) == 0
    for key in ("types", "large", "rows", "one", "polars"):
        box = table(app, key).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390


def menu(app: Page, key: str, x: int) -> Locator:
    """Open the menu of the column that lies `x` pixels from the left of a table."""
    frame = table(app, key).get_by_test_id("stDataFrameResizable")
    frame.click(button="right", position={"x": x, "y": ROW / 2})
    return app.get_by_test_id("stDataFrameColumnMenu")


def test_columns_have_the_looks_of_their_types(app: Page) -> None:
    resize(app, 1600, 900)
    headings, first, _, last = cells(app, "typed")
    found = dict(zip(headings, first, strict=True))
    assert found["Price"] == "1234.5"
    assert found["tags"] == '["new","hot"]'
    assert found["page"] == "https://example.com/first"
    assert found["note"] == "**bold** text"
    assert dict(zip(headings, last, strict=True))["done"] == ""


def test_a_button_in_a_cell_is_pressed(app: Page) -> None:
    frame = table(app, "typed").get_by_test_id("stDataFrameResizable")
    frame.click(position={"x": 120, "y": 1.5 * ROW})
    app.keyboard.press("End")
    app.keyboard.press("Control+ArrowRight")
    app.keyboard.press("ArrowDown")
    app.keyboard.press("Enter")
    expect(app.get_by_text("pressed {'row': 1, 'label': 'Stop'}")).to_be_visible()


def test_cells_open_into_all_of_what_they_hold(app: Page) -> None:
    resize(app, 1600, 900)
    frame = table(app, "typed").get_by_test_id("stDataFrameResizable")
    portal = app.locator("#portal")
    frame.click(position={"x": 80, "y": 1.5 * ROW})
    for steps, opened in ((1, "new"), (1, "https://example.com/first"), (1, "1 2"), (1, "bold text")):
        for _ in range(steps):
            app.keyboard.press("ArrowRight")
        app.keyboard.press("Enter")
        for word in opened.split():
            expect(portal.get_by_text(word).first).to_be_visible()
        app.keyboard.press("Escape")
        expect(app.locator("#portal *")).to_have_count(0)


def test_what_the_author_says_of_a_column_is_beside_its_heading(app: Page) -> None:
    frame = table(app, "typed").get_by_test_id("stDataFrameResizable")
    frame.hover(position={"x": 80, "y": ROW / 2})
    expect(app.get_by_role("tooltip")).to_have_text("What one costs")
    frame.hover(position={"x": 80, "y": 2 * ROW})
    expect(app.get_by_role("tooltip")).to_have_count(0)
    expect(menu(app, "typed", 80).get_by_text("What one costs")).to_be_visible()


def test_a_column_is_filtered_and_sorted_from_its_menu(app: Page) -> None:
    large = table(app, "large")
    menu(app, "large", 300).get_by_role("menuitem", name="Filter").click()
    app.get_by_label("From", exact=True).fill("4999")
    expect(large.get_by_role("status")).to_have_text("2 rows match")
    expect(large.locator("table")).to_have_attribute("aria-rowcount", "3")
    expect(large.locator("td").nth(1)).to_have_text("9998")
    app.keyboard.press("Escape")
    app.get_by_role("menuitem", name="Sort descending").click()
    expect(large.locator("th").nth(2)).to_have_attribute("aria-sort", "descending")
    expect(large.locator("td").nth(1)).to_have_text("9999")
    large.get_by_role("button", name="Clear all filters").click()
    expect(large.locator("table")).to_have_attribute("aria-rowcount", "10001")


def test_values_are_wanted_one_by_one(app: Page) -> None:
    menu(app, "rows", 600).get_by_role("menuitem", name="Filter").click()
    app.get_by_role("button", name="None").click()
    expect(table(app, "rows").get_by_role("status")).to_have_text("0 rows match")
    app.get_by_role("searchbox", name="Find a value").fill("row 17")
    app.get_by_role("checkbox", name="row 17").check()
    expect(table(app, "rows").get_by_role("status")).to_have_text("1 row matches")


def test_the_keyboard_reaches_the_menu_and_the_focus_comes_back(app: Page) -> None:
    press(app, "large", 600, 2)
    app.keyboard.press("Alt+ArrowDown")
    items = app.get_by_role("menu", name="Menu of column name")
    expect(items.get_by_role("menuitem", name="Sort ascending")).to_be_focused()
    app.keyboard.press("ArrowDown")
    expect(items.get_by_role("menuitem", name="Sort descending")).to_be_focused()
    app.keyboard.press("Escape")
    expect(items).to_have_count(0)
    app.keyboard.press("ArrowUp")
    app.keyboard.press("Enter")
    expect(app.locator("#portal").get_by_role("textbox")).to_have_value("row 0")


def test_what_the_reader_makes_of_columns_outlives_a_run(app: Page) -> None:
    large = table(app, "large")
    menu(app, "large", 300).get_by_role("menuitem", name="Format").click()
    app.get_by_role("menuitemradio", name="Percent").click()
    menu(app, "large", 300).get_by_role("menuitem", name="Move left").click()
    menu(app, "large", 600).get_by_role("menuitem", name="Hide column").click()
    expect(large.locator("th")).to_have_text(["", "Half", "n"])
    app.get_by_role("slider", name="Changes").press("ArrowRight")
    settled(app)
    expect(large.locator("th")).to_have_text(["", "Half", "n"])
    expect(large.locator("td").nth(1)).to_have_text("1")


def test_a_column_is_resized_by_dragging(app: Page) -> None:
    app.get_by_test_id("stTable").wait_for()  # the last element
    settled(app)
    large = table(app, "large")
    expect(large.locator("th")).to_have_text(["", "n", "Half", "name"])
    frame, canvas = large.get_by_test_id("stDataFrameResizable"), large.locator("canvas").first
    frame.hover(position={"x": 219, "y": ROW / 2})
    expect(canvas).to_have_css("cursor", "col-resize")
    app.mouse.down()
    frame.hover(position={"x": 369, "y": ROW / 2})
    app.mouse.up()
    press(app, "large", 300, 1)
    expect(canvas).not_to_have_css("cursor", "col-resize")
    frame.hover(position={"x": 369, "y": ROW / 2})
    expect(canvas).to_have_css("cursor", "col-resize")
    press(app, "large", 300, 0)
    expect(large.locator("th")).to_have_text(["", "n ↑", "Half", "name"])


def test_cells_are_copied_that_have_not_come(app: Page) -> None:
    app.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(app, "large", 600, 2)
    app.keyboard.press("Control+a")
    app.keyboard.press("Control+c")
    lines = str(app.evaluate(COPIED, "row 9999")).splitlines()
    assert len(lines) == 10_000
    assert lines[9999] == "9999\t9999\t4999.5\trow 9999"


def test_a_table_higher_than_browsers_can_scroll(app: Page) -> None:
    far = table(app, "far")
    expect(far.locator("table")).to_have_attribute("aria-rowcount", "2000001")
    scroller = far.locator(".dvn-scroller")
    scroller.evaluate("it => it.scrollTo(0, it.scrollHeight / 2)")
    middle = far.locator("td", has_text="99999").or_(far.locator("td", has_text="100000"))
    expect(middle.first).to_be_attached()
    scroller.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(far.locator("td", has_text="1999999")).to_be_attached()
    menu(app, "far", 300).get_by_role("menuitem", name="Filter").click()
    app.get_by_label("To", exact=True).fill("41")
    expect(far.locator("table")).to_have_attribute("aria-rowcount", "43")
    expect(far.locator("td").first).to_have_text("0")


def test_static_tables_are_tables(app: Page) -> None:
    found = app.get_by_test_id("stTable")
    expect(found.get_by_role("columnheader")).to_have_text(["of", "kind", "part"])
    expect(found.get_by_role("row").nth(1).get_by_role("cell")).to_have_text(["strong", "0.3333"])
    expect(found.get_by_role("rowheader", name="y")).to_be_attached()
    expect(found.locator("strong")).to_have_text("strong")
    frame = found.get_by_role("group")
    expect(frame).to_have_attribute("tabindex", "0")
    assert frame.evaluate("it => it.scrollHeight > it.clientHeight")


def test_a_tap_on_a_heading_opens_its_menu(served: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = Visit(context.new_page(), served.url).open()
    table(page, "large").get_by_test_id("stDataFrameResizable").tap(position={"x": 150, "y": ROW / 2})
    opened = page.get_by_test_id("stDataFrameColumnMenu")
    expect(opened).to_be_visible()
    box = opened.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    opened.get_by_role("menuitem", name="Sort descending").tap()
    expect(table(page, "large").locator("td").nth(1)).to_have_text("9999")
    context.close()


def test_tables_and_their_menus_are_accessible(app: Page) -> None:
    app.emulate_media(reduced_motion="reduce")
    assert violations(app) == []
    opened = menu(app, "large", 300)
    expect(opened.get_by_role("menuitem").first).to_be_visible()
    assert violations(app) == []
    opened.get_by_role("menuitem", name="Filter").click()
    expect(app.get_by_label("From", exact=True)).to_be_visible()
    assert violations(app) == []
