"""KernelPool: warm kernels, shared by many sessions or one for each, replaced when they have had their day."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.capacity import room_for_kernels
from jupyterlit.server.kernels.gateway_process import launcher_of
from jupyterlit.server.kernels.guest_kernel import GuestKernel
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_process import KernelFailed, Launcher
from jupyterlit.server.kernels.memory_watch import MemoryWatch
from jupyterlit.server.kernels.placement import Full, least_loaded
from jupyterlit.server.options import JupyterLit


class KernelPool:
    """The kernels of one app.

    Parameters
    ----------
    source
        The app.
    options
        How many there are, for whom, and what they may hold.
    log
        Is told what they print and how they fare.
    launcher
        Starts their processes; on this machine if not given.

    Attributes
    ----------
    kernels
        All that there are, also such as are to end.
    empty
        Returns once no session is on a kernel that is to end any more.
    spare
        Lets go of a kernel, and tells whether that goes on because other servers need it.
    recovered
        Called when a kernel is ready for which browsers have been told to wait.
    """

    def __init__(
        self, source: AppSource, options: JupyterLit, log: logging.Logger, launcher: Launcher | None = None
    ) -> None:
        self.source = source
        self.options = options
        self.empty: Callable[[Kernel], Awaitable[None]] = _wait_until_empty
        self.spare: Callable[[Kernel], Awaitable[bool]] = _spare_guests
        self.recovered: Callable[[], None] = _nobody
        self._log = log
        self._launcher: Launcher = launcher or launcher_of(options, log)
        self._numbers = itertools.count()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._coming: list[Kernel] = []
        self._memory = MemoryWatch(options.kernel_memory, functools.partial(self.replace, thrifty=True), log)
        self._changing = asyncio.Lock()
        self._adopting = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        size = max(1, options.warm) if options.isolate else options.kernel_count()
        self._most = sys.maxsize if self.remote else room_for_kernels(options.kernel_memory)
        self.kernels = [self.make(source) for _ in range(size)]

    def make(self, source: AppSource) -> Kernel:
        """Return another kernel, which is not launched."""
        kernel = Kernel(next(self._numbers), source, self.options.kernel_name, self._log, self._launcher)
        kernel.recovered = lambda: self.recovered()  # noqa: PLW0108 (it is set later)
        return kernel

    @property
    def remote(self) -> bool:
        """Whether the kernels are on another machine."""
        return self._launcher.remote

    @property
    def serving(self) -> list[Kernel]:
        """The kernels that sessions can be put on."""
        kernels = [kernel for kernel in self.kernels if kernel.ours]
        return [kernel for kernel in kernels if not kernel.leaving and kernel not in self._coming]

    async def launch(self) -> None:
        """Return when all processes have been started; see `Kernel.launch`."""
        self._folder = tempfile.TemporaryDirectory(prefix="jupyterlit-")
        try:
            await asyncio.gather(*map(self._launch, self.kernels))
        except BaseException:
            await self.shutdown()
            raise
        if self.options.kernel_memory and self.remote:
            self._log.warning("--kernel-memory says nothing of kernels at a gateway: the limits that it sets count.")
        elif self.options.kernel_memory:
            self._spawn(self._memory.run(lambda: self.serving))

    async def _launch(self, kernel: Kernel) -> None:
        assert self._folder is not None
        await kernel.launch(Path(self._folder.name))

    def place(self, session: str) -> Kernel:
        """Put a session on the kernel that has least to do, or on one of its own.

        Raises
        ------
        Full
            All kernels have as many sessions as they may, or there are as many kernels as there is memory for.
        """
        serving = self.serving
        if self.options.isolate:
            kernel = least_loaded(kernel for kernel in serving if not kernel.used) or self._add()
        else:
            kernel = least_loaded(serving, self.options.max_sessions_per_kernel)
        if kernel is None:
            raise Full
        kernel.put(session)
        self._tend()
        return kernel

    def release(self, kernel: Kernel, session: str) -> None:
        """Note that a session is not on a kernel any more; a kernel of its own ends with it."""
        kernel.drop(session)
        if not kernel.ours and not kernel.sessions:
            self._spawn(self._end(kernel, empty=True))
        self._tend()

    def find(self, id: str) -> Kernel | None:
        """Return the kernel of which this is the process; None if that is gone, or another server's."""
        return next((kernel for kernel in self.kernels if kernel.is_known_as(id)), None)

    async def adopt(self, id: str) -> Kernel | None:
        """Return the kernel of which this is the process, also if another server has started it at a gateway.

        Such a kernel gets no new sessions from here. It is let go when the last session from here has left it, or this
        server stops, and goes on where other servers are in it.
        """
        async with self._adopting:
            found = self.find(id)
            if found is None and (process := await self._launcher.find(id)) is not None:
                kernel = GuestKernel(next(self._numbers), self.source, self._log, process)
                with contextlib.suppress(KernelFailed):
                    await kernel.join()
                    self.kernels.append(found := kernel)
                    self._spawn(self._let_go(kernel))
            return found

    async def _let_go(self, kernel: GuestKernel) -> None:
        await kernel.gone()
        self.kernels.remove(kernel)

    async def update(self, source: AppSource) -> bool:
        """Let the app go on in another version; tell whether it does.

        Where only pages have changed, running kernels get them. Where set-up cells have, kernels that have run those
        take the place of the old ones, which end once their sessions have moved. If the
        new cells fail, all stays as it was.
        """
        async with self._changing:
            ready = [kernel for kernel in self.serving if kernel.state == "ready"]
            changed = source.setup != self.source.setup
            if changed and ready and not await self._replace(ready, source):
                return False
            self.source = source
            self._memory.hopeless = False
            rest = [kernel for kernel in self.serving if kernel.source is not source]
            await asyncio.gather(*(kernel.update(source) for kernel in rest))
            return True

    async def replace(self, *kernels: Kernel, thrifty: bool = False) -> bool:
        """Let fresh kernels take the place of these, which end once their sessions have moved; tell whether they do.

        `thrifty`: only if they hold less than a kernel may.
        """
        async with self._changing:
            staying = [kernel for kernel in kernels if kernel.ours and not kernel.leaving]
            return bool(staying) and await self._replace(staying, self.source, thrifty=thrifty)

    async def shutdown(self) -> None:
        """End all kernels."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*map(self._end, self.kernels))
        if self._folder is not None:
            self._folder.cleanup()

    async def _replace(self, old: list[Kernel], source: AppSource, *, thrifty: bool = False) -> bool:
        """Let fresh kernels take the place of others, once they are set up; tell whether they could be.

        `thrifty`: only if they hold less than a kernel may.
        """
        count = max(1, self.options.warm) if self.options.isolate else len(old)
        fresh = [self.make(source) for _ in range(count)]
        self._coming += fresh
        self.kernels += fresh
        try:
            await asyncio.gather(*map(self._launch, fresh))
            await asyncio.gather(*(kernel.link() for kernel in fresh))
            if thrifty and await self._memory.is_hopeless(fresh[0]):
                return False
        except (KernelFailed, AppSourceError) as error:
            self._log.warning("%s goes on as it was: %s", self.source.name, error)
            return False
        else:
            fresh, coming = [], fresh
            self._coming = [kernel for kernel in self._coming if kernel not in coming]
            self._dismiss(old)
            return True
        finally:
            self._dismiss(fresh)

    def _dismiss(self, kernels: Iterable[Kernel]) -> None:
        """Let kernels end once they are empty."""
        for kernel in kernels:
            if not kernel.leaving:
                kernel.leaving = True
                self._spawn(self._see_off(kernel))

    async def _see_off(self, kernel: Kernel) -> None:
        await self.empty(kernel)
        await self._end(kernel)
        self.kernels.remove(kernel)
        with contextlib.suppress(ValueError):
            self._coming.remove(kernel)
        self._tend()

    async def _end(self, kernel: Kernel, *, empty: bool = False) -> None:
        """End a kernel, or leave it to the other servers that are in it; `empty`: unless somebody comes meanwhile."""
        spared = await self.spare(kernel)
        if not (empty and kernel.sessions):
            kernel.spared = spared
            await kernel.shutdown()

    def _tend(self) -> None:
        """Where each session has a kernel: end those of sessions that are gone, have some ready for the next."""
        if not self.options.isolate or self._folder is None:
            return
        self._dismiss(kernel for kernel in self.serving if kernel.used and not kernel.sessions)
        ready = [kernel for kernel in self.serving if not kernel.used]
        self._dismiss(ready[max(1, self.options.warm) :])
        for _ in range(self.options.warm - len(ready)):
            self._add()

    def _add(self) -> Kernel | None:
        """Start another kernel, as long as there is room for one."""
        if len(self.kernels) >= self._most:
            return None
        kernel = self.make(self.source)
        self.kernels.append(kernel)
        self._spawn(self._launch_alone(kernel))
        return kernel

    async def _launch_alone(self, kernel: Kernel) -> None:
        try:
            await self._launch(kernel)
        except AppSourceError as error:  # who waits for it is told, too
            self._log.error("%s: %s", self.source.name, error)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _spare_guests(kernel: Kernel) -> bool:
    return not kernel.ours


async def _wait_until_empty(kernel: Kernel) -> None:
    while kernel.sessions:
        kernel.eased.clear()
        await kernel.eased.wait()


def _nobody() -> None:
    """Be told that a kernel has recovered, and do nothing."""
