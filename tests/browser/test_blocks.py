"""Popovers, statuses, grids, conversations and the foot of the page, on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, Visit, element, overflow, resize, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "blocks.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


@pytest.fixture
def phone(served: Server, browser: Browser) -> Iterator[Page]:
    """Visit with a finger, on a narrow screen."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    visit = Visit(context.new_page(), served.url)
    yield visit.open()
    context.close()
    assert visit.problems == []


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def popover(page: Page, name: str) -> tuple[Locator, Locator]:
    return page.get_by_role("button", name=name), page.get_by_role("dialog", name=name)


def test_a_popover_opens_and_closes_by_mouse(app: Page) -> None:
    button, body = popover(app, "Filter")
    button.click()
    expect(body).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert box(body)["y"] > box(button)["y"]
    body.get_by_label("Name").fill("Gwen")
    body.get_by_label("Name").press("Enter")
    expect(app.get_by_text("Gwen, Adelie, closed")).to_be_visible()
    body.get_by_role("combobox", name="Kind").click()
    app.get_by_role("option", name="Gentoo").click()
    expect(app.get_by_text("Gwen, Gentoo, closed")).to_be_visible()
    expect(body).to_be_visible()
    app.get_by_text("Page 1", exact=True).click()
    expect(body).to_have_count(0)


def test_a_popover_opens_and_closes_by_keyboard(app: Page) -> None:
    button, body = popover(app, "Filter")
    button.focus()
    app.keyboard.press("Enter")
    expect(body).to_be_focused()
    app.keyboard.press("Tab")
    expect(body.get_by_label("Name")).to_be_focused()
    app.keyboard.press("Tab")
    expect(body.get_by_role("combobox", name="Kind")).to_be_focused()
    app.keyboard.press("ArrowDown")
    expect(app.get_by_role("listbox")).to_be_visible()
    app.keyboard.press("Escape")
    expect(app.get_by_role("listbox")).to_have_count(0)
    expect(body).to_be_visible()
    app.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(button).to_be_focused()


def test_a_popover_stays_within_the_window(app: Page) -> None:
    button, body = popover(app, "Filter")
    button.scroll_into_view_if_needed()
    resize(app, 700, 420)
    button.click()
    expect(body).to_be_visible()
    place = box(body)
    assert place["x"] >= 0
    assert place["y"] >= 0
    assert place["x"] + place["width"] <= 700
    assert place["y"] + place["height"] <= 420


def test_the_script_knows_whether_a_popover_is_open(app: Page) -> None:
    button, body = popover(app, "Followed")
    button.click()
    expect(app.get_by_text("nobody, Adelie, open")).to_be_visible()
    expect(body.get_by_text("Drawn only while open")).to_be_visible()
    app.keyboard.press("Escape")
    expect(app.get_by_text("nobody, Adelie, closed")).to_be_visible()
    app.get_by_role("button", name="Open it").click()
    expect(body.get_by_text("Drawn only while open")).to_be_visible()


def test_a_popover_on_a_phone(phone: Page) -> None:
    button, body = popover(phone, "Filter")
    button.tap()
    expect(body).to_be_visible()
    place = box(body)
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    phone.get_by_text("Page 1", exact=True).tap()
    expect(body).to_have_count(0)
    expect(popover(phone, "Off")[0]).to_be_disabled()
    assert overflow(phone) == 0


def test_pages_turn(app: Page) -> None:
    pages = element(app, "pages")
    pages.get_by_role("button", name="Page 5").click()
    expect(app.get_by_text("Page 5", exact=True)).to_be_visible()
    expect(pages.get_by_role("button", name="Page 5")).to_be_focused()
    expect(pages.get_by_test_id("stPaginationPageActive")).to_have_text("5")
    pages.get_by_role("button", name="Next page").click()
    expect(app.get_by_text("Page 6", exact=True)).to_be_visible()
    expect(pages.get_by_test_id("stPaginationPage")).to_have_text(["1", "5", "7", "20"])


def test_pages_have_the_room_there_is(phone: Page) -> None:
    pages = element(phone, "pages")
    expect(pages.get_by_role("button", name="Page 20")).to_be_visible()
    place = box(pages)
    for button in pages.get_by_role("button").all():
        assert box(button)["x"] + box(button)["width"] <= place["x"] + 360
    pages.get_by_role("button", name="Next page").tap()
    expect(phone.get_by_text("Page 2", exact=True)).to_be_visible()


def test_a_grid_has_as_many_columns_as_there_is_room_for(app: Page) -> None:
    tiles = element(app, "tiles")
    expect(tiles).to_have_attribute("data-test-column-count", "3")
    cells = [box(cell) for cell in tiles.get_by_test_id("stGridCell").all()]
    assert len(cells) == 6
    assert cells[0]["y"] == cells[1]["y"] == cells[2]["y"]
    assert cells[3]["width"] == pytest.approx(box(tiles)["width"], abs=1)
    assert cells[4]["width"] == pytest.approx(2 * cells[0]["width"] + 16, abs=1)
    resize(app, 390, 800)
    expect(tiles).to_have_attribute("data-test-column-count", "1")
    assert overflow(app) == 0


