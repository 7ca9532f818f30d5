"""Which kernels hold too much; sizes are made up."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels import memory_watch as module
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.memory_watch import MemoryWatch
from tests.server.client import until
from tests.server.conftest import LOG, FakeKernel


async def test_only_kernels_that_somebody_uses_are_replaced(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "resident", [50, 300, 200].__getitem__)
    monkeypatch.setattr(module, "_MEASURE_SECONDS", 0.01)
    kernels = [FakeKernel(index, read_app(notebook)) for index in range(3)]
    for kernel in kernels:
        kernel.pid = kernel.index
    kernels[0].put("ann")
    kernels[2].put("bob")
    replaced: list[Kernel] = []

    async def replace(kernel: Kernel) -> None:
        replaced.append(kernel)

    watch = MemoryWatch(100, replace, LOG)
    running = asyncio.create_task(watch.run(lambda: kernels))
    await until(lambda: replaced)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert set(replaced) == {kernels[2]}
    assert [kernel.memory for kernel in kernels] == [50, 300, 200]
    assert [kernel.bloated for kernel in kernels] == [False, False, True]
    assert await watch.is_hopeless(kernels[1])
    assert not await watch.is_hopeless(kernels[0])
