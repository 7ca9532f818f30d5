"""Kernels that come and go; fakes where processes are not the point."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernels import kernel_pool, memory_watch
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.kernels.kernel_process import KernelFailed, KernelProcess, NotNow
from jupyterlit.server.kernels.kernel_setup import SERVES
from jupyterlit.server.kernels.placement import Full
from jupyterlit.server.options import JupyterLit
from tests.server.client import until, write_notebook
from tests.server.conftest import LOG, FakeKernel, FakeLink, FakePool


def real(notebook: Path, **options: Any) -> KernelPool:
    return KernelPool(read_app(notebook), JupyterLit(**options), LOG)


class Pool(FakePool):
    """Fakes of which the next ones fail, or wait, where the test wants that."""

    failure: KernelFailed | None = None
    slow = False

    def make(self, source: AppSource) -> Kernel:
        kernel = FakeKernel(next(self._numbers), source)
        kernel.failure = self.failure
        if self.slow:
            kernel.ready.clear()
        return kernel

    @property
    def indices(self) -> list[int]:
        return [kernel.index for kernel in self.kernels]


@pytest.fixture
async def start(notebook: Path) -> Any:
    """A function that launches a pool of fakes."""
    pools: list[Pool] = []

    async def start(**options: Any) -> Pool:
        pools.append(Pool(read_app(notebook), JupyterLit(**options), LOG))
        await pools[-1].launch()
        return pools[-1]

    yield start
    for pool in pools:
        await pool.shutdown()


def other(notebook: Path, setup: str = "x = 1", page: str = "x") -> AppSource:
    """Return the app with another set-up cell, or another page."""
    return read_app(write_notebook(notebook, setup, f"%%app first\n{page}"))


async def test_a_session_is_placed_where_the_fewest_are(notebook: Path) -> None:
    pool = real(notebook, kernels=3)
    assert [pool.place(str(number)).index for number in range(4)] == [0, 1, 2, 0]
    pool.release(pool.kernels[2], "2")
    assert pool.place("s").index == 2
    assert pool.kernels[2].sessions == {"s"}


async def test_full_kernels_take_nobody(notebook: Path) -> None:
    pool = real(notebook, kernels=2, max_sessions_per_kernel=1)
    assert [pool.place(id).index for id in "ab"] == [0, 1]
    with pytest.raises(Full):
        pool.place("c")


async def test_a_kernel_that_is_not_installed_is_named(notebook: Path) -> None:
    pool = real(notebook, kernels=2, kernel_name="no-such-kernel")
    with pytest.raises(AppSourceError, match=r"There is no kernel named no-such-kernel on this machine\. Install it"):
        await pool.launch()


async def test_a_pool_that_was_never_launched_shuts_down(notebook: Path) -> None:
    await real(notebook, kernels=2).shutdown()


async def test_a_changed_page_goes_to_the_kernels_there_are(start: Any, notebook: Path) -> None:
    pool = await start(kernels=2)
    assert await pool.update(source := other(notebook, page="x * 2"))
    assert pool.indices == [0, 1]
    assert [kernel.updates for kernel in pool.fakes] == [[source]] * 2


async def test_changed_setup_gets_kernels_of_its_own_and_nobody_is_cut_off(start: Any, notebook: Path) -> None:
    pool = await start(kernels=2)
    old = pool.place("ann")
    pool.slow = True
    updating = asyncio.create_task(pool.update(other(notebook, setup="x = 2")))
    await until(lambda: len(pool.kernels) == 4)
    assert pool.place("bob").index == 1  # until the new ones are set up, the old ones go on
    for kernel in pool.fakes[2:]:
        kernel.ready.set()
    assert await updating
    assert [kernel.leaving for kernel in pool.kernels] == [True, True, False, False]
    assert pool.place("cyd").index == 2
    pool.release(pool.kernels[1], "bob")
    await until(lambda: pool.indices == [0, 2, 3])
    assert pool.find(old.id) is old
    pool.release(old, "ann")
    await until(lambda: pool.indices == [2, 3])
    assert pool.find(old.id) is None


async def test_setup_that_fails_changes_nothing(start: Any, notebook: Path, caplog: pytest.LogCaptureFixture) -> None:
    pool = await start(kernels=1)
    before = pool.source
    pool.failure = KernelFailed("The app's set-up has failed", "cell 1 failed: NameError")
    assert not await pool.update(other(notebook, setup="x = y"))
    await until(lambda: pool.indices == [0])
    assert pool.source is before
    assert not pool.kernels[0].leaving
    assert "book goes on as it was: The app's set-up has failed cell 1 failed: NameError" in caplog.messages
    pool.failure = None
    assert await pool.update(other(notebook, setup="x = 3"))
    await until(lambda: pool.indices == [2])


async def test_a_newer_version_does_not_wait_for_the_one_before(start: Any, notebook: Path) -> None:
    pool = await start(kernels=1)
    pool.slow = True
    updating = asyncio.create_task(pool.update(other(notebook, setup="import time; time.sleep(100)")))
    await until(lambda: len(pool.kernels) == 2)
    updating.cancel()
    await until(lambda: pool.indices == [0])
    pool.slow = False
    assert await pool.update(other(notebook, setup="x = 3"))
    await until(lambda: pool.indices == [2])


async def test_kernels_that_are_not_ready_begin_again_with_changed_setup(start: Any, notebook: Path) -> None:
    pool = await start(kernels=2)
    pool.fakes[0].failure = KernelFailed("", "")
    pool.fakes[1].ready.clear()
    assert await pool.update(source := other(notebook, setup="x = 2"))
    assert [kernel.updates for kernel in pool.fakes] == [[source]] * 2


async def test_each_session_has_a_kernel_and_one_is_ready_for_the_next(start: Any) -> None:
    pool = await start(isolate=True, warm=2)
    assert pool.indices == [0, 1]
    ann, bob = pool.place("ann"), pool.place("bob")
    assert (ann.index, bob.index) == (0, 1)
    assert pool.indices == [0, 1, 2, 3]
    pool.release(ann, "ann")
    await until(lambda: pool.indices == [1, 2, 3])
    assert pool.place("cyd").index == 2
    assert pool.indices == [1, 2, 3, 4]


async def test_without_a_reserve_a_kernel_starts_with_its_session(start: Any) -> None:
    pool = await start(isolate=True, warm=0)
    first, second = pool.place("ann"), pool.place("bob")
    assert (first.index, second.index) == (0, 1)
    await until(lambda: pool.fakes[1].lives == 1)
    pool.release(first, "ann")
    await until(lambda: pool.indices == [1])


def _two(size: int) -> int:
    return 2


async def test_there_are_as_many_kernels_as_memory_allows(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_pool, "room_for_kernels", _two)
    pool = await start(isolate=True, warm=1)
    pool.place("ann")
    pool.place("bob")
    with pytest.raises(Full):
        pool.place("cyd")


async def test_a_kernel_whose_process_has_died_is_as_good_as_new(start: Any) -> None:
    pool = await start(isolate=True, warm=1)
    pool.place("ann").clear()  # as it does when its process has died
    assert pool.place("ann").index == 0
    pool.place("bob")
    assert pool.indices == [0, 1, 2]


async def test_changed_setup_reaches_kernels_that_wait_for_somebody(start: Any, notebook: Path) -> None:
    pool = await start(isolate=True, warm=1)
    ann = pool.place("ann")
    assert await pool.update(source := other(notebook, setup="x = 2"))
    assert ann.leaving
    await until(lambda: pool.indices == [0, 2])
    assert pool.kernels[1].source is source


class Sizes:
    """What kernels hold, by their index."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of: dict[int, int] = {}
        monkeypatch.setattr(memory_watch, "resident", self._size)
        monkeypatch.setattr(memory_watch, "_MEASURE_SECONDS", 0.01)

    def _size(self, pid: int) -> int:
        return self.of.get(pid, 1)


