"""The server's end of a lane, with a socket in place of a kernel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.lane import Head, Messages, encode
from jupyterlit.server.kernels.lane import Lane, connect
from tests.server.client import LONG

LOG = logging.getLogger("jupyterlit.tests")


class Kernel:
    """Waits at a path for the server."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "k")
        self.heard: asyncio.Queue[tuple[Head, list[bytes]]] = asyncio.Queue()
        self.said: asyncio.Queue[tuple[str, list[bytes]]] = asyncio.Queue()
        self.lost = asyncio.Event()
        self.come: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()

    async def wait(self) -> asyncio.Server:
        return await asyncio.start_unix_server(self._serve, self.address)

    async def connect(self) -> Lane:
        lane = await connect(self.address, self._hear, self.lost.set, LOG)
        assert lane is not None
        return lane

    def _hear(self, comm_id: str, parts: Sequence[Part]) -> None:
        self.said.put_nowait((comm_id, [bytes(part) for part in parts]))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.come.set_result(writer)
        messages = Messages()
        while data := await reader.read(1 << 16):
            for head, parts in messages.take(data):
                self.heard.put_nowait((head, [bytes(part) for part in parts]))
        writer.close()


@pytest.fixture
async def kernel(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kernel]:
    kernel = Kernel(tmp_path_factory.mktemp("k"))
    server = await kernel.wait()
    yield kernel
    server.close()


async def test_a_comm_goes_over_it_both_ways(kernel: Kernel) -> None:
    lane = await kernel.connect()
    lane.open_comm("one", {"session": "s"}, [b"checkpoint"])
    lane.send("one", [b"{}", memoryview(b"\xff" * 1_000_000)])
    lane.close_comm("one", {"end": True})
    async with asyncio.timeout(LONG):
        assert await kernel.heard.get() == (Head("open", "one", {"session": "s"}), [b"checkpoint"])
        assert await kernel.heard.get() == (Head("say", "one"), [b"{}", b"\xff" * 1_000_000])
        assert await kernel.heard.get() == (Head("close", "one", {"end": True}), [])
        (await kernel.come).write(encode(Head("say", "one"), [b"batch", b"\xff" * 1_000_000]))
        assert await kernel.said.get() == ("one", [b"batch", b"\xff" * 1_000_000])
    lane.close()


async def test_a_kernel_that_is_gone_is_told(kernel: Kernel) -> None:
    lane = await kernel.connect()
    (await kernel.come).close()
    await asyncio.wait_for(kernel.lost.wait(), LONG)
    lane.send("one", [b"{}"])
    lane.close()


async def test_a_kernel_that_speaks_of_something_else_is_left(kernel: Kernel, caplog: pytest.LogCaptureFixture) -> None:
    await kernel.connect()
    (await kernel.come).write(bytes([4, 0, 0, 0, 0, 0, 0, 0]) + b"\xff" * 4)
    await asyncio.wait_for(kernel.lost.wait(), LONG)
    assert "cannot be understood" in caplog.text


async def test_what_is_closed_here_is_not_lost(kernel: Kernel) -> None:
    lane = await kernel.connect()
    writer = await kernel.come
    lane.close()
    await asyncio.wait_for(writer.wait_closed(), LONG)
    assert not kernel.lost.is_set()


async def test_a_kernel_that_does_not_wait_is_done_without(tmp_path: Path) -> None:
    def nobody(*said: object) -> None:
        raise AssertionError(said)

    assert await connect(str(tmp_path / "nobody"), nobody, nobody, LOG) is None
