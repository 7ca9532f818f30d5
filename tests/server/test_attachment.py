from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from jupyterlit.protocol.codec import Part
from jupyterlit.server.attachment import AGAIN, MALFORMED, Attachment, Refused, Visitor
from jupyterlit.server.kernels.kernel import KernelFailed
from jupyterlit.server.runtime import Runtime
from tests.server.conftest import fake_kernel, frames

VISITOR = Visitor("v", "ann", "127.0.0.1", {"Accept-Language": ["de"]}, {"theme": "dark"})


class Browser:
    """A connection that notes what it is told."""

    def __init__(self, *, alive: bool = True) -> None:
        self.frames: list[list[bytes]] = []
        self.end_: tuple[int, str] | None = None
        self.alive = alive

    def deliver(self, parts: Sequence[Part]) -> None:
        self.frames.append([bytes(part) for part in parts])

    def end(self, code: int, reason: str) -> None:
        self.end_ = self.end_ or (code, reason)

    async def answers(self) -> bool:
        await asyncio.sleep(0)
        return self.alive


async def attach(runtime: Runtime, browser: Browser, page: str = "") -> Attachment:
    assert runtime.home is not None
    return await runtime.attach(runtime.home, page, None, VISITOR, browser)


async def test_the_kernel_learns_who_is_there(runtime: Runtime) -> None:
    browser = Browser()
    attachment = await attach(runtime, browser, "second")
    await attachment.begin(VISITOR)
    kernel = fake_kernel(runtime)
    comm_id = kernel.fake.comm_of(attachment.record.id)
    assert kernel.fake.opened[comm_id] == {
        "session": attachment.record.id,
        "app": "book",
        "page": "second",
        "visitor": {
            "ip": "127.0.0.1",
            "user": "ann",
            "identity": {},
            "roles": (),
            "tokens": {},
            "headers": {"Accept-Language": ["de"]},
            "cookies": {"theme": "dark"},
            "developer": False,
        },
        "first_pages": [],
    }
    kernel.fake.say(comm_id, b"json", b"buffer")
    assert browser.frames == [[b"json", b"buffer"]]


async def test_what_is_said_before_the_kernel_is_ready_arrives_in_order(runtime: Runtime) -> None:
    kernel = fake_kernel(runtime)
    kernel.ready.clear()
    attachment = await attach(runtime, Browser())
    beginning = asyncio.create_task(attachment.begin(VISITOR))
    attachment.forward([b"attach"])
    attachment.forward([b"rerun"])
    await asyncio.sleep(0)
    assert kernel.fake.opened == {}
    kernel.ready.set()
    await beginning
    attachment.forward([b"later"])
    assert frames(kernel, attachment.record.id) == [[b"attach"], [b"rerun"], [b"later"]]


async def test_a_browser_cannot_fill_the_memory_meanwhile(runtime: Runtime) -> None:
    fake_kernel(runtime).ready.clear()
    attachment = await attach(runtime, Browser())
    for _ in range(64):
        attachment.forward([b"x"])
    with pytest.raises(Refused) as refusal:
        attachment.forward([b"x"])
    assert refusal.value.code == MALFORMED


async def test_a_kernel_that_failed_says_so_to_the_reader(runtime: Runtime) -> None:
    fake_kernel(runtime).failure = KernelFailed("The app's set-up has failed", "cell 2 failed: KeyError: 'x'")
    browser = Browser()
    attachment = await attach(runtime, browser)
    await attachment.begin(VISITOR)
    batch: dict[str, Any] = msgspec.json.decode(browser.frames[0][0])
    assert batch == {
        "seq": 1,
        "messages": [
            {"type": "reset", "session": attachment.record.id},
            {"type": "failed", "title": "The app's set-up has failed", "message": "cell 2 failed: KeyError: 'x'"},
        ],
    }
    assert not attachment.begun


async def test_a_browser_that_left_early_opens_nothing(runtime: Runtime) -> None:
    kernel = fake_kernel(runtime)
    kernel.ready.clear()
    attachment = await attach(runtime, Browser())
    beginning = asyncio.create_task(attachment.begin(VISITOR))
    await asyncio.sleep(0)
    runtime.detach(attachment)
    kernel.ready.set()
    await beginning
    assert kernel.fake.opened == {}


async def test_the_end_of_a_comm_ends_the_connection(runtime: Runtime) -> None:
    kernel = fake_kernel(runtime)
    first, second = Browser(), Browser()
    for browser in (first, second):
        attachment = await attach(runtime, browser)
        await attachment.begin(VISITOR)
    kernel.fake.hang_up(kernel.fake.comm_of(attachment.record.id))
    assert second.end_ == (AGAIN, "The app has closed this session.")
    kernel.fake.close()
    assert first.end_ == (AGAIN, "The app has stopped and is being started again.")
