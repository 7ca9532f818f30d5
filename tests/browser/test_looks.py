"""A catalogue of all elements in all their states, for every reader: any contrast, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import LOOK, Serve
from .visit import APPS, Visit, overflow, resize, violations

# What a reader may ask of the system; the last knows no shades of our own.
READERS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "more": {"contrast": "more"},
    "more and dark": {"contrast": "more", "color_scheme": "dark"},
}
USUAL: dict[str, Any] = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "media": "screen",
}

# Whether a part is drawn in another colour than what is behind it.
DRAWN = """(part, [property, pseudo]) => {
  const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  const color = getComputedStyle(part, pseudo)[property];
  return color !== ground && color !== "rgba(0, 0, 0, 0)";
}"""
# What says where someone is, or how much there is, and has no words for it.
SIGNS: dict[str, tuple[str, str | None]] = {
    ".lit-track-rail": ("backgroundColor", None),
    ".lit-track-fill": ("backgroundColor", None),
    ".lit-track-knob": ("backgroundColor", None),
    ".lit-progress-fill": ("backgroundColor", None),
    ".lit-progress-track": ("outlineColor", None),
    ".lit-tab[data-selected]": ("backgroundColor", "::after"),
    ".lit-page[aria-current]:enabled": ("backgroundColor", None),
    ".lit-nav-link[aria-current]": ("backgroundColor", None),
    ".lit-choice[data-selected]:enabled": ("backgroundColor", None),
    ".lit-alert": ("borderTopColor", None),
    ".lit-badge": ("outlineColor", None),
    ".lit-tag": ("outlineColor", None),
    ".lit-skeleton-place": ("outlineColor", None),
    ".lit-color-block": ("backgroundColor", None),
    ".lit-heading-divider": ("backgroundColor", None),
}

# The element with the focus: what it is, whether that is to be seen, and whether it stands where it is.
FOCUSED = """() => {
  let part = document.activeElement;
  if (part === document.body || part === null) return null;
  const kind = part.closest("[data-testid]")?.dataset.testid ?? part.tagName;
  const name = `${kind} ${part.getAttribute("aria-label") ?? part.textContent.trim().slice(0, 30)}`;
  const ringed = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow.includes(" 1px");
  };
  let ring = false;
  for (let each = part, steps = 0; each && steps < 7; each = each.parentElement, steps++) ring ||= ringed(each);
  ring ||= [...part.parentElement.children, ...part.parentElement.parentElement.children].some(ringed);
  ring ||= getComputedStyle(part, "::after").opacity === "1" && part.className.includes("handle");
  const before = window.lastFocused;
  window.lastFocused = part;
  const back = before?.isConnected && part.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {name, ring: ring || part.matches("main, iframe, canvas, .dvn-scroller, [role=grid]"), back: !!back};
}"""
RIGHT = "part => part.getBoundingClientRect().x > innerWidth / 2"
TABS = 260  # more than the catalogue has places for the focus


@pytest.fixture(scope="module")
def app(serve: Serve, browser: Browser) -> Iterator[Page]:
    """Open the catalogue once for all."""
    expect.set_options(timeout=LOOK)
    server = serve(APPS / "looks.py")
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(LOOK)
    visit = Visit(page, server.url)
    visit.open()
    expect(page.get_by_test_id("stDataFrame").last.locator("canvas").first).to_be_visible()
    yield page
    context.close()
    assert visit.problems == []


def ask(app: Page, **wishes: Any) -> None:
    """Let the system ask for what a reader wants, and for nothing else."""
    app.emulate_media(**(USUAL | wishes))


@pytest.fixture(autouse=True)
def usual(app: Page) -> Iterator[None]:
    yield
    ask(app)
    resize(app, 1280, 900)


@pytest.mark.parametrize("reader", READERS)
def test_every_state_can_be_read(app: Page, reader: str) -> None:
    ask(app, **READERS[reader])
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark" if "dark" in reader else "light")
    rules = ["color-contrast-enhanced"] if "more" in reader else ["color-contrast"] if reader == "dark" else None
    assert violations(app, rules) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_system_leave_no_sign_out(app: Page, scheme: str) -> None:
    ask(app, forced_colors="active", color_scheme=scheme)
    for selector, (style, pseudo) in SIGNS.items():
        sign = app.locator(selector).first
        assert sign.evaluate(DRAWN, [style, pseudo]), selector
    # Its label lies on a ground of its own, or there would be none to be seen.
    primary = app.get_by_role("button", name="Primary", exact=True)
    assert primary.evaluate("button => getComputedStyle(button).forcedColorAdjust") == "none"


def opened(app: Page, name: str) -> tuple[Locator, Locator]:
    """Open what opens above the page; return by what, and what."""
    button = app.get_by_role("button", name=name, exact=True)
    if name == "Menu":
        button.press("Enter")
        return button, app.get_by_role("menu")
    if name in ("Dialog", "Side dialog"):
        button.press("Enter")
        return button, app.get_by_role("dialog", name="A question" if name == "Dialog" else "At the side")
    if name == "Popover":
        button.press("Enter")
        return button, app.get_by_test_id("stPopoverBody")
    if name == "Colour":
        button = app.get_by_test_id("stColorPicker").get_by_role("button").first
        button.press("Enter")
        return button, app.get_by_role("dialog").last
    if name == "Date":
        field = app.get_by_test_id("stDateInput").first
        field.get_by_role("button").press("Enter")
        return field.get_by_role("button"), app.get_by_role("dialog").last
    field = app.get_by_role("combobox", name=name, exact=True)
    field.press("ArrowDown")
    return field, app.get_by_role("listbox")


@pytest.mark.parametrize("name", ["Menu", "Popover", "One of", "Several", "Date", "Colour", "Dialog", "Side dialog"])
def test_what_opens_is_for_everybody_and_gives_the_focus_back(app: Page, name: str) -> None:
    button, layer = opened(app, name)
    expect(layer).to_be_visible()
    found = violations(app, within=".lit-overlays, [role=dialog]")
    app.keyboard.press("Escape")
    expect(layer).to_have_count(0)
    expect(button).to_be_focused()
    assert found == []


def test_a_toast_is_told_and_reached(app: Page) -> None:
    app.get_by_role("button", name="Toast", exact=True).press("Enter")
    toast = app.get_by_role("alertdialog", name="Saved as draft")
    expect(toast).to_be_visible()
    assert violations(app, within=".lit-overlays") == []
    app.keyboard.press("F6")
    expect(toast).to_be_focused()
    app.keyboard.press("Escape")
    expect(toast).to_have_count(0)
    expect(app.get_by_role("button", name="Toast", exact=True)).to_be_focused()


def test_what_fails_is_told_to_those_who_do_not_see(app: Page) -> None:
    app.get_by_role("button", name="Fail", exact=True).press("Enter")
    expect(app.get_by_role("alert").filter(has_text="Nothing to fail with")).to_be_visible()
    app.get_by_role("button", name="Primary", exact=True).press("Enter")
    expect(app.get_by_text("Nothing to fail with")).to_have_count(0)


def test_tab_goes_through_the_page_and_shows_where_it_is(app: Page) -> None:
    app.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    app.get_by_test_id("stSkipToContent").focus()
    seen: list[str] = []
    wrong: list[str] = []
    for _ in range(TABS):
        app.keyboard.press("Tab")
        at = app.evaluate(FOCUSED)
        if at is None or (at["back"] and "A page link" in seen[-1]):
            break
        seen.append(at["name"])
        if at["back"] or not at["ring"]:
            wrong.append(f"{at['name']} after {seen[-2:-1]}: {'goes back' if at['back'] else 'is not to be seen'}")
    assert wrong == []
    assert len(seen) > 90
    assert any("A page link" in name for name in seen), seen[-5:]


def test_a_page_runs_the_other_way(app: Page) -> None:
    app.evaluate("document.documentElement.dir = 'rtl'")
    try:
        middle = (
            "side => { const box = side.getBoundingClientRect(); return (box.left + box.right) / 2 > innerWidth / 2; }"
        )
        assert app.get_by_test_id("stSidebar").evaluate(middle)
        assert not app.get_by_test_id("stMainMenu").evaluate(middle)
        # Code runs from left to right, whoever reads it.
        assert app.get_by_test_id("stCode").first.evaluate("code => getComputedStyle(code).direction") == "ltr"
        assert overflow(app) <= 0
    finally:
        app.evaluate("document.documentElement.dir = ''")


def test_paper_has_all_of_the_page_and_nothing_of_the_screen(app: Page) -> None:
    ask(app, media="print", color_scheme="dark")
    for test_id in ("stHeader", "stSidebar"):
        expect(app.get_by_test_id(test_id)).to_be_hidden()
    main = app.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight - main.clientHeight") <= 0
    line = app.get_by_text("Line 8", exact=True)
    assert (
        line.evaluate(
            "line => line.closest('[data-scrolls]').scrollHeight - line.closest('[data-scrolls]').clientHeight"
        )
        <= 0
    )
    assert (
        app.get_by_role("heading", name="Buttons").evaluate("text => getComputedStyle(text).color") == "rgb(27, 31, 38)"
    )


@pytest.mark.parametrize("width", [390, 640])
def test_a_phone_and_twice_the_size_need_no_sideways_scrolling(app: Page, width: int) -> None:
    resize(app, width, 450)
    expect(app.get_by_test_id("stSidebar")).to_have_attribute("data-over", "true")
    main = app.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert overflow(app) <= 0
