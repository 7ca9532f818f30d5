"""A real Jupyter server in the test's own event loop, with kernels that note what they are told."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from jupyter_server.serverapp import ServerApp
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from traitlets.config import Config

from jupyterlit.protocol.codec import Part
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.extension import JupyterLitExtension
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.kernels.kernel_link import KernelLink, Outcome, Receive
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.caching.conftest import redis_url
from tests.server.client import Client, write_notebook

__all__ = ["redis_url"]

LOG = logging.getLogger("jupyterlit.tests")


def _hand_over_nothing(*parts: bytes) -> None:
    raise AssertionError("Nobody listens.")


class FakeLink:
    """A kernel's end that notes what it is told."""

    def __init__(self) -> None:
        self.closed = False
        self.executed: list[str] = []
        self.opened: dict[str, dict[str, Any]] = {}
        self.missed: dict[str, Callable[[], None] | None] = {}
        self.checkpoints: dict[str, bytes] = {}  # what sessions begin with
        self.hand_over: Callable[..., None] = _hand_over_nothing
        self.tell_first_page: Callable[..., None] = _hand_over_nothing
        self.holds: dict[str, tuple[bytes, ...] | None] = {}  # what those have that are asked for; none: it is busy
        self.asked: list[tuple[str, bool]] = []
        self.received: dict[str, list[list[bytes]]] = {}
        self.ended: dict[str, dict[str, Any]] = {}
        self._comms: dict[str, tuple[Receive, Callable[[], None]]] = {}

    async def start(self) -> None:
        pass

    async def execute(self, code: str) -> Outcome:
        self.executed.append(code)
        return Outcome("ok")

    def open_comm(
        self,
        comm_id: str,
        data: Mapping[str, Any],
        receive: Receive,
        closed: Callable[[], None],
        parts: Sequence[Part] = (),
        missed: Callable[[], None] | None = None,
    ) -> None:
        if "checkpoints" in data:
            self.hand_over = lambda *parts: receive(parts)
            return
        if "first_pages" in data and "session" not in data:
            self.tell_first_page = lambda *parts: receive(parts)
            return
        if "hand_over" in data:
            receive(self._give(data["hand_over"], even=data["even"]))
            return
        self.opened[comm_id] = dict(data)
        self.missed[comm_id] = missed
        self.checkpoints[comm_id] = b"".join(parts)
        self.received[comm_id] = []
        self._comms[comm_id] = (receive, closed)

    def _give(self, session: str, *, even: bool) -> list[bytes]:
        self.asked.append((session, even))
        if session not in self.holds:
            return [b'{"status":"unknown"}']
        parts = self.holds[session]
        if parts is None and not even:
            return [b'{"status":"busy"}']
        del self.holds[session]
        return [b'{"status":"given"}', *(parts or ())]

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        self.received[comm_id].append([bytes(part) for part in parts])

    def close_comm(self, comm_id: str, data: Mapping[str, Any]) -> None:
        if comm_id in self.opened:
            self.ended[comm_id] = dict(data)
        self._comms.pop(comm_id, None)
        self.missed.pop(comm_id, None)

    def close(self) -> None:
        self.closed = True
        for _, closed in self._comms.values():
            closed()

    def say(self, comm_id: str, *parts: bytes) -> None:
        """Send a frame to the browser behind a comm."""
        self._comms[comm_id][0](parts)

    def hang_up(self, comm_id: str) -> None:
        """Close a comm from the kernel's side."""
        self._comms.pop(comm_id)[1]()

    def comm_of(self, session: str) -> str:
        """Return the newest comm of a session."""
        return [comm_id for comm_id, data in self.opened.items() if data["session"] == session][-1]


