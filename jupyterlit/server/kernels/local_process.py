"""Kernels that are processes of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel_environment import environment_for_kernels
from jupyterlit.server.kernels.kernel_link import KernelLink, Output, ZMQLink
from jupyterlit.server.kernels.kernel_process import ENVIRONMENT, KernelProcess

_POLL_SECONDS = 0.25  # how soon a dead kernel is noticed where the system does not tell
_SELDOM_SECONDS = 10.0  # how often is looked where it does
_SHUTDOWN_SECONDS = 2.0  # how long a kernel has to end by itself
Manager = Any  # an AsyncKernelManager, whose methods lose their types in its decorators


@contextlib.contextmanager
def _told_of_end(pid: int, tell: Callable[[], object]) -> Generator[bool]:
    """Call `tell` when a process ends, if the system can say so: Linux does."""
    watched = -1
    with contextlib.suppress(AttributeError, OSError):
        watched = os.pidfd_open(pid) if pid else -1
    if watched < 0:
        yield False
        return
    loop = asyncio.get_running_loop()
    loop.add_reader(watched, tell)
    try:
        yield True
    finally:
        loop.remove_reader(watched)
        os.close(watched)


class LocalProcess:
    """A process that jupyter_client has started; see `KernelProcess`."""

    def __init__(self, manager: Manager, log: logging.Logger) -> None:
        self._manager = manager
        self._log = log
        self.id = ""
        self.environment: Mapping[str, str] | None = None
        self.pid: int = getattr(manager.provisioner, "pid", None) or 0
        self._lost: asyncio.Event | None = None

    def link(self, output: Output) -> KernelLink:
        """Return a way to it over its sockets."""
        manager = self._manager
        # In the folder of its connection file, where other users of the machine cannot go.
        lane = str(Path(manager.connection_file).with_suffix(".lane")) if manager.transport == "ipc" else ""
        link = ZMQLink(manager.session, *_addresses(manager), output, self._log, lane)
        self._lost = link.lost
        return link

    async def ended(self) -> None:
        """Return when it is dead, or cannot be heard any more."""
        lost = self._lost or asyncio.Event()
        with _told_of_end(self.pid, lost.set) as told:
            while not lost.is_set() and await self._manager.is_alive():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), _SELDOM_SECONDS if told else _POLL_SECONDS)

    async def end(self) -> None:
        """Shut it down, and what it has started with it."""
        manager = self._manager
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


class LocalLauncher:
    """Starts kernels on this machine; see `Launcher`."""

    def __init__(self, log: logging.Logger) -> None:
        self.remote = False
        self._log = log
        self._specs: dict[str, str] = {}

    async def start(self, source: AppSource, spec: str, connection: Path) -> KernelProcess:
        """Start a process in the app's folder."""
        try:
            return await self._start(source, spec or self._asked_for(source), connection)
        except NoSuchKernel as error:
            raise AppSourceError(
                f"There is no kernel named {error.name} on this machine. Install it, or choose another one "
                "with --kernel-name."
            ) from error
        except OSError as error:
            raise AppSourceError(f"The kernel cannot be started: {error}.") from error

    async def find(self, id: str) -> None:
        """Return None: processes of another server are none of ours."""

    async def _start(self, source: AppSource, spec: str, connection: Path) -> LocalProcess:
        manager: Manager = AsyncKernelManager(log=self._log)
        if spec:
            manager.kernel_name = spec
        else:
            manager.kernel_spec_manager = _ThisPython()
        manager.connection_file = str(connection)
        if sys.platform != "win32":
            manager.transport = "ipc"  # in a folder of ours: other users of the machine cannot listen
        found = manager.kernel_spec
        lean = found is not None and any("ipykernel" in word for word in found.argv)
        await manager.start_kernel(
            cwd=str(Path(source.path).parent),
            env={**ENVIRONMENT, **environment_for_kernels()},
            extra_arguments=["--HistoryManager.enabled=False"] if lean else [],
        )
        return LocalProcess(manager, self._log)

    def _asked_for(self, source: AppSource) -> str:
        """Return the spec that a notebook names, empty where it is not a particular one of this machine."""
        if source.kernel in ("", "python", "python3"):
            return ""
        if source.kernel not in self._specs:
            there = source.kernel in KernelSpecManager().find_kernel_specs()
            self._specs[source.kernel] = source.kernel if there else ""
            if not there:
                self._log.warning("%s asks for the kernel %s, which is not installed here.", source.name, source.kernel)
        return self._specs[source.kernel]


class _ThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs the server. It has jupyterlit; a spec named python3 may not."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python", language="python")


def _addresses(manager: Manager) -> tuple[str, str]:
    join = "-" if manager.transport == "ipc" else ":"
    return (
        f"{manager.transport}://{manager.ip}{join}{manager.shell_port}",
        f"{manager.transport}://{manager.ip}{join}{manager.iopub_port}",
    )
