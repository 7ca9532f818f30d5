"""What ends by itself, and what room that makes; see test_runtime.py for how visitors meet it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.attachment import IDLE
from jupyterlit.server.runtime import Runtime
from tests.server.client import until
from tests.server.conftest import LOG
from tests.server.test_attachment import Browser
from tests.server.test_runtime import attach, configured


async def served(notebook: Path, **options: float) -> Runtime:
    runtime = configured(**options)
    await runtime.launch(read_app(notebook))
    return runtime


async def test_a_reader_who_does_nothing_for_long_is_disconnected(notebook: Path) -> None:
    runtime = await served(notebook, idle_timeout=6.0)
    works, sleeps = Browser(), Browser()
    worker, sleeper = await attach(runtime, browser=works), await attach(runtime, browser=sleeps)
    for attachment in (worker, sleeper):
        attachment.touched -= 1000
    worker.forward([b'{"type":"rerun","values":{}}'])
    sleeper.forward([b'{"type":"ack","seq":3}'])  # the page says that by itself
    await until(lambda: sleeps.end_)
    assert sleeps.end_ == (IDLE, "Nobody has done anything here for a while. Load the page again to go on.")
    assert works.end_ is None
    await runtime.stop()


async def test_room_is_made_by_who_has_been_away_longest(notebook: Path) -> None:
    runtime = await served(notebook)
    stays, first, second = [await attach(runtime) for _ in range(3)]
    assert not await runtime.culling.make_room()
    for attachment in (first, second):
        runtime.detach(attachment)
        await asyncio.sleep(0.01)
    assert not await runtime.culling.make_room("another app")
    assert await runtime.culling.make_room("book")
    kept = [await runtime.sessions.get(attachment.record.id) is not None for attachment in (stays, first, second)]
    assert kept == [True, False, True]
    await runtime.stop()


async def test_what_ends_is_logged_by_its_handle(notebook: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    runtime = await served(notebook)
    attachment = await attach(runtime)
    runtime.detach(attachment)
    await runtime.culling.expire(attachment.record)
    await runtime.culling.expire(attachment.record)
    assert attachment.kernel.sessions == set()
    assert f"Session {attachment.record.handle[:8]} has ended." in caplog.messages
    assert attachment.record.id not in caplog.text
    await runtime.stop()
