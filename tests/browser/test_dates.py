"""Dates, times and colours: typed, chosen from calendars, by mouse, keyboard and finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "dates.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


@pytest.fixture
def phone(served: Server, browser: Browser) -> Iterator[Page]:
    """A German's phone, with an app that is open on it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True, locale="de-DE", color_scheme="dark"
    )
    page = context.new_page()
    page.goto(served.url)
    settled(page)
    yield page
    context.close()


def part(app: Page, name: str) -> Locator:
    return app.get_by_role("spinbutton", name=name, exact=True)


def shown(app: Page, text: str) -> None:
    """Expect a line of the script's, and that it has run."""
    expect(app.get_by_text(text, exact=True)).to_be_visible()
    settled(app)


def open_calendar(app: Page, key: str, name: str = "Choose date") -> Locator:
    element(app, key).get_by_role("button", name=name).click()
    dialog = app.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible()
    return dialog


def test_a_date_is_typed(app: Page) -> None:
    part(app, "month, Day").click()
    app.keyboard.type("0724")
    expect(app.get_by_role("group", name="Day", exact=True)).to_have_text("2026/07/24")
    shown(app, "day = 2026-05-17")
    app.keyboard.press("Enter")
    shown(app, "day = 2026-07-24")
    expect(part(app, "day, Day")).to_be_focused()
    app.keyboard.press("ArrowUp")
    expect(part(app, "day, Day")).to_have_attribute("aria-valuenow", "25")
    app.keyboard.press("Tab")
    app.keyboard.press("Tab")
    shown(app, "day = 2026-07-25")


def test_what_is_wrong_is_kept_and_told(app: Page) -> None:
    field = element(app, "free")
    part(app, "day, Free").click()
    app.keyboard.type("31.2.2026")
    expect(field.get_by_role("alert")).to_have_text("Error: This date does not exist.")
    part(app, "year, Free").click()
    app.keyboard.type("1999")
    part(app, "month, Free").click()
    app.keyboard.type("3")
    app.keyboard.press("Enter")
    expect(field.get_by_role("alert")).to_contain_text("from 01.01.2026 to 31.12.2026")
    expect(field.get_by_test_id("stDateInputError")).to_be_visible()
    expect(app.get_by_role("group", name="Free")).to_have_text("31.03.1999")
    shown(app, "free = None")
    assert violations(app) == []
    part(app, "year, Free").click()
    app.keyboard.type("2026")
    app.keyboard.press("Enter")
    shown(app, "free = 2026-03-31")
    field.get_by_role("button", name="Clear date").click()
    shown(app, "free = None")


