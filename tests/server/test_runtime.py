from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import read_app
from jupyterlit.server.attachment import AGAIN, ELSEWHERE, UNKNOWN, Attachment, Refused, Visitor
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import until, write_notebook
from tests.server.conftest import LOG, FakeLink, FakePool, fake_kernel
from tests.server.test_attachment import Browser

ANN = Visitor("ann's cookie", None, "127.0.0.1", {}, {})
BOB = Visitor("bob's cookie", None, "127.0.0.1", {}, {})


async def attach(
    runtime: Runtime, visitor: Visitor = ANN, session: str | None = None, page: str = "", browser: Browser | None = None
) -> Attachment:
    assert runtime.home is not None
    attachment = await runtime.attach(runtime.home, page, session, visitor, browser or Browser())
    await attachment.begin(visitor)
    return attachment


def configured(**options: float) -> Runtime:
    return Runtime(JupyterLit(config=Config({"JupyterLit": options})), MemorySessionStore(), LOG, pools=FakePool)


async def test_a_visitor_who_comes_back_gets_the_session_they_had(runtime: Runtime) -> None:
    first = await attach(runtime)
    runtime.detach(first)
    second = await attach(runtime, session=first.record.id)
    assert second.record.id == first.record.id
    assert second.notice == ""
    assert list(fake_kernel(runtime).fake.ended.values()) == [{}]


async def test_each_connection_without_a_session_gets_a_new_one(runtime: Runtime) -> None:
    ids = {(await attach(runtime)).record.id for _ in range(10)}
    assert len(ids) == 10
    assert all(len(id) >= 43 for id in ids)


@pytest.mark.parametrize(
    "visitor",
    [BOB, Visitor("", None, "", {}, {}), Visitor("ann's cookie", "bob", "", {}, {})],
    ids=["another cookie", "no cookie", "another user"],
)
async def test_a_session_is_given_to_nobody_else(runtime: Runtime, visitor: Visitor) -> None:
    first = await attach(runtime)
    runtime.detach(first)
    assert (await attach(runtime, visitor, first.record.id)).record.id != first.record.id


async def test_without_cookies_no_session_can_be_taken_up_again(runtime: Runtime) -> None:
    nameless = Visitor("", None, "", {}, {})
    first = await attach(runtime, nameless)
    runtime.detach(first)
    assert (await attach(runtime, nameless, first.record.id)).record.id != first.record.id


async def test_a_session_of_another_app_is_not_taken_up(runtime: Runtime, tmp_path: Path) -> None:
    first = await attach(runtime)
    runtime.detach(first)
    other = write_notebook(tmp_path / "other.ipynb", "%%app\n1")
    await runtime.launch(read_app(other))
    assert (await attach(runtime, session=first.record.id)).record.id != first.record.id


async def test_a_duplicated_tab_gets_a_session_of_its_own(runtime: Runtime) -> None:
    browser = Browser()
    first = await attach(runtime, browser=browser)
    second = await attach(runtime, session=first.record.id)
    assert second.record.id != first.record.id
    assert browser.end_ is None


async def test_a_dead_connection_gives_way(runtime: Runtime) -> None:
    dead = Browser(alive=False)
    first = await attach(runtime, browser=dead)
    second, third = await asyncio.gather(
        attach(runtime, session=first.record.id), attach(runtime, session=first.record.id)
    )
    assert dead.end_ == (ELSEWHERE, "This session goes on elsewhere.")
    assert [second.record.id, third.record.id].count(first.record.id) == 1
    runtime.detach(first)
    assert (await attach(runtime, session=first.record.id)).record.id != first.record.id


async def test_a_page_is_found_by_name(runtime: Runtime) -> None:
    assert (await attach(runtime)).record.page == "first"
    assert (await attach(runtime, page="second")).record.page == "second"
    with pytest.raises(Refused) as refusal:
        await attach(runtime, page="third")
    assert (refusal.value.code, refusal.value.reason) == (UNKNOWN, "There is no such page in this app.")


async def test_sessions_are_spread_over_the_kernels(notebook: Path) -> None:
    runtime = configured(kernels=2)
    await runtime.launch(read_app(notebook))
    attachments = [await attach(runtime) for _ in range(4)]
    assert [attachment.kernel.index for attachment in attachments] == [0, 1, 0, 1]
    runtime.detach(attachments[1])
    assert (await attach(runtime, session=attachments[1].record.id)).kernel.index == 1
    await runtime.stop()


async def test_who_comes_when_all_places_are_taken_waits_for_one(notebook: Path) -> None:
    runtime = configured(max_sessions=1)
    await runtime.launch(read_app(notebook))
    first, waits = await attach(runtime), Browser()
    second = asyncio.create_task(attach(runtime, BOB, browser=waits))
    await until(lambda: waits.frames)
    assert runtime.counts["waited"] == 1
    runtime.detach(first)
    assert (await second).record.visitor == BOB.id
    assert await runtime.sessions.get(first.record.id) is None
    await runtime.stop()


async def test_a_full_kernel_gets_no_more_sessions(notebook: Path) -> None:
    runtime = configured(kernels=2, max_sessions_per_kernel=1)
    await runtime.launch(read_app(notebook))
    first, second = [await attach(runtime) for _ in range(2)]
    assert (first.kernel.index, second.kernel.index) == (0, 1)
    waits = Browser()
    third = asyncio.create_task(attach(runtime, browser=waits))
    await until(lambda: waits.frames)
    runtime.detach(second)
    assert (await third).kernel.index == 1
    await runtime.stop()


