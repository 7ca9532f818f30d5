"""Parts of a page that run by themselves, in their place and above the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, overflow, resize, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "fragments.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def press(app: Page | Locator, name: str) -> None:
    app.get_by_role("button", name=name, exact=True).click()


def test_a_fragment_runs_alone(app: Page) -> None:
    slider = app.get_by_role("slider", name="Grams")
    slider.focus()
    slider.press("ArrowRight")
    expect(app.get_by_text("5 g")).to_be_visible()
    expect(app.get_by_text("scales 2")).to_be_visible()
    expect(app.get_by_text("app 1")).to_be_visible()
    press(app, "Weigh again")
    expect(app.get_by_text("scales 3")).to_be_visible()
    expect(app.get_by_text("app 1")).to_be_visible()


def test_its_error_stands_in_its_place(app: Page) -> None:
    press(app, "Fail")
    expect(app.get_by_test_id("stException")).to_contain_text("The scales are broken.")
    expect(app.get_by_text("Island: None")).to_be_visible()
    expect(app.get_by_role("button", name="Choose")).to_be_enabled()


def test_a_clock_ticks_while_it_is_there(app: Page) -> None:
    app.get_by_text("Clock").click()
    expect(app.get_by_text("tick 4")).to_be_visible()
    expect(app.get_by_text("app 2")).to_be_visible()
    app.get_by_text("Clock").click()
    expect(app.get_by_text("app 3")).to_be_visible()
    expect(app.get_by_text("tick")).to_have_count(0)


def test_a_dialog_is_answered(app: Page) -> None:
    press(app, "Choose")
    dialog = app.get_by_role("dialog", name="Which island?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("combobox", name="Island").click()
    app.get_by_role("option", name="Torgersen").click()
    expect(app.get_by_text("app 2")).to_be_visible()
    assert violations(app) == []
    resize(app, 390, 700)
    assert overflow(app) == 0
    press(dialog, "Take it")
    expect(dialog).to_have_count(0)
    expect(app.get_by_text("Island: Torgersen")).to_be_visible()


def test_what_is_below_a_dialog_waits(app: Page) -> None:
    press(app, "Choose")
    dialog = app.get_by_role("dialog")
    expect(dialog).to_be_focused()
    stops: list[str] = []
    for _ in range(6):
        app.keyboard.press("Tab")
        stops.append(str(app.evaluate("document.activeElement.closest('[role=dialog]') !== null")))
    assert set(stops) == {"true"} or set(stops) == {"True"}
    app.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(app.get_by_role("button", name="Choose", exact=True)).to_be_focused()
    press(app, "Choose")
    expect(dialog).to_be_visible()


def test_python_is_told_of_a_dismissal(app: Page) -> None:
    press(app, "Details")
    dialog = app.get_by_role("dialog", name="Details")
    before = dialog.bounding_box()
    assert before is not None
    assert before["x"] + before["width"] == pytest.approx(1280, abs=1)
    dialog.get_by_role("separator").press("ArrowLeft")
    expect(dialog).to_have_css("width", f"{before['width'] + 20:.0f}px")
    app.mouse.click(40, 300)
    expect(app.get_by_text("Dismissed: True")).to_be_visible()


def test_one_that_must_be_answered_stays(app: Page) -> None:
    press(app, "Wait")
    dialog = app.get_by_role("dialog", name="Wait")
    expect(dialog).to_be_visible()
    app.keyboard.press("Escape")
    app.mouse.click(10, 10)
    expect(dialog).to_be_visible()
    press(dialog, "Done")
    expect(dialog).to_have_count(0)
