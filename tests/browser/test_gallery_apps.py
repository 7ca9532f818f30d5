"""The gallery of real apps: its page leads to each, and each is there for every reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import START, Serve, Server
from .visit import overflow, resize, settled, violations

GALLERY = Path(__file__).parents[2] / "notebooks" / "gallery"
APPS = {
    "A week of earthquakes": "stDeckGlJsonChart",
    "Counting galaxies": "stImage",
    "A summer of flights": "stDataFrame",
    "Ask the Constitution": "stChatInput",
    "Solutions for the bench": "stForm",
    "Is Seattle rainier than New York?": "stVegaLiteChart",
}


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(GALLERY)


def test_each_card_has_a_picture_and_a_sentence(served: Server, page: Page) -> None:
    page.goto(served.url)
    cards = page.locator(".lit-card")
    expect(cards.locator("h2")).to_contain_text(list(APPS))
    for card in cards.all():
        expect(card.locator("p")).not_to_be_empty()
        card.scroll_into_view_if_needed()
        expect(card.locator("img")).to_have_js_property("complete", value=True)
        assert card.locator("img").evaluate("picture => picture.naturalWidth") >= 600
    loaded = """async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
    }"""
    assert any("Inter Variable" in family for family in page.evaluate(loaded))  # the typeface of apps
    assert violations(page) == []


@pytest.mark.parametrize(("title", "kind"), APPS.items())
def test_each_card_leads_to_an_app_for_every_reader(served: Server, page: Page, title: str, kind: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    page.goto(served.url)
    page.get_by_role("link", name=title).click()
    ready = page.get_by_test_id("stApp")  # the first run loads pandas and draws charts
    expect(ready).to_have_attribute("data-test-script-state", "notRunning", timeout=START * 1000)
    settled(page)
    expect(page).to_have_title(title)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_test_id(kind).first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark")
    assert violations(page) == []
    resize(page, 390, 844)
    settled(page)
    assert overflow(page) == 0
    for card in page.get_by_test_id("stMetric").all():  # no value leaves its card
        assert card.evaluate("card => card.scrollWidth - card.clientWidth") <= 0
    assert problems == []
