"""Tabs of one window, each with nothing of those before it.

A window of its own for each test costs most of what the test does: a process, and the page's code compiled anew. Pages
of one site share both as long as one of them is open.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Route


class Tabs:
    """A window, what its tabs leave behind, and a tab that stays so that the others' process does."""

    def __init__(self, browser: Browser, **settings: Any) -> None:
        self.context: BrowserContext = browser.new_context(**settings)
        self._stays = self.context.new_page()
        # Its site is that of all servers here: ports do not count.
        self._stays.route("**", _empty)
        self._stays.goto("http://127.0.0.1/")
        self._stays.unroute_all()
        self._tools: Any = self.context.new_cdp_session(self._stays)

    def clear(self) -> None:
        """Close the tabs, and forget what they were given and have stored."""
        for page in self.context.pages:
            if page is not self._stays:
                page.close()
        self.context.unroute_all()
        self.context.set_offline(False)
        self.context.clear_permissions()
        self._tools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})

    def close(self) -> None:
        self.context.close()


def _empty(route: Route) -> None:
    route.fulfill(body="")
