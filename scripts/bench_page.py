"""What the benchmarks of pages share: an app served here or by Streamlit, a browser, and what a page receives."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Browser, CDPSession, Page, Playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def command(app: Path, streamlit: str, port: int) -> list[str]:
    """Return what serves the app: by Streamlit's command where one is given, else by ours."""
    if not streamlit:
        binary = Path(sys.executable).parent / "jupyter-lit"
        return [str(binary), "serve", str(app), "--no-browser", "--public", "--port", str(port)]
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    settings = [part for name, value in options.items() for part in (f"--server.{name}", str(value))]
    return [streamlit, "run", str(app), *settings, "--browser.gatherUsageStats", "false"]


@contextmanager
def served(app: Path, streamlit: str = "") -> Generator[str]:
    """Serve the app; give its address."""
    with serving(app, streamlit) as (address, _):
        yield address


@contextmanager
def serving(app: Path, streamlit: str = "", options: Sequence[str] = ()) -> Generator[tuple[str, int]]:
    """Serve the app, with more options where it is served here; give its address and its process."""
    port = free_port()
    with running([*command(app, streamlit, port), *([] if streamlit else options)], port) as process:
        yield f"http://127.0.0.1:{port}/", process


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(arguments: Sequence[str], port: int, folder: Path | None = None) -> Generator[int]:
    """Run a server in a folder until it is not needed any more; give its process once it answers at a port."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(arguments, cwd=folder, **quiet)  # type: ignore[call-overload]
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def launch(playwright: Playwright) -> Browser:
    """Start the browser of the machine."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


class Traffic:
    """What a page has received, in bytes."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.code = 0
        self._code: set[str] = set()
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._send("Network.enable")
        self._session.on("Network.responseReceived", self._received)
        self._session.on("Network.loadingFinished", self._loaded)
        self._session.on("Network.webSocketFrameReceived", self._frame)

    def heap(self) -> float:
        """Return the megabytes that scripts hold, those of buffers too."""
        self._send("HeapProfiler.collectGarbage")
        usage = self._send("Runtime.getHeapUsage")
        return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6

    def _received(self, event: dict[str, Any]) -> None:
        if event["response"]["mimeType"].rpartition("/")[2] in ("javascript", "css", "wasm"):
            self._code.add(event["requestId"])

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
        if event["requestId"] in self._code:
            self.code += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        size = len(frame["payloadData"])
        self.bytes += size * 3 // 4 if frame["opcode"] == 2 else size  # binary ones are shown in base 64

    def _send(self, method: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self._session.send(method))  # pyright: ignore[reportUnknownMemberType]
