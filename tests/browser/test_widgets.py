"""Widgets on the page: by mouse, by touch, by keyboard, and what stays while the script runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "inputs.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def shown(app: Page, text: str) -> None:
    """Expect a line of the script's, and that it has run."""
    expect(app.get_by_text(text, exact=True)).to_be_visible()
    settled(app)


def track(slider: Locator) -> tuple[float, float, float]:
    """Return where a slider's track begins, its height on the page, and how long it is."""
    slider.scroll_into_view_if_needed()
    whole, thumb = slider.bounding_box(), slider.get_by_role("slider").first.bounding_box()
    assert whole is not None
    assert thumb is not None
    return whole["x"], thumb["y"] + thumb["height"] / 2, whole["width"]


# Buttons


def test_a_button_is_pressed_by_mouse_and_keyboard_and_keeps_the_focus(app: Page) -> None:
    button = app.get_by_role("button", name="Click me")
    expect(button).to_have_attribute("kind", "primary")
    expect(button).to_have_attribute("data-testid", "stBaseButton-primary")
    expect(element(app, "my-button").get_by_test_id("stButton")).to_be_visible()
    button.click()
    shown(app, "clicks = 1")
    for key, count in (("Enter", 2), ("Space", 3)):
        app.keyboard.press(key)
        shown(app, f"clicks = {count}")
        expect(button).to_be_focused()
    button.hover()
    expect(app.get_by_role("tooltip")).to_have_text("Counts")
    expect(app.get_by_role("button", name="Cannot")).to_be_disabled()


def test_a_shortcut_presses_its_button(app: Page) -> None:
    expect(app.get_by_role("button", name="Quiet")).to_be_visible()
    app.keyboard.press("Control+k")
    shown(app, "quiet = True")


# Boxes to check


def test_a_box_is_checked_by_label_and_space(app: Page) -> None:
    box = app.get_by_role("checkbox", name="Check", exact=True)
    app.get_by_test_id("stCheckbox").filter(has_text="Check").first.get_by_text("Check", exact=True).click()
    shown(app, "check = True")
    expect(box).to_be_focused()
    app.keyboard.press("Space")
    shown(app, "check = False")
    expect(box).to_be_focused()
    element(app, "check").get_by_role("button", name="Help for Check").focus()
    expect(app.get_by_role("tooltip")).to_have_text("Checks")


def test_a_collapsed_label_names_its_box_all_the_same(app: Page) -> None:
    box = app.get_by_role("checkbox", name="Hidden label")
    expect(app.get_by_text("Hidden label")).to_be_hidden()
    box.uncheck()
    shown(app, "hidden = False")
    expect(app.get_by_role("checkbox", name="Fixed")).to_be_disabled()
    expect(app.get_by_role("checkbox", name="Fixed")).to_be_checked()


def test_a_switch_turns(app: Page) -> None:
    app.get_by_role("switch", name="Toggle").check()
    shown(app, "toggle = True")
    app.keyboard.press("Space")
    shown(app, "toggle = False")


# Choices


def test_options_are_chosen_by_arrow_keys(app: Page) -> None:
    group = app.get_by_role("radiogroup", name="Radio")
    expect(group.get_by_role("radio", name="Oslo")).to_be_checked()
    expect(group.get_by_test_id("stRadioCaption")).to_have_text(["warm", "cold", "warm"])
    group.get_by_text("Rome").click()
    shown(app, "radio = 'Rome'")
    app.keyboard.press("ArrowDown")
    shown(app, "radio = 'Lima'")
    expect(group.get_by_role("radio", name="Lima")).to_be_focused()
    expect(app.get_by_text("across = None")).to_be_visible()
    app.get_by_role("radiogroup", name="Across").get_by_text("b").click()
    shown(app, "across = 'b'")


