"""Maps on the page."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "places.py")


@pytest.fixture(scope="module")
def ground(serve: Serve) -> Server:
    return serve(APPS / "ground.py")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses that the page has asked for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


@pytest.fixture
def app(served: Server, page: Page, asked: list[str], request: pytest.FixtureRequest) -> Page:
    page.goto(served.url + getattr(request, "param", ""))
    settled(page)
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first).to_be_visible()
    return page


def box(place: Locator) -> FloatRect:
    place.scroll_into_view_if_needed()
    found = place.bounding_box()
    assert found is not None
    return found


def map_of(app: Page, key: str) -> Locator:
    return element(app, key).get_by_test_id("stDeckGlJsonChart")


def colours(place: Locator) -> set[tuple[int, ...]]:
    """Return the colours that cover a good part of a map."""
    place.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    found = picture.getcolors(picture.width * picture.height)
    assert found is not None
    return {colour for count, colour in found if count > picture.width * picture.height / 500}  # type: ignore[misc]


def has(place: Locator, wanted: tuple[int, int, int]) -> None:
    """Wait until a colour is on a map."""
    for _ in range(60):
        if any(all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True)) for found in colours(place)):
            return
        place.page.wait_for_timeout(250)
    raise AssertionError(f"{wanted} is none of {colours(place)}")


def middle(app: Page, key: str) -> tuple[float, float]:
    frame = box(map_of(app, key))
    return frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2


@pytest.mark.parametrize("app", ["?all"], indirect=True)
def test_maps_lie_on_the_countries_in_the_colours_of_the_page(app: Page, served: Server, asked: list[str]) -> None:
    towns = app.get_by_role("application", name="Towns")
    expect(towns).to_have_attribute("data-testid", "stDeckGlJsonChart")
    room = box(app.get_by_test_id("stMainBlockContainer").get_by_test_id("stVerticalBlock").first)["width"]
    assert (box(towns)["width"], box(towns)["height"]) == (room, 350)
    expect(element(app, "broken")).to_contain_text("deck.gl has no layer or view of the type “NoSuchLayer”.")
    has(towns, (241, 243, 245))
    has(towns, (255, 255, 255))
    has(map_of(app, "cities"), (255, 255, 255))
    has(element(app, "tiles"), (255, 255, 255))
    app.emulate_media(color_scheme="dark")
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark")
    has(towns, (17, 19, 24))
    has(towns, (29, 32, 39))
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []


def test_base_maps_of_the_authors(page: Page, ground: Server, asked: list[str]) -> None:
    page.goto(ground.url)
    settled(page)
    expect(map_of(page, "styled")).to_contain_text(
        "Map tiles of https://tiles.invalid/style.json are not available here."
    )
    has(map_of(page, "styled"), (255, 255, 255))
    has(map_of(page, "own"), (187, 204, 221))
    has(map_of(page, "hexagons"), (255, 255, 255))
    elsewhere = {url for url in asked if not url.startswith((ground.url, "data:", "blob:"))}
    assert elsewhere == {"https://tiles.invalid/style.json"}


def test_objects_have_tooltips_and_are_selected(app: Page) -> None:
    app.get_by_role("application", name="Cities").scroll_into_view_if_needed()
    has(app.get_by_role("application", name="Cities"), (255, 255, 255))
    x, y = spot_of(app, "Oslo")
    app.mouse.move(x - 2, y)
    app.mouse.move(x, y)
    tip = map_of(app, "cities").locator(".deck-tooltip")
    expect(tip).to_be_visible()
    assert tip.inner_html() == "<b>Oslo</b> 59.91°"
    app.mouse.click(x, y)
    expect(app.get_by_text("picked ['Oslo']")).to_be_visible()
    rome = spot_of(app, "Rome")
    app.wait_for_timeout(500)
    app.mouse.click(*rome)
    expect(app.get_by_text("picked ['Oslo', 'Rome']")).to_be_visible()
    app.reload()
    settled(app)
    expect(app.get_by_text("picked ['Oslo', 'Rome']")).to_be_visible()


def spot_of(app: Page, city: str) -> tuple[float, float]:
    """Return where a city is on the screen: the map looks at 25° N, 20° W from zoom 1.2."""
    lat, lon = {"Oslo": (59.91, 10.75), "Rome": (41.9, 12.5)}[city]
    x, y = middle(app, "cities")
    [right, down] = app.evaluate(
        """([lat, lon]) => {
          const size = 512 * 2 ** 1.2;
          const down = (lat) => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;
          return [((lon + 20) / 360) * size, (down(lat) - down(25)) * size];
        }""",
        [lat, lon],
    )
    return x + right, y + down


def test_a_run_keeps_the_readers_view(app: Page) -> None:
    has(map_of(app, "cities"), (255, 255, 255))
    frame = element(app, "cities")
    frame.hover()
    before = map_of(app, "cities").screenshot()
    frame.get_by_role("button", name="Zoom in").click()
    app.wait_for_timeout(1500)
    nearer = colours(map_of(app, "cities"))
    assert map_of(app, "cities").screenshot() != before
    app.get_by_role("slider", name="Places").press("End")
    settled(app)
    app.wait_for_timeout(1000)
    assert colours(map_of(app, "cities")) == nearer


def test_maps_fit_a_phone_and_fill_the_window(app: Page) -> None:
    resize(app, 390, 800)
    assert box(map_of(app, "cities"))["width"] <= 390
    assert overflow(app) == 0
    frame = element(app, "cities")
    frame.hover()
    frame.get_by_role("button", name="Fullscreen").click()
    expect(map_of(app, "cities").locator("canvas").first).to_have_css("width", "342px")
