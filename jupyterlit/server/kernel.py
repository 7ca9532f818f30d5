"""Kernel: one process of an app: started, set up, watched, and started again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import secrets
import signal
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernel_link import KernelGone, KernelLink, Outcome, ZMQLink
from jupyterlit.server.placement import Place

_POLL_SECONDS = 0.25  # how soon a dead kernel is noticed
_START_SECONDS = 60.0  # how long a process has to answer, from its start
_SHUTDOWN_SECONDS = 2.0  # how long a kernel has to end by itself
_MAX_ATTEMPTS = 3  # deaths in a row, before it was ready, after which a kernel is given up
ENVIRONMENT = {
    "MPLBACKEND": "agg",  # figures are drawn for the page; IPython's own backend would send them to nobody
    # Every run has a thread of its own, and glibc spreads them over eight heaps for each core, none of which shrinks.
    "MALLOC_ARENA_MAX": "2",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # nobody debugs here, so nobody needs the debugger's advice
}
# Expressions, because the kernel's namespace is the notebook's: no name of ours in it.
_COMM = "__import__('jupyterlit.kernel.comm', fromlist=['serve'])"
_PREPARE = f"{_COMM}.prepare(get_ipython())"
Manager = Any  # an AsyncKernelManager, whose methods lose their types in its decorators
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class KernelFailed(Exception):
    """A kernel cannot serve its app: what happened, in the reader's words."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__(f"{title} {message}")
        self.title = title
        self.message = message


class Kernel(Place):
    """One kernel of an app.

    Parameters
    ----------
    index
        Its place in the pool.
    source
        The app it runs.
    spec
        Name of its kernel spec; empty for the Python that runs the server.
    log
        Is told what it prints and how it fares.

    Attributes
    ----------
    id
        Names its process on all servers: one that takes its place has another.
    source
        The version of the app that it runs, or is to run next.
    lives
        How many processes it has been.
    seconds
        How long its process has taken to be ready.
    pid, memory
        Its process, and the bytes it held when that was last looked at.
    """

    def __init__(self, index: int, source: AppSource, spec: str, log: logging.Logger) -> None:
        super().__init__()
        self.index = index
        self.id = secrets.token_hex(8)
        self.lives: int = 0
        self.pid: int = 0
        self.memory: int = 0
        self.source = source
        self._spec = spec
        self._folder = Path()
        self._spawned = self.seconds = 0.0
        self._log = log
        self._renew = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ready = self._new_ready()

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
        try:
            manager = await self._spawn()
        except (NoSuchKernel, OSError) as error:
            failure = _not_started(error)
            self._ready.set_exception(KernelFailed("The app cannot start", str(failure)))
            raise failure from error
        self._task = asyncio.create_task(self._live(manager))

    async def update(self, source: AppSource) -> None:
        """Let the kernel go on with another version of its app: a new process, where it is to be set up otherwise."""
        old, self.source = self.source, source
        if self.state == "failed" or old.setup != source.setup:
            self._renew.set()
        elif self.state == "ready":
            link = await self.link()
            with contextlib.suppress(KernelGone):
                await link.execute(_serve(source))

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

    async def _spawn(self) -> Manager:
        self.lives += 1
        self._spawned = time.monotonic()
        manager: Manager = AsyncKernelManager(log=self._log)
        if self._spec:
            manager.kernel_name = self._spec
        else:
            manager.kernel_spec_manager = _ThisPython()
        manager.connection_file = str(self._folder / f"{self.index}-{self.lives}.json")
        if sys.platform != "win32":
            manager.transport = "ipc"  # in a folder of ours: other users of the machine cannot listen
        spec = manager.kernel_spec
        lean = spec is not None and any("ipykernel" in word for word in spec.argv)
        await manager.start_kernel(
            cwd=str(Path(self.source.path).parent),
            env={**ENVIRONMENT, **os.environ},
            extra_arguments=["--HistoryManager.enabled=False"] if lean else [],
        )
        self.pid = getattr(manager.provisioner, "pid", None) or 0
        return manager

    async def _live(self, manager: Manager) -> None:
        deaths = 0
        while True:
            link = ZMQLink(manager.session, *_addresses(manager), self._print, self._log)
            setting_up = asyncio.create_task(self._set_up(link))
            try:
                await self._watch(manager)
            finally:
                setting_up.cancel()
                was_ready = self.state == "ready"
                if self._ready.done():
                    self._ready = self._new_ready()
                self.id = secrets.token_hex(8)
                self.clear()
                link.close()
                await _end(manager)
            if not self._renew.is_set():
                self._log.warning("The kernel of %s has stopped.", self.source.name, extra=self._told())
                deaths = 0 if was_ready else deaths + 1
                if deaths == _MAX_ATTEMPTS:
                    await self._give_up("Its kernel stops while it is being set up.")
            manager = await self._respawn()

    async def _respawn(self) -> Manager:
        while True:
            self._renew.clear()
            try:
                return await self._spawn()
            except (OSError, NoSuchKernel) as error:
                await self._give_up(str(error))

    async def _give_up(self, message: str) -> None:
        """Return when there is a new version of the app to try with."""
        self._fail("The app cannot start", message)
        await self._renew.wait()
        self._ready = self._new_ready()

    async def _watch(self, manager: Manager) -> None:
        """Return when the kernel is dead, or to be renewed."""
        while await manager.is_alive() and not self._renew.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._renew.wait(), _POLL_SECONDS)

    async def _set_up(self, link: KernelLink) -> None:
        try:
            async with asyncio.timeout(_START_SECONDS):
                await link.start()
            folder = str(Path(self.source.path).parent)
            outcome = await link.execute(f"__import__('sys').path.insert(0, {folder!r})\n{_PREPARE}")
            if outcome.evalue == "No module named 'jupyterlit'":
                self._fail("The app cannot start", "Its kernel has no jupyterlit. Install it there.")
            elif not outcome.ok:
                self._fail("The app cannot start", f"{outcome.ename}: {outcome.evalue}", outcome)
            else:
                await self._serve_app(link)
        except TimeoutError:
            self._fail("The app cannot start", f"Its kernel has not answered for {_START_SECONDS:.0f} seconds.")
        except KernelGone:
            pass  # who watches the process starts another

    async def _serve_app(self, link: KernelLink) -> None:
        for part in self.source.setup:
            outcome = await link.execute(part.source)
            if not outcome.ok:
                outcome = await _veiled(link, outcome)
                message = f"{part.filename} failed: {outcome.ename}"
                message += f": {outcome.evalue}" if outcome.evalue else ""
                self._fail("The app's set-up has failed", message, outcome)
                return
        outcome = await link.execute(_serve(self.source))
        if outcome.ok:
            self.seconds = round(time.monotonic() - self._spawned, 3)
            extra = {**self._told(), "seconds": self.seconds}
            self._log.debug("A kernel of %s is ready after %.1f s.", self.source.name, self.seconds, extra=extra)
            self._ready.set_result(link)
        else:
            self._fail("The app cannot start", f"{outcome.ename}: {outcome.evalue}", outcome)

    def _fail(self, title: str, message: str, outcome: Outcome | None = None) -> None:
        trace = "\n" + _plain("\n".join(outcome.traceback)) if outcome else ""
        self._log.error("%s: %s. %s%s", self.source.name, title, message, trace, extra=self._told())
        self._ready.set_exception(KernelFailed(title, message))

    def _print(self, text: str) -> None:
        for line in text.splitlines():
            self._log.info("%s | %s", self.source.name, line, extra=self._told())

    def _told(self) -> dict[str, object]:
        """Return what a structured log says of it."""
        return {"app": self.source.name, "kernel": self.index}


