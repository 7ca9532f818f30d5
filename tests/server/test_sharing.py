"""Sessions that go from server to server; see tests/integration/test_replicas.py for real ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.attachment import AGAIN, ELSEWHERE, Refused
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord
from jupyterlit.server.storage.session_store import Post as AnyPost
from tests.server.client import until
from tests.server.conftest import LOG, FakePool, fake_kernel
from tests.server.storage.test_replicas import Post
from tests.server.test_attachment import Browser
from tests.server.test_runtime import ANN, attach


class Store(MemorySessionStore):
    """A store that servers share."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = Post()
        self.post: AnyPost | None = self.letters

    async def close(self) -> None:
        pass


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def servers(store: Store, notebook: Path) -> AsyncIterator[list[Runtime]]:
    made = [Runtime(JupyterLit(), store, LOG, public=True, pools=FakePool) for _ in range(2)]
    for each in made:
        await each.launch(read_app(notebook))
    await until(lambda: len(store.letters.boxes) == 2)
    yield made
    for each in made:
        await each.stop()


async def test_a_session_goes_with_what_it_has_to_where_its_browser_comes(servers: list[Runtime]) -> None:
    one, two = servers
    first = await attach(one)
    id = first.record.id
    fake_kernel(one).fake.hand_over(id.encode(), b"older ", b"pickled")
    fake_kernel(one).fake.holds[id] = (b"plain ", b"and pickled")
    one.detach(first)
    there = await attach(two, session=id)
    assert (there.record.id, there.notice) == (id, "")
    link = fake_kernel(two).fake
    assert link.checkpoints[link.comm_of(id)] == b"plain and pickled"
    assert fake_kernel(one).fake.asked == [(id, True)]
    assert (await one.sessions.count(), await two.sessions.count()) == (0, 1)
    assert fake_kernel(one).sessions == set()
    found = await two.sessions.get(id)
    assert found is not None
    assert found.server == two.id


async def test_while_its_browser_is_there_a_session_stays(servers: list[Runtime]) -> None:
    one, two = servers
    browser = Browser()
    first = await attach(one, browser=browser)
    assert (await attach(two, session=first.record.id)).record.id != first.record.id
    assert browser.end_ is None
    assert fake_kernel(one).fake.asked == []


async def test_a_connection_that_is_half_dead_keeps_nobody_out(servers: list[Runtime]) -> None:
    one, two = servers
    dead = Browser(alive=False)
    first = await attach(one, browser=dead)
    assert (await attach(two, session=first.record.id)).record.id == first.record.id
    assert dead.end_ == (ELSEWHERE, "This session goes on elsewhere.")


async def test_what_a_silent_server_has_stored_last_counts_and_it_stores_no_more(
    servers: list[Runtime], store: Store
) -> None:
    one, two = servers
    browser = Browser()
    first = await attach(one, browser=browser)
    id = first.record.id
    old = fake_kernel(one).fake
    old.hand_over(id.encode(), b"plain ", b"pickled")
    await one.sessions.flush()
    del store.letters.boxes[one.id]
    there = await attach(two, session=id)
    assert there.notice == "The app has been started again. Your page is as it was."
    link = fake_kernel(two).fake
    assert link.checkpoints[link.comm_of(id)] == b"plain pickled"
    old.hand_over(id.encode(), b"of somebody who was away ", b"")
    await one.sessions.flush()
    await one.sessions.put(first.record)
    assert await store.kept(id) == b"plain pickled"
    assert browser.end_ == (ELSEWHERE, "This session goes on elsewhere.")
    await until(lambda: {"end": True} in old.ended.values())  # nor does its script run there any more
    assert await one.sessions.count() == 0
    store.letters.boxes[one.id] = lambda letter: None


async def test_of_two_that_want_a_session_one_gets_it(servers: list[Runtime]) -> None:
    one, two = servers
    first = await attach(one)
    one.detach(first)
    fake_kernel(one).fake.holds[first.record.id] = (b"plain ", b"pickled")
    assert two.home is not None
    resting = await two.sharing.bring(first.record.id, two.home, ANN)
    assert resting is not None
    assert (resting.kernel, resting.server) == ("", "")
    taken = await asyncio.gather(*(each.sessions.take(_on(each, resting)) for each in servers))
    assert sorted(taken) == [False, True]


def _on(runtime: Runtime, record: SessionRecord) -> SessionRecord:
    return msgspec.structs.replace(record, kernel=fake_kernel(runtime).id)


async def test_who_cannot_ask_sends_the_browser_away_for_a_moment(servers: list[Runtime], store: Store) -> None:
    one, two = servers
    first = await attach(one)
    store.letters.away = True
    with pytest.raises(Refused) as refused:
        await attach(two, session=first.record.id)
    assert refused.value.code == AGAIN
    store.letters.away = False
