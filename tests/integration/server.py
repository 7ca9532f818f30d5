"""`jupyter lit serve` as a process, and what it leaves behind."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import psutil

from tests.server.client import LONG, Client, Socket

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
        end = time.monotonic() + LONG
        while not (found := [line for line in self.lines if re.search(pattern, line)]):
            assert not self._reading.done(), self.lines
            assert time.monotonic() < end, self.lines
            await asyncio.sleep(0.02)
        return found[0]

    async def listens(self) -> None:
        """Return once it does: a Jupyter server prints its URL a moment before."""
        async with asyncio.timeout(LONG):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                except ConnectionRefusedError:
                    assert not self._reading.done(), self.lines
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    await writer.wait_closed()
                    return

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
        for socket in [socket for client in self.clients for socket in client.sockets]:
            socket.abandon()
        assert self._process.returncode is not None
        return self._process.returncode


class Page:
    """What a browser has of an app."""

    def __init__(self, socket: Socket) -> None:
        self.socket = socket
        self.elements: dict[tuple[int, ...], dict[str, Any]] = {}
        self.messages: list[dict[str, Any]] = []
        self.seq = 0  # of the newest batch

    @classmethod
    async def open(cls, client: Client, key: str, session: str | None = None, page: str | None = None) -> Self:
        """Open an app; return when its first run is over or cannot be."""
        await client.get("/")
        opened = cls(await client.session(f"/lit/ws/{key}", session, page))
        await opened.send({"type": "attach"})
        await opened.read("run_ended", "failed")
        return opened

    async def send(self, message: dict[str, Any]) -> None:
        await self.socket.send(json.dumps(message).encode())

    async def read(self, *kinds: str) -> dict[str, Any]:
        """Take what comes until a message of these kinds has come; return that."""
        async with asyncio.timeout(LONG):
            while True:
                batch = json.loads((await self.socket.receive())[0])
                self.seq = batch["seq"]
                for message in batch["messages"]:
                    self.messages.append(message)
                    if message["type"] == "delta":
                        self.elements[tuple(message["path"])] = message["element"]
                await self.drawn()
                for message in batch["messages"]:
                    if message["type"] in kinds:
                        return message

    async def drawn(self) -> None:
        """Do what a browser does that has drawn a batch."""

    def id_of(self, label: str) -> str:
        """Return the id of the widget with this label."""
        (id,) = [element["id"] for element in self.elements.values() if element.get("label") == label]
        return id

    def value_of(self, label: str) -> Any:
        """Return what the widget with this label shows, if it is not what it began with."""
        told = [message["values"] for message in self.messages if message["type"] == "values"]
        return next((values[id] for values in reversed(told) if (id := self.id_of(label)) in values), None)

    async def rerun(self, **values: Any) -> None:
        """Change widgets, by their labels; return when the run is over."""
        await self.send({"type": "rerun", "values": {self.id_of(label): each for label, each in values.items()}})
        await self.read("run_ended")

    async def click(self, label: str) -> None:
        """Click a button; return when the run is over."""
        await self.rerun(**{label: True})

    @property
    def bodies(self) -> list[str]:
        """The texts on the page."""
        return [element["body"] for _, element in sorted(self.elements.items()) if "body" in element]


@asynccontextmanager
async def running(folder: Path, *command: str, says: str, **environment: str) -> AsyncGenerator[Server]:
    """Run a server whose files lie in a folder; it has started when it `says` its URL."""
    home = {
        "JUPYTER_CONFIG_DIR": f"{folder}/config",
        "JUPYTER_DATA_DIR": f"{folder}/data",
        "JUPYTER_RUNTIME_DIR": f"{folder}/runtime",
        "TMPDIR": str(folder),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        cwd=folder,
        env={**os.environ, **home, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    server = Server(process)
    try:
        server.url = (await server.prints(says)).split()[-1]
        await server.listens()
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def serving(
    path: Path, *arguments: str, echo: bool = False, port: int = 0, **variables: str
) -> AsyncGenerator[Server]:
    """Serve a file, in an environment with these variables; with `echo` by a kernel that sends back what it is sent."""
    lit = ("-c", "from jupyterlit.server.command_line.cli import main; main()", "serve", str(path))
    environment = {**variables, "PYTHONPATH": ECHO_KERNEL} if echo else variables
    options = ("--no-browser", "--port", str(port), *arguments)
    async with running(path.parent, *lit, *options, says=r" (?:is|are) served at http", **environment) as server:
        yield server