class FakeKernel(Kernel):
    """A kernel without a process: ready, unless `failure` says otherwise."""

    def __init__(self, index: int, source: AppSource) -> None:
        super().__init__(index, source, "python3", LOG)
        self.fake = FakeLink()
        self.failure: KernelFailed | None = None
        self.ready = asyncio.Event()
        self.ready.set()
        self.updates: list[AppSource] = []

    @property
    def state(self) -> str:
        if not self.ready.is_set():
            return "starting"
        return "failed" if self.failure else "ready"

    async def link(self) -> KernelLink:
        await self.ready.wait()
        if self.failure is not None:
            raise self.failure
        return self.fake

    async def launch(self, folder: Path) -> None:
        self.lives += 1
        self.pid = self.index

    renewed = 0

    def renew(self) -> None:
        self.renewed += 1

    def fail(self) -> None:
        self.failure = KernelFailed("It has failed", "for a test")

    async def update(self, source: AppSource) -> None:
        self.source = source
        self.updates.append(source)

    async def shutdown(self) -> None:
        self.fake.close()


class FakePool(KernelPool):
    """Kernels without processes."""

    def make(self, source: AppSource) -> Kernel:
        return FakeKernel(next(self._numbers), source)

    @property
    def fakes(self) -> list[FakeKernel]:
        return cast(list[FakeKernel], self.kernels)


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook with two pages, `first` and `second`, and a cell to set them up."""
    return write_notebook(tmp_path / "book.ipynb", "x = 1", "%%app first\nx", "%%app second\nx + 1")


@pytest.fixture
async def runtime(notebook: Path) -> AsyncIterator[Runtime]:
    """A runtime that serves the notebook to everybody."""
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool)
    await runtime.launch(read_app(notebook))
    yield runtime
    await runtime.stop()


def fake_kernel(runtime: Runtime, index: int = 0) -> FakeKernel:
    """Return a kernel of the runtime's only app."""
    assert runtime.home is not None
    return cast(FakePool, runtime.home.pool).fakes[index]


class Jupyter:
    """A Jupyter server in this process."""

    def __init__(self, app: Any, port: int) -> None:
        self.app = app
        self.port = port
        self.clients: list[Client] = []

    @property
    def extension(self) -> JupyterLitExtension:
        return self.app.extension_manager.extension_points["jupyterlit"].app

    def client(self) -> Client:
        """Return a browser that has not been here before."""
        self.clients.append(Client(self.port))
        return self.clients[-1]

    def leave(self) -> None:
        """Let all browsers go."""
        for client in self.clients:
            for socket in client.sockets:
                socket.connection.close()


async def _start(root: Path, more: Config | None, **server: Any) -> tuple[Jupyter, HTTPServer]:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    config = Config({"ServerApp": {"root_dir": str(root), **server}, "IdentityProvider": {"token": "letmein"}})
    config.merge(more or {})
    app: Any = ServerApp.instance(
        config=config,
        jpserver_extensions={"jupyterlit.server.extension": True},
        log_level="ERROR",
        open_browser=False,
        cookie_secret=b"secret",
        reraise_server_extension_failures=True,
    )
    app.initialize(argv=[], find_extensions=False, new_httpserver=False)
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), handlers, strict=True):
        signal.signal(number, handler)
    sockets = bind_sockets(0, "127.0.0.1")
    http = HTTPServer(app.web_app)
    http.add_sockets(sockets)
    return Jupyter(app, sockets[0].getsockname()[1]), http


StartJupyter = Callable[..., Awaitable[Jupyter]]


@pytest.fixture
async def start_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StartJupyter]:
    """A function that starts a Jupyter server of the test's folder, with options of ServerApp and a `config`."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / ".jupyter" / name))
    started: list[tuple[Jupyter, HTTPServer]] = []

    async def start(config: Config | None = None, **server: Any) -> Jupyter:
        started.append(await _start(tmp_path, config, **server))
        return started[0][0]

    yield start
    for jupyter, http in started:
        http.stop()
        jupyter.leave()
        await jupyter.extension.stop_extension()
        await http.close_all_connections()
        jupyter.app.session_manager.close()
        ServerApp.clear_instance()


@pytest.fixture
async def served(start_jupyter: StartJupyter, runtime: Runtime) -> Jupyter:
    """A server that shows the runtime's app at its root."""
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    return jupyter


def frames(kernel: FakeKernel, session: str) -> Iterable[list[bytes]]:
    """Return what the kernel has been sent on the newest comm of a session."""
    return kernel.fake.received[kernel.fake.comm_of(session)]
