"""Kernels that a gateway has."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyterlit.config.options import OPTIONS
from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.gateway import Gateway, NotLetIn, kernel_variables
from jupyterlit.server.kernels.kernel_link import KernelLink, Output
from jupyterlit.server.kernels.kernel_process import ENVIRONMENT, KernelProcess, Launcher, NotNow
from jupyterlit.server.kernels.local_process import LocalLauncher
from jupyterlit.server.kernels.websocket_link import WebsocketLink
from jupyterlit.server.options import JupyterLit

_NAME = re.compile(r"gateway:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_FAREWELL_SECONDS, _AGAIN_SECONDS = 8.0, 0.4  # how long a gateway has to end a kernel, and how often it is asked


class GatewayProcess:
    """A kernel that a gateway has; see `KernelProcess`."""

    def __init__(self, gateway: Gateway, kernel: str, log: logging.Logger, left: set[str]) -> None:
        self.id = f"gateway:{kernel}"
        self.pid = 0
        self.environment: Mapping[str, str] | None = kernel_environment()
        self._gateway = gateway
        self._kernel = kernel
        self._log = log
        self._left = left
        self._link: WebsocketLink | None = None

    def link(self, output: Output) -> KernelLink:
        """Return a way to it over a websocket."""
        self._link = WebsocketLink(functools.partial(self._gateway.dial, self._kernel), output, self._log)
        return self._link

    async def ended(self) -> None:
        """Return when the gateway says that it has ended, or the link has given it up."""
        assert self._link is not None
        await self._link.gone()

    async def end(self) -> None:
        """Let the gateway end it, also one that it has just started again in its place: nobody knows that."""
        self._left.add(self._kernel)
        reason = "It does not answer."
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL_SECONDS):
                while self._kernel in self._left:
                    try:
                        await self._gateway.end(self._kernel)
                        self._left.discard(self._kernel)
                    except (NotNow, NotLetIn) as error:  # it cannot end one that it is just starting again
                        reason = str(error)
                        await asyncio.sleep(_AGAIN_SECONDS)
        if self._kernel in self._left:
            self._log.warning("The kernel %s may be at the gateway still. %s", self._kernel, reason)


class GatewayLauncher:
    """Lets a gateway start kernels; see `Launcher`."""

    def __init__(self, gateway: Gateway, variables: Callable[[str], Mapping[str, str]], log: logging.Logger) -> None:
        self.remote = True
        self._gateway = gateway
        self._variables = variables
        self._log = log
        self._let_in = False
        self._left: set[str] = set()  # kernels that could not be ended
        self._warned: set[str] = set()

    async def start(self, source: AppSource, spec: str, connection: Path) -> KernelProcess:
        """Let the gateway start a kernel: the chosen one, else the notebook's if there is one, else its default."""
        try:
            name = await self._choose(source, spec)
            kernel = await self._gateway.start(name, self._variables(str(Path(source.path).parent)))
        except NotLetIn as error:
            if self._let_in:  # it was: what lets us in may be renewed
                raise NotNow(str(error)) from error
            raise AppSourceError(str(error)) from error
        self._let_in = True
        for each in list(self._left):
            with contextlib.suppress(NotNow, NotLetIn):
                await self._gateway.end(each)
                self._left.discard(each)
        return GatewayProcess(self._gateway, kernel, self._log, self._left)

    async def find(self, id: str) -> KernelProcess | None:
        """Return a kernel that another server has started there.

        One of this server's that has died is none, though the gateway has started it again: it is about to be ended.
        """
        found = _NAME.fullmatch(id)
        try:
            if found is None or found[1] in self._left or not await self._gateway.has(found[1]):
                return None
        except (NotNow, NotLetIn) as error:
            self._log.warning("A kernel is not looked for. %s", error)
            return None
        return GatewayProcess(self._gateway, found[1], self._log, self._left)

    async def _choose(self, source: AppSource, spec: str) -> str:
        there = await self._gateway.specs()
        if spec:
            if spec not in there.kernelspecs:
                names = ", ".join(sorted(there.kernelspecs)) or "none"
                raise AppSourceError(
                    f"The gateway {self._gateway.url} has no kernel named {spec}. Choose one of those that it has with "
                    f"--kernel-name: {names}."
                )
            return spec
        if source.kernel in there.kernelspecs:
            return source.kernel
        if source.kernel not in ("", "python", "python3", *self._warned):
            self._warned.add(source.kernel)
            self._log.warning("%s asks for the kernel %s, which the gateway does not have.", source.name, source.kernel)
        if there.default not in there.kernelspecs:
            raise AppSourceError(
                f"The gateway {self._gateway.url} has no kernel that it starts by default. Choose one with "
                f"--kernel-name: {', '.join(sorted(there.kernelspecs)) or 'it has none'}."
            )
        return there.default


def launcher_of(options: JupyterLit, log: logging.Logger) -> Launcher:
    """Return what starts kernels where the administrator wants them."""
    if not options.at_gateway:
        return LocalLauncher(log)
    from jupyter_server.gateway.gateway_client import GatewayClient

    client: Any = GatewayClient(config=options.config)
    if options.gateway_url:
        client.url = options.gateway_url
    return GatewayLauncher(Gateway(client), lambda folder: kernel_variables(folder, client.allowed_envs), log)


def kernel_environment() -> dict[str, str]:
    """Return the variables that a kernel elsewhere needs: ours, and options that are no secrets."""
    names = [option.variable for option in OPTIONS.values() if not option.secret]
    return {**ENVIRONMENT, **{name: os.environ[name] for name in names if name in os.environ}}
