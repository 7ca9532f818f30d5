"""Editing tables on the page: by mouse, keyboard, clipboard and finger."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .test_tables import COPIED, ROW, press, table
from .visit import APPS, Visit, overflow, settled, violations

NAME, PRICE, SOLD, COUNT, STATE, TAGS, SINCE, CODE = range(8)
WIDTHS = (120, 100, 80, 100)  # of the first columns


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "data_editor.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    drawn(page)
    return page


def drawn(app: Page) -> None:
    """Wait until all editors are drawn, and nothing moves any more."""
    expect(app.get_by_test_id("data-grid-canvas")).to_have_count(4)
    expect(table(app, "large").locator("td", has_text="row 9").first).to_be_attached()
    expect(app.get_by_role("button", name="Run again")).to_be_visible()
    app.evaluate("document.fonts.ready.then(() => null)")


def go(app: Page, column: int, row: int) -> None:
    """Go to a cell of the first editor; its first row is 1."""
    enter(app, "goods", 80, row)
    app.keyboard.press("Home")
    for _ in range(column):
        app.keyboard.press("ArrowRight")


def enter(app: Page, key: str, x: int, row: int) -> None:
    """Press a cell and wait until keys go there."""
    press(app, key, x, row)
    expect(table(app, key).locator("canvas:focus, canvas :focus")).to_have_count(1)


def portal(app: Page) -> Locator:
    return app.locator("#portal")


def row(app: Page, key: str, number: int) -> Locator:
    """Return the cells of a row, as screen readers find them; the boxes that select rows are none."""
    return table(app, key).locator("tbody tr").nth(number - 1).locator("td")


def told(app: Page, **state: Any) -> None:
    """Expect what Python has of the first editor."""
    whole: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **state}
    expect(app.get_by_text("goods {")).to_have_text("goods " + json.dumps(whole, sort_keys=True))


def test_cells_are_edited_by_keys_and_stay_when_the_page_comes_back(app: Page) -> None:
    go(app, NAME, 1)
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("textbox", name="name, row 1")).to_be_focused()
    app.keyboard.type("screw")
    app.keyboard.press("Enter")
    app.keyboard.type("rod")
    app.keyboard.press("Tab")
    expect(row(app, "goods", 2).filter(has_text="rod")).to_be_attached()
    app.keyboard.press("F2")
    expect(portal(app).get_by_role("textbox", name="price, row 2")).to_have_value("2")
    app.keyboard.press("ArrowUp")
    app.keyboard.press("Enter")
    app.keyboard.type("1,25")
    app.keyboard.press("Escape")
    edited = {"0": {"name": "screw"}, "1": {"name": "rod", "price": 2.5}}
    told(app, edited_rows=edited)
    app.reload()
    settled(app)
    told(app, edited_rows=edited)
    expect(row(app, "goods", 2).filter(has_text="rod")).to_be_attached()


def test_every_type_has_its_field(app: Page) -> None:
    go(app, SOLD, 2)
    app.keyboard.press("Space")
    go(app, STATE, 1)
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("combobox", name="state, row 1")).to_be_focused()
    app.keyboard.type("brok")
    expect(portal(app).get_by_role("option")).to_have_text(["broken"])
    app.keyboard.press("Enter")
    go(app, TAGS, 1)
    app.keyboard.press("Enter")
    field = app.get_by_test_id("multi-select-cell")
    field.get_by_role("option", name="c").click()
    app.keyboard.type("new")
    app.keyboard.press("Enter")
    field.get_by_role("button", name="Remove a").click()
    app.keyboard.press("Enter")
    go(app, SINCE, 1)
    app.keyboard.press("Enter")
    expect(app.get_by_test_id("date-picker-cell")).to_have_value("2024-02-29")
    app.get_by_test_id("date-picker-cell").fill("2024-03-05")
    app.keyboard.press("Enter")
    first = {"state": "broken", "tags": ["c", "new"], "since": "2024-03-05"}
    told(app, edited_rows={"1": {"sold": True}, "0": first})


def test_what_is_wrong_is_said_and_kept(app: Page) -> None:
    go(app, PRICE, 1)
    app.keyboard.type("cheap")
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("alert")).to_have_text("This is not a number.")
    expect(portal(app).get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    press(app, "goods", 80, 3)
    note = table(app, "goods").get_by_role("alert")
    expect(note).to_contain_text("price, row 1: This is not a number.")
    wrong = table(app, "goods").locator("td[aria-invalid=true]")
    expect(wrong).to_have_text("cheap")
    go(app, CODE, 1)
    app.keyboard.type("y")
    expect(portal(app).get_by_role("textbox")).to_have_count(0)
    app.keyboard.press("Home")
    app.keyboard.press("ArrowRight")
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("textbox")).to_have_value("cheap")
    app.keyboard.type("4")
    app.keyboard.press("Enter")
    expect(note).to_have_count(0)
    expect(wrong).to_have_count(0)
    told(app, edited_rows={"0": {"price": 4}})


def test_rows_are_added_and_deleted_and_steps_taken_back(app: Page) -> None:
    goods = table(app, "goods")
    goods.hover()
    goods.get_by_role("button", name="Add row").click()
    expect(goods.locator("table")).to_have_attribute("aria-rowcount", "6")
    app.keyboard.type("gear")
    app.keyboard.press("Enter")
    gear = {"sold": False, "name": "gear"}
    told(app, added_rows=[gear])
    press(app, "goods", 15, 2)
    goods.get_by_role("button", name="Delete row(s)").click()
    told(app, added_rows=[gear], deleted_rows=[1])
    go(app, NAME, 1)
    app.keyboard.press("Control+z")
    app.keyboard.press("Control+z")
    app.keyboard.press("Control+z")
    told(app)
    app.keyboard.press("Control+y")
    app.keyboard.press("Control+Shift+z")
    told(app, added_rows=[gear])
    expect(goods.locator("table")).to_have_attribute("aria-rowcount", "6")


def test_cells_come_from_a_spreadsheet_and_go_to_one(app: Page) -> None:
    app.context.grant_permissions(["clipboard-read", "clipboard-write"])
    app.evaluate("navigator.clipboard.writeText('axle\\t7,5\\tyes\\nwasher-head\\t9\\tno\\n')")
    go(app, NAME, 3)
    app.keyboard.press("Control+v")
    goods = table(app, "goods")
    expect(goods.get_by_text("1 cell holds what cannot be taken, and is not saved.").last).to_be_visible()
    axle = {"name": "axle", "price": 7.5}
    told(app, edited_rows={"2": axle})
    enter(app, "goods", 80, 4)
    app.keyboard.type("rod")
    app.keyboard.press("Enter")
    told(app, edited_rows={"2": axle}, added_rows=[{"sold": False, "price": 9, "name": "rod"}])
    go(app, PRICE, 2)
    app.keyboard.press("Shift+ArrowDown")
    app.keyboard.press("Shift+ArrowDown")
    app.keyboard.press("Control+d")
    rod = {"sold": False, "price": 2, "name": "rod"}
    told(app, edited_rows={"2": {**axle, "price": 2}}, added_rows=[rod])
    app.keyboard.press("Control+x")
    copied = str(app.evaluate(COPIED, "2"))
    assert copied.split("\n") == ["2"] * 3
    cleared = {"1": {"price": None}, "2": {"name": "axle"}}
    told(app, edited_rows=cleared, added_rows=[{**rod, "price": None}])


def test_a_cell_is_repeated_by_its_handle(app: Page) -> None:
    go(app, COUNT, 1)
    canvas = table(app, "goods").get_by_test_id("data-grid-canvas")
    frame = canvas.bounding_box()
    assert frame is not None
    x, y = frame["x"] + 34 + sum(WIDTHS), frame["y"] + 2 * ROW
    app.mouse.move(x - 3, y - 3)
    expect(canvas).to_have_css("cursor", "crosshair")
    app.mouse.down()
    app.mouse.move(x - 10, y + 1.5 * ROW, steps=4)
    app.mouse.up()
    told(app, edited_rows={"1": {"count": 10}, "2": {"count": 10}})


def test_cells_depend_on_their_row(app: Page) -> None:
    enter(app, "cars", 450, 1)
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("option")).to_have_text(["None", "Astra", "Corsa"])
    app.keyboard.press("Escape")
    enter(app, "cars", 100, 1)
    app.keyboard.type("Fiat")
    app.keyboard.press("Enter")
    expect(app.get_by_text("cars {'maker': ['Fiat', 'Fiat']")).to_be_visible()
    enter(app, "cars", 450, 1)
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("option")).to_have_text(["None", "Panda"])
    app.keyboard.press("ArrowDown")
    app.keyboard.press("ArrowDown")
    app.keyboard.press("Enter")
    expect(app.get_by_text("'model': ['Panda', 'Panda']")).to_be_visible()


def test_an_editor_in_a_form_waits_for_its_button(app: Page) -> None:
    enter(app, "order", 500, 2)
    app.keyboard.type("3")
    app.keyboard.press("Enter")
    app.get_by_role("button", name="Run again").click()
    settled(app)
    expect(app.get_by_text("ordered [0, 0]")).to_be_visible()
    app.get_by_role("button", name="Order").click()
    expect(app.get_by_text("ordered [0, 3]")).to_be_visible()
    expect(row(app, "order", 2).last).to_have_text("0")


def test_a_run_leaves_what_is_being_typed(app: Page) -> None:
    go(app, NAME, 1)
    app.keyboard.type("screw")
    app.keyboard.press("Enter")
    app.keyboard.type("ro")
    told(app, edited_rows={"0": {"name": "screw"}})
    expect(portal(app).get_by_role("textbox")).to_be_focused()
    app.keyboard.type("d")
    app.keyboard.press("Enter")
    told(app, edited_rows={"0": {"name": "screw"}, "1": {"name": "rod"}})


def test_rows_of_a_large_table_are_edited_wherever_they_are(app: Page) -> None:
    large = table(app, "large")
    total = 199_999 * 100_000
    large.hover()
    app.mouse.wheel(0, 100_000 * 35)
    expect(large.locator("td", has_text="row 100").first).to_be_attached()
    enter(app, "large", 200, 4)
    number = int(large.locator("tr[aria-selected] td[aria-selected=true]").first.text_content() or "")
    app.keyboard.type("0")
    app.keyboard.press("Enter")
    expect(app.get_by_text(f"large 200000 rows, sum {total - number}")).to_be_visible()
    press(app, "large", 200, 0)
    expect(large.locator("th", has_text="n ↑")).to_be_attached()
    app.keyboard.press("Control+Home")
    expect(row(app, "large", 2)).to_have_text(["0", f"row {number}"])
    enter(app, "large", 500, 2)
    app.keyboard.press("Shift+Space")
    app.keyboard.press("Delete")
    expect(app.get_by_text(f"large 199999 rows, sum {total - number}")).to_be_visible()
    expect(row(app, "large", 2)).to_have_text(["1", "row 1"])


def test_all_rows_of_a_large_table_are_deleted_and_come_back(app: Page) -> None:
    large = table(app, "large")
    press(app, "large", 15, 0)
    app.keyboard.press("Delete")
    expect(app.get_by_text("large 0 rows, sum 0")).to_be_visible()
    large.hover()
    large.get_by_role("button", name="Undo").click()
    expect(app.get_by_text(f"large 200000 rows, sum {199_999 * 100_000}")).to_be_visible()


def test_an_editor_is_used_by_touch(served: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    app = Visit(context.new_page(), served.url).open()
    drawn(app)
    assert overflow(app) == 0
    frame = table(app, "goods").get_by_test_id("stDataFrameResizable")
    frame.tap(position={"x": 80, "y": 52})
    frame.tap(position={"x": 80, "y": 52})
    field = portal(app).get_by_role("textbox", name="name, row 1")
    expect(field).to_be_focused()
    field.fill("hook")
    frame.tap(position={"x": 80, "y": 4 * 35 + 17})
    told(app, edited_rows={"0": {"name": "hook"}})
    new = portal(app).get_by_role("textbox", name="name, row 4")
    expect(new).to_be_focused()
    context.close()


@pytest.mark.parametrize("look", ["light", "rtl"])
def test_editors_and_their_fields_are_accessible(app: Page, look: str) -> None:
    app.emulate_media(reduced_motion="reduce", color_scheme="dark" if look == "rtl" else "light")
    if look == "rtl":
        app.evaluate("document.documentElement.dir = 'rtl'")
    go(app, PRICE, 1)
    app.keyboard.type("cheap")
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("alert")).to_be_visible()
    assert violations(app) == []
    app.keyboard.press("Escape")
    go(app, STATE, 1)
    app.keyboard.press("Enter")
    expect(portal(app).get_by_role("listbox")).to_be_visible()
    assert violations(app) == []
    assert overflow(app) == 0
