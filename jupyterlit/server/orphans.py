"""Orphans: kernels at a gateway that no server has sessions in any more, because those that had are gone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping

from jupyterlit.server.app import App
from jupyterlit.server.kernels.gateway_process import launcher_of
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.session_store import Leases, StoreFailed

_SHORTEST = 5.0  # s for which a kernel is kept whose server is silent
_ON_ITS_WAY = 30.0  # s for which a kernel is kept for a server that is about to come to it
_OFTEN = 5.0  # s after which servers say again which kernels they are in, at most


class Orphans:
    """Tells other servers which kernels this one is in, and ends those that nobody is in.

    Parameters
    ----------
    me
        The name of this server.
    leases
        Where servers tell one another; None where there are no others.
    options
        How long visitors have to come back, and where kernels run.
    apps
        The apps, by key.
    log
        Is told what is ended.
    """

    def __init__(
        self, me: str, leases: Leases | None, options: JupyterLit, apps: Mapping[str, App], log: logging.Logger
    ) -> None:
        self._me = me
        self._leases = leases
        self._options = options
        self._apps = apps
        self._log = log

    async def run(self) -> None:
        """Look until cancelled, if kernels can be orphans at all."""
        if self._leases is None or not self._options.at_gateway:
            return
        seconds = max(_SHORTEST, self._options.session_timeout)
        launcher = launcher_of(self._options, self._log)
        while True:
            with contextlib.suppress(StoreFailed):
                kernels = {kernel.id for app in self._apps.values() for kernel in app.pool.kernels if kernel.shared}
                await self._leases.hold(self._me, kernels, seconds)
                for id in await self._leases.take_orphans():
                    if (process := await launcher.find(id)) is not None:
                        self._log.info("A kernel is ended whose server is gone.")
                        await process.end()
            await asyncio.sleep(min(_OFTEN, seconds / 4))

    async def hand_on(self, kernel: Kernel) -> None:
        """Keep a kernel for a while for a server that takes a session over there."""
        if self._leases is not None:
            with contextlib.suppress(StoreFailed):
                await self._leases.hold("on its way", [kernel.id], _ON_ITS_WAY)

    async def spare(self, kernel: Kernel) -> bool:
        """Let go of a kernel; tell whether it is to go on: another server has sessions there."""
        if self._leases is None or not kernel.shared:
            return not kernel.ours
        try:
            return await self._leases.drop(self._me, kernel.id)
        except StoreFailed:
            return not kernel.ours