async def test_who_is_away_makes_room(notebook: Path) -> None:
    runtime = configured(max_sessions=3)
    await runtime.launch(read_app(notebook))
    stays, first, second = [await attach(runtime) for _ in range(3)]
    for attachment in (first, second):
        runtime.detach(attachment)
        await asyncio.sleep(0.01)
    await attach(runtime)
    kept = [await runtime.sessions.get(attachment.record.id) is not None for attachment in (stays, first, second)]
    assert kept == [True, False, True]
    assert (await attach(runtime, session=second.record.id)).record.id == second.record.id
    await runtime.stop()


async def test_a_session_ends_when_its_browser_stays_away(notebook: Path) -> None:
    runtime = configured(session_timeout=0.05)
    await runtime.launch(read_app(notebook))
    stays, goes = await attach(runtime), await attach(runtime)
    runtime.detach(goes)
    fake = fake_kernel(runtime).fake
    await until(lambda: {"end": True} in fake.ended.values())
    ended = next(comm_id for comm_id, data in fake.ended.items() if data == {"end": True})
    assert fake.opened[ended] == {"session": goes.record.id, "app": "book", "page": "first"}
    assert await runtime.sessions.get(goes.record.id) is None
    assert await runtime.sessions.get(stays.record.id) is not None
    assert fake_kernel(runtime).sessions == {stays.record.id}
    await runtime.stop()


async def test_who_returns_to_a_kernel_that_was_started_again_is_told(runtime: Runtime) -> None:
    first = await attach(runtime)
    runtime.detach(first)
    fake_kernel(runtime).id = "another"
    second = await attach(runtime, session=first.record.id)
    assert second.notice == "The app has been started again and begins anew."
    runtime.detach(second)
    assert (await attach(runtime, session=first.record.id)).notice == ""


async def test_other_apps_are_found_where_the_host_says(tmp_path: Path) -> None:
    async def locate(key: str) -> Path | None:
        return tmp_path / key if key.startswith("mine/") else None

    (tmp_path / "mine").mkdir()
    write_notebook(tmp_path / "mine" / "a.ipynb", "%%app\n1")
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, locate=locate, pools=FakePool)
    app = await runtime.find("mine/a.ipynb")
    assert app is not None
    assert app.source.name == "a"
    assert await runtime.find("mine/a.ipynb") is app
    assert await runtime.find("a.ipynb") is None
    with pytest.raises(AppSourceError, match="There is no file"):
        await runtime.find("mine/gone.py")
    await runtime.stop()


async def test_an_app_that_is_not_the_only_one_ends_with_its_last_session(tmp_path: Path) -> None:
    async def locate(key: str) -> Path | None:
        return tmp_path / key

    write_notebook(tmp_path / "a.ipynb", "%%app\n1")
    runtime = Runtime(
        JupyterLit(config=Config({"JupyterLit": {"session_timeout": 0.05}})),
        MemorySessionStore(),
        LOG,
        locate=locate,
        pools=FakePool,
    )
    app = await runtime.find("a.ipynb")
    assert app is not None
    attachment = await runtime.attach(app, "", None, ANN, Browser())
    assert runtime.apps == {"a.ipynb": app}
    runtime.detach(attachment)
    await until(lambda: not runtime.apps)
    await runtime.stop()


async def test_a_change_of_the_notebook_reaches_the_kernels(runtime: Runtime, notebook: Path) -> None:
    kernel = fake_kernel(runtime)
    await asyncio.sleep(1.2)  # nothing is watched in the first second
    write_notebook(notebook, "x = 1", "%%app first\nx * 2")
    await until(lambda: kernel.updates)
    assert kernel.updates[0].pages[0].parts[0].source == "x * 2"


async def test_stop_tells_every_browser(notebook: Path) -> None:
    runtime = configured()
    await runtime.launch(read_app(notebook))
    browser = Browser()
    await attach(runtime, browser=browser)
    await runtime.stop()
    assert browser.end_ == (AGAIN, "The server stops.")
    await runtime.stop()


STARTED = b'{"seq":1,"messages":[{"type":"run_started","run":1}]}'
ENDED = b'{"seq":2,"messages":[{"type":"run_ended","run":1,"status":"finished","keep":[]}]}'


async def test_a_session_begins_in_another_kernel_with_what_it_had(runtime: Runtime) -> None:
    first = await attach(runtime)
    kernel = fake_kernel(runtime)
    kernel.fake.hand_over(first.record.id.encode(), b"plain ", b"pickled")
    runtime.detach(first)
    kernel.id, kernel.fake = "another", FakeLink()
    second = await attach(runtime, session=first.record.id)
    assert second.notice == "The app has been started again. Your page is as it was."
    assert kernel.fake.checkpoints == {kernel.fake.comm_of(first.record.id): b"plain pickled"}
    runtime.detach(second)
    third = await attach(runtime, session=first.record.id)  # this kernel knows it
    assert third.notice == ""
    assert kernel.fake.checkpoints[kernel.fake.comm_of(first.record.id)] == b""


async def test_what_kernels_die_of_again_and_again_is_not_brought_back(runtime: Runtime) -> None:
    kernel = fake_kernel(runtime)
    session: str | None = None
    notices: list[str] = []
    for life in range(6):
        kernel.id, kernel.fake = str(life), FakeLink()
        attachment = await attach(runtime, session=session)
        session = attachment.record.id
        kernel.fake.hand_over(session.encode(), b"what it dies of", b"")
        notices.append(attachment.notice)
        comm = kernel.fake.comm_of(session)
        if life == 1:
            kernel.fake.say(comm, STARTED)
            kernel.fake.say(comm, ENDED)  # it was not that
        elif life == 0:
            kernel.fake.say(comm, STARTED)
        kernel.fake.close()
        runtime.detach(attachment)
    back = "The app has been started again. Your page is as it was."
    anew = "The app has been started again and begins anew."
    assert notices == ["", back, back, back, back, anew]
