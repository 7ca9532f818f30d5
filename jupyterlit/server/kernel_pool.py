"""KernelPool: warm kernels, shared by many sessions, replaced when they die."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernel import Kernel


class KernelPool:
    """The kernels of one app.

    Parameters
    ----------
    source
        The app.
    size
        How many kernels its sessions are spread over.
    spec
        Name of their kernel spec; empty for the one the notebook names where it is installed, or
        else the Python that runs the server.
    log
        Is told what they print and how they fare.
    """

    def __init__(self, source: AppSource, size: int, spec: str, log: logging.Logger) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        spec = spec or _installed(source, log)
        self.kernels = [Kernel(index, source, spec, log) for index in range(size)]

    async def launch(self) -> None:
        """Return when all processes have been started; see `Kernel.launch`."""
        self._folder = tempfile.TemporaryDirectory(prefix="jupyterlit-")
        try:
            await asyncio.gather(*(kernel.launch(Path(self._folder.name)) for kernel in self.kernels))
        except BaseException:
            await self.shutdown()
            raise

    def place(self) -> Kernel:
        """Return the kernel with the fewest sessions."""
        return min(self.kernels, key=lambda kernel: len(kernel.sessions))

    def find(self, id: str) -> Kernel | None:
        """Return the kernel of which this is the process; None if that is gone, or another server's."""
        return next((kernel for kernel in self.kernels if kernel.id == id), None)

    async def update(self, source: AppSource) -> None:
        """Let all kernels go on with another version of the app."""
        await asyncio.gather(*(kernel.update(source) for kernel in self.kernels))

    async def shutdown(self) -> None:
        """End all kernels."""
        await asyncio.gather(*(kernel.shutdown() for kernel in self.kernels))
        if self._folder is not None:
            self._folder.cleanup()


def _installed(source: AppSource, log: logging.Logger) -> str:
    """Return the spec that the notebook names, empty where it is not a particular one of this machine."""
    if source.kernel in ("", "python", "python3"):
        return ""
    if source.kernel not in KernelSpecManager().find_kernel_specs():
        log.warning("%s asks for the kernel %s, which is not installed here.", source.name, source.kernel)
        return ""
    return source.kernel
