"""A page returns as its reader left it, whatever is killed meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from .served import Served
from .visit import settled

BACK = "The app has been started again. Your page is as it was."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("returning"), "returning.py")
    yield served
    served.end()


def shown(page: Page, text: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def fill(page: Page, name: str) -> None:
    field(page, "Name").fill(name)
    field(page, "Name").press("Enter")
    shown(page, f"{name} 3  ['', '{name}']")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    shown(page, f"{name} 5  ['', '{name}']")


def has(page: Page, name: str, note: str) -> None:
    shown(page, f"{name} 5  ['', '{name}']")
    settled(page)
    expect(field(page, "Name")).to_have_value(name)
    expect(page.get_by_role("slider")).to_have_value("5")
    expect(field(page, "Note")).to_have_value(note)


def test_nothing_is_lost_when_kernel_and_server_are_killed(served: Served, page: Page) -> None:
    page.goto(served.url)
    settled(page)
    fill(page, "fig")
    tab = page.context.new_page()  # another session of the same reader
    tab.goto(served.url)
    settled(tab)
    fill(tab, "pear")

    field(page, "Note").fill("half a ")
    page.get_by_role("button", name="Wait").evaluate("button => button.click()")
    shown(page, "waiting")
    field(page, "Note").focus()
    served.kill_kernel()
    begun = time.monotonic()
    page.keyboard.type("wo", delay=200)
    expect(page.get_by_text(BACK)).to_be_visible()
    print(f"back {time.monotonic() - begun:.1f} s after the kernel was killed")
    has(page, "fig", "half a wo")
    expect(field(page, "Note")).to_be_focused()
    has(tab, "pear", "")

    served.kill()
    page.keyboard.type("rd", delay=200)
    begun = time.monotonic()
    served.begin()
    expect(page.get_by_text(BACK)).to_be_visible()
    print(f"back {time.monotonic() - begun:.1f} s after the server was started again")
    has(page, "fig", "half a word")
    expect(field(page, "Note")).to_be_focused()
    has(tab, "pear", "")
    field(page, "Note").press("Enter")
    shown(page, "fig 5 half a word ['', 'fig']")

    page.reload()
    settled(page)
    shown(page, "fig 5 half a word ['', 'fig']")
