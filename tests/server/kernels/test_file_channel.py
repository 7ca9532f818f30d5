"""The server's questions for files, and the kernel's answers in whatever order."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from jupyterlit.server.kernels import file_channel
from jupyterlit.server.kernels.file_channel import AT_ONCE, FileChannel, FileGone, FileRefused, channel_of
from tests.server.client import until
from tests.server.conftest import FakeLink


class Kernel:
    """A kernel's end of the channel."""

    def __init__(self) -> None:
        self.link = FakeLink()
        self.channel = FileChannel(self.link)
        ((self.comm, self.data),) = self.link.opened.items()

    @property
    def asked(self) -> list[tuple[str, dict[str, Any]]]:
        return [(parts[0].decode(), json.loads(parts[1])) for parts in self.link.received[self.comm]]

    def answer(self, request: int, data: bytes | None = None, **told: Any) -> None:
        parts = [json.dumps({"type": "file_part", "request": request, **told}).encode()]
        self.link.say(self.comm, *parts, *([] if data is None else [data]))


async def test_a_part_is_asked_for_and_comes() -> None:
    kernel = Kernel()
    assert kernel.data == {"files": True}
    fetched = asyncio.create_task(kernel.channel.fetch("session", "abc", 5, 9))
    await until(lambda: kernel.asked)
    assert kernel.asked == [("session", {"type": "file_request", "request": 1, "file": "abc", "start": 5, "stop": 9})]
    kernel.answer(1, b"data", file="abc", total=20, mime="a/b", version="v")
    piece = await fetched
    assert (piece.data, piece.file, piece.total, piece.mime, piece.version) == (b"data", "abc", 20, "a/b", "v")


async def test_answers_come_in_any_order_and_late_ones_are_left() -> None:
    kernel = Kernel()
    fetched = [asyncio.create_task(kernel.channel.fetch("s", str(n))) for n in range(3)]
    await until(lambda: len(kernel.asked) == 3)
    for request in (3, 1, 2, 2, 77):
        kernel.answer(request, file=str(request - 1))
    assert [(await piece).file for piece in fetched] == ["0", "1", "2"]


async def test_what_the_kernel_refuses_is_gone() -> None:
    kernel = Kernel()
    fetched = asyncio.create_task(kernel.channel.fetch("s", "x"))
    await until(lambda: kernel.asked)
    kernel.answer(1, error="This file is no longer on the page.")
    with pytest.raises(FileGone, match="no longer on the page"):
        await fetched


async def test_only_so_many_parts_are_on_their_way() -> None:
    kernel = Kernel()
    fetched = [asyncio.create_task(kernel.channel.fetch("s", "x")) for _ in range(AT_ONCE + 1)]
    await until(lambda: len(kernel.asked) == AT_ONCE)
    await asyncio.sleep(0)
    assert len(kernel.asked) == AT_ONCE
    fetched[0].cancel()
    await until(lambda: len(kernel.asked) == AT_ONCE + 1)
    for request in range(2, AT_ONCE + 2):
        kernel.answer(request)
    await asyncio.gather(*fetched[1:])


async def test_a_kernel_that_ends_or_is_silent_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    fetched = asyncio.create_task(kernel.channel.fetch("s", "x"))
    await until(lambda: kernel.asked)
    kernel.link.close()
    with pytest.raises(FileGone, match="The kernel is gone"):
        await fetched
    with pytest.raises(FileGone, match="The kernel is gone"):
        await kernel.channel.fetch("s", "x")
    monkeypatch.setattr(file_channel, "_PATIENCE", 0.01)
    with pytest.raises(FileGone, match="does not answer"):
        await Kernel().channel.fetch("s", "x")


async def test_a_kernel_has_one_channel_for_all() -> None:
    link = FakeLink()
    assert channel_of(link) is channel_of(link)
    assert len(link.opened) == 1
    link.close()
    channel_of(link)
    assert len(link.opened) == 2


async def test_bytes_are_stored_and_counted() -> None:
    kernel = Kernel()
    stored = asyncio.create_task(kernel.channel.store("session", "abc", 5, b"data"))
    await until(lambda: kernel.asked)
    assert kernel.asked == [("session", {"type": "upload_part", "request": 1, "upload": "abc", "offset": 5})]
    assert kernel.link.received[kernel.comm][0][2] == b"data"
    kernel.link.say(kernel.comm, b'{"type":"upload_state","request":1,"received":9}')
    assert await stored == 9


async def test_bytes_that_the_kernel_refuses_come_with_its_reason() -> None:
    kernel = Kernel()
    stored = asyncio.create_task(kernel.channel.store("s", "x"))
    await until(lambda: kernel.asked)
    kernel.link.say(kernel.comm, b'{"type":"upload_state","request":1,"error":"Too many.","again":true}')
    with pytest.raises(FileRefused, match="Too many") as refused:
        await stored
    assert refused.value.again
