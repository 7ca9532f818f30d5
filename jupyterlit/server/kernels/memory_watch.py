"""MemoryWatch: finds the kernels of an app that hold more memory than they may."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from jupyterlit.server.capacity import resident, show_size
from jupyterlit.server.kernels.kernel import Kernel

_MEASURE_SECONDS = 2.0  # how often kernels are asked for their size


class MemoryWatch:
    """Watches the size of an app's kernels.

    Parameters
    ----------
    most
        The bytes that each may hold.
    replace
        Lets a fresh kernel take the place of one, if that is worth it.
    log
        Is told which hold too much.
    """

    def __init__(self, most: int, replace: Callable[[Kernel], Awaitable[object]], log: logging.Logger) -> None:
        self.hopeless = False
        self._most = most
        self._replace = replace
        self._log = log

    async def run(self, kernels: Callable[[], Iterable[Kernel]]) -> None:
        """Watch those that there are at a time, until cancelled."""
        while True:
            await asyncio.sleep(_MEASURE_SECONDS)
            for kernel in kernels():
                if kernel.state == "ready":
                    await self._look_at(kernel)

    async def _look_at(self, kernel: Kernel) -> None:
        kernel.memory = await asyncio.to_thread(resident, kernel.pid)
        if kernel.memory <= self._most or not kernel.used or self.hopeless:
            return
        if not kernel.bloated:
            kernel.bloated = True
            held, may = show_size(kernel.memory), show_size(self._most)
            extra = {"app": kernel.source.name, "kernel": kernel.index}
            self._log.warning("A kernel of %s holds %s, more than %s.", kernel.source.name, held, may, extra=extra)
        await self._replace(kernel)

    async def is_hopeless(self, kernel: Kernel) -> bool:
        """Tell whether a kernel holds too much before anybody has come: another would too."""
        kernel.memory = await asyncio.to_thread(resident, kernel.pid)
        self.hopeless = kernel.memory > self._most
        if self.hopeless:
            held, may = show_size(kernel.memory), show_size(self._most)
            text = "%s holds %s once it is set up: --kernel-memory %s is too little for it."
            self._log.error(text, kernel.source.name, held, may)
        return self.hopeless
