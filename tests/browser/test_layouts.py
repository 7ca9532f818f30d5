"""Blocks on the page: where things stand, and how the reader opens and closes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "layout.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def test_columns_stand_side_by_side_and_stack_on_a_phone(app: Page) -> None:
    columns = app.get_by_test_id("stColumn")
    expect(columns).to_have_count(3)
    left, middle, right = (box(column) for column in columns.all())
    assert left["y"] == middle["y"] == right["y"]
    assert middle["width"] == pytest.approx(2 * left["width"], rel=0.1)
    expect(app.get_by_test_id("stHorizontalBlock").first.get_by_text("Middle")).to_be_visible()
    resize(app, 390, 800)
    for column in columns.all():
        expect(column).to_have_css("width", "343px")  # the window less the page's margins, once it has been laid out
    left, middle, _ = (box(column) for column in columns.all())
    assert (left["x"], left["width"]) == (middle["x"], middle["width"])
    assert middle["y"] > left["y"]
    assert overflow(app) == 0


def test_containers_have_borders_and_scroll(app: Page) -> None:
    expect(element(app, "box-one")).to_have_css("border-top-width", "1px")
    scrolled = element(app, "scrolled")
    last = scrolled.get_by_text("Line 19")
    expect(last).not_to_be_in_viewport()
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    buttons = [box(button) for button in element(app, "row").get_by_role("button").all()]
    assert len({button["y"] for button in buttons}) == 1


def test_an_expander_opens_by_mouse_and_keyboard(app: Page) -> None:
    expander = app.get_by_test_id("stExpander")
    inside = app.get_by_text("Inside the expander")
    expect(inside).to_be_hidden()
    expander.get_by_text("More").click()
    expect(inside).to_be_visible()
    expect(expander.locator("details")).to_have_attribute("open", "")
    expander.get_by_role("checkbox", name="Inner").check()
    settled(app)
    expect(inside).to_be_visible()
    expander.locator("summary").focus()
    app.keyboard.press("Enter")
    expect(inside).to_be_hidden()


def test_tabs_are_chosen_by_mouse_and_arrow_keys(app: Page) -> None:
    tabs = app.get_by_test_id("stTabs").first
    expect(tabs.get_by_role("tab")).to_have_text(["First", "Second", "Third"])
    expect(app.get_by_text("In the first tab")).to_be_visible()
    tabs.get_by_role("tab", name="Second").click()
    field = app.get_by_role("textbox", name="In the second tab")
    field.fill("kept")
    field.press("Enter")
    settled(app)
    expect(tabs.get_by_role("tab", name="Second")).to_have_attribute("aria-selected", "true")
    expect(field).to_have_value("kept")
    tabs.get_by_role("tab", name="Second").focus()
    app.keyboard.press("ArrowRight")
    expect(app.get_by_role("tabpanel", name="Third")).to_have_text("In the third tab")
    expect(tabs.get_by_role("tab", name="Third")).to_be_focused()
    app.keyboard.press("Home")
    expect(app.get_by_text("In the first tab")).to_be_visible()


def test_tabs_that_python_follows_run_the_script(app: Page) -> None:
    expect(app.get_by_text("tracked Alpha")).to_be_visible()
    app.get_by_role("tab", name="Beta").click()
    expect(app.get_by_text("tracked Beta")).to_be_visible()


def test_a_place_can_be_emptied(app: Page) -> None:
    there = app.get_by_text("In the place of nothing")
    expect(there).to_be_visible()
    app.get_by_role("button", name="Empty it").click()
    expect(there).to_have_count(0)


def test_the_sidebar_collapses_and_its_widgets_work(app: Page) -> None:
    sidebar = app.get_by_test_id("stSidebar")
    expect(sidebar).to_be_visible()
    sidebar.get_by_text("there").click()
    expect(app.get_by_text("In the box, there")).to_be_visible()
    sidebar.hover()
    app.get_by_role("button", name="Collapse sidebar").click()
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(sidebar.get_by_text("Aside")).not_to_be_in_viewport()
    app.get_by_role("button", name="Expand sidebar").click()
    expect(sidebar.get_by_text("Aside")).to_be_in_viewport()


def test_on_a_phone_the_sidebar_lies_over_the_page(served: Server, app: Page, visit: Callable[[str], Page]) -> None:
    resize(app, 390, 800)
    visit(served.url)
    expect(app.get_by_test_id("stSidebar").get_by_text("Aside")).not_to_be_in_viewport()
    app.get_by_role("button", name="Expand sidebar").click()
    expect(app.get_by_test_id("stSidebar").get_by_text("Aside")).to_be_in_viewport()
    assert overflow(app) == 0
