"""The sessions of a server: a store that fails for a while loses nothing that a kernel has."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from jupyterlit.server.storage import frail_store
from jupyterlit.server.storage import sessions as sessions_module
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord, StoreFailed
from jupyterlit.server.storage.sessions import Sessions
from tests.server.client import until

LOG = logging.getLogger("jupyterlit.tests")


class Store(MemorySessionStore):
    """A store that fails when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.asked = 0

    @property
    def parts(self) -> dict[str, tuple[bytes, bytes]]:
        return self._kept

    def __getattribute__(self, name: str) -> Any:
        if name in ("get", "find", "put", "remove", "keep", "kept", "clean"):
            self.asked += 1
            if self.away:
                return fail
        return super().__getattribute__(name)


async def fail(*arguments: object) -> None:
    raise StoreFailed("the disk is full.")


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def sessions(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sessions]:
    monkeypatch.setattr(frail_store, "FIRST_REST", 0.05)
    monkeypatch.setattr(frail_store, "LONGEST_REST", 0.05)
    sessions = Sessions(store, LOG, 1000)
    yield sessions
    await sessions.close()


def record(id: str = "ann", **changes: Any) -> SessionRecord:
    made = SessionRecord(
        id=id, app="app", page="", visitor="v", user=None, kernel="k", created=1.0, seen=1.0, connected=False
    )
    return msgspec.structs.replace(made, **changes)


