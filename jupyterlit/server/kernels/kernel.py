"""Kernel: one process of an app: started, set up, watched, and started again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel_link import KernelGone, KernelLink
from jupyterlit.server.kernels.kernel_process import KernelFailed, KernelProcess, Launcher, NotNow
from jupyterlit.server.kernels.kernel_setup import SetUpFailed, serving, set_up
from jupyterlit.server.kernels.local_process import LocalLauncher
from jupyterlit.server.kernels.placement import Place
from jupyterlit.server.kernels.printed_lines import PrintedLines

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 10.0  # s until a process is tried again that cannot be started at present
_MAX_ATTEMPTS = 3  # deaths in a row, before it was ready, after which a kernel is given up
_AWAY = "Its kernels cannot be reached at the moment. The page goes on by itself when they can."


class Kernel(Place):
    """One kernel of an app.

    Parameters
    ----------
    index
        Its place in the pool.
    source
        The app it runs.
    spec
        Name of its kernel spec; empty for the one that the app asks for, or else the Python that runs the server.
    log
        Is told what it prints and how it fares.
    launcher
        Starts its processes; on this machine if not given.

    Attributes
    ----------
    id
        Names its process on all servers: one that takes its place has another.
    source
        The version of the app that it runs, or is to run next.
    ours
        Whether this server has started it. What another one has started is left as it is when this server goes.
    shared
        Whether other servers can have sessions there: it is at a gateway.
    spared
        Whether its process goes on when this server lets go of it.
    lives
        How many processes it has been.
    seconds
        How long its process has taken to be ready.
    pid, memory
        Its process, if that is on this machine, and the bytes it held when that was last looked at.
    recovered
        Called when it is ready after all: it had been given up, or had to wait.
    """

    ours = True

    def __init__(
        self, index: int, source: AppSource, spec: str, log: logging.Logger, launcher: Launcher | None = None
    ) -> None:
        super().__init__()
        self.index = index
        self.id = secrets.token_hex(8)
        self.shared = False
        self.spared = not self.ours
        self.lives: int = 0
        self.pid: int = 0
        self.memory: int = 0
        self.source = source
        self.recovered: Callable[[], None] = _nobody
        self._launcher: Launcher = launcher or LocalLauncher(log)
        self._before = ""
        self._spec = spec
        self._folder = Path()
        self._spawned = self.seconds = 0.0
        self._log = log
        self._renew = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ready = self._new_ready()
        self._waited = False

    @property
    def state(self) -> str:
        """Say "starting", "ready" or "failed"."""
        if not self._ready.done():
            return "starting"
        return "failed" if self._ready.exception() else "ready"

    async def link(self) -> KernelLink:
        """Return the way to the kernel once it is set up.

        Raises
        ------
        KernelFailed
            It cannot be started or set up.
        """
        return await asyncio.shield(self._ready)

    async def launch(self, folder: Path) -> None:
        """Return when its process has been started; the rest goes on by itself.

        Parameters
        ----------
        folder
            Where its connection files lie; nobody else can read there.

        Raises
        ------
        AppSourceError
            There is no such kernel on this machine, or it cannot be started.
        """
        self._folder = folder
        process = None
        try:
            process = await self._spawn()
        except NotNow as error:
            self._wait(error)
        except AppSourceError as failure:
            self._ready.set_exception(KernelFailed("The app cannot start", str(failure)))
            raise
        self._task = asyncio.create_task(self._live(process))

    def is_known_as(self, id: str) -> bool:
        """Tell whether this is the id of its process, or was while that was being started."""
        return id != "" and id in (self.id, self._before)

    def renew(self) -> None:
        """End its process and start another one, whatever it is at: sessions go on with what was kept of them."""
        self._renew.set()

    async def update(self, source: AppSource) -> None:
        """Let the kernel go on with another version of its app: a new process, where it is to be set up otherwise."""
        old, self.source = self.source, source
        if self.state == "failed" or old.setup != source.setup:
            self._renew.set()
        elif self.state == "ready":
            link = await self.link()
            while not link.closed:
                with contextlib.suppress(KernelGone):  # the answer can get lost on its way
                    await link.execute(serving(source))
                    return

    async def shutdown(self) -> None:
        """End the process, by force if it does not by itself."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _new_ready(self) -> asyncio.Future[KernelLink]:
        ready: asyncio.Future[KernelLink] = asyncio.get_running_loop().create_future()
        ready.add_done_callback(lambda future: future.cancelled() or future.exception())  # it may be nobody's
        return ready

    async def _spawn(self) -> KernelProcess:
        self.lives += 1
        self._spawned = time.monotonic()
        process = await self._launcher.start(self.source, self._spec, self._folder / f"{self.index}-{self.lives}.json")
        self.pid = process.pid
        self.shared = process.id != ""
        if process.id:
            self._before, self.id = self.id, process.id
        return process

    async def _live(self, process: KernelProcess | None) -> None:
        deaths = 0
        while True:
            process = process or await self._respawn()
            if self._ready.done():  # it had to wait
                self._ready = self._new_ready()
            printed = PrintedLines(self._print)
            link = process.link(printed.take)
            setting_up = asyncio.create_task(self._set_up(process, link))
            try:
                await self._watch(process, setting_up)
            finally:
                setting_up.cancel()
                was_ready = self.state == "ready"
                if self._ready.done():
                    self._ready = self._new_ready()
                self.id, self._before, self.pid, self.shared = secrets.token_hex(8), "", 0, False
                self.clear()
                link.close()
                printed.flush()
                if not self.spared:
                    await process.end()
            process = None
            if not self._renew.is_set():
                self._log.warning("The kernel of %s has stopped.", self.source.name, extra=self._told())
                deaths = 0 if was_ready else deaths + 1
                if deaths == _MAX_ATTEMPTS:
                    await self._give_up("Its kernel stops while it is being set up.")

    async def _respawn(self) -> KernelProcess:
        wait = _FIRST_WAIT
        while True:
            self._renew.clear()
            try:
                return await self._spawn()
            except NotNow as error:
                self._wait(error)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._renew.wait(), wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            except AppSourceError as error:
                await self._give_up(str(error))

    def _wait(self, error: NotNow) -> None:
        """Say, once, that no process can be started at present."""
        if not self._ready.done():
            self._waited = True
            self._log.error("%s cannot start yet. %s", self.source.name, error, extra=self._told())
            self._ready.set_exception(KernelFailed("The app cannot start yet", _AWAY, waiting=True))

    async def _give_up(self, message: str) -> None:
        """Return when there is a new version of the app to try with."""
        self._fail(KernelFailed("The app cannot start", message))
        await self._renew.wait()
        self._ready = self._new_ready()

    async def _watch(self, process: KernelProcess, setting_up: asyncio.Task[None]) -> None:
        """Return when the process has ended, cannot be set up because answers got lost, or is to be renewed."""
        waits: list[asyncio.Task[Any]] = [asyncio.create_task(process.ended()), asyncio.create_task(self._renew.wait())]
        try:
            await asyncio.wait([*waits, setting_up], return_when=asyncio.FIRST_COMPLETED)
            if setting_up.done() and setting_up.exception() is None:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    async def _set_up(self, process: KernelProcess, link: KernelLink) -> None:
        try:
            await set_up(link, self.source, process.environment)
        except SetUpFailed as error:
            self._fail(error, error.trace)
        else:
            self.seconds = round(time.monotonic() - self._spawned, 3)
            extra = {**self._told(), "seconds": self.seconds}
            self._log.debug("A kernel of %s is ready after %.1f s.", self.source.name, self.seconds, extra=extra)
            self._succeed(link)

    def _succeed(self, link: KernelLink) -> None:
        self._ready.set_result(link)
        if self._waited:
            self._waited = False
            self._log.info("%s can be used again.", self.source.name, extra=self._told())
            self.recovered()

    def _fail(self, failure: KernelFailed, trace: str = "") -> None:
        self._log.error("%s: %s. %s%s", self.source.name, failure.title, failure.message, trace, extra=self._told())
        self._ready.set_exception(failure)

    def _print(self, line: str) -> None:
        self._log.info("%s | %s", self.source.name, line, extra=self._told())

    def _told(self) -> dict[str, object]:
        """Return what a structured log says of it."""
        return {"app": self.source.name, "kernel": self.index}


def _nobody() -> None:
    """Be told that a kernel has recovered, and do nothing."""