def test_an_option_is_found_by_typing(app: Page) -> None:
    field = app.get_by_role("combobox", name="Select")
    expect(field).to_have_value("Lima")
    field.click()
    expect(app.get_by_role("listbox", name="Select").get_by_role("option")).to_have_count(5)
    field.fill("ro")
    expect(app.get_by_role("option")).to_have_count(2)
    app.keyboard.press("Enter")
    shown(app, "select = 'Rome'")
    expect(field).to_be_focused()
    app.keyboard.press("ArrowDown")
    app.keyboard.press("ArrowDown")
    app.keyboard.press("Enter")
    shown(app, "select = 'Cairo'")
    field.fill("nonsense")
    expect(app.get_by_role("option", name="No results")).to_be_visible()
    app.keyboard.press("Escape")
    expect(field).to_have_value("Cairo")
    expect(app.get_by_role("listbox")).to_have_count(0)
    expect(app.get_by_role("combobox", name="Locked")).to_be_disabled()


def test_a_choice_may_be_none_or_new(app: Page) -> None:
    field = app.get_by_role("combobox", name="Maybe")
    expect(field).to_have_attribute("placeholder", "Any city")
    field.fill("Paris")
    app.get_by_role("option", name="Add: Paris").click()
    shown(app, "maybe = 'Paris'")
    element_of = app.get_by_test_id("stSelectbox").filter(has_text="Maybe")
    element_of.get_by_role("button", name="Clear value").click()
    shown(app, "maybe = None")


def test_several_options_are_taken_and_given_back(app: Page) -> None:
    field = app.get_by_role("combobox", name="Many")
    field.click()
    app.get_by_role("option", name="Lima").click()
    shown(app, "many = ['Oslo', 'Lima']")
    field.press_sequentially("qu")
    app.keyboard.press("Enter")
    shown(app, "many = ['Oslo', 'Lima', 'Quito']")
    field.click()
    expect(app.get_by_role("option", name="You can only select up to 3 options.")).to_be_visible()
    app.keyboard.press("Escape")
    app.get_by_role("button", name="Remove Oslo").click()
    shown(app, "many = ['Lima', 'Quito']")
    field.focus()
    app.keyboard.press("Backspace")
    shown(app, "many = ['Lima']")


# Sliders


def test_a_slider_moves_by_keys(app: Page) -> None:
    slider = app.get_by_role("slider", name="Slide")
    for key, value in (("ArrowRight", 35), ("ArrowDown", 30), ("End", 100), ("Home", 0), ("PageUp", 10)):
        slider.press(key)
        shown(app, f"slide = {value}")
    expect(slider).to_have_attribute("aria-valuetext", "10 km")
    expect(slider).to_be_focused()
    expect(app.get_by_test_id("stSlider").first.get_by_test_id("stSliderThumbValue")).to_have_text("10 km")


def test_a_dragged_slider_tells_its_value_when_it_is_let_go(app: Page) -> None:
    slider = app.get_by_test_id("stSlider").first
    x, y, width = track(slider)
    app.mouse.move(x + 0.3 * width, y)
    app.mouse.down()
    app.mouse.move(x + 0.5 * width, y, steps=5)
    app.mouse.move(x + 0.7 * width, y, steps=5)
    expect(slider.get_by_test_id("stSliderThumbValue")).to_have_text("70 km")
    expect(app.get_by_text("slide = 30", exact=True)).to_be_visible()
    app.mouse.up()
    shown(app, "slide = 70")


def test_the_ends_of_a_range_do_not_pass_each_other(app: Page) -> None:
    app.get_by_role("slider", name="Span — start").press("ArrowRight")
    shown(app, "span = (0.26, 0.75)")
    app.get_by_role("slider", name="Span — start").press("End")
    shown(app, "span = (0.75, 0.75)")
    app.get_by_role("slider", name="Day").press("ArrowRight")
    shown(app, "day = datetime.date(2024, 6, 2)")
    app.get_by_role("slider", name="Size").press("ArrowRight")
    shown(app, "size = 'L'")


