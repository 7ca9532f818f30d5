"""Texts and signs on the page, as an author's own tests find them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .visit import APPS, overflow, resize, settled


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "text.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def test_headings_have_levels_anchors_and_help(app: Page) -> None:
    title = app.get_by_role("heading", name="Big title", level=1)
    expect(title).to_be_visible()
    expect(app.get_by_role("heading", name="A header", level=2)).to_be_visible()
    expect(app.get_by_role("heading", name="A subheader", level=3)).to_be_visible()
    expect(app.get_by_test_id("stHeading")).to_have_count(3)
    expect(app.get_by_test_id("stHeadingDivider")).to_have_count(1)
    first = app.get_by_test_id("stHeading").first
    first.hover()
    expect(first.get_by_role("link", name="Link to heading")).to_have_attribute("href", "#top")
    first.get_by_role("button", name="Help").hover()
    expect(app.get_by_role("tooltip")).to_have_text("About the title")
    app.mouse.move(0, 0)
    expect(app.get_by_role("tooltip")).to_have_count(0)


def test_markdown_is_formatted_and_html_only_where_it_is_wanted(app: Page) -> None:
    text = app.get_by_test_id("stMarkdown").filter(has_text="Some bold")
    expect(text.locator("strong")).to_have_text("bold")
    expect(text.locator("code").first).to_have_text("code")
    expect(text.locator(".stMarkdownColoredText")).to_have_text("red")
    expect(text.get_by_role("link", name="link")).to_have_attribute("target", "_blank")
    expect(text.locator(".katex")).to_be_visible()
    expect(app.locator("#raw")).to_have_count(0)
    expect(app.get_by_text("<b id='raw'>no HTML</b>")).to_be_visible()
    expect(app.locator("#cooked")).to_have_text("HTML")


def test_plain_text_stays_plain(app: Page) -> None:
    text = app.get_by_test_id("stText").first
    expect(text).to_contain_text("plain *text*")
    expect(text).to_have_css("white-space", re.compile("pre-wrap|preserve"))
    expect(app.get_by_test_id("stCaptionContainer")).to_contain_text("A caption with")
    expect(app.get_by_role("img", name="thumb up icon")).to_be_visible()


def test_code_is_coloured_and_can_be_copied(app: Page) -> None:
    code = app.get_by_test_id("stCode")
    expect(code.first.locator("code")).to_contain_text("def greet(name):")
    expect(code.first.locator("[class^=hljs-]").first).to_be_visible()
    expect(code.nth(1)).to_have_text("no colours")
    app.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.first.hover()
    code.first.get_by_role("button", name="Copy to clipboard").click()
    expect(code.first.get_by_role("button", name="Copied")).to_be_visible()
    assert app.evaluate("navigator.clipboard.readText()") == "def greet(name):\n    return name"


def test_values_are_written_as_what_they_are(app: Page) -> None:
    expect(app.get_by_text("Written 1")).to_be_visible()
    json = app.get_by_test_id("stJson")
    expect(json).to_have_count(2)
    expect(json.nth(1)).to_contain_text("deep")
    expect(json.nth(1)).not_to_contain_text("deeper")
    json.nth(1).get_by_role("button", expanded=False).first.click()
    expect(json.nth(1)).to_contain_text("deeper")
    expect(app.get_by_text("A text with backticks that stands alone.")).to_be_visible()


def test_metrics_tell_value_and_change(app: Page) -> None:
    metric = app.get_by_test_id("stMetric").first
    expect(metric.get_by_test_id("stMetricLabel")).to_contain_text("Temperature")
    expect(metric.get_by_test_id("stMetricValue")).to_have_text("21 °C")
    expect(metric.get_by_test_id("stMetricDelta")).to_contain_text("-1.5 °C")
    expect(metric.get_by_test_id("stMetricDeltaIcon-Down")).to_be_visible()
    nothing = app.get_by_test_id("stMetric").nth(1)
    expect(nothing.get_by_test_id("stMetricValue")).to_have_text("—")
    expect(nothing.get_by_test_id("stMetricLabel")).to_be_hidden()


def test_a_number_stays_on_one_line_and_words_stay_whole(app: Page) -> None:
    figure, words = (app.get_by_test_id("stMetricValue").nth(number) for number in (2, 3))
    expect(figure).to_have_attribute("style", re.compile("--lit-fit: 0[.]"))
    lines = (
        "value => value.querySelector('p').getClientRects()[0].height / parseFloat(getComputedStyle(value).fontSize)"
    )
    assert figure.evaluate(lines) < 3  # a line is as high as the number would be in its own size
    assert figure.evaluate("value => value.scrollWidth <= value.clientWidth + 1")
    expect(words).to_have_attribute("data-breaks", "")
    resize(app, 390, 800)  # where columns stand one above the other
    expect(figure).not_to_have_attribute("style", re.compile("--lit-fit"))
    table = app.get_by_test_id("stTable")
    expect(table.get_by_text("1,234.5000").first).to_be_visible()
    heights = table.locator("tbody tr").evaluate_all("rows => rows.map(row => row.clientHeight)")
    assert abs(heights[0] - heights[1]) < 3  # the long name too has one line
    assert overflow(app) == 0


def test_a_list_in_arabic_has_its_marks_at_the_right(app: Page) -> None:
    items = app.get_by_role("list").last
    expect(items).to_have_css("direction", "rtl")
    expect(items).to_have_css("padding-right", "24px")


def test_alerts_are_told_at_once_where_they_are_urgent(app: Page) -> None:
    contents = {"Success": "status", "Info": "status", "Warning": "alert", "Error": "alert"}
    for kind, role in contents.items():
        container = app.get_by_test_id("stAlertContainer").filter(has=app.get_by_test_id(f"stAlertContent{kind}"))
        shown = container.filter(has_text=f"This is {kind.lower()}")
        expect(shown).to_be_visible()
        expect(shown).to_have_attribute("role", role)
    expect(app.get_by_test_id("stAlertDynamicIcon")).to_have_text("🐧")


def test_an_exception_is_shown_with_its_type(app: Page) -> None:
    error = app.get_by_test_id("stException")
    expect(error).to_contain_text("ValueError")
    expect(error).to_contain_text("a *bad* value")


def test_progress_goes_on_while_the_reader_waits(app: Page) -> None:
    bar = app.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "40")
    expect(app.get_by_test_id("stProgress")).to_contain_text("Under way")
    app.get_by_role("button", name="Wait").click()
    spinner = app.get_by_test_id("stSpinner")
    expect(spinner).to_contain_text("Waiting")
    expect(spinner.get_by_role("status")).to_be_visible()
    settled(app)
    expect(spinner).to_have_count(0)
    expect(bar).to_have_attribute("aria-valuenow", "100")
    expect(app.get_by_text("Done")).to_be_visible()
