from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec
import pytest

from jupyterlit.server.gallery import Gallery
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from jupyterlit.server.web import admin_state as module
from jupyterlit.server.web.admin_state import AppState, Lookout
from tests.server.client import LONG, until, write_text
from tests.server.conftest import LOG, FakePool, Jupyter, fake_kernel


async def test_apps_kernels_and_sessions_are_shown_as_they_are(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.get("/")
    here, away = await client.session(page="second"), await client.session()
    away.connection.close()
    await until(lambda: len(runtime.attached) == 1)
    kernel = fake_kernel(runtime)
    kernel.note_start(here.id)
    os.utime(kernel.source.path, (5, 5))
    async with asyncio.timeout(LONG):  # the browser's leaving is noted a moment later
        while len((state := await Lookout(runtime).look()).sessions) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert state.apps == [AppState("book", "book.ipynb", "", "ready", 5.0, 1, 2, 1)]
    (seen,) = state.kernels
    assert (seen.id, seen.app, seen.number, seen.state, seen.lives) == (kernel.id, "book", 0, "ready", 1)
    assert (seen.sessions, seen.running) == (2, 1)
    assert {(s.page, s.connected, s.running, s.kernel == kernel.id) for s in state.sessions} == {
        ("second", True, True, True),
        ("first", False, False, True),
    }
    assert (state.server.sessions, state.server.browsers, state.server.waiting) == (2, 1, 0)
    assert (state.server.state, state.server.counts["sessions"], state.server.max_sessions) == ("open", 2, 1000)
    assert state.server.use.since > 0
    told = msgspec.json.encode(state).decode()
    assert not any(socket.id in told for socket in (here, away))


async def test_of_very_many_sessions_those_seen_last_are_listed(
    served: Jupyter, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = served.client()
    await client.get("/")
    for _ in range(3):
        await client.session()
    monkeypatch.setattr(module, "MOST", 2)
    state = await Lookout(runtime).look()
    assert (len(state.sessions), state.server.sessions) == (2, 3)
    assert state.sessions[0].seen >= state.sessions[1].seen


async def test_apps_that_nobody_has_visited_are_listed_too(tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        write_text(tmp_path / name, "import streamlit as st")
        os.utime(tmp_path / name, (5, 5))
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool, gallery=Gallery([tmp_path]))
    runtime.below = ""
    runtime.closed = True
    state = await Lookout(runtime).look()
    assert state.apps == [AppState(name, f"{name}.py", f"{name}/", "resting", 5.0, 0, 0, 0) for name in ("one", "two")]
    assert state.server.state == "draining"
    runtime.stopping = True
    assert (await Lookout(runtime).look()).server.state == "stopping"
