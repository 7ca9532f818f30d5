"""What an administrator sees of a server: no session's id, no token, nothing that anybody has entered."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import time
from pathlib import Path

import msgspec

from jupyterlit.server.app import App
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.web.usage import Machine, Meter, Use

MOST = 500  # sessions that are listed
_VERSION = importlib.metadata.version("jupyterlit")


class ServerState(msgspec.Struct, frozen=True):
    """The server as a whole; times are seconds since the epoch, sizes bytes."""

    state: str
    version: str
    use: Use
    machine: Machine
    browsers: int
    sessions: int
    max_sessions: int
    waiting: int
    counts: dict[str, int]


class AppState(msgspec.Struct, frozen=True):
    """An app; `state` is that of the best of its kernels, or "resting" where it has none."""

    key: str
    file: str
    address: str
    state: str
    saved: float
    kernels: int
    sessions: int
    running: int


class KernelState(msgspec.Struct, frozen=True):
    """A kernel, by what names its process; `ready_seconds` is how long it has taken to be set up."""

    id: str
    app: str
    number: int
    state: str
    pid: int
    use: Use
    lives: int
    ready_seconds: float
    sessions: int
    running: int


class SessionState(msgspec.Struct, frozen=True):
    """A session, by its handle; `seen` is when its reader has done something last."""

    handle: str
    app: str
    page: str
    user: str
    kernel: str
    since: float
    seen: float
    connected: bool
    running: bool


class State(msgspec.Struct, frozen=True):
    """All of it; of more than so many sessions only those that were seen last are listed."""

    time: float
    server: ServerState
    apps: list[AppState]
    kernels: list[KernelState]
    sessions: list[SessionState]


class Lookout:
    """Looks at a runtime when it is asked to.

    Parameters
    ----------
    runtime
        What there is to see.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._meter = Meter()

    async def look(self) -> State:
        """Return how it stands now."""
        runtime = self._runtime
        kernels = [(app, kernel) for app in runtime.apps.values() for kernel in app.pool.kernels]
        pids = [os.getpid(), *(kernel.pid for _, kernel in kernels if kernel.pid)]
        uses, machine = await asyncio.to_thread(self._measure, pids)
        # What a server of its own process has started are its kernels, which are measured beside it.
        own = uses.pop(os.getpid(), Use())
        below = [use for pid, use in uses.items() if pid != os.getpid()]
        rest = Use(
            max(0, own.memory - sum(use.memory for use in below)),
            round(max(0.0, own.cores - sum(use.cores for use in below)), 3),
            own.since,
        )
        sessions = sorted(await self._sessions(), key=lambda session: session.seen, reverse=True)
        state = "stopping" if runtime.stopping else "draining" if runtime.closed else "open"
        return State(
            time.time(),
            ServerState(
                state,
                _VERSION,
                rest,
                machine,
                len(runtime.attached),
                len(sessions),
                runtime.options.max_sessions,
                len(runtime.lobby),
                {**runtime.counts},
            ),
            await asyncio.to_thread(self._apps),
            [_kernel_state(app, kernel, uses) for app, kernel in kernels],
            sessions[:MOST],
        )

    def _measure(self, pids: list[int]) -> tuple[dict[int, Use], Machine]:
        return self._meter.read(pids), self._meter.machine()

    def _apps(self) -> list[AppState]:
        runtime = self._runtime
        gallery = runtime.gallery if not runtime.below else None
        resting = [
            AppState(name, path.name, f"{name}/", "resting", _saved(path), 0, 0, 0)
            for name in (gallery.names() if gallery is not None else ())
            if gallery is not None and name not in runtime.apps and (path := gallery.locate(name)) is not None
        ]
        return sorted(
            [*map(self._app_state, runtime.apps.values()), *resting], key=lambda app: (app.state == "resting", app.key)
        )

    def _app_state(self, app: App) -> AppState:
        kernels = app.pool.kernels
        states = {kernel.state for kernel in kernels} if any(kernel.lives for kernel in kernels) else set[str]()
        best = next((state for state in ("ready", "starting", "failed") if state in states), "resting")
        below = "" if app is self._runtime.home else f"{self._runtime.below}/{app.key}/".lstrip("/")
        path = Path(app.source.path)
        return AppState(
            app.key,
            path.name,
            below,
            best,
            _saved(path),
            len(kernels) if states else 0,
            sum(len(kernel.sessions) for kernel in kernels),
            sum(len(kernel.running) for kernel in kernels),
        )

    async def _sessions(self) -> list[SessionState]:
        attached = self._runtime.attached
        away = await self._runtime.sessions.here.idle_since(time.time() + 1)
        clock = time.time() - time.monotonic()
        here = [self._session_state(each.record, clock + each.touched, each.kernel) for each in attached.values()]
        return here + [self._session_state(record, record.seen, None) for record in away if record.id not in attached]

    def _session_state(self, record: SessionRecord, seen: float, kernel: Kernel | None) -> SessionState:
        place = kernel or self._runtime.kernel_of(record)
        running = place is not None and record.id in place.running
        return SessionState(
            record.handle,
            record.app,
            record.page,
            record.user or "",
            place.id if place is not None else "",
            record.created,
            seen,
            kernel is not None,
            running,
        )


def _kernel_state(app: App, kernel: Kernel, uses: dict[int, Use]) -> KernelState:
    state = "leaving" if kernel.leaving else kernel.state if kernel.lives or not kernel.ours else "resting"
    return KernelState(
        kernel.id,
        app.key,
        kernel.index,
        state,
        kernel.pid,
        uses.get(kernel.pid, Use()),
        kernel.lives,
        kernel.seconds,
        len(kernel.sessions),
        len(kernel.running),
    )


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
