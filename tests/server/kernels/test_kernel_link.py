from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import zmq
import zmq.asyncio
from jupyter_client.session import Session

from jupyterlit.server.kernels.kernel_link import KernelGone, ZMQLink
from tests.server.client import LONG

LOG = logging.getLogger("jupyterlit.tests")


class Kernel:
    """The sockets of a kernel, without the kernel."""

    def __init__(self, folder: Path) -> None:
        self.addresses = (f"ipc://{folder}/shell", f"ipc://{folder}/iopub")
        self.session: Any = Session(key=b"key")
        self._context = zmq.asyncio.Context()
        self.shell = self._context.socket(zmq.ROUTER)
        self.iopub: Any = self._context.socket(zmq.PUB)
        self.printed: list[tuple[str, str]] = []

    def print(self, stream: str, text: str) -> None:
        """Take what a link says is printed."""
        self.printed.append((stream, text))

    def bind(self) -> None:
        self.shell.bind(self.addresses[0])
        self.iopub.bind(self.addresses[1])

    def close(self) -> None:
        self._context.destroy(linger=0)

    async def hear(self) -> tuple[list[bytes], dict[str, Any]]:
        """Return who has sent the next message, and the message."""
        frames = await asyncio.wait_for(self.shell.recv_multipart(), LONG)
        sender, rest = self.session.feed_identities(frames)
        return sender, self.session.deserialize(rest)

    async def answer(self, **content: Any) -> dict[str, Any]:
        """Answer the next request and return it."""
        sender, request = await self.hear()
        kind = request["msg_type"].replace("request", "reply")
        self.publish("status", {"execution_state": "idle"}, b"kernel.1.status")
        self.session.send(self.shell, kind, {"status": "ok", **content}, parent=request, ident=sender)
        return request

    def publish(self, kind: str, content: dict[str, Any], topic: bytes, *parts: bytes) -> None:
        self.session.send(self.iopub, kind, content, ident=topic, buffers=list(parts))


@pytest.fixture
async def kernel(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kernel]:
    kernel = Kernel(tmp_path_factory.mktemp("k"))
    yield kernel
    kernel.close()


