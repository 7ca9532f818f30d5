"""Pills, segments, ratings, menus and links on the page: by mouse, by touch, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "choices.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def shown(app: Page, text: str) -> None:
    """Expect a line of the script's, and that it has run."""
    expect(app.get_by_text(text, exact=True)).to_be_visible()
    settled(app)


def pill(app: Page, key: str, name: str) -> Locator:
    """Return an option of the group with this key."""
    return element(app, key).get_by_role("radio", name=name, exact=True)


def test_a_choice_is_made_exchanged_and_taken_back(app: Page) -> None:
    pill(app, "island", "Dream").click()
    shown(app, "island = ':material/home: **Dream**'")
    pill(app, "island", "Torgersen").click()
    shown(app, "island = 'Torgersen'")
    pill(app, "island", "Torgersen").click()
    shown(app, "island = None")
    pill(app, "span", "Week").click()
    shown(app, "span = 'Week'")
    shown(app, "runs 5")
    pill(app, "span", "Week").click()
    expect(pill(app, "span", "Week")).to_be_checked()
    element(app, "several").get_by_role("button", name="a", exact=True).click()
    shown(app, "several = ['c', 'a']")
    element(app, "several").get_by_role("button", name="c", exact=True).click()
    shown(app, "several = ['a']")
    shown(app, "runs 7")
    expect(pill(app, "fixed", "a")).to_be_disabled()


def test_a_bound_choice_stands_in_the_address(app: Page) -> None:
    pill(app, "bound", "No 2").click()
    shown(app, "bound = 2")
    expect(app).to_have_url(f"{app.url.split('?')[0]}?bound=No+2")
    app.reload()
    shown(app, "bound = 2")
    expect(pill(app, "bound", "No 2")).to_be_checked()


def test_the_keyboard_goes_through_a_group_and_past_it(app: Page) -> None:
    pill(app, "island", "Biscoe").focus()
    for key, name in (("ArrowRight", "Dream"), ("End", "Torgersen"), ("ArrowLeft", "Dream"), ("Home", "Biscoe")):
        app.keyboard.press(key)
        expect(pill(app, "island", name)).to_be_focused()
    app.keyboard.press("Space")
    shown(app, "island = 'Biscoe'")
    expect(pill(app, "island", "Biscoe")).to_be_focused()
    app.keyboard.press("Enter")
    shown(app, "island = None")
    app.keyboard.press("Tab")
    expect(element(app, "several").get_by_role("button", name="c", exact=True)).to_be_focused()
    app.keyboard.press("Shift+Tab")
    expect(pill(app, "island", "Biscoe")).to_be_focused()
    app.keyboard.press("Shift+Tab")
    expect(app.get_by_role("button", name="Help for Island")).to_be_focused()


def test_a_line_scrolls_to_what_is_chosen_and_to_the_rest(app: Page) -> None:
    element(app, "line").get_by_role("radiogroup").scroll_into_view_if_needed()
    expect(pill(app, "line", "Option 20")).to_be_in_viewport()
    expect(pill(app, "line", "Option 0")).not_to_be_in_viewport()
    pill(app, "line", "Option 20").focus()
    app.keyboard.press("Home")
    expect(pill(app, "line", "Option 0")).to_be_in_viewport()
    arrow = element(app, "line").locator(".lit-more[data-side=end]")
    arrow.click()
    expect(pill(app, "line", "Option 0")).not_to_be_in_viewport()
    app.keyboard.press("End")
    expect(pill(app, "line", "Option 23")).to_be_in_viewport()
    expect(arrow).to_have_count(0)
    expect(pill(app, "wrapped", "Option 23")).to_be_visible()


def test_ratings_are_given_and_taken_back(app: Page) -> None:
    stars = element(app, "stars")
    stars.get_by_role("radio", name="4 out of 5 stars").click()
    shown(app, "stars = 3")
    expect(stars.get_by_test_id("stFeedbackButtonActive")).to_have_count(4)
    app.keyboard.press("ArrowLeft")
    shown(app, "stars = 2")
    expect(stars.get_by_role("radio", name="3 out of 5 stars")).to_be_focused()
    app.keyboard.press("Space")
    shown(app, "stars = None")
    element(app, "face").get_by_role("radio", name="Very satisfied").click()
    shown(app, "face = 4")
    element(app, "thumb").get_by_role("radio", name="Thumbs down").click()
    shown(app, "thumb = 0")


def test_a_menu_is_opened_searched_and_left(app: Page) -> None:
    button = element(app, "action").get_by_role("button", name="Table")
    button.click()
    app.get_by_role("menuitem", name="Copy").click()
    shown(app, "action = 'Copy'")
    expect(button).to_be_focused()
    app.keyboard.press("ArrowDown")
    expect(app.get_by_role("menuitem", name="Copy")).to_be_focused()
    app.keyboard.press("d")
    expect(app.get_by_role("menuitem", name="Delete")).to_be_focused()
    app.keyboard.press("Enter")
    shown(app, "action = ':material/delete: **Delete**'")
    app.keyboard.press("Enter")
    expect(app.get_by_role("menu")).to_be_visible()
    app.keyboard.press("Escape")
    expect(app.get_by_role("menu")).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    app.get_by_role("heading", name="Choices").click()
    expect(app.get_by_role("menu")).to_have_count(0)
    pill(app, "island", "Biscoe").click()
    shown(app, "action = None")


def test_a_link_opens_elsewhere_and_tells_if_asked(app: Page) -> None:
    with app.expect_popup() as popup:
        element(app, "go").get_by_role("link", name="Go").click()
    popup.value.close()
    with app.expect_popup() as popup:
        app.keyboard.press("Control+j")
    popup.value.close()
    shown(app, "told = True")
    shown(app, "runs 2")
    nowhere = element(app, "nowhere").get_by_role("link", name="Nowhere")
    expect(nowhere).to_have_attribute("aria-disabled", "true")
    nowhere.click(force=True)
    expect(app.get_by_text("runs 2")).to_be_visible()


def test_in_a_form_they_wait_for_its_button(app: Page) -> None:
    pill(app, "inside", "y").click()
    element(app, "rated").get_by_role("radio", name="5 out of 5 stars").click()
    expect(pill(app, "inside", "y")).to_be_checked()
    expect(app.get_by_text("inside = (None, None)")).to_be_visible()
    app.get_by_role("button", name="Send").click()
    shown(app, "inside = ('y', 4)")
    shown(app, "runs 2")


def test_a_wrong_call_is_explained_where_it_would_stand(app: Page) -> None:
    expect(app.get_by_test_id("stException")).to_contain_text("st.menu_button: options is empty")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screen_readers_find_no_fault(app: Page, scheme: str) -> None:
    app.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", scheme)
    element(app, "many").get_by_role("button", name="Long").click()
    expect(app.get_by_role("menuitem", name="Option 0", exact=True)).to_be_focused()
    assert violations(app) == []


def test_all_of_it_works_on_a_phone(browser: Browser, served: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    app = context.new_page()
    app.goto(served.url)
    settled(app)
    assert overflow(app) == 0
    pill(app, "wrapped", "Option 23").tap()
    expect(pill(app, "wrapped", "Option 23")).to_be_checked()
    element(app, "stars").get_by_role("radio", name="2 out of 5 stars").tap()
    shown(app, "stars = 1")
    element(app, "many").get_by_role("button", name="Long").tap()
    expect(app.get_by_test_id("stMenuButtonBody")).to_be_in_viewport()
    app.get_by_role("menuitem", name="Option 23").tap()
    shown(app, "many = 'Option 23'")
    context.close()
