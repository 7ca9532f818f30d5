"""Real servers and a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .tabs import Tabs
from .visit import Visit

# The indicator says "Idle" before the notebook has its kernel; Lab then asks for one.
READY = """async () => {
  const session = window.jupyterapp.shell.currentWidget.sessionContext;
  await session.ready;
  await session.session.kernel.info;
}"""
START = 90.0  # s, for a server on a busy machine
LOOK = 30_000  # ms, for what takes a tenth of a second on a quiet one


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            # Maps draw with WebGL, here without a graphics card.
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            # A camera and a microphone, for those who are given leave.
            "--use-fake-device-for-media-stream",
            # Nothing but the loopback: a page that needs anything else fails here.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ],
    }


@pytest.fixture(scope="module")
def tabs(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Tabs]:
    """Open a window for all tests of a module."""
    tabs = Tabs(browser, **browser_context_args)
    yield tabs
    tabs.close()


@pytest.fixture
def context(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[BrowserContext]:
    """Take the place of a window for each test, unless what happens in it is to be recorded."""
    if any(request.config.getoption(f"--{record}") != "off" for record in ("screenshot", "tracing", "video")):
        yield request.getfixturevalue("new_context")()
        return
    yield tabs.context
    tabs.clear()


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=LOOK)


@dataclass
class Server:
    """A process that serves, and what it has printed."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list[str])
    url: str = ""
    file: Path = Path()

    def __post_init__(self) -> None:
        self.reader = threading.Thread(target=self._follow, daemon=True)

    def _follow(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait for a line that matches."""
        end = time.monotonic() + START
        while time.monotonic() < end:
            for line in list(self.lines):
                if found := re.search(pattern, line):
                    return found
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} not seen in:\n" + "".join(self.lines[-40:]))

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join()


def start(command: list[str], folder: Path, **env: str) -> Server:
    """Start a server in a folder, with settings of its own."""
    home = folder / ".home"
    home.mkdir(exist_ok=True)
    settings = {
        **os.environ,
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONUNBUFFERED": "1",
        **env,
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(process)

    server.reader.start()
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_listens(port: int) -> None:
    """Wait for a Jupyter server that has printed its URL: that comes a moment before."""
    end = time.monotonic() + START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=START).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return


Serve = Callable[..., Server]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve a script, given as text, or a file as a public page."""
    running: list[Server] = []

    def serve_app(script: str | Path, *options: str, public: bool = True, name: str = "app.py") -> Server:
        folder = tmp_path_factory.mktemp("served")
        if isinstance(script, Path):
            path = script
        else:
            path = folder / name
            path.write_text(script)
        command = [str(Path(sys.executable).parent / "jupyter-lit"), "serve", str(path), "--no-browser"]
        command += ["--port", str(free_port()), *(["--public"] if public else []), *options]
        server = start(command, folder)
        running.append(server)
        server.file = path
        server.url = server.wait_for(r"(http://\S+)").group(1)
        return server

    yield serve_app
    for server in running:
        server.end()


@pytest.fixture
def visit(page: Page) -> Iterator[Callable[[str], Page]]:
    """Open apps; afterwards nothing may have gone wrong on their pages."""
    visits: list[Visit] = []

    def open_app(url: str) -> Page:
        visits.append(Visit(page, url))
        return visits[-1].open()

    yield open_app
    assert [problem for visit in visits for problem in visit.problems] == []


@dataclass
class Jupyter:
    """A Jupyter server with notebooks, opened in Lab or Notebook."""

    server: Server
    root: Path
    token: str
    base: str

    def api(self, path: str, /, **data: Any) -> Any:
        """Call the server's REST interface."""
        request = urllib.request.Request(
            f"{self.base}/api/{path}",
            json.dumps(data).encode() if data else None,
            {"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=START) as answer:
            return json.loads(answer.read() or "null")

    def set(self, plugin: str, settings: str) -> None:
        """Give a plugin of JupyterLab settings of the user's own, as text."""
        request = urllib.request.Request(
            f"{self.base}/lab/api/settings/{plugin}",
            json.dumps({"raw": settings}).encode(),
            {"Authorization": f"token {self.token}", "Content-Type": "application/json"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=START).close()

    def write(self, name: str, *cells: str) -> None:
        """Write a notebook and give it a kernel."""
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        blank: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        notebook: dict[str, Any] = {
            "cells": [{**blank, "id": f"cell-{n}", "source": cell} for n, cell in enumerate(cells)],
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.root / name).write_text(json.dumps(notebook))
        self.api("sessions", path=name, name=name, type="notebook", kernel={"name": "python3"})

    def open(self, page: Page, door: str, name: str) -> None:
        """Open a notebook, behind the door "lab/tree" or "notebooks", and wait until its kernel answers."""
        page.goto(f"{self.base}/{door}/{name}?token={self.token}&reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=START * 1000)
        page.evaluate(READY)

    def run_all(self, page: Page) -> None:
        """Run every cell, from first to last."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        # Only what is in view is drawn: the app stands at the end of the notebook.
        notebook = page.locator(".jp-Notebook .jp-WindowedPanel-outer, .jp-Notebook.jp-WindowedPanel-outer").first
        for _ in range(8):
            notebook.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
            page.wait_for_timeout(250)


def start_jupyter(root: Path, **more: str) -> Jupyter:
    """Start a Jupyter server with JupyterLab and Notebook."""
    token, port = secrets.token_hex(8), free_port()
    options = {
        "ServerApp.port": str(port),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.open_browser": "False",
        "ServerApp.allow_root": "True",
        "ServerApp.root_dir": str(root),
        "IdentityProvider.token": token,
        "LabApp.expose_app_in_browser": "True",
        "JupyterNotebookApp.expose_app_in_browser": "True",
        "LabApp.news_url": "None",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        **more,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    server = start(command, root)
    server.wait_for(r"is running at")
    wait_until_it_listens(port)
    return Jupyter(server, root, token, f"http://127.0.0.1:{port}")


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """Start a Jupyter server as it is once jupyterlit is installed."""
    jupyter = start_jupyter(tmp_path_factory.mktemp("notebooks"))
    yield jupyter
    jupyter.server.end()
