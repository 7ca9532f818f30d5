"""An app whose server can be killed and started again."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
from pathlib import Path

import psutil

from .conftest import Server, free_port, start
from .visit import APPS


class Served:
    """An app of `apps`, served from a folder of its own.

    Attributes
    ----------
    port
        Where it is served, after a kill as before.
    url
        Of its page.
    """

    def __init__(self, folder: Path, app: str, *options: str, **environment: str) -> None:
        shutil.copy(APPS / app, folder)
        self.port = free_port()
        self._folder = folder
        self._words = ["serve", app, "--no-browser", "--public", "--port", str(self.port), *options]
        self._environment = environment
        self.begin()

    def begin(self) -> None:
        """Start the server."""
        command = [str(Path(sys.executable).parent / "jupyter-lit"), *self._words]
        self.server: Server = start(command, self._folder, **self._environment)
        self.url = self.server.wait_for(r"(http://\S+)").group(1)

    def kill_kernel(self) -> None:
        """Kill what runs the app's script."""
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

    def end(self) -> None:
        """Stop the server."""
        self.server.end()