def test_a_date_is_pasted(app: Page) -> None:
    part(app, "day, Free").focus()
    app.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "2026-08-09");
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }"""
    )
    app.keyboard.press("Enter")
    shown(app, "free = 2026-08-09")


def test_a_calendar_is_walked_by_keys(app: Page) -> None:
    part(app, "year, Day").focus()
    app.keyboard.press("Alt+ArrowDown")
    dialog = app.get_by_role("dialog", name="Choose date")
    expect(dialog.get_by_role("button", name="Sunday, May 17, 2026 selected")).to_be_focused()
    expect(dialog.get_by_role("grid")).to_have_accessible_name("Choose date, May 2026")
    assert violations(app) == []
    app.keyboard.press("PageDown")
    app.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("button", name="Thursday, June 18, 2026")).to_be_focused()
    app.keyboard.press("Shift+PageDown")
    expect(dialog.get_by_role("button", name="Thursday, December 31, 2026")).to_be_focused()
    expect(dialog.get_by_role("button", name="Next month")).to_be_disabled()
    app.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(part(app, "year, Day")).to_be_focused()
    dialog = open_calendar(app, "day")
    dialog.get_by_role("combobox", name="month").select_option("March")
    dialog.get_by_role("button", name="Tuesday, March 10, 2026").click()
    shown(app, "day = 2026-03-10")
    expect(dialog).to_have_count(0)
    expect(element(app, "day").get_by_role("button", name="Choose date")).to_be_focused()


def test_a_range_is_chosen_by_two_days(app: Page) -> None:
    dialog = open_calendar(app, "days", "Choose date range")
    dialog.get_by_role("combobox", name="month").select_option("May")
    dialog.get_by_role("button", name="Wednesday, May 20, 2026").click()
    shown(app, "days = (datetime.date(2026, 5, 20),)")
    dialog.get_by_role("button", name="Monday, May 18, 2026").hover()
    expect(dialog.locator("[data-within]")).to_have_text(["18", "19", "20"])
    dialog.get_by_role("button", name="Monday, May 18, 2026").click()
    shown(app, "days = (datetime.date(2026, 5, 18), datetime.date(2026, 5, 20))")
    expect(dialog).to_have_count(0)
    expect(app.get_by_role("group", name="Days start date")).to_have_text("05-18-2026")
    expect(app.get_by_role("group", name="Days end date")).to_have_text("05-20-2026")
    element(app, "days").get_by_role("button", name="Clear dates").click()
    shown(app, "days = ()")


def test_a_time_is_stepped_and_typed(app: Page) -> None:
    part(app, "minute, Time").focus()
    app.keyboard.press("ArrowUp")
    shown(app, "time = 09:00:00")
    app.keyboard.press("ArrowUp")
    shown(app, "time = 09:15:00")
    expect(part(app, "minute, Time")).to_be_focused()
    part(app, "hour, Halves").click()
    app.keyboard.type("930p")
    shown(app, "halves = None")
    app.keyboard.press("Enter")
    shown(app, "halves = 21:30:00")
    element(app, "halves").get_by_role("button", name="Clear time").click()
    shown(app, "halves = None")


def test_a_moment_is_told_when_its_calendar_closes(app: Page) -> None:
    dialog = open_calendar(app, "moment", "Choose date and time")
    dialog.get_by_role("button", name="Wednesday, May 20, 2026").click()
    part(app, "minute, Time").last.focus()
    app.keyboard.press("ArrowUp")
    expect(app.get_by_role("group", name="Moment")).to_have_text("2026/05/20, 09:00")
    shown(app, "moment = 2026-05-17 08:45:00")
    app.keyboard.press("Enter")
    shown(app, "moment = 2026-05-20 09:00:00")
    expect(dialog).to_have_count(0)


def test_a_color_is_mixed_and_typed(app: Page) -> None:
    element(app, "beak").get_by_role("button", name="Beak color picker").click()
    dialog = app.get_by_role("dialog", name="Beak color picker")
    expect(dialog.get_by_role("slider", name="Saturation")).to_be_focused()
    assert violations(app) == []
    app.keyboard.press("Shift+ArrowUp")
    expect(dialog.get_by_role("textbox", name="Hex")).to_have_value("#e0500c")
    dialog.get_by_role("textbox", name="Hex").fill("#12a")
    shown(app, "beak = #c8470b")
    app.keyboard.press("Enter")
    shown(app, "beak = #1122aa")
    expect(dialog).to_have_count(0)
    expect(app.get_by_role("button", name="Beak color picker")).to_be_focused()
    expect(app.get_by_role("button", name="Off too color picker")).to_be_disabled()


def test_a_form_waits_for_what_it_needs(app: Page) -> None:
    app.get_by_role("button", name="Send").click()
    expect(element(app, "needed").get_by_role("alert")).to_have_text("Error: This field is required.")
    expect(part(app, "year, Needed")).to_be_focused()
    app.keyboard.type("20260601")
    shown(app, "needed = None")
    app.keyboard.press("Enter")
    shown(app, "needed = 2026-06-01")


def test_the_page_is_for_everybody_and_tells_wrong_arguments(app: Page) -> None:
    assert violations(app) == []
    expect(app.get_by_test_id("stException")).to_contain_text("value=2026-05-17 lies outside 2026-06-01–2036-05-17")
    app.evaluate("document.documentElement.dir = 'rtl'")
    expect(app.get_by_role("group", name="Day", exact=True)).to_have_text("2026/05/17")
    dialog = open_calendar(app, "day")
    app.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("button", name="Monday, May 18, 2026")).to_be_focused()


def test_a_finger_chooses_in_the_reader_s_language(phone: Page) -> None:
    element(phone, "day").get_by_role("button", name="Datum wählen").tap()
    dialog = phone.get_by_role("dialog", name="Datum wählen")
    expect(dialog.get_by_role("grid")).to_have_accessible_name("Datum wählen, Mai 2026")
    expect(dialog.locator("th").first).to_have_attribute("title", "Montag")
    dialog.get_by_role("button", name="Nächster Monat").tap()
    dialog.get_by_role("button", name="Dienstag, 9. Juni 2026").tap()
    shown(phone, "day = 2026-06-09")
    element(phone, "beak").get_by_role("button", name="Beak: Farbauswahl").tap()
    box = phone.get_by_test_id("stColorPickerPopover").locator(".lit-mixer-area").bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2)
    phone.touchscreen.tap(10, 10)
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.get_by_text("beak = #c8470b", exact=True)).to_have_count(0)
    assert overflow(phone) == 0
