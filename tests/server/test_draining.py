"""Sessions that move from kernel to kernel; see tests/integration/test_draining.py for real ones."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.server import draining as module
from jupyterlit.server.app_source import read_app
from jupyterlit.server.attachment import AGAIN, Refused
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import until, write_notebook
from tests.server.conftest import LOG, FakeKernel, FakePool, fake_kernel, frames
from tests.server.test_attachment import Browser
from tests.server.test_runtime import ANN, attach, configured


async def change(runtime: Runtime, notebook: Path) -> None:
    """Change the set-up cell."""
    assert runtime.home is not None
    source = read_app(write_notebook(notebook, "x = 2", "%%app first\nx", "%%app second\nx + 1"))
    assert await runtime.home.pool.update(source)


def kernels(runtime: Runtime) -> list[Kernel]:
    assert runtime.home is not None
    return runtime.home.pool.kernels


async def test_a_session_goes_on_in_another_kernel_and_its_browser_stays(runtime: Runtime, notebook: Path) -> None:
    browser = Browser()
    attachment = await attach(runtime, browser=browser)
    old, session = fake_kernel(runtime), attachment.record.id
    attachment.forward([b'{"type":"attach","query":"a=1","page":"second","theme":"dark","embedded":true}'])
    attachment.forward([b'{"type":"surroundings","page":"first","theme":"light","locale":"de"}'])
    old.fake.holds[session] = (b"plain ", b"pickled")
    await change(runtime, notebook)
    await until(lambda: kernels(runtime) != [old] and len(kernels(runtime)) == 1)
    new = fake_kernel(runtime)
    comm = new.fake.comm_of(session)
    assert new.fake.checkpoints[comm] == b"plain pickled"
    assert new.fake.opened[comm]["page"] == ""
    (where,) = frames(new, session)
    told = json.loads(where[0])
    assert (told["type"], told["query"], told.get("page")) == ("attach", None, None)
    assert (told["theme"], told["locale"], told["embedded"]) == ("light", "de", True)
    assert (attachment.kernel, attachment.record.kernel) == (new, new.id)
    assert new.sessions == {session}
    record = await runtime.sessions.get(session)
    assert record is not None
    assert (record.kernel, record.connected) == (new.id, True)
    new.fake.say(comm, b"page")
    assert browser.frames == [[b"page"]]
    assert browser.end_ is None
    attachment.forward([b"more"])
    assert list(frames(new, session))[1:] == [[b"more"]]


async def test_a_script_that_runs_is_waited_for(runtime: Runtime, notebook: Path) -> None:
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    old.fake.holds[session] = (b"a", b"b")
    comm = old.fake.comm_of(session)
    old.fake.say(comm, b'{"seq":1,"messages":[{"type":"run_started","run":1}]}')
    await change(runtime, notebook)
    attachment.forward([b"still here"])
    assert frames(old, session) == [[b"still here"]]
    assert old.fake.asked == []
    old.fake.say(comm, b'{"seq":2,"messages":[{"type":"run_ended","run":1,"status":"finished"}]}')
    await until(lambda: attachment.kernel is not old)
    assert old.fake.asked == [(session, False)]


async def test_what_is_said_while_a_session_cannot_go_reaches_it_where_it_is(
    runtime: Runtime, notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AGAIN_SECONDS", 0.01)
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    old.fake.holds[session] = None
    with attachment.paused():
        attachment.forward([b'{"type":"rerun"}'])
        attachment.forward([b'{"type":"ack","seq":4}'])
        assert frames(old, session) == []
    assert frames(old, session) == [[b'{"type":"rerun"}']]
    await change(runtime, notebook)
    await until(lambda: len(old.fake.asked) > 2)
    assert attachment.kernel is old
    old.fake.holds[session] = (b"a", b"b")
    await until(lambda: attachment.kernel is not old)


async def test_a_session_that_never_rests_goes_when_time_is_up(notebook: Path) -> None:
    runtime = configured(drain_timeout=0.0)
    await runtime.launch(read_app(notebook))
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    old.note_start(session)
    old.fake.holds[session] = None
    await change(runtime, notebook)
    await until(lambda: attachment.kernel is not old)
    assert old.fake.asked == [(session, True)]
    await runtime.stop()


async def test_a_session_without_a_browser_rests_until_that_comes_back(runtime: Runtime, notebook: Path) -> None:
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    old.fake.holds[session] = (b"plain ", b"pickled")
    runtime.detach(attachment)
    await asyncio.sleep(0.01)
    await change(runtime, notebook)
    await until(lambda: kernels(runtime) != [old] and len(kernels(runtime)) == 1)
    assert kernels(runtime)[0].sessions == set()
    again = await attach(runtime, session=session)
    assert again.notice == ""
    new = fake_kernel(runtime)
    assert new.fake.checkpoints[new.fake.comm_of(session)] == b"plain pickled"
    assert new.fake.opened[new.fake.comm_of(session)]["page"] == "first"


async def test_who_comes_back_to_a_kernel_that_is_to_end_is_moved_then(runtime: Runtime, notebook: Path) -> None:
    stays = await attach(runtime)
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    for id in (stays.record.id, session):
        old.note_start(id)
    old.fake.holds[stays.record.id] = None
    await change(runtime, notebook)
    runtime.detach(attachment)
    old.note_start(session)
    old.fake.holds[session] = (b"plain ", b"pickled")
    again = await attach(runtime, session=session)
    new = kernels(runtime)[1]
    assert isinstance(new, FakeKernel)
    assert again.kernel is new
    assert new.fake.checkpoints[new.fake.comm_of(session)] == b"plain pickled"
    assert old.sessions == {stays.record.id}


async def test_a_browser_that_leaves_meanwhile_loses_nothing(runtime: Runtime, notebook: Path) -> None:
    attachment = await attach(runtime)
    old, session = fake_kernel(runtime), attachment.record.id
    old.fake.holds[session] = (b"plain ", b"pickled")
    give = old.fake._give  # type: ignore[reportPrivateUsage]

    def leave(session: str, *, even: bool) -> list[bytes]:
        runtime.detach(attachment)
        return give(session, even=even)

    old.fake._give = leave  # type: ignore[reportPrivateUsage, method-assign]
    await change(runtime, notebook)
    await until(lambda: kernels(runtime) != [old] and len(kernels(runtime)) == 1)
    await attach(runtime, session=session)
    new = fake_kernel(runtime)
    assert new.fake.checkpoints[new.fake.comm_of(session)] == b"plain pickled"


async def test_a_kernel_that_cannot_take_a_session_leaves_it_where_it_is(
    runtime: Runtime, caplog: pytest.LogCaptureFixture
) -> None:
    assert runtime.home is not None
    attachment = await attach(runtime)
    old = fake_kernel(runtime)
    target: Any = runtime.home.pool.make(runtime.home.source)
    target.failure = KernelFailed("It", "failed.")
    runtime.home.pool.kernels.append(target)
    old.bloated = True
    target.failure = KernelFailed("It", "failed.")
    assert not await runtime.draining.move(runtime.home, old, attachment.record.id)
    assert attachment.kernel is old
    assert target.sessions == set()
    assert "book: a session stays where it is: It failed." in caplog.messages


async def test_all_sessions_are_kept_when_the_server_stops(runtime: Runtime) -> None:
    idle, busy, unknown = [await attach(runtime) for _ in range(3)]
    fake = fake_kernel(runtime).fake
    fake.holds[idle.record.id] = (b"plain ", b"pickled")
    fake.holds[busy.record.id] = None
    await runtime.stop()
    assert sorted(fake.asked) == sorted((each.record.id, True) for each in (idle, busy, unknown))
    assert runtime.home is not None
    with pytest.raises(Refused) as refusal:
        await runtime.attach(runtime.home, "", None, ANN, Browser())
    assert refusal.value.code == AGAIN


async def test_an_app_whose_last_session_has_gone_to_rest_ends(tmp_path: Path) -> None:
    async def locate(key: str) -> Path | None:
        return tmp_path / key

    path = write_notebook(tmp_path / "a.ipynb", "x = 1", "%%app\n1")
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, locate=locate, pools=FakePool)
    app = await runtime.find("a.ipynb")
    assert app is not None
    attachment = await runtime.attach(app, "", None, ANN, Browser())
    await attachment.begin(ANN)
    runtime.detach(attachment)
    await asyncio.sleep(0.01)
    assert await app.pool.update(read_app(write_notebook(path, "x = 2", "%%app\n1")))
    await until(lambda: not runtime.apps)
    await runtime.stop()
