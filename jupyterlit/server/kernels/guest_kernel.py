"""GuestKernel: a kernel that another server has started and set up, and that this one has sessions on, too."""

from __future__ import annotations

import asyncio
import logging

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_link import KernelGone
from jupyterlit.server.kernels.kernel_process import KernelFailed, KernelProcess
from jupyterlit.server.kernels.kernel_setup import SERVES, START_SECONDS


class GuestKernel(Kernel):
    """A kernel of another server. It is neither set up here nor ended, as long as any other server is in it.

    Parameters
    ----------
    index, source, log
        As for every kernel.
    process
        What runs it.
    """

    ours = False

    def __init__(self, index: int, source: AppSource, log: logging.Logger, process: KernelProcess) -> None:
        super().__init__(index, source, "", log)
        self.id, self.shared = process.id, True
        self._process = process

    async def join(self) -> None:
        """Take part in it, until it ends or is let go by `shutdown`.

        Raises
        ------
        KernelFailed
            It does not answer, or serves nothing: a process that has died there is started again without the app.
        """
        self._task = asyncio.create_task(self._visit(self._process))
        await self.link()

    async def gone(self) -> None:
        """Return when it has ended or has been let go."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def update(self, source: AppSource) -> None:
        """Leave it as it is: its own server lets it go on with another version."""

    async def _visit(self, process: KernelProcess) -> None:
        link = process.link(lambda stream, text: None)  # its own server logs that
        try:
            async with asyncio.timeout(START_SECONDS):
                await link.start()
                if not (await link.execute(SERVES)).ok:
                    raise KernelGone("Its process has been started again.")
            self._ready.set_result(link)
            await process.ended()
        except (TimeoutError, KernelGone):
            pass
        finally:
            if self._ready.done():
                self._ready = self._new_ready()
            self._ready.set_exception(KernelFailed("The app has stopped", "It is being started again.", waiting=True))
            self.clear()
            link.close()
            if not self.spared:
                await process.end()
