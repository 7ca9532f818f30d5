"""A link to a kernel behind a server on loopback, and what it does when the network is cut."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from jupyter_server.gateway.gateway_client import GatewayClient

from jupyterlit.server.kernels import websocket_link as module
from jupyterlit.server.kernels.gateway import Gateway
from jupyterlit.server.kernels.kernel_link import KernelGone
from jupyterlit.server.kernels.websocket_link import WebsocketLink
from tests.server.client import LONG, until
from tests.server.conftest import LOG
from tests.server.far_kernel import KERNEL, FarKernel, far_kernel


@pytest.fixture(params=["v1", "before"])
async def kernel(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FarKernel]:
    """A kernel whose server speaks the one framing or the other."""
    monkeypatch.setattr(module, "_FIRST_WAIT", 0.01)
    async with far_kernel() as kernel:
        kernel.v1 = request.param == "v1"
        yield kernel


class End:
    """What a link hands on."""

    def __init__(self, kernel: FarKernel) -> None:
        client: Any = GatewayClient(url=kernel.url)
        dial = functools.partial(Gateway(client).dial, KERNEL)
        self.printed: list[tuple[str, str]] = []
        self.frames: list[list[bytes]] = []
        self.missed = 0
        self.closed = False
        self.link = WebsocketLink(dial, lambda stream, text: self.printed.append((stream, text)), LOG)

    def open(self, comm_id: str = "one") -> None:
        self.link.open_comm(comm_id, {"session": "s"}, self.receive, self.close, missed=self._miss)

    def receive(self, parts: Any) -> None:
        self.frames.append([bytes(part) for part in parts])

    def close(self) -> None:
        self.closed = True

    def _miss(self) -> None:
        self.missed += 1


@pytest.fixture
async def end(kernel: FarKernel) -> AsyncIterator[End]:
    end = End(kernel)
    await asyncio.wait_for(end.link.start(), LONG)
    yield end
    end.link.close()
    await until(lambda: not kernel.sockets)


async def test_code_is_executed(end: End, kernel: FarKernel) -> None:
    assert (await end.link.execute("1 + 1")).ok
    ((kind, content, _),) = kernel.got
    assert (kind, content["code"], content["allow_stdin"]) == ("execute_request", "1 + 1", False)


@pytest.mark.parametrize("size", [25_000, 10_000_000])
async def test_buffers_go_both_ways_as_they_are(end: End, kernel: FarKernel, size: int) -> None:
    data = bytes(range(256)) * (size // 256)
    end.open()
    end.link.send("one", [b"\x00json", b"", memoryview(data)])
    await until(lambda: end.frames)
    assert end.frames == [[b"\x00json", b"", data]]
    (_, opening, _), (_, content, _) = kernel.got
    assert opening == {"comm_id": "one", "target_name": "jupyterlit", "data": {"session": "s"}}
    assert content == {"comm_id": "one", "data": {"number": 1}}


async def test_each_comm_gets_its_own_and_nothing_after_its_end(end: End, kernel: FarKernel) -> None:
    other = End(kernel)
    end.open("one")
    end.link.open_comm("two", {}, other.receive, other.close)
    for comm_id in ("other", "two", "one"):
        kernel.say("comm_msg", {"comm_id": comm_id, "data": {}}, comm_id.encode())
    await until(lambda: end.frames)
    assert (end.frames, other.frames) == ([[b"one"]], [[b"two"]])
    end.link.close_comm("two", {"end": True})
    kernel.say("comm_msg", {"comm_id": "two", "data": {}}, b"late")
    kernel.say("comm_close", {"comm_id": "one", "data": {}})
    await until(lambda: end.closed)
    assert (other.frames, other.closed) == ([[b"two"]], False)
    await until(lambda: kernel.got[-1][0] == "comm_close")
    assert kernel.got[-1][1] == {"comm_id": "two", "data": {"end": True}}


async def test_prints_are_handed_on(end: End, kernel: FarKernel) -> None:
    kernel.say("stream", {"name": "stdout", "text": "hello\n"})
    await until(lambda: end.printed == [("stdout", "hello\n")])


async def test_frames_that_are_no_messages_are_dropped(
    end: End, kernel: FarKernel, caplog: pytest.LogCaptureFixture
) -> None:
    kernel.sockets[0].write_message(b"nonsense", binary=True)
    kernel.say("stream", {"text": 7})
    assert (await end.link.execute("1")).ok
    assert [text.partition(":")[0] for text in caplog.messages] == ["A message of a kernel was dropped"] * 2


async def test_a_lost_connection_is_opened_again_for_the_same_session(
    end: End, kernel: FarKernel, caplog: pytest.LogCaptureFixture
) -> None:
    end.open()
    kernel.cut()
    await until(lambda: end.missed)
    assert len(kernel.sessions) == 2
    assert len(set(kernel.sessions)) == 1
    end.link.send("one", [b"after"])
    await until(lambda: end.frames == [[b"after"]])
    assert not end.closed
    assert "The connection to a kernel is there again." in caplog.messages


async def test_what_the_kernel_has_not_taken_is_sent_again(end: End, kernel: FarKernel) -> None:
    end.open()
    await until(lambda: kernel.got)
    kernel.deaf = True
    end.link.send("one", [b"first"])
    await asyncio.sleep(0.05)
    kernel.cut()
    end.link.send("one", [b"second"])
    kernel.deaf = False
    await until(lambda: len(end.frames) == 2)
    assert end.frames == [[b"first"], [b"second"]]
    assert [content["data"] for kind, content, _ in kernel.got if kind == "comm_msg"] == [{"number": 1}, {"number": 2}]


async def test_who_waits_for_an_answer_that_got_lost_is_told(end: End, kernel: FarKernel) -> None:
    running = asyncio.create_task(end.link.execute("silence"))
    await until(lambda: kernel.got)
    kernel.cut()
    with pytest.raises(KernelGone, match="connection to the kernel was lost"):
        await running
    assert (await end.link.execute("1")).ok


async def test_another_process_of_the_same_name_is_another_kernel(end: End, kernel: FarKernel) -> None:
    end.open()
    kernel.life = "life-2"
    kernel.cut()
    await asyncio.wait_for(end.link.gone(), LONG)
    assert end.closed
    with pytest.raises(KernelGone):
        await end.link.execute("1")


@pytest.mark.parametrize("state", ["restarting", "dead", "starting"])
async def test_a_kernel_that_has_ended_is_gone(end: End, kernel: FarKernel, state: str) -> None:
    end.open()
    kernel.say("status", {"execution_state": state}, life="gateway or newcomer")
    await asyncio.wait_for(end.link.gone(), LONG)
    assert (end.closed, end.link.closed) == (True, True)
    end.link.send("one", [b"ignored"])
    with pytest.raises(KernelGone):
        await end.link.start()


async def test_a_kernel_that_the_gateway_does_not_know_any_more_is_gone(end: End, kernel: FarKernel) -> None:
    kernel.there = False
    kernel.cut()
    await asyncio.wait_for(end.link.gone(), LONG)


async def test_a_kernel_that_cannot_be_reached_for_long_is_given_up(
    end: End, kernel: FarKernel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    assert kernel.http is not None
    kernel.http.stop()
    kernel.cut()
    await asyncio.wait_for(end.link.gone(), LONG)
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.ERROR]
    assert f"The gateway {kernel.url} does not answer" in caplog.messages[1]


async def test_a_message_that_no_gateway_takes_is_not_sent(
    end: End, kernel: FarKernel, caplog: pytest.LogCaptureFixture
) -> None:
    end.open()
    end.link.send("one", [b"x" * 11_000_000])
    end.link.send("one", [b"small"])
    await until(lambda: end.frames == [[b"small"]])
    assert caplog.messages == ["A message of 11.0 MB was not sent: gateways take no more than 10 MB."]


async def test_too_much_that_waits_ends_the_link(end: End, kernel: FarKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_UNHEARD", 1000)
    assert kernel.http is not None
    kernel.http.stop()
    kernel.cut()
    end.open()
    await asyncio.sleep(0.05)
    end.link.send("one", [b"x" * 2000])
    assert end.closed
