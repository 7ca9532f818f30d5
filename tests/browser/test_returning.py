"""A page returns as its reader left it, whatever is killed meanwhile."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Server, free_port, start
from .visit import APPS, settled

BACK = "The app has been started again. Your page is as it was."


class Served:
    """An app whose server can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        shutil.copy(APPS / "returning.py", folder)
        self._folder = folder
        self._port = free_port()
        self.begin()

    def begin(self) -> None:
        command = [
            str(Path(sys.executable).parent / "jupyter-lit"),
            "serve",
            "returning.py",
            "--no-browser",
            "--public",
        ]
        self.server: Server = start([*command, "--port", str(self._port)], self._folder)
        self.url = self.server.wait_for(r"(http://\S+)").group(1)

    def kill_kernel(self) -> None:
        for process in psutil.Process(self.server.process.pid).children(recursive=True):
            if "ipykernel_launcher" in " ".join(process.cmdline()):
                process.send_signal(signal.SIGKILL)

    def kill(self) -> None:
        """Kill the server, and what it leaves behind."""
        children = psutil.Process(self.server.process.pid).children(recursive=True)
        self.server.process.kill()
        for process in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self.server.end()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("returning"))
    yield served
    served.server.end()


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
