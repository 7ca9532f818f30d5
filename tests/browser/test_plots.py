"""Charts of Plotly on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled

COUNT = 9


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "plots.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    expect(page.get_by_test_id("stPlotlyChart").locator("svg.main-svg:first-child")).to_have_count(COUNT)
    return page


def box(place: Locator) -> FloatRect:
    place.scroll_into_view_if_needed()
    found = place.bounding_box()
    assert found is not None
    return found


def dots(app: Page, key: str = "dots") -> Locator:
    return element(app, key).locator(".scatterlayer .point")


def test_charts_have_names_and_sizes(app: Page) -> None:
    room = box(app.get_by_test_id("stMainBlockContainer").get_by_test_id("stVerticalBlock").first)["width"]
    waves = app.get_by_label("Two waves")
    expect(waves).to_have_attribute("data-testid", "stPlotlyChart")
    assert (box(waves)["width"], box(waves)["height"]) == (room, 450)
    assert (box(element(app, "lasso"))["width"], box(element(app, "lasso"))["height"]) == (room, 300)
    small = box(element(app, "small").get_by_test_id("stPlotlyChart"))
    assert (small["width"], small["height"]) == (300, 200)
    assert box(element(app, "plain"))["width"] == 400


def test_charts_follow_the_page_but_those_that_do_not(app: Page) -> None:
    waves, plain = element(app, "waves").locator(".ytick text").first, element(app, "plain").locator(".bg").first
    before = waves.evaluate("label => getComputedStyle(label).fill")
    app.emulate_media(color_scheme="dark")
    expect(waves).not_to_have_css("fill", before)
    expect(plain).to_have_css("fill", "rgb(229, 236, 246)")
    line = element(app, "waves").locator(".js-line").first
    expect(line).to_have_css("stroke", "rgb(110, 168, 247)")


def test_a_run_changes_a_chart_in_place_and_keeps_the_zoom(app: Page) -> None:
    waves = element(app, "waves")
    frame = box(waves.locator(".nsewdrag").first)
    app.mouse.move(frame["x"] + 100, frame["y"] + 100)
    app.mouse.down()
    app.mouse.move(frame["x"] + 250, frame["y"] + 250, steps=4)
    app.mouse.up()
    expect(waves.locator(".xtick text").first).not_to_have_text("0")
    zoomed = sorted(waves.locator(".xtick text").all_text_contents())
    drawing = waves.locator("svg.main-svg").first
    drawing.evaluate("drawing => drawing.dataset.first = 'yes'")
    line = waves.locator(".scatterlayer .js-line").nth(1)
    before = line.get_attribute("d")
    app.get_by_role("slider", name="Points").press("End")
    settled(app)
    expect(line).not_to_have_attribute("d", before or "")
    expect(drawing).to_have_attribute("data-first", "yes")
    assert sorted(waves.locator(".xtick text").all_text_contents()) == zoomed


def test_a_click_selects_and_is_remembered(app: Page) -> None:
    spot = box(dots(app).nth(1))
    app.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    expect(app.get_by_text("picked [1] in 0 boxes")).to_be_visible()
    expect(dots(app).first).to_have_css("opacity", re.compile(r"0\.\d+"))
    app.reload()
    settled(app)
    expect(app.get_by_text("picked [1] in 0 boxes")).to_be_visible()
    expect(dots(app).first).to_have_css("opacity", re.compile(r"0\.[1-4]\d*"))
    frame = box(element(app, "dots").locator(".nsewdrag").first)
    app.mouse.dblclick(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] * 0.4)
    expect(app.get_by_text("picked [] in 0 boxes")).to_be_visible()


def test_a_box_selects(app: Page) -> None:
    frame = box(element(app, "dots").locator(".nsewdrag").first)
    app.mouse.move(frame["x"] + 5, frame["y"] + 5)
    app.mouse.down()
    app.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] - 5, steps=5)
    app.mouse.up()
    expect(app.get_by_text("picked [0] in 1 boxes")).to_be_visible()
    expect(element(app, "dots").locator(".selectionlayer path").first).to_be_attached()


def test_a_lasso_selects(app: Page) -> None:
    frame = box(element(app, "lasso").locator(".nsewdrag").first)
    corners = [(0.02, 0.02), (0.4, 0.02), (0.4, 0.98), (0.02, 0.98)]
    app.mouse.move(frame["x"] + 4, frame["y"] + 4)
    app.mouse.down()
    for x, y in corners:
        app.mouse.move(frame["x"] + frame["width"] * x, frame["y"] + frame["height"] * y, steps=5)
    app.mouse.up()
    keys = ["curve_number", "legendgroup", "marker.size", "point_index", "point_number", "x", "y"]
    expect(app.get_by_text(f"lasso {keys}")).to_be_visible()


def test_borders_come_with_the_page(app: Page) -> None:
    places = {"countries": 4, "states": 3}
    for key, count in places.items():
        expect(element(app, key).locator(".choroplethlayer path:not([d='M0,0Z'])")).to_have_count(count)


def test_nothing_is_fetched_from_elsewhere(served: Server, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.url)
    settled(page)
    expect(page.get_by_test_id("stPlotlyChart").locator("svg.main-svg:first-child")).to_have_count(COUNT)
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []


def test_a_chart_fills_the_window_and_fits_a_phone(app: Page) -> None:
    waves = element(app, "waves")
    waves.hover()
    waves.get_by_role("button", name="Fullscreen").click()
    size = app.viewport_size
    assert size is not None
    expect(waves.locator("svg.main-svg").first).to_have_css("width", f"{size['width'] - 48}px")
    app.keyboard.press("Escape")
    resize(app, 390, 800)
    expect(waves.locator("svg.main-svg").first).to_have_css("width", f"{box(waves)['width']:g}px")
    assert overflow(app) == 0
