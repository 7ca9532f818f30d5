"""Deployment: apps and how they are to be served, looked over before anybody visits them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from traitlets.config import Configurable

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line.check import check_app, check_files, check_size, check_store
from jupyterlit.server.command_line.check_access import check_access, check_admins, check_proxies, check_strangers
from jupyterlit.server.command_line.check_certificate import check_certificate
from jupyterlit.server.command_line.check_login import check_login
from jupyterlit.server.command_line.check_machine import check_base_url, check_machine, check_port
from jupyterlit.server.command_line.check_options import check_names, check_settings, check_together
from jupyterlit.server.command_line.check_redis import check_redis
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.command_line.served import Served
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.web.admins import Tokens


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """Apps and how they are to be served.

    `port` is the one asked for, if any, and `likely_port` where the server listens if it is free. `chosen` is what
    Jupyter's files and flags say, by class, of which `classes` are ours; `jupyter` is what Streamlit's options tell
    Jupyter Server; `named` says whether somebody else, a Hub or a proxy, says who visitors are.
    """

    served: Served
    options: JupyterLit
    settings: Settings
    settings_of: Callable[[Path], Settings]
    tokens: Tokens
    ip: str
    port: int | None
    likely_port: int
    base_url: str
    public: bool
    named: bool
    chosen: Mapping[str, Any]
    classes: Collection[type[Configurable]]
    jupyter: Mapping[str, Any]

    @property
    def server(self) -> Mapping[str, Any]:
        """What Jupyter Server is told; Streamlit's options have precedence."""
        return {**self.chosen.get("ServerApp", {}), **self.jupyter}

    @property
    def secured(self) -> bool:
        """Whether visitors need a token or a password, or are named by somebody else."""
        identity = self.chosen.get("IdentityProvider", {})
        password = self.chosen.get("PasswordIdentityProvider", {}).get("hashed_password") or self.server.get("password")
        return self.named or bool(password) or "" not in (identity.get("token"), self.server.get("token"))

    @property
    def address(self) -> str:
        """What the server calls itself."""
        scheme = "https" if self.server.get("certfile") else "http"
        return f"{scheme}://localhost:{self.likely_port}{self.base_url}"


async def look_over(deployment: Deployment, log: logging.Logger) -> list[Finding]:
    """Return all that is to be said of a deployment; a kernel is started for each app, and ended."""
    return [*_around(deployment), *[finding async for finding in _of_apps(deployment, log)]]


def _around(deployment: Deployment) -> Iterator[Finding]:
    options, server, ip = deployment.options, deployment.server, deployment.ip
    several = deployment.served.source is None
    yield from check_port(deployment.port, ip)
    yield from check_base_url(deployment.base_url)
    tls = bool(server.get("certfile"))
    yield from check_access(public=deployment.public, secured=deployment.secured, ip=ip, tls=tls)
    if deployment.public:
        yield from check_strangers(ip=ip, options=options, settings=deployment.settings, jupyter=server)
    yield from check_admins(public=deployment.public, options=options, tokens=deployment.tokens)
    yield from check_proxies(ip=ip, options=options)
    yield from check_names(deployment.chosen, deployment.classes)
    yield from check_together(options, deployment.chosen.get("JupyterLit", {}), several=several)
    yield from check_settings(deployment.settings)
    yield from check_size(options)
    yield from check_machine(options)
    yield from check_redis(options)
    if tls:
        yield from check_certificate(str(server["certfile"]), str(server.get("keyfile") or "") or None)


async def _of_apps(deployment: Deployment, log: logging.Logger) -> AsyncIterator[Finding]:
    options = deployment.options
    yield await check_store(deployment.served.path, options, log)
    for source in deployment.served.sources():
        folder = Path(source.path).parent
        settings = deployment.settings_of(folder)
        for finding in (*check_settings(settings), *check_files(source)):
            yield finding
        async for finding in check_login(folder, settings, ip=deployment.ip, address=deployment.address):
            yield finding
        for finding in await check_app(source, options, log):
            yield finding
