from __future__ import annotations

import msgspec

from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord

RECORD = SessionRecord(
    id="a", app="book", page="", visitor="v", user=None, kernel="k", created=1.0, seen=1.0, connected=True
)


async def test_a_record_is_kept_replaced_and_removed() -> None:
    store = MemorySessionStore()
    assert await store.get("a") is None
    await store.put(RECORD)
    assert await store.get("a") == RECORD
    newer = msgspec.structs.replace(RECORD, page="second")
    await store.put(newer)
    assert (await store.get("a"), await store.count()) == (newer, 1)
    await store.remove("a")
    await store.remove("a")
    assert (await store.get("a"), await store.count()) == (None, 0)


async def test_sessions_without_a_browser_are_found_by_age() -> None:
    store = MemorySessionStore()
    old, young = (
        msgspec.structs.replace(RECORD, id=id, seen=seen, connected=False) for id, seen in [("o", 1), ("y", 9)]
    )
    for record in (RECORD, old, young):
        await store.put(record)
    assert await store.idle_since(5.0) == [old]


async def test_a_session_is_found_by_a_name_that_does_not_tell_its_id() -> None:
    store = MemorySessionStore()
    await store.put(RECORD)
    newer = msgspec.structs.replace(RECORD, page="second")
    await store.put(newer)
    assert len(RECORD.handle) == 43
    assert await store.find(RECORD.handle) == newer
    assert await store.find("a") is None
    await store.remove("a")
    assert await store.find(RECORD.handle) is None


async def test_a_checkpoint_is_kept_as_long_as_its_session() -> None:
    store = MemorySessionStore()
    await store.keep("a", b"nobody's", None)
    assert await store.kept("a") is None
    await store.put(RECORD)
    await store.keep("a", b"plain ", b"pickled")
    await store.keep("a", b"newer ", None)
    assert await store.kept("a") == b"newer pickled"
    await store.remove("a")
    await store.put(RECORD)
    assert await store.kept("a") is None
    await store.close()


async def test_the_old_and_the_too_many_are_forgotten() -> None:
    store = MemorySessionStore(3000)
    for seen in range(5):
        await store.put(msgspec.structs.replace(RECORD, id=str(seen), seen=float(seen)))
        await store.keep(str(seen), bytes(500), bytes(500))
    assert await store.clean(1.0, 10_000) == 2
    assert await store.clean(1.0, 2500) == 1
    assert [id for id in "01234" if await store.get(id) is not None] == ["3", "4"]