async def test_a_bloated_kernel_is_replaced(
    start: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sizes = Sizes(monkeypatch)
    pool = await start(kernels=2, kernel_memory="1GB")
    ann = pool.place("ann")
    sizes.of[0] = 3 * 10**9
    await until(lambda: pool.indices == [0, 1, 2])
    await until(lambda: ann.leaving)
    assert "A kernel of book holds 3.0 GB, more than 1.0 GB." in caplog.messages
    assert {pool.place(id).index for id in "bcd"} == {1, 2}
    pool.release(ann, "ann")
    await until(lambda: pool.indices == [1, 2])


async def test_a_limit_that_setup_alone_exceeds_is_told_once(
    start: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sizes = Sizes(monkeypatch)
    sizes.of = dict.fromkeys(range(9), 2 * 10**8)
    pool = await start(kernels=1, kernel_memory="100MB")
    pool.place("ann")
    message = "book holds 200 MB once it is set up: --kernel-memory 100 MB is too little for it."
    await until(lambda: message in caplog.messages)
    await asyncio.sleep(0.1)
    assert pool.indices == [0]
    assert not pool.kernels[0].leaving
    assert caplog.messages.count(message) == 1


class Elsewhere:
    """A process that another server has started, as long as `there` says so."""

    id = "gateway:1"
    pid = 0
    environment: Mapping[str, str] | None = None

    def __init__(self) -> None:
        self.remote = True
        self.links: list[FakeLink] = []
        self.over = asyncio.Event()
        self.there = True
        self.was_ended = False

    def link(self, output: Any) -> FakeLink:
        self.links.append(FakeLink())
        return self.links[-1]

    async def ended(self) -> None:
        await self.over.wait()

    async def end(self) -> None:
        self.was_ended = True

    async def start(self, source: AppSource, spec: str, connection: Path) -> KernelProcess:
        raise NotNow("The gateway is away.")

    async def find(self, id: str) -> KernelProcess | None:
        return self if id == self.id and self.there else None


@pytest.fixture
async def elsewhere(notebook: Path) -> AsyncIterator[tuple[Elsewhere, KernelPool]]:
    """A kernel of another server, and a pool that has one of its own that cannot be started."""
    other_server = Elsewhere()
    pool = KernelPool(read_app(notebook), JupyterLit(), LOG, other_server)
    await pool.launch()
    yield other_server, pool
    await pool.shutdown()


async def test_a_kernel_of_another_server_is_shared_and_left_alone(elsewhere: tuple[Elsewhere, KernelPool]) -> None:
    process, pool = elsewhere
    kernel = await pool.adopt("gateway:1")
    assert kernel is not None
    assert await pool.adopt("gateway:1") is kernel is pool.find("gateway:1")
    assert (kernel.state, kernel.ours, kernel in pool.serving) == ("ready", False, False)
    (link,) = process.links
    assert await kernel.link() is link
    kernel.put("ann")
    await kernel.update(pool.source)
    pool.release(kernel, "ann")
    await until(lambda: pool.find("gateway:1") is None)
    assert (link.closed, link.executed, process.was_ended) == (True, [SERVES], False)


async def test_the_last_one_to_leave_a_kernel_ends_it(elsewhere: tuple[Elsewhere, KernelPool]) -> None:
    process, pool = elsewhere
    asked: list[Kernel] = []

    async def spare(kernel: Kernel) -> bool:
        asked.append(kernel)
        if len(asked) == 1:
            kernel.put("bob")  # comes just then
        return False

    pool.spare = spare
    kernel = await pool.adopt("gateway:1")
    assert kernel is not None
    kernel.put("ann")
    pool.release(kernel, "ann")
    await until(lambda: asked)
    assert pool.find("gateway:1") is kernel
    pool.release(kernel, "bob")
    await until(lambda: pool.find("gateway:1") is None)
    assert (asked, process.was_ended) == ([kernel, kernel], True)


async def test_a_kernel_of_another_server_that_ends_is_forgotten(elsewhere: tuple[Elsewhere, KernelPool]) -> None:
    process, pool = elsewhere
    kernel = await pool.adopt("gateway:1")
    assert kernel is not None
    kernel.put("ann")
    process.over.set()
    await until(lambda: pool.find("gateway:1") is None)
    with pytest.raises(KernelFailed, match="being started again"):
        await kernel.link()
    assert kernel.sessions == set()
    process.there = False
    assert await pool.adopt("gateway:1") is None


async def test_kernels_that_cannot_be_started_yet_make_readers_wait(
    elsewhere: tuple[Elsewhere, KernelPool], caplog: pytest.LogCaptureFixture
) -> None:
    _, pool = elsewhere
    with pytest.raises(KernelFailed, match="cannot be reached at the moment") as failure:
        await pool.kernels[0].link()
    assert failure.value.waiting
    assert [each.message for each in caplog.get_records("setup")] == ["book cannot start yet. The gateway is away."]