def test_a_finger_moves_a_slider_and_presses_buttons(served: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served.url)
    settled(page)
    page.get_by_role("button", name="Click me").tap()
    shown(page, "clicks = 1")
    slider = page.get_by_test_id("stSlider").first
    x, y, width = track(slider)
    touch: Any = context.new_cdp_session(page)
    for kind, share in (("touchStart", 0.3), ("touchMove", 0.4), ("touchMove", 0.6)):
        points = [{"x": x + share * width, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_text(re.compile(r"slide = (55|60|65)"))).to_be_visible()
    context.close()


# Numbers and texts


def test_numbers_are_stepped_and_typed(app: Page) -> None:
    whole = app.get_by_role("spinbutton", name="Whole")
    field = app.get_by_test_id("stNumberInput").first
    field.get_by_test_id("stNumberInputStepUp").click()
    shown(app, "whole = 4")
    whole.press("ArrowDown")
    shown(app, "whole = 3")
    whole.fill("99")
    whole.press("Enter")
    expect(field.get_by_role("alert")).to_contain_text("between 0 and 10")
    expect(whole).to_have_value("99")
    expect(app.get_by_text("whole = 3", exact=True)).to_be_visible()
    whole.fill("10")
    whole.press("Enter")
    shown(app, "whole = 10")
    expect(field.get_by_role("button", name="Increment")).to_be_disabled()
    broken = app.get_by_role("spinbutton", name="Broken")
    broken.fill("2.123")
    broken.press("Tab")
    shown(app, "broken = 2.123")
    expect(broken).to_have_value("2.12")


def test_a_text_is_told_by_enter_and_by_leaving_the_field(app: Page) -> None:
    word = app.get_by_role("textbox", name="Word")
    word.fill("one")
    expect(app.get_by_text("word = 'hello'")).to_be_visible()
    expect(element(app, "word").get_by_test_id("InputInstructions")).to_contain_text("Press Enter to apply")
    word.press("Enter")
    shown(app, "word = 'one'")
    expect(word).to_be_focused()
    word.fill("two")
    app.get_by_role("textbox", name="Secret").focus()
    shown(app, "word = 'two'")
    word.press_sequentially("and much more than twelve letters")
    assert len(word.input_value()) == 12
    expect(app.get_by_role("textbox", name="Off")).to_be_disabled()


def test_what_is_being_typed_survives_a_run(app: Page) -> None:
    prose = app.get_by_role("textbox", name="Prose")
    prose.fill("not finished")
    # A click as a script makes it does not take the focus.
    app.get_by_role("button", name="Quiet").evaluate("button => button.click()")
    shown(app, "quiet = True")
    expect(prose).to_have_value("not finished")
    expect(prose).to_be_focused()
    expect(app.get_by_text("prose = 'one\\ntwo'")).to_be_visible()
    prose.press("Control+Enter")
    shown(app, "prose = 'not finished'")


def test_a_password_can_be_looked_at(app: Page) -> None:
    secret = app.get_by_role("textbox", name="Secret")
    secret.fill("xyzzy")
    expect(secret).to_have_attribute("type", "password")
    app.get_by_role("button", name="Show password").click()
    expect(secret).to_have_attribute("type", "text")
    shown(app, "secret = 'xyzzy'")


def test_the_script_resets_a_widget(app: Page) -> None:
    word = app.get_by_role("textbox", name="Word")
    word.fill("other")
    word.press("Enter")
    shown(app, "word = 'other'")
    app.get_by_role("button", name="Reset").click()
    shown(app, "word = 'hello'")
    expect(word).to_have_value("hello")


def test_tab_goes_from_widget_to_widget(app: Page) -> None:
    app.get_by_role("button", name="Click me").focus()
    app.keyboard.press("Tab")
    expect(app.get_by_role("button", name="Quiet")).to_be_focused()
    app.keyboard.press("Tab")
    expect(app.get_by_role("checkbox", name="Check", exact=True)).to_be_focused()
    runs = app.get_by_text(re.compile(r"^runs \d+$")).text_content()
    for _ in range(12):
        app.keyboard.press("Tab")
    settled(app)
    expect(app.get_by_text(re.compile(r"^runs \d+$"))).to_have_text(runs or "")