class _ThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs the server. It has jupyterlit; a spec named python3 may not."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python", language="python")


def _not_started(error: OSError | NoSuchKernel) -> AppSourceError:
    if isinstance(error, NoSuchKernel):
        return AppSourceError(
            f"There is no kernel named {error.name} on this machine. Install it, or choose another one "
            "with --kernel-name."
        )
    return AppSourceError(f"The kernel cannot be started: {error}.")


async def _veiled(link: KernelLink, outcome: Outcome) -> Outcome:
    """Return how code has ended without the secrets that are its author's: the kernel knows them."""
    said = msgspec.json.encode([outcome.evalue, *map(_plain, outcome.traceback)]).decode()
    answer = await link.execute(f"{_COMM}.veil({said!r})")
    try:
        evalue, *traceback = msgspec.json.decode(answer.evalue, type=list[str])
    except ValueError:  # rather nothing than too much
        return Outcome(outcome.status, outcome.ename)
    return Outcome(outcome.status, outcome.ename, evalue, traceback)


def _plain(text: str) -> str:
    return _COLOURS.sub("", text)


def _serve(source: AppSource) -> str:
    return f"{_COMM}.serve({source.to_json()!r})"


def _addresses(manager: Manager) -> tuple[str, str]:
    join = "-" if manager.transport == "ipc" else ":"
    return (
        f"{manager.transport}://{manager.ip}{join}{manager.shell_port}",
        f"{manager.transport}://{manager.ip}{join}{manager.iopub_port}",
    )


async def _end(manager: Manager) -> None:
    """Shut a kernel down, and what it has started with it."""
    group = getattr(manager.provisioner, "pgid", None)
    # Not `shutdown_kernel`: it interrupts first, and an idle ipykernel that catches the interrupt
    # together with the request to end may miss the request.
    if await manager.is_alive():
        await manager.request_shutdown()
        await manager.finish_shutdown(waittime=_SHUTDOWN_SECONDS, pollinterval=0.02)
    await manager.cleanup_resources()
    if group and sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)