def slow_puts(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Let the store's records be on their way; return what tells that one is, and what lets all arrive."""
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(self: Store, record: SessionRecord, before: str) -> bool:
        begun.set()
        await goes_on.wait()
        return await MemorySessionStore.put(self, record, before)

    monkeypatch.setattr(Store, "put", slow)
    return begun, goes_on


async def test_the_newest_checkpoint_counts_and_its_parts_belong_together(sessions: Sessions, store: Store) -> None:
    await sessions.put(record())
    sessions.keep("ann", "k", b"one ", b"pickled")
    sessions.keep("ann", "k", b"two ", None)
    assert await sessions.kept(record()) == b"two pickled"
    sessions.keep("ann", "k", b"three ", None)
    await until(lambda: store.parts["ann"] == (b"three ", b"pickled"))
    sessions.keep("ann", "k", b"four ", b"")
    assert await sessions.kept(record()) == b"four "


async def test_an_older_checkpoint_that_is_on_its_way_does_not_come_after_a_newer_one(
    sessions: Sessions, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sessions.put(record())
    keep, arrived = store.keep, asyncio.Event()

    async def keep_slowly(id: str, plain: bytes, pickled: bytes | None, server: str) -> bool:
        if plain == b"one ":  # a packet that the network has held up
            await arrived.wait()
        return await keep(id, plain, pickled, server)

    monkeypatch.setattr(store, "keep", keep_slowly)
    sessions.keep("ann", "k", b"one ", b"pickled")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    sessions.keep("ann", "k", b"two ", b"pickled")
    resting = asyncio.create_task(sessions.rest(record()))
    for _ in range(20):
        await asyncio.sleep(0)
    arrived.set()
    await resting
    for _ in range(20):
        await asyncio.sleep(0)
    assert store.parts == {"ann": (b"two ", b"pickled")}


async def test_a_kernel_that_does_not_have_the_session_any_more_changes_nothing(sessions: Sessions) -> None:
    await sessions.put(record())
    sessions.keep("ann", "k", b"right", b"")
    await sessions.flush()
    await sessions.put(record(kernel="elsewhere"))
    sessions.keep("ann", "k", b"late", b"")
    sessions.keep("nobody", "k", b"late", b"")
    assert await sessions.kept(record()) == b"right"
    assert await sessions.kept(record("nobody")) is None


async def test_too_large_a_checkpoint_is_refused_once_with_a_line(
    sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    await sessions.put(record())
    for _ in range(2):
        sessions.keep("ann", "k", bytes(600), bytes(600))
    assert await sessions.kept(record()) is None
    assert [line.getMessage() for line in caplog.records] == [
        "A session is not kept: its checkpoint has more than 1,000 bytes."
    ]


async def test_a_store_that_fails_is_told_of_once_and_has_everything_when_it_is_back(
    sessions: Sessions, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await sessions.put(record())
    store.away = True
    await sessions.put(record("bob"))
    sessions.keep("ann", "k", b"ann", b"")
    sessions.keep("bob", "k", b"one", b"pickled")
    sessions.keep("bob", "k", b"bob ", None)
    assert [await sessions.get("ann"), await sessions.get("bob")] == [record(), record("bob")]
    assert await sessions.find(record("bob").handle) == record("bob")
    assert await sessions.kept(record("bob")) == b"bob pickled"
    asked = store.asked
    await sessions.get("ann")
    assert store.asked == asked  # it is left alone for a while
    store.away = False
    await until(lambda: len(store.parts) == 2)
    assert (await store.get("bob"), await store.kept("bob")) == (record("bob"), b"bob pickled")
    assert [line.getMessage() for line in caplog.records] == [
        "Sessions cannot be kept at present: the disk is full. They go on in memory.",
        "Sessions are kept again.",
    ]


async def test_what_waits_for_a_store_is_bounded(
    sessions: Sessions, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions_module, "UNWRITTEN", 1500)
    store.away = True
    for name in ("ann", "bob", "cleo"):
        await sessions.put(record(name))
        sessions.keep(name, "k", bytes(500), bytes(100))
    found = [await sessions.kept(record(name)) for name in ("ann", "bob", "cleo")]
    assert [each is not None for each in found] == [False, True, True]


async def test_a_store_that_comes_back_empty_has_what_this_server_knows(sessions: Sessions, store: Store) -> None:
    await sessions.put(record())
    await store.remove("ann")
    assert await sessions.get("ann") == record()


async def test_a_session_that_rests_is_in_the_store_alone(sessions: Sessions, store: Store) -> None:
    await sessions.put(record())
    sessions.keep("ann", "k", b"ann", b"")
    assert (await sessions.count(), await sessions.here.idle_since(2.0)) == (1, [record()])
    await sessions.rest(record())
    assert (await sessions.count(), await sessions.here.idle_since(2.0)) == (0, [])
    assert await sessions.get("ann") == record(kernel="")
    assert await sessions.kept(record()) == b"ann"


async def test_what_a_kernel_hands_over_is_kept_while_a_record_is_on_its_way(
    sessions: Sessions, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sessions.put(record())
    begun, goes_on = slow_puts(monkeypatch)
    leaving = asyncio.create_task(sessions.put(record(seen=2.0)))  # its browser has gone, and then its server ends
    await begun.wait()
    sessions.keep("ann", "k", b"newest ", b"pickled")
    resting = asyncio.create_task(sessions.rest(record(seen=2.0)))
    await asyncio.sleep(0)
    goes_on.set()
    await asyncio.gather(leaving, resting)
    assert store.parts == {"ann": (b"newest ", b"pickled")}
    assert await store.get("ann") == record(kernel="", seen=2.0)


async def test_a_browser_that_leaves_while_its_session_goes_to_rest_does_not_wake_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = Sessions(store, LOG, server="one")
    await sessions.put(record())
    begun, goes_on = slow_puts(monkeypatch)
    resting = asyncio.create_task(sessions.rest(record()))
    await begun.wait()
    leaving = asyncio.create_task(sessions.note(record(seen=2.0)))
    await asyncio.sleep(0)
    goes_on.set()
    await asyncio.gather(resting, leaving)
    assert await store.get("ann") == record(kernel="")
    assert await sessions.count() == 0
    await sessions.close()


async def test_a_session_that_another_server_has_taken_stays_there(sessions: Sessions, store: Store) -> None:
    await sessions.put(record())
    await store.put(record(kernel="elsewhere", seen=5.0))
    await sessions.rest(record())
    assert await sessions.get("ann") == record(kernel="elsewhere", seen=5.0)
    assert await sessions.count() == 0


async def test_the_old_are_forgotten(sessions: Sessions, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await sessions.put(record(kernel=""))
    await sessions.put(record("bob", kernel="", seen=9.0))
    await sessions.clean(5.0, 1000)
    assert [await sessions.get("ann") is None, await sessions.get("bob") is None] == [True, False]
    assert [line.getMessage() for line in caplog.records] == [
        "1 sessions were forgotten that nobody has come back for."
    ]


async def test_what_waits_is_written_at_the_end(store: Store) -> None:
    sessions = Sessions(store, LOG)
    await sessions.put(record())
    sessions.keep("ann", "k", b"ann", b"")
    await sessions.close()
    assert await store.kept("ann") == b"ann"


async def test_a_server_that_has_lost_a_session_to_another_notes_nothing_of_it(
    sessions: Sessions, store: Store
) -> None:
    await sessions.put(record())
    await sessions.note(record(seen=2.0))
    assert await sessions.get("ann") == record(seen=2.0)
    await store.put(record(kernel="elsewhere"))
    await sessions.note(record(seen=3.0))
    assert await sessions.get("ann") == record(kernel="elsewhere")
    assert await sessions.count() == 0


async def test_what_the_store_has_lost_stays_with_its_server_and_is_kept_again(
    sessions: Sessions, store: Store
) -> None:
    lost: list[str] = []
    sessions.lost = lost.append
    await sessions.put(record())
    sessions.keep("ann", "k", b"one ", b"pickled")
    await sessions.flush()
    await store.remove("ann", sessions.server)
    sessions.keep("ann", "k", b"two ", b"pickled")
    await sessions.flush()
    assert await sessions.count() == 1
    await sessions.note(record(seen=2.0))
    sessions.keep("ann", "k", b"three ", b"pickled")
    assert await sessions.kept(record()) == b"three pickled"
    assert lost == []
