"""`jupyter lit serve` as a process, and what it leaves behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from tests.server.client import Client

LONG = 60  # s, until a test gives up
ECHO_KERNEL = str(Path(__file__).parent / "echo_kernel")


class Server:
    """A process that serves, and what it has printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []
        self.url = ""
        self.clients: list[Client] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.lines.append(line.decode().rstrip())

    @property
    def port(self) -> int:
        """Where it listens."""
        found = re.search(r":(\d+)/", self.url)
        assert found is not None
        return int(found[1])

    async def prints(self, pattern: str) -> str:
        """Return the line that matches, once there is one."""
        async with asyncio.timeout(LONG):
            while True:
                for line in self.lines:
                    if re.search(pattern, line):
                        return line
                assert not self._reading.done(), self.lines
                await asyncio.sleep(0.02)

    def client(self) -> Client:
        """Return a browser that has not been here before."""
        self.clients.append(Client(self.port))
        return self.clients[-1]

    def processes(self) -> list[psutil.Process]:
        """Return the server's process and all that it has started."""
        process = psutil.Process(self._process.pid)
        return [process, *process.children(recursive=True)]

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal; return its status."""
        for socket in [socket for client in self.clients for socket in client.sockets]:
            socket.connection.close()
        if self._process.returncode is None:
            self._process.send_signal(number)
        await asyncio.wait_for(self._process.wait(), LONG)
        await self._reading
        assert self._process.returncode is not None
        return self._process.returncode


@asynccontextmanager
async def serving(path: Path, *arguments: str, echo: bool = False, **environment: str) -> AsyncGenerator[Server]:
    """Serve a file; with `echo` by a kernel that sends back what it is sent."""
    folder = str(path.parent)
    home = {"JUPYTER_CONFIG_DIR": f"{folder}/config", "JUPYTER_RUNTIME_DIR": f"{folder}/runtime", "TMPDIR": folder}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from jupyterlit.server.cli import main; main()"),
        *("serve", str(path), "--no-browser", "--port", "0", *arguments),
        env={**os.environ, **home, **environment, **({"PYTHONPATH": ECHO_KERNEL} if echo else {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    server = Server(process)
    try:
        line = await server.prints(r" is served at http")
        server.url = line.rpartition(" ")[2]
        yield server
    finally:
        await server.stop()
