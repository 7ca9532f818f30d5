"""How the page feels: typing, focus and clicks while the script runs, and with very many widgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, settled

CARET = "field => [field.selectionStart, field.selectionEnd]"
# Clicks as a script makes them do not take the focus.
CLICK = "button => button.click()"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "feel.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def field(app: Page, name: str) -> Locator:
    return app.get_by_role("textbox", name=name, exact=True)


def press(app: Page, name: str) -> None:
    app.get_by_role("button", name=name, exact=True).evaluate(CLICK)


def shown(app: Page, text: str) -> None:
    """Expect a line of the script's, and that it has run."""
    expect(app.get_by_text(text, exact=True)).to_be_visible()
    settled(app)


def test_what_is_typed_while_a_run_goes_on_stays(app: Page) -> None:
    word = field(app, "Word")
    word.fill("be")
    press(app, "Work")
    word.press_sequentially("fore")
    shown(app, "worked 1")
    expect(word).to_have_value("before")
    expect(word).to_be_focused()
    expect(app.get_by_text("word ''", exact=True)).to_be_visible()
    word.press("Enter")
    shown(app, "word 'before'")


def test_the_run_that_a_field_has_asked_for_does_not_overtake_its_reader(app: Page) -> None:
    app.get_by_text("Slow", exact=True).click()
    app.get_by_text("Shout", exact=True).click()
    settled(app)
    word = field(app, "Word")
    word.fill("one")
    word.press("Enter")
    app.keyboard.insert_text(" two")
    shown(app, "word 'ONE'")
    expect(word).to_have_value("one two")
    word.press("Enter")
    shown(app, "word 'ONE TWO'")
    expect(word).to_have_value("ONE TWO")
    expect(word).to_be_focused()


def test_what_the_script_sets_in_another_field_leaves_this_one_alone(app: Page) -> None:
    word = field(app, "Word")
    word.fill("typing")
    press(app, "Write the other")
    shown(app, "other 'written'")
    expect(field(app, "Other")).to_have_value("written")
    expect(word).to_have_value("typing")
    press(app, "Write the word")
    shown(app, "word 'written'")
    expect(word).to_have_value("written")


def test_focus_and_caret_stay_while_elements_come_and_go(app: Page) -> None:
    word = field(app, "Word")
    word.fill("Antarctic")
    word.press("Enter")
    shown(app, "word 'Antarctic'")
    word.evaluate("field => field.setSelectionRange(3, 6)")
    for count in (1, 2):
        press(app, "Work")
        shown(app, f"worked {count}")
        expect(app.get_by_text("line 2", exact=True)).to_have_count(count % 2)
        expect(word).to_be_focused()
        assert word.evaluate(CARET) == [3, 6]


def test_nothing_fades_at_once(app: Page) -> None:
    place = app.get_by_test_id("stElementContainer").first
    fade = "place => { place.dataset.stale = 'true'; return getComputedStyle(place).transitionDelay; }"
    assert place.evaluate(fade) == "0.4s"


def test_quick_clicks_are_neither_lost_nor_doubled(app: Page) -> None:
    app.get_by_role("button", name="Click", exact=True).evaluate(
        "button => { for (let click = 0; click < 10; click++) button.click(); }"
    )
    button = app.get_by_role("button", name="Click", exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    for _ in range(10):
        app.mouse.click(box["x"] + 5, box["y"] + 5)
    shown(app, "clicks 20")
    press(app, "Work")
    shown(app, "worked 1")
    expect(app.get_by_text("clicks 20", exact=True)).to_be_visible()


def test_quick_steps_of_a_number_all_count(app: Page) -> None:
    number = app.get_by_role("spinbutton", name="Number")
    number.focus()
    for _ in range(20):
        app.keyboard.press("ArrowUp")
    expect(number).to_have_value("25")
    shown(app, "number 25")


def test_a_drag_is_one_change(app: Page) -> None:
    slider = app.get_by_test_id("stSlider")
    slider.scroll_into_view_if_needed()
    whole, thumb = slider.bounding_box(), slider.get_by_role("slider").bounding_box()
    assert whole is not None
    assert thumb is not None
    y = thumb["y"] + thumb["height"] / 2
    app.mouse.move(whole["x"] + 0.2 * whole["width"], y)
    app.mouse.down()
    for percent in (30, 50, 60, 80):
        app.mouse.move(whole["x"] + percent / 100 * whole["width"], y, steps=4)
        expect(slider.get_by_test_id("stSliderThumbValue")).to_have_text(str(percent))
    expect(app.get_by_text("runs 1", exact=True)).to_be_visible()
    app.mouse.up()
    shown(app, "amount 80")
    expect(app.get_by_text("runs 2", exact=True)).to_be_visible()


def test_500_widgets_leave_room_for_typing(app: Page) -> None:
    app.get_by_text("Many", exact=True).click()
    shown(app, "filled 0")
    one = field(app, "Field 200")
    one.press_sequentially("as quick as ever")
    expect(one).to_have_value("as quick as ever")
    one.press("Tab")
    shown(app, "filled 1")
    expect(field(app, "Field 201")).to_be_focused()
    app.get_by_text("Box 3", exact=True).click()
    shown(app, "filled 2")


def test_a_finger_types_and_taps(served: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served.url)
    settled(page)
    for _ in range(5):
        page.get_by_role("button", name="Click", exact=True).tap()
    shown(page, "clicks 5")
    field(page, "Word").tap()
    page.keyboard.type("by finger")
    page.get_by_text("Slow", exact=True).tap()
    shown(page, "word 'by finger'")
    expect(page.get_by_role("switch", name="Slow")).to_be_checked()
    context.close()
