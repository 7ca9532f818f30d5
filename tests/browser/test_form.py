"""Forms on the page: nothing is sent before the form is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "form.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def test_the_button_sends_all_fields_and_the_form_empties_itself(app: Page) -> None:
    app.get_by_role("textbox", name="Name").fill("Ada")
    app.get_by_role("slider", name="Age").press("ArrowRight")
    app.get_by_role("combobox", name="Likes").click()
    app.get_by_role("option", name="tea").click()
    app.keyboard.press("Escape")
    expect(app.get_by_text("first ('', 30, [], False)")).to_be_visible()
    expect(app.get_by_text("runs 1")).to_be_visible()
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("first ('Ada', 31, ['tea'], True)")).to_be_visible()
    expect(app.get_by_text("runs 2")).to_be_visible()
    expect(app.get_by_role("textbox", name="Name")).to_have_value("")
    expect(app.get_by_role("slider", name="Age")).to_have_value("30")
    expect(app.get_by_label("Selected values")).to_have_count(0)


def test_enter_sends_the_form_where_that_is_wanted(app: Page) -> None:
    name = app.get_by_role("textbox", name="Name")
    name.fill("Bob")
    expect(app.get_by_test_id("InputInstructions")).to_contain_text("Press Enter to submit form")
    name.press("Enter")
    expect(app.get_by_text("first ('Bob', 30, [], True)")).to_be_visible()


def test_fields_of_other_forms_wait_for_their_own_button(app: Page) -> None:
    app.get_by_role("textbox", name="Note").fill("later")
    app.get_by_role("textbox", name="Note").press("Control+Enter")
    app.get_by_text("Agree").click()
    outside = app.get_by_role("textbox", name="Outside")
    outside.fill("now")
    outside.press("Enter")
    expect(app.get_by_text("outside 'now'")).to_be_visible()
    expect(app.get_by_text("second ('', False)")).to_be_visible()
    expect(app.get_by_role("textbox", name="Note")).to_have_value("later")
    app.get_by_role("button", name="Save").click()
    expect(app.get_by_text("second ('later', True)")).to_be_visible()
    settled(app)
    expect(app.get_by_role("textbox", name="Note")).to_have_value("later")


def test_a_form_has_the_names_of_streamlits_page(app: Page) -> None:
    expect(app.get_by_test_id("stForm")).to_have_count(2)
    expect(app.get_by_test_id("stFormSubmitButton")).to_have_count(2)
    send = element(app, "FormSubmitter-first-Send").get_by_role("button")
    expect(send).to_have_attribute("kind", "primaryFormSubmit")
    expect(app.get_by_test_id("stForm").first).to_have_css("border-top-width", "1px")
    expect(app.get_by_test_id("stForm").nth(1)).to_have_css("border-top-width", "0px")
