"""Full screen, by mouse, keyboard and touch; on the page, in a dialog, in a popover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, settled, violations

DRAWN = ":is(canvas, svg.main-svg, img, .lit-diagram)"
KINDS = ("vega", "views", "plotly", "map", "graph", "mermaid", "echarts", "pyplot", "image", "table")


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "fullscreen.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def frame(place: Locator | Page) -> Locator:
    found = place.get_by_test_id("stFullScreenFrame").first
    found.scroll_into_view_if_needed()
    expect(found.locator(DRAWN).first).to_be_visible()
    return found


def enter(shown: Locator) -> None:
    """Let it fill the window, by mouse."""
    shown.hover()
    shown.get_by_role("button", name="Fullscreen").click()
    expect(shown).to_have_attribute("data-fullscreen", "true")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_each_kind_fills_the_window_and_comes_back(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?all")
    for kind in KINDS:
        fills_and_comes_back(app, kind)


def fills_and_comes_back(app: Page, kind: str) -> None:
    shown = frame(element(app, kind))
    before = box(shown)
    enter(shown)
    size = app.viewport_size
    assert size is not None
    assert (box(shown)["width"], box(shown)["height"]) == (size["width"], size["height"])
    drawing = shown.locator(DRAWN).first
    full = "element => element.getBoundingClientRect().height > innerHeight * 0.7"
    app.wait_for_function(full, arg=drawing.element_handle())
    tools = box(shown.get_by_test_id("stElementToolbar").locator("button").last)
    assert tools["y"] >= 0
    assert tools["x"] + tools["width"] <= size["width"]
    app.mouse.click(size["width"] / 2, size["height"] - 60)  # keys are the frame's then, not the page's
    if kind == "table":  # its canvas takes them a frame later
        expect(shown.locator("canvas:focus, canvas :focus")).to_be_attached()
    app.keyboard.press("Escape")
    expect(shown).to_have_attribute("data-fullscreen", "false")
    expect(app.locator(":focus")).to_have_attribute("aria-label", re.compile("^Fullscreen"))
    app.wait_for_function(
        "([element, width]) => Math.abs(element.getBoundingClientRect().width - width) < 1",
        arg=[shown.element_handle(), before["width"]],
    )
    assert box(shown)["height"] == pytest.approx(before["height"], abs=1)


def test_the_keyboard_stays_within(app: Page) -> None:
    shown = frame(element(app, "vega"))
    shown.get_by_role("button", name="Fullscreen").focus()
    app.keyboard.press("Enter")
    dialog = app.get_by_role("dialog", name="Fullscreen")
    expect(dialog).to_be_visible()
    seen = set[str]()
    for _ in range(9):
        app.keyboard.press("Tab")
        seen.add(focused(app))
    assert seen == {"Show data", "Download as PNG", "Copy Vega-Lite spec", "Close fullscreen"}
    assert violations(app) == []
    app.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(app.locator(":focus")).to_have_attribute("aria-label", "Fullscreen")


def test_the_theme_changes_while_it_fills_the_window(app: Page) -> None:
    shown = frame(element(app, "vega"))
    enter(shown)
    canvas = shown.locator("canvas")
    light = canvas.evaluate("canvas => canvas.toDataURL()")
    app.emulate_media(color_scheme="dark")
    app.wait_for_function(
        "([frame, before]) => frame.querySelector('canvas').toDataURL() !== before",
        arg=[shown.element_handle(), light],
    )
    assert shown.evaluate("frame => getComputedStyle(frame).backgroundColor") != "rgb(255, 255, 255)"


def test_a_dialog_stays_when_its_chart_no_longer_fills_the_window(app: Page) -> None:
    app.get_by_role("button", name="Open").click()
    dialog = app.get_by_role("dialog", name="More")
    shown = frame(dialog)
    width = box(shown)["width"]
    enter(shown)
    app.mouse.click(600, 400)
    app.keyboard.press("Escape")
    expect(shown).to_have_css("width", f"{width:g}px")
    expect(dialog).to_be_visible()
    app.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_popover_stays_as_wide_as_it_was(app: Page) -> None:
    app.get_by_role("button", name="Below").click()
    popover = app.get_by_test_id("stPopoverBody")
    shown = frame(popover)
    width = box(popover)["width"]
    enter(shown)
    app.mouse.click(600, 400)
    app.keyboard.press("Escape")
    expect(shown).to_have_attribute("data-fullscreen", "false")
    expect(popover).to_have_css("width", f"{width:g}px")
    expect(shown.locator("canvas")).to_have_css("width", f"{box(shown)['width']:g}px")


def test_a_dialog_that_a_chart_opens_is_seen(app: Page) -> None:
    shown = frame(element(app, "asking"))
    enter(shown)
    canvas = shown.locator("canvas")
    app.wait_for_function("element => element.clientHeight > 500", arg=canvas.element_handle())
    canvas.click(position={"x": box(canvas)["width"] / 2, "y": box(canvas)["height"] * 0.85})
    expect(app.get_by_role("dialog", name="More")).to_be_visible()
    expect(shown).to_have_attribute("data-fullscreen", "false")


@pytest.fixture
def phone(browser: Browser, served: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{served.url}?all")
    settled(page)
    yield page
    context.close()


def test_a_finger_finds_the_button(phone: Page) -> None:
    for kind in ("vega", "plotly", "image"):
        shown = frame(element(phone, kind))
        drawing = box(shown)
        phone.touchscreen.tap(drawing["x"] + drawing["width"] / 2, drawing["y"] + drawing["height"] / 2)
        expect(shown.get_by_test_id("stElementToolbar")).to_have_css("opacity", "1")
        shown.get_by_role("button", name="Fullscreen").tap()
        expect(shown).to_have_attribute("data-fullscreen", "true")
        shown.get_by_role("button", name="Close fullscreen").tap()
        expect(shown).to_have_attribute("data-fullscreen", "false")
