"""Gateways as processes, with kernels of this Python; and a cable to one, to be cut."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import jupyterlit
from tests import peers
from tests.integration.server import LONG

TOKEN = "letmein"


class GatewayServer:
    """A server that has kernels.

    Attributes
    ----------
    port
        Where it listens.
    log
        What it has printed.
    """

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def kernels(self) -> list[dict[str, Any]]:
        """Return the kernels that it has."""
        request = urllib.request.Request(f"{self.url}/api/kernels", headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=LONG) as response:
            return json.load(response)

    def listens(self) -> bool:
        """Tell whether it can be asked."""
        try:
            self.kernels()
        except urllib.error.URLError:
            return False
        return True


def write_spec(folder: Path) -> None:
    """Write a kernel spec, `lit`: this Python, with the jupyterlit that is tested."""
    spec = folder / "kernels" / "lit"
    spec.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    told = {
        "argv": argv,
        "display_name": "lit",
        "language": "python",
        "env": {"PYTHONPATH": str(Path(jupyterlit.__file__).parent.parent)},
    }
    (spec / "kernel.json").write_text(json.dumps(told))


@contextmanager
def enterprise_gateway(folder: Path) -> Generator[GatewayServer]:
    """Run a Jupyter Enterprise Gateway."""
    write_spec(folder)
    options = ["--EnterpriseGatewayApp.list_kernels=True", "--MappingKernelManager.default_kernel_name=lit"]
    command = [str(peers.gateway()), "-m", "enterprise_gateway", "--ip=127.0.0.1", *options]
    with _running(folder, command, {**peers.environment(), "EG_AUTH_TOKEN": TOKEN}) as server:
        yield server


@contextmanager
def jupyter_server(folder: Path, *options: str) -> Generator[GatewayServer]:
    """Run a plain Jupyter server."""
    write_spec(folder)
    command = [sys.executable, "-m", "jupyter_server", "--ip=127.0.0.1", "--no-browser", "--allow-root"]
    command += [f"--IdentityProvider.token={TOKEN}", "--MappingKernelManager.default_kernel_name=lit", *options]
    with _running(folder, command, dict(os.environ)) as server:
        yield server


@contextmanager
def _running(folder: Path, command: list[str], environment: dict[str, str]) -> Generator[GatewayServer]:
    home = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    port = _free_port()
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, f"--port={port}"],
            cwd=folder,
            env={**environment, **home, "JUPYTER_PATH": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = GatewayServer(port, log)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(LONG)


def _wait_for(server: GatewayServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONG
    while not server.listens():
        assert process.poll() is None, server.log.read_text()
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cable:
    """A port that leads to another one, until it is cut."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target = target
        self._ends: list[asyncio.StreamWriter] = []
        self._plugged = True
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where it begins."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Lose all connections, and let no new ones through."""
        self._plugged = False
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    def mend(self) -> None:
        """Let connections through again."""
        self._plugged = True

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._plugged:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        if not self._plugged:  # by now
            writer.transport.abort()
            there_writer.transport.abort()
            return
        self._ends += [writer, there_writer]
        for source, target in ((reader, there_writer), (there_reader, writer)):
            task = asyncio.create_task(_pass_on(source, target))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def wait(self) -> None:
        """Return once nothing comes through any more."""
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@asynccontextmanager
async def cable(target: int) -> AsyncGenerator[Cable]:
    """Lay a cable to a port."""
    made = Cable(target)
    server = await asyncio.start_server(made._take, "127.0.0.1", 0)  # pyright: ignore[reportPrivateUsage]: of this file
    made.port = server.sockets[0].getsockname()[1]
    yield made
    made.cut()
    server.close()
    await made.wait()
