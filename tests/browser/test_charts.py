"""Charts and pictures on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled

COUNT = 8


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "charts.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas")).to_have_count(COUNT)
    return page


def box(place: Locator) -> FloatRect:
    place.scroll_into_view_if_needed()
    found = place.bounding_box()
    assert found is not None
    return found


def chart(app: Page, key: str) -> Locator:
    return element(app, key).get_by_test_id("stVegaLiteChart")


def drawing(place: Locator) -> str:
    """Return what stands on a chart's canvas."""
    return str(place.locator("canvas").evaluate("canvas => canvas.toDataURL()"))


def test_charts_have_names_and_sizes(app: Page) -> None:
    waves = app.get_by_label("Two waves")
    expect(waves).to_have_attribute("data-testid", "stVegaLiteChart")
    width = box(app.get_by_test_id("stMainBlockContainer").get_by_test_id("stVerticalBlock").first)["width"]
    assert (box(waves.locator("canvas"))["width"], box(waves)["height"]) == (width, 350)
    bars = app.get_by_test_id("stVegaLiteChart").nth(2)
    assert (box(bars.locator("canvas"))["width"], box(bars)["height"]) == (400, 200)


def test_a_run_changes_charts_in_place(app: Page) -> None:
    waves = app.get_by_label("Two waves")
    before = drawing(waves)
    waves.locator("canvas").evaluate("canvas => canvas.dataset.first = 'yes'")
    app.get_by_role("slider", name="Points").press("End")
    settled(app)
    expect(waves.locator("canvas")).to_have_attribute("data-first", "yes")
    app.wait_for_timeout(200)
    assert drawing(waves) != before
    assert box(waves)["height"] == 350


def test_the_pointer_finds_values(app: Page) -> None:
    waves = box(app.get_by_label("Two waves"))
    app.mouse.move(waves["x"] + 200, waves["y"] + 100)
    app.mouse.move(waves["x"] + 210, waves["y"] + 100)
    tooltip = app.locator("[role=tooltip].visible")
    expect(tooltip.locator("tr")).to_have_count(3)
    expect(tooltip).to_contain_text("sine")
    app.mouse.move(5, 5)
    expect(tooltip).to_have_count(0)
    bars = box(chart(app, "bars"))
    app.mouse.move(bars["x"] + 120, bars["y"] + bars["height"] * 0.28)
    app.mouse.move(bars["x"] + 121, bars["y"] + bars["height"] * 0.28)
    expect(tooltip).to_contain_text("rain")


def test_a_click_selects_and_is_remembered(app: Page) -> None:
    bars = box(chart(app, "bars"))
    app.mouse.click(bars["x"] + 120, bars["y"] + bars["height"] * 0.28)
    picked = app.get_by_text(re.compile(r"picked \[\{'city': '\w+'\}\]"))
    expect(picked).to_be_visible()
    text = picked.text_content() or ""
    app.reload()
    settled(app)
    expect(app.get_by_text(text)).to_be_visible()
    app.emulate_media(color_scheme="dark")
    settled(app)
    expect(app.get_by_text(text)).to_be_visible()
    bars = box(chart(app, "bars"))
    app.mouse.dblclick(bars["x"] + bars["width"] - 20, bars["y"] + bars["height"] * 0.4)
    expect(app.get_by_text("picked {}")).to_be_visible()


def test_an_interval_is_drawn(app: Page) -> None:
    points = box(chart(app, "points"))
    app.mouse.move(points["x"] + 150, points["y"] + 100)
    app.mouse.down()
    app.mouse.move(points["x"] + 400, points["y"] + 150, steps=5)
    app.mouse.up()
    expect(app.get_by_text(re.compile(r"brush \{'rain': \[\d+(\.\d+)?, \d+(\.\d+)?\]\}"))).to_be_visible()


def test_charts_follow_the_theme_and_the_room(app: Page) -> None:
    waves = app.get_by_label("Two waves")
    light = drawing(waves)
    app.emulate_media(color_scheme="dark")
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark")
    app.wait_for_timeout(500)
    assert drawing(waves) != light
    resize(app, 390, 800)
    expect(waves.locator("canvas")).to_have_css("width", f"{box(waves)['width']:g}px")
    assert overflow(app) == 0
    beside = chart(app, "beside")
    assert box(beside)["width"] <= 390
    assert beside.evaluate("place => place.scrollWidth > place.clientWidth")


def test_a_chart_is_saved_and_fills_the_window(app: Page, tmp_path: Path) -> None:
    bars = element(app, "bars")
    bars.hover()
    with app.expect_download() as download:
        bars.get_by_role("button", name="Download as PNG").click()
    download.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    bars.get_by_role("button", name="Fullscreen").click()
    size = app.viewport_size
    assert size is not None
    expect(bars.get_by_test_id("stFullScreenFrame")).to_have_css("width", f"{size['width']}px")
    app.keyboard.press("Escape")
    expect(bars.get_by_test_id("stFullScreenFrame")).not_to_have_css("width", f"{size['width']}px")


def test_the_rows_of_a_chart_are_a_table(app: Page) -> None:
    bars = element(app, "bars")
    bars.hover()
    bars.get_by_role("button", name="Show data").click()
    table = bars.get_by_test_id("stDataFrame")
    expect(table.locator("th")).to_have_text(["city", "degrees", "rain"])
    table.get_by_test_id("stDataFrameResizable").click(position={"x": 60, "y": 15})
    expect(table.locator("th").first).to_have_text("city ↑")
    expect(table.locator("td").first).to_have_text("Lima")
    expect(chart(app, "bars")).to_be_hidden()
    bars.get_by_role("button", name="Show chart").click()
    expect(chart(app, "bars").locator("canvas")).to_be_visible()


def test_pictures_have_descriptions_captions_and_links(app: Page) -> None:
    expect(app.get_by_role("img", name="A line that rises")).to_be_visible()
    red = app.get_by_test_id("stImage").filter(has_text="A red picture")
    assert box(red.get_by_role("img"))["width"] == 120
    expect(red.get_by_test_id("stImageCaption").locator("em")).to_have_text("red")
    two = app.get_by_test_id("stImage").filter(has_text="Two")
    expect(two.get_by_test_id("stImageContainer")).to_have_count(2)
    first, second = (box(picture) for picture in two.get_by_role("img").all())
    assert (first["y"], first["width"]) == (second["y"], 30)
    expect(app.get_by_role("link", name="A dot")).to_have_attribute("href", "https://example.org")


def test_the_page_scrolls_where_a_finger_moves_over_a_chart(app: Page) -> None:
    assert app.get_by_label("Two waves").locator("canvas").evaluate(
        "canvas => getComputedStyle(canvas).touchAction"
    ) in ("auto", "pan-y")
