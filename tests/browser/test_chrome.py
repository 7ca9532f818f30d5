"""What stands around an app: menu, shortcuts, sidebar, logo, toasts, full screen, pages within pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from .conftest import Serve, Server
from .visit import APPS, overflow, settled, violations

NARROW = ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "chrome.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def push(app: Page, name: str) -> None:
    app.get_by_role("button", name=name, exact=True).click()


def menu(app: Page) -> Locator:
    app.get_by_role("button", name="Main menu").click()
    return app.get_by_role("menu", name="Main menu")


def runs(app: Page) -> int:
    settled(app)
    return int((app.get_by_text(re.compile(r"^Run \d+$")).text_content() or "").removeprefix("Run "))


def toasts(app: Page) -> Locator:
    return app.get_by_role("region", name="Notifications").get_by_role("alertdialog")


def test_a_toast_comes_and_goes(app: Page) -> None:
    push(app, "One")
    expect(toasts(app)).to_have_text([re.compile("Saved one.")])
    settled(app)
    expect(toasts(app)).to_have_count(1)
    push(app, "Balloons")  # another run: it stays, and it is not shown again
    settled(app)
    expect(toasts(app)).to_have_count(1)
    expect(toasts(app)).to_have_count(0)
    app.reload()
    settled(app)
    app.wait_for_timeout(300)
    expect(toasts(app)).to_have_count(0)


def test_toasts_are_stacked_and_wait_for_the_pointer(app: Page) -> None:
    push(app, "Many")
    expect(toasts(app)).to_have_text([f"Toast {number}" for number in (4, 3, 2, 1, 0)])
    tops = [toast.bounding_box() for toast in toasts(app).all()]
    assert all(one and two and two["y"] >= one["y"] + one["height"] for one, two in itertools.pairwise(tops))
    toasts(app).nth(1).get_by_role("button", name="Close").click()
    expect(toasts(app)).to_have_text([f"Toast {number}" for number in (4, 2, 1, 0)])


def test_a_toast_is_changed_in_its_place(app: Page) -> None:
    push(app, "Changing")
    expect(toasts(app)).to_have_text([re.compile("Reading")])
    expect(toasts(app)).to_have_text(["Read"])
    app.keyboard.press("F6")
    expect(toasts(app)).to_be_focused()
    app.keyboard.press("Escape")
    expect(toasts(app)).to_have_count(0)


@pytest.mark.parametrize(("name", "test_id"), [("Balloons", "stBalloons"), ("Snow", "stSnow")])
def test_what_flies_over_the_page_leaves_nothing(app: Page, name: str, test_id: str) -> None:
    push(app, name)
    expect(app.get_by_test_id(test_id)).to_be_visible()
    assert overflow(app) == 0
    expect(app.get_by_test_id(test_id)).to_have_count(0)
    app.wait_for_function("document.getAnimations().length === 0")


def test_nothing_flies_for_those_who_do_not_like_it(app: Page) -> None:
    app.emulate_media(reduced_motion="reduce")
    push(app, "Balloons")
    settled(app)
    expect(app.get_by_test_id("stBalloons")).to_have_count(0)


def test_the_menu_reruns_and_clears_caches(app: Page) -> None:
    before = runs(app)
    cached = app.get_by_text("Cached at").text_content()
    menu(app).get_by_role("menuitem", name="Rerun").click()
    expect(app.get_by_text(f"Run {before + 1}", exact=True)).to_be_visible()
    expect(app.get_by_text("Cached at")).to_have_text(cached or "")
    menu(app).get_by_role("menuitem", name="Clear caches").click()
    push(app, "Clear caches")
    app.keyboard.press("r")
    expect(app.get_by_text(f"Run {before + 2}", exact=True)).to_be_visible()
    expect(app.get_by_text("Cached at")).not_to_have_text(cached or "")


def test_letters_are_shortcuts_unless_someone_types(app: Page) -> None:
    before = runs(app)
    for place in (
        app.get_by_role("textbox", name="Word", exact=True),
        app.get_by_role("textbox", name="Words"),
        app.get_by_test_id("data-grid-canvas"),
        app.get_by_role("slider", name="Bill"),
    ):
        place.focus()
        app.keyboard.press("r")
        app.keyboard.press("c")
    expect(app.get_by_role("dialog")).to_have_count(0)
    app.get_by_test_id("stMain").focus()
    app.keyboard.press("Control+c")
    app.keyboard.press("Alt+r")
    expect(app.get_by_role("dialog")).to_have_count(0)
    app.keyboard.press("c")
    expect(app.get_by_role("dialog", name="Clear caches")).to_be_visible()
    app.keyboard.press("Escape")
    expect(app.get_by_role("dialog")).to_have_count(0)
    app.keyboard.press("r")
    # The words typed are committed with the run: that is one run more.
    expect(app.get_by_text(re.compile(rf"^Run ({before + 1}|{before + 2}|{before + 3})$"))).to_be_visible()


def test_the_menu_is_used_by_keyboard(app: Page) -> None:
    app.get_by_role("button", name="Main menu").focus()
    app.keyboard.press("Enter")
    expect(app.get_by_role("menuitemradio", name="System")).to_be_focused()
    app.keyboard.press("End")
    expect(app.get_by_role("menuitem", name="Get help")).to_be_focused()
    app.keyboard.press("ArrowUp")
    expect(app.get_by_role("menuitem", name="About")).to_be_focused()
    app.keyboard.press("Enter")
    about = app.get_by_role("dialog", name="About")
    expect(about).to_contain_text("By us.")
    app.keyboard.press("Escape")
    expect(about).to_have_count(0)
    expect(app.get_by_role("button", name="Main menu")).to_be_focused()


def test_theme_and_width_are_kept(app: Page) -> None:
    root = app.get_by_test_id("stApp")
    menu(app).get_by_role("menuitemradio", name="Dark").click()
    expect(root).to_have_attribute("data-theme", "dark")
    menu(app).get_by_role("menuitemcheckbox", name="Wide mode").click()
    view = app.get_by_test_id("stAppViewContainer")
    expect(view).to_have_attribute("data-layout", "wide")
    app.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(view).to_have_attribute("data-layout", "wide")
    menu(app).get_by_role("menuitemcheckbox", name="Wide mode").click()
    expect(view).to_have_attribute("data-layout", "narrow")


def test_a_long_run_shows_that_it_runs(app: Page) -> None:
    push(app, "Slow")
    expect(app.get_by_test_id("stStatusWidget")).to_be_visible()
    push(app, "Stop")
    expect(app.get_by_test_id("stStatusWidget")).to_have_count(0)


def test_the_logo_goes_where_there_is_room(app: Page) -> None:
    logo = app.get_by_test_id("stSidebarLogo")
    expect(logo).to_have_css("height", "32px")
    expect(app.get_by_test_id("stSidebarHeader").get_by_role("link", name="Logo")).to_have_attribute(
        "href", "https://example.org"
    )
    app.get_by_test_id("stSidebar").hover()
    push(app, "Collapse sidebar")
    expect(app.get_by_test_id("stHeaderLogo")).to_have_text("🐧")


def test_the_sidebar_is_resized_by_mouse_and_keyboard(app: Page) -> None:
    sidebar, handle = app.get_by_test_id("stSidebar"), app.get_by_role("separator", name="Width of the sidebar")
    expect(sidebar).to_have_css("width", "300px")
    box = handle.bounding_box()
    assert box is not None
    app.mouse.move(box["x"] + 3, 400)
    app.mouse.down()
    app.mouse.move(box["x"] + 123, 410, steps=5)
    app.mouse.up()
    expect(sidebar).to_have_css("width", "420px")
    app.reload()
    expect(sidebar).to_have_css("width", "420px")
    handle.focus()
    app.keyboard.press("ArrowLeft")
    expect(sidebar).to_have_css("width", "410px")
    handle.dblclick()
    expect(sidebar).to_have_css("width", "300px")


def test_on_a_phone_the_sidebar_lies_over_the_page(app: Page) -> None:
    app.set_viewport_size(NARROW)
    sidebar = app.get_by_test_id("stSidebar")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    push(app, "Expand sidebar")
    expect(app.get_by_role("button", name="Collapse sidebar")).to_be_focused()
    expect(sidebar.get_by_text("Side")).to_be_in_viewport()
    assert overflow(app) == 0
    app.keyboard.press("Escape")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(app.get_by_role("button", name="Expand sidebar")).to_be_focused()


def test_title_and_icon(app: Page) -> None:
    expect(app).to_have_title("Chrome")
    expect(app.locator('link[rel~="icon"]')).to_have_attribute("href", re.compile("^data:image/svg"))


@pytest.mark.parametrize("shown", ["stImage", "stVegaLiteChart", "stDataFrame"])
def test_pictures_charts_and_tables_fill_the_window(app: Page, shown: str) -> None:
    frame = app.get_by_test_id("stFullScreenFrame").filter(has=app.get_by_test_id(shown))
    frame.scroll_into_view_if_needed()
    frame.hover()
    button = frame.get_by_role("button", name=re.compile("^Fullscreen"))
    button.focus()
    app.keyboard.press("Enter")
    expect(frame).to_have_attribute("data-fullscreen", "true")
    box = frame.bounding_box()
    assert box is not None
    assert (box["x"], box["y"]) == (0, 0)
    expect(frame.get_by_role("button", name=re.compile("^Close fullscreen"))).to_be_focused()
    app.keyboard.press("Escape")
    expect(frame).to_have_attribute("data-fullscreen", "false")
    expect(button).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chrome_is_there_for_every_reader(app: Page, scheme: Literal["light", "dark"]) -> None:
    app.emulate_media(color_scheme=scheme)
    push(app, "Many")
    expect(toasts(app)).to_have_count(5)
    app.wait_for_timeout(400)  # what appears is pale at first
    assert violations(app) == []
    entries = menu(app)
    expect(entries).to_be_visible()
    app.wait_for_timeout(400)
    assert violations(app) == []
    entries.get_by_role("menuitem", name="About").click()
    expect(app.get_by_role("dialog", name="About")).to_be_visible()
    app.wait_for_timeout(400)
    assert violations(app) == []
    app.keyboard.press("Escape")
    app.set_viewport_size(NARROW)
    push(app, "Expand sidebar")
    app.wait_for_timeout(400)
    assert violations(app) == []


def test_wrong_input_is_told_where_it_happens(app: Page) -> None:
    push(app, "Wrong")
    expect(app.get_by_test_id("stException")).to_contain_text("st.toast: duration='forever' is unknown.")
    app.keyboard.press("r")
    push(app, "Wrong logo")
    expect(app.get_by_test_id("stException")).to_contain_text("st.logo: image='nowhere.png' is no picture.")
    expect(app.get_by_text("last line")).to_have_count(0)


@pytest.mark.parametrize(
    ("options", "chrome", "padding"),
    [
        ("", 0, "16px"),
        ("&embed_options=show_toolbar", 1, "16px"),
        ("&embed_options=show_padding,dark_theme", 0, "128px"),
    ],
)
def test_a_page_within_a_page(
    served: Server, visit: Callable[[str], Page], options: str, chrome: int, padding: str
) -> None:
    app = visit(f"{served.url}?embed=true{options}")
    expect(app.get_by_role("button", name="Main menu")).to_have_count(chrome)
    expect(app.get_by_test_id("stMainBlockContainer")).to_have_css("padding-bottom", padding)
    theme = "dark" if "dark" in options else "light"
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", theme)


def test_readers_get_a_menu_without_what_developers_do(serve: Serve, browser: Browser) -> None:
    served = serve(APPS / "chrome.py", "--toolbar", "viewer")
    page = browser.new_page()
    page.goto(served.url)
    settled(page)
    entries = menu(page)
    expect(entries.get_by_role("menuitem", name="Rerun")).to_be_visible()
    expect(entries.get_by_role("menuitem", name="Clear caches")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()
