"""Themes of authors: in light, in dark, in the sidebar, changed while the page is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, settled, violations

FONT = Path(__file__).parents[2] / "js/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
THEME = """
[server]
enableStaticServing = true
[theme]
headingFont = "Own, serif"
headingFontSizes = ["3rem"]
buttonRadius = "full"
linkUnderline = false
chartCategoricalColors = ["#8a2be2", "#b8500a", "#2e8b57"]
[[theme.fontFaces]]
family = "Own"
url = "app/static/own.woff2"
weight = "100 900"
[theme.light]
primaryColor = "#0b6e4f"
backgroundColor = "#fff8ec"
secondaryBackgroundColor = "#f7eedd"
textColor = "#33261d"
redColor = "#b3261e"
[theme.dark]
primaryColor = "#ffd166"
backgroundColor = "#0b1d2a"
secondaryBackgroundColor = "#123047"
textColor = "#e6f1f7"
[theme.light.sidebar]
backgroundColor = "#33261d"
primaryColor = "#ffd166"
"""


@pytest.fixture(scope="module")
def served(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("themed")
    for name in ("static", ".streamlit"):
        (folder / name).mkdir()
    shutil.copy(FONT, folder / "static/own.woff2")
    shutil.copy(APPS / "themed.py", folder / "app.py")
    (folder / ".streamlit/config.toml").write_text(THEME)
    return serve(folder / "app.py")


def css(place: Locator, name: str) -> str:
    """Return what a property of style comes to."""
    return str(place.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def app_of(page: Page) -> Locator:
    return page.get_by_test_id("stApp")


def test_light_and_dark_are_the_author_s(served: Server, visit: Callable[[str], Page], page: Page) -> None:
    page.emulate_media(color_scheme="light")
    visit(served.url)
    primary = page.get_by_role("button", name="Primary")
    field = page.get_by_test_id("stTextInputRootElement").nth(1)
    assert css(app_of(page), "backgroundColor") == "rgb(255, 248, 236)"
    assert css(app_of(page), "color") == "rgb(51, 38, 29)"
    assert css(primary, "backgroundColor") == "rgb(11, 110, 79)"
    assert css(primary, "color") == "rgb(255, 255, 255)"
    assert float(css(primary, "borderRadius").removesuffix("px")) > 20
    assert css(field, "backgroundColor") == "rgb(247, 238, 221)"
    assert (
        css(page.get_by_test_id("stMain").get_by_role("link", name="link", exact=True), "textDecorationLine") == "none"
    )
    page.emulate_media(color_scheme="dark")
    expect(app_of(page)).to_have_attribute("data-theme", "dark")
    expect(app_of(page)).to_have_css("background-color", "rgb(11, 29, 42)")
    expect(primary).to_have_css("background-color", "rgb(255, 209, 102)")
    expect(primary).to_have_css("color", "rgb(17, 19, 24)")


def test_the_sidebar_may_be_dark_beside_a_light_page(served: Server, visit: Callable[[str], Page], page: Page) -> None:
    page.emulate_media(color_scheme="light")
    visit(served.url)
    sidebar = page.get_by_test_id("stSidebar")
    assert css(sidebar, "backgroundColor") == "rgb(51, 38, 29)"
    assert css(sidebar, "colorScheme") == "dark"
    assert css(sidebar.get_by_role("button", name="Go"), "backgroundColor") == "rgb(255, 209, 102)"
    assert css(sidebar.get_by_role("heading", name="Beside"), "fontSize") != css(
        page.get_by_role("heading", name="Penguins"), "fontSize"
    )


def test_headings_have_the_font_that_the_app_brings_along(served: Server, visit: Callable[[str], Page]) -> None:
    page = visit(served.url)
    heading = page.get_by_role("heading", name="Penguins")
    assert css(heading, "fontFamily").startswith("Own,")
    assert css(heading, "fontSize") == "48px"
    page.wait_for_function("[...document.fonts].some((font) => font.family === 'Own' && font.status === 'loaded')")


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_charts_have_the_author_s_colours(served: Server, visit: Callable[[str], Page], page: Page, shade: str) -> None:
    page.emulate_media(color_scheme="dark" if shade == "dark" else "light")
    visit(served.url)
    bars = page.locator(".st-key-plotly .bars path").first
    expect(bars).to_be_visible()
    assert css(bars, "fill") == "rgb(138, 43, 226)"


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_theme_breaks_no_rule_of_accessibility(
    served: Server, visit: Callable[[str], Page], page: Page, shade: str
) -> None:
    page.emulate_media(color_scheme="dark" if shade == "dark" else "light", reduced_motion="reduce")
    visit(served.url)
    expect(page.get_by_role("heading", name="Penguins")).to_be_visible()
    expect(page.locator(".st-key-plotly .bars path").first).to_be_visible()
    assert violations(page) == []


def test_a_page_wears_its_theme_before_the_script_has_run(served: Server, browser: Browser) -> None:
    page = browser.new_page(color_scheme="light")
    page.route("**/lit/ws/**", lambda route: route.abort())
    page.route_web_socket("**/lit/ws/**", lambda socket: None)
    page.goto(served.url)
    expect(app_of(page)).to_have_css("background-color", "rgb(255, 248, 236)")
    page.close()


def test_a_saved_theme_is_worn_at_once(serve: Serve, visit: Callable[[str], Page], page: Page) -> None:
    page.emulate_media(color_scheme="light")
    served = serve(
        "import altair as alt, pandas as pd, streamlit as st\n"
        "st.session_state.setdefault('n', 0)\nst.session_state.n += 1\nst.text(f'Run {st.session_state.n}')\n"
        "st.dataframe({'a': [1]}, key='frame')\n"
        "if st.button('Own', type='primary'):\n    st.set_option('theme.primaryColor', '#112233')\n"
    )
    folder = served.file.parent / ".streamlit"
    folder.mkdir()
    visit(served.url)
    button = page.get_by_role("button", name="Own", exact=True)
    before = app_of(page).get_attribute("data-dress")
    (folder / "config.toml").write_text('[theme]\nbase = "dark"\nprimaryColor = "#00ffcc"')
    expect(app_of(page)).to_have_attribute("data-theme", "dark")
    expect(button).to_have_css("background-color", "rgb(0, 255, 204)")
    assert app_of(page).get_attribute("data-dress") != before
    expect(page.get_by_text("Run 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Main menu").click()
    expect(page.get_by_role("menu")).to_be_visible()
    expect(page.get_by_test_id("stThemeSwitcher")).to_have_count(0)
    page.keyboard.press("Escape")
    button.click()
    page.mouse.move(0, 0)
    expect(button).to_have_css("background-color", "rgb(17, 34, 51)")
    (folder / "config.toml").unlink()
    expect(app_of(page)).to_have_attribute("data-theme", "light")
    settled(page)


def test_where_data_must_stay_tables_offer_no_copies(serve: Serve, visit: Callable[[str], Page]) -> None:
    served = serve("import streamlit as st\nst.dataframe({'a': [1]})", "--client.disableDataExport", "true")
    page = visit(served.url)
    page.get_by_test_id("stDataFrame").hover()
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)