def test_what_does_not_fit_into_a_row_of_a_grid_is_scrolled(app: Page) -> None:
    body = element(app, "rows").get_by_test_id("stGridCellBody").first
    expect(body).to_have_attribute("tabindex", "0")
    assert box(body)["height"] <= 80
    body.focus()
    app.keyboard.press("End")
    expect(body.get_by_text("Line 8")).to_be_in_viewport()
    expect(element(app, "rows").get_by_test_id("stGridCellBody").last).not_to_have_attribute("tabindex", "0")


def test_room_pushes_apart(app: Page) -> None:
    row = element(app, "toolbar")
    back, forth = (box(button) for button in row.get_by_role("button").all())
    assert back["x"] == pytest.approx(box(row)["x"], abs=1)
    assert forth["x"] + forth["width"] == pytest.approx(box(row)["x"] + box(row)["width"], abs=1)


def test_a_row_that_does_not_wrap_is_scrolled(app: Page) -> None:
    row = element(app, "one-row")
    expect(row.get_by_role("button")).to_have_count(12)
    buttons = [box(button) for button in row.get_by_role("button").all()]
    assert len({button["y"] for button in buttons}) == 1
    row.get_by_role("button", name="Choice 11").focus()
    expect(row.get_by_role("button", name="Choice 11")).to_be_in_viewport()
    assert overflow(app) == 0


def test_steps_hang_on_a_line_that_ends(app: Page) -> None:
    steps = app.locator("[data-step=true]")
    expect(steps).to_have_count(3)
    expect(steps.nth(0)).to_contain_text("Read— complete")
    line = steps.nth(1).get_by_test_id("stExpanderStepConnector")
    expect(line).to_be_visible()
    assert box(line)["y"] + box(line)["height"] <= box(steps.nth(2))["y"] + 12
    expect(steps.nth(2).get_by_test_id("stExpanderStepConnector")).to_have_count(0)
    steps.nth(0).get_by_text("Read", exact=True).click()
    expect(app.get_by_text("Read it")).to_be_visible()


def test_a_status_follows_its_task(app: Page) -> None:
    app.get_by_role("button", name="Work").click()
    task = app.get_by_test_id("stExpander").filter(has_text="ork").filter(has_text="First")
    expect(task.get_by_test_id("stExpanderIconSpinner")).to_be_visible()
    expect(app.get_by_test_id("stSkeletonElement")).to_have_count(2)
    expect(app.get_by_text("Nearly there")).to_be_visible()
    expect(app.get_by_text("First")).to_be_visible()
    expect(app.get_by_text("Worked")).to_be_visible()
    expect(task.get_by_test_id("stExpanderIconCheck")).to_be_visible()
    expect(app.get_by_text("Second")).to_be_visible()
    expect(app.get_by_test_id("stSkeletonElement")).to_have_count(1)


def test_a_skeleton_is_replaced(app: Page) -> None:
    expect(app.get_by_test_id("stSkeletonElement")).to_have_css("height", "60px")
    app.get_by_role("button", name="Fill").click()
    expect(app.get_by_text("What was waited for")).to_be_visible()
    expect(app.get_by_test_id("stSkeletonElement")).to_have_count(0)


def test_a_conversation_is_followed(app: Page) -> None:
    says = element(app, "says")
    says.scroll_into_view_if_needed()
    expect(says.get_by_text("He watches.")).to_be_in_viewport()
    expect(says.get_by_role("group", name="Chat message from user").first).to_contain_text("Message 1")
    ask = app.get_by_label("Ask")
    expect(ask).to_be_in_viewport()
    ask.fill("Is it so?")
    ask.press("Enter")
    expect(says.get_by_text("So it is")).to_be_visible()
    assert says.evaluate("box => box.scrollHeight - box.scrollTop - box.clientHeight") < 40
    says.evaluate("box => box.scrollTo(0, 0)")
    ask.fill("And this?")
    ask.press("Enter")
    expect(says.get_by_text("And this?")).to_have_count(1)
    settled(app)
    assert says.evaluate("box => box.scrollTop") == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_the_foot_stays_in_sight(app: Page, width: int) -> None:
    resize(app, width, 700)
    foot = app.get_by_test_id("stBottom")
    assert box(foot)["y"] + box(foot)["height"] == pytest.approx(700, abs=1)
    app.get_by_text("All the way down").scroll_into_view_if_needed()
    expect(app.get_by_text("At the foot")).to_be_in_viewport()
    last = app.get_by_test_id("stMainBlockContainer").get_by_text("All the way down")
    assert box(last)["y"] + box(last)["height"] <= box(foot)["y"]


def test_blocks_stand_in_blocks_as_deep_as_one_likes(app: Page) -> None:
    expect(element(app, "level-29").get_by_text("All the way down")).to_be_visible()
    expect(app.locator("[class*=st-key-level-]")).to_have_count(30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(app: Page, scheme: str) -> None:
    app.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert violations(app) == []
    popover(app, "Filter")[0].click()
    expect(popover(app, "Filter")[1]).to_be_visible()
    assert violations(app) == []
