"""Kernels whose servers are gone; see tests/integration/test_gateway_replicas.py for real ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from jupyterlit.server.app import App
from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.orphans import Orphans
from jupyterlit.server.storage.session_store import StoreFailed
from tests.server.client import until
from tests.server.conftest import LOG, FakePool
from tests.server.far_kernel import KERNEL, FarKernel, far_kernel


class Leases:
    """What servers tell one another."""

    def __init__(self) -> None:
        self.held: list[tuple[str, list[str], float]] = []
        self.orphans: list[str] = []
        self.others = False
        self.away = False

    async def hold(self, server: str, kernels: Iterable[str], seconds: float) -> None:
        if self.away:
            raise StoreFailed("Redis is away.")
        self.held.append((server, list(kernels), seconds))

    async def drop(self, server: str, kernel: str) -> bool:
        if self.away:
            raise StoreFailed("Redis is away.")
        return self.others

    async def take_orphans(self) -> list[str]:
        orphans, self.orphans = self.orphans, []
        return orphans


@pytest.fixture
async def kernel() -> AsyncIterator[FarKernel]:
    async with far_kernel() as kernel:
        yield kernel


@pytest.fixture
async def app(notebook: Path) -> App:
    source = read_app(notebook)
    return App("book", source, FakePool(source, JupyterLit(), LOG), lambda app: None, LOG)


async def test_what_nobody_is_in_is_ended_and_what_this_server_is_in_is_told(app: App, kernel: FarKernel) -> None:
    leases = Leases()
    mine = app.pool.kernels[0]
    mine.id, mine.shared = "gateway:mine", True
    leases.orphans = [f"gateway:{KERNEL}", "gateway:gone", "none"]
    orphans = Orphans("ann", leases, JupyterLit(gateway_url=kernel.url, session_timeout=1), {"book": app}, LOG)
    running = asyncio.create_task(orphans.run())
    await until(lambda: kernel.ended)
    running.cancel()
    assert kernel.ended == [KERNEL]
    assert leases.held == [("ann", ["gateway:mine"], 5.0)]


async def test_a_kernel_is_left_to_the_others_that_are_in_it(app: App) -> None:
    leases = Leases()
    mine = app.pool.kernels[0]
    orphans = Orphans("ann", leases, JupyterLit(gateway_url="http://gateway:8888"), {"book": app}, LOG)
    leases.others = True
    assert not await orphans.spare(mine)  # nobody else can reach it
    mine.id, mine.shared = "gateway:mine", True
    assert await orphans.spare(mine)
    leases.away = True
    assert not await orphans.spare(mine)
    await orphans.hand_on(mine)
    leases.away, leases.others = False, False
    assert not await orphans.spare(mine)
    await orphans.hand_on(mine)
    assert leases.held == [("on its way", ["gateway:mine"], 30.0)]


async def test_alone_there_is_nothing_to_tell(app: App) -> None:
    orphans = Orphans("ann", None, JupyterLit(gateway_url="http://gateway:8888"), {"book": app}, LOG)
    await orphans.run()
    await orphans.hand_on(app.pool.kernels[0])
    assert not await orphans.spare(app.pool.kernels[0])
