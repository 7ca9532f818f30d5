"""A visit to an app: its page, opened and watched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, expect

APPS = Path(__file__).parent / "apps"
_AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"
# Row labels without a name have an empty heading, for the eye too.
_CHECK = """([within, rules]) => axe.run(within ? {include: [...document.querySelectorAll(within)]} : document, {
  resultTypes: ["violations"],
  ...(rules
    ? {runOnly: {type: "rule", values: rules}}
    : {rules: {"empty-table-header": {enabled: false}, ...(within ? {region: {enabled: false}} : {})}}),
})"""

# In one frame observers see the new size, in the next what they draw upon it, such as a sidebar that closes.
_FRAMES = """async () => {
  for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
}"""


class Visit:
    """A page with an app, and what went wrong on it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.problems: list[str] = []
        page.on("console", self._written)
        page.on("pageerror", self._failed)

    def open(self) -> Page:
        """Open the page and wait until the script has run."""
        self.page.goto(self.url)
        settled(self.page)
        return self.page

    def _written(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)

    def _failed(self, error: Error) -> None:
        self.problems.append(str(error))


def settled(page: Page) -> None:
    """Wait until the script has run and everything it needs is there."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def resize(page: Page, width: int, height: int) -> None:
    """Give the window another size, and wait until all has found its place in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_FRAMES)


def element(page: Page, key: str) -> Locator:
    """Return the element with a key."""
    return page.locator(f".st-key-{key}")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def violations(page: Page, rules: list[str] | None = None, within: str | None = None) -> list[tuple[str, list[str]]]:
    """Return the rules of accessibility that the page, or a part of it, breaks, and where: of all, or of some."""
    page.evaluate(_AXE.read_text())  # no script element: the page would refuse it
    result: dict[str, Any] = page.evaluate(_CHECK, [within, rules])
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in result["violations"]]