@pytest.fixture
async def link(kernel: Kernel) -> AsyncIterator[ZMQLink]:
    """A link that has started."""
    kernel.bind()
    link = ZMQLink(Session(key=b"key"), *kernel.addresses, kernel.print, LOG)
    starting = asyncio.create_task(link.start())
    while not starting.done():
        answering = asyncio.create_task(kernel.answer())
        await asyncio.wait([starting, answering], return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            answering.cancel()
    yield link
    link.close()


class Browser:
    """What a link hands on."""

    def __init__(self) -> None:
        self.frames: list[list[bytes]] = []
        self.closed = False
        self._news = asyncio.Event()

    def receive(self, parts: Any) -> None:
        self.frames.append([bytes(part) for part in parts])
        self._news.set()

    def close(self) -> None:
        self.closed = True
        self._news.set()

    async def news(self) -> None:
        await asyncio.wait_for(self._news.wait(), LONG)
        self._news.clear()


async def test_start_waits_for_a_kernel_that_is_not_there_yet(kernel: Kernel) -> None:
    link = ZMQLink(Session(key=b"key"), *kernel.addresses, kernel.print, LOG)
    starting = asyncio.create_task(link.start())
    await asyncio.sleep(0.1)
    assert not starting.done()
    kernel.bind()
    answering = asyncio.create_task(_answer_all(kernel))
    await asyncio.wait_for(starting, LONG)
    answering.cancel()
    link.close()


async def _answer_all(kernel: Kernel) -> None:
    while True:
        await kernel.answer()


async def test_code_is_executed_and_its_end_told(kernel: Kernel, link: ZMQLink) -> None:
    running = asyncio.create_task(link.execute("1 / 0"))
    request = await kernel.answer(status="error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    outcome = await running
    assert request["content"]["code"] == "1 / 0"
    assert request["content"]["allow_stdin"] is False
    assert (outcome.ok, outcome.ename, outcome.evalue) == (False, "ZeroDivisionError", "division by zero")


async def test_a_frame_goes_both_ways_as_it_is(kernel: Kernel, link: ZMQLink) -> None:
    browser = Browser()
    link.open_comm("one", {"session": "s"}, browser.receive, browser.close)
    link.send("one", [b"\x00json", b"", memoryview(b"buffer")])
    _, opening = await kernel.hear()
    _, message = await kernel.hear()
    assert opening["content"] == {"comm_id": "one", "target_name": "jupyterlit", "data": {"session": "s"}}
    assert message["msg_type"] == "comm_msg"
    assert message["content"] == {"comm_id": "one", "data": {}}
    assert [bytes(part) for part in message["buffers"]] == [b"\x00json", b"", b"buffer"]
    kernel.publish("comm_msg", {"comm_id": "one", "data": {}}, b"comm-one", b"json", b"\xff" * 100_000)
    await browser.news()
    assert browser.frames == [[b"json", b"\xff" * 100_000]]


async def test_each_comm_gets_its_own_messages_only(kernel: Kernel, link: ZMQLink) -> None:
    one, two = Browser(), Browser()
    link.open_comm("one", {}, one.receive, one.close)
    link.open_comm("two", {}, two.receive, two.close)
    for comm_id in (b"other", b"one-and-more", b"two", b"", b"one"):
        kernel.publish("comm_msg", {"comm_id": comm_id.decode(), "data": {}}, b"comm-" + comm_id, comm_id)
    await one.news()
    await two.news()
    assert (one.frames, two.frames) == ([[b"one"]], [[b"two"]])


async def test_what_the_kernel_has_not_signed_is_dropped(kernel: Kernel, link: ZMQLink) -> None:
    browser = Browser()
    link.open_comm("one", {}, browser.receive, browser.close)
    ours, kernel.session = kernel.session, Session(key=b"another")
    kernel.publish("comm_msg", {}, b"comm-one", b"forged")
    kernel.iopub.send_multipart([b"comm-one"])
    kernel.iopub.send_multipart([b"comm-one", b"<IDS|MSG>", b"", b"{", b"{}", b"{}", b"{}", b"forged"])
    kernel.session = ours
    kernel.publish("comm_msg", {}, b"comm-one", b"real")
    await browser.news()
    assert browser.frames == [[b"real"]]


async def test_a_comm_that_the_kernel_closes_ends(kernel: Kernel, link: ZMQLink) -> None:
    browser = Browser()
    link.open_comm("one", {}, browser.receive, browser.close)
    kernel.publish("comm_close", {"comm_id": "one", "data": {}}, b"comm-one")
    await browser.news()
    assert browser.closed


async def test_nothing_is_passed_on_after_a_comm_was_closed(kernel: Kernel, link: ZMQLink) -> None:
    one, two = Browser(), Browser()
    link.open_comm("one", {}, one.receive, one.close)
    link.open_comm("two", {}, two.receive, two.close)
    link.close_comm("one", {"end": True})
    messages = [await kernel.hear() for _ in range(3)]
    assert messages[2][1]["content"] == {"comm_id": "one", "data": {"end": True}}
    kernel.publish("comm_msg", {}, b"comm-one", b"late")
    kernel.publish("comm_msg", {}, b"comm-two", b"for two")
    await two.news()
    assert (one.frames, one.closed, two.frames) == ([], False, [[b"for two"]])


async def test_prints_are_handed_on(kernel: Kernel, link: ZMQLink) -> None:
    browser = Browser()
    link.open_comm("one", {}, browser.receive, browser.close)
    kernel.publish("stream", {"name": "stdout", "text": "hello\n"}, b"stream.stdout")
    kernel.publish("comm_msg", {}, b"comm-one", b"after")
    await browser.news()
    assert kernel.printed == [("stdout", "hello\n")]


async def test_who_waits_on_a_closed_link_is_told(kernel: Kernel, link: ZMQLink) -> None:
    browser = Browser()
    link.open_comm("one", {}, browser.receive, browser.close)
    running = asyncio.create_task(link.execute("x"))
    await asyncio.sleep(0)
    link.close()
    link.close()
    assert browser.closed
    with pytest.raises(KernelGone):
        await running
    with pytest.raises(KernelGone):
        await link.execute("y")
    link.send("one", [b"ignored"])
