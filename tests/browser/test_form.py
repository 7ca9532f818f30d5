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
    expect(app.get_by_test_id("stForm")).to_have_count(3)
    expect(app.get_by_test_id("stFormSubmitButton")).to_have_count(4)
    send = element(app, "FormSubmitter-first-Send").get_by_role("button")
    expect(send).to_have_attribute("kind", "primaryFormSubmit")
    forms = app.get_by_test_id("stMain").get_by_test_id("stForm")
    expect(forms.first).to_have_css("border-top-width", "1px")
    expect(forms.nth(1)).to_have_css("border-top-width", "0px")


def choose(app: Page, field: str, option: str) -> None:
    app.get_by_role("combobox", name=field).click()
    app.get_by_role("option", name=option).click()


def test_fields_of_a_form_depend_on_each_other_before_it_is_sent(app: Page) -> None:
    choose(app, "Country", "France")
    expect(app.get_by_text("here ('France', 'Paris', '')")).to_be_visible()
    choose(app, "City", "Nice")
    expect(app.get_by_text("here ('France', 'Nice', '')")).to_be_visible()
    street = app.get_by_role("textbox", name="Street")
    street.fill("Rue Droite")
    app.get_by_role("textbox", name="Who").fill("Ada")
    expect(app.get_by_text("here ('France', 'Nice', 'Rue Droite')")).to_be_visible()
    expect(app.get_by_text("runs 1", exact=True)).to_be_visible()
    app.get_by_role("textbox", name="Outside").fill("now")
    app.get_by_role("textbox", name="Outside").press("Enter")
    expect(app.get_by_text("runs 2", exact=True)).to_be_visible()
    expect(app.get_by_text("travel ('Norway', 'Oslo', '', '') []")).to_be_visible()
    expect(app.get_by_text("here ('France', 'Nice', 'Rue Droite')")).to_be_visible()
    app.get_by_role("button", name="Ask").click()
    expect(app.get_by_text("travel ('France', 'Nice', 'Rue Droite', 'Ada') ['ask']")).to_be_visible()
    expect(app.get_by_text("here ('Norway', 'Oslo', '')")).to_be_visible()
    expect(app.get_by_role("combobox", name="Country")).to_have_value("Norway")
    expect(street).to_have_value("")


def test_enter_presses_the_first_of_several_buttons(app: Page) -> None:
    street = app.get_by_role("textbox", name="Street")
    street.fill("Karl Johan")
    street.press("Enter")
    expect(app.get_by_text("travel ('Norway', 'Oslo', 'Karl Johan', '') ['book']")).to_be_visible()
    expect(app.get_by_text("here ('Norway', 'Oslo', '')")).to_be_visible()
    expect(street).to_be_focused()


def test_a_form_in_a_dialog_is_sent_by_enter(app: Page) -> None:
    app.get_by_role("button", name="Log in here").click()
    dialog = app.get_by_role("dialog", name="Login")
    dialog.get_by_role("textbox", name="User").fill("ada")
    secret = dialog.get_by_role("textbox", name="Secret")
    secret.fill("no")
    secret.press("Enter")
    expect(dialog.get_by_text("wrong secret 'no'")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="User")).to_have_value("ada")
    secret.fill("pw")
    secret.press("Enter")
    expect(dialog).to_have_count(0)
    expect(app.get_by_text("user 'ada'")).to_be_visible()
