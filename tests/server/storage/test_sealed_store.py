"""Sealed sessions: what others have written is not believed, and never opened."""

from __future__ import annotations

import logging
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyterlit.caching.seal import Seal
from jupyterlit.protocol.handles import handle_of
from jupyterlit.server.storage.sealed_store import SealedPost, SealedStore
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.storage.sqlite_shelf import SQLiteShelf

LOG = logging.getLogger("jupyterlit.tests")
SECRET = bytes(32)


class Shelf:
    """A shelf that anybody can write on."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, bytes]] = {}

    async def read(self, handle: str, parts: Any) -> list[bytes | None]:
        return [self.parts.get(handle, {}).get(part) for part in parts]

    async def write(
        self, handle: str, parts: Any, seen: float | None, *, before: str = "", after: str | None = None
    ) -> bool:
        self.parts.setdefault(handle, {}).update(parts)
        return True

    async def remove(self, handle: str, before: str = "") -> None:
        self.parts.pop(handle, None)

    async def clean(self, before: float, size: int) -> int:
        return 0

    async def close(self) -> None:
        pass


def store(shelf: Any, secret: bytes = SECRET, app: str = "app", lifetime: float = 100.0) -> SealedStore:
    return SealedStore(shelf, secret, app, lifetime, LOG)


def record(id: str = "ann", **changes: Any) -> SessionRecord:
    now = time.time()
    made = SessionRecord(
        id=id, app="app", page="", visitor="v", user=None, kernel="k", created=now, seen=now, connected=True
    )
    return msgspec.structs.replace(made, **changes)


async def test_what_was_written_is_there(tmp_path: Path) -> None:
    written = store(SQLiteShelf(tmp_path / "app.sqlite", LOG))
    await written.put(record())
    await written.keep("ann", b"plain", b"pickled")
    await written.close()
    read = store(SQLiteShelf(tmp_path / "app.sqlite", LOG))
    found = await read.get("ann")
    assert found is not None
    assert (found.visitor, await read.find(found.handle), await read.kept("ann")) == ("v", found, b"plainpickled")
    await read.keep("ann", b"newer ", None)
    assert await read.kept("ann") == b"newer pickled"
    assert await read.clean(time.time() + 1, 10_000) == 1
    assert (await read.get("ann"), await read.kept("ann")) == (None, None)
    await read.remove("ann")
    await read.close()


async def test_the_ids_are_not_on_the_shelf_in_the_open_names() -> None:
    shelf = Shelf()
    await store(shelf).put(record())
    assert list(shelf.parts) == [handle_of("ann")]


async def filled() -> Shelf:
    shelf = Shelf()
    for name in ("ann", "bob"):
        await store(shelf).put(record(name, visitor=f"visitor {name}"))
        await store(shelf).keep(name, f"plain {name}".encode(), f"pickled {name}".encode())
    return shelf


@pytest.mark.parametrize("part", ["record", "plain", "pickled"])
async def test_forged_parts_are_refused(part: str, caplog: pytest.LogCaptureFixture) -> None:
    ann, bob = handle_of("ann"), handle_of("bob")
    shelf = await filled()
    good = dict(shelf.parts[ann])
    other_key, other_app = Shelf(), Shelf()
    for made, secret, app in ((other_key, bytes([1] * 32), "app"), (other_app, SECRET, "another")):
        await store(made, secret, app).put(record(visitor="evil"))
        await store(made, secret, app).keep("ann", b"evil", b"evil")
    evil = [
        b"",
        b"evil",
        good[part][:-1],
        good[part] + b"x",
        good[part][:4] + bytes(32) + good[part][36:],
        bytes([good[part][0] ^ 1]) + good[part][1:],
        shelf.parts[bob][part],  # another session's
        good["plain" if part == "pickled" else "pickled"],  # another part
        other_key.parts[ann][part],
        other_app.parts[ann][part],
    ]
    for forged in evil:
        shelf.parts[ann] = {**good, part: forged}
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            found = [await store(shelf).get("ann"), await store(shelf).kept("ann")]
        assert "is not believed" in caplog.text
        assert "evil" not in caplog.text
        expected = {"record": (None, b"plain annpickled ann"), "plain": (True, None), "pickled": (True, b"plain ann")}
        assert (None if found[0] is None else True, found[1]) == expected[part]


async def test_a_session_of_long_ago_is_not_there() -> None:
    shelf = Shelf()
    await store(shelf).put(record(seen=time.time() - 101))
    assert await store(shelf).get("ann") is None
    assert await store(shelf, lifetime=1000.0).get("ann") is not None


async def test_a_record_of_another_version_is_not_there(caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf()
    sealed = store(shelf)
    seal: Any = sealed
    data = msgspec.json.encode({"id": "ann"})
    shelf.parts[handle_of("ann")] = {"record": seal._seals["record"].close(handle_of("ann"), 0.0, data)}
    assert await sealed.get("ann") is None
    assert "cannot be used" in caplog.text


async def test_large_checkpoints_are_sealed_as_small_ones_are() -> None:
    shelf = Shelf()
    await store(shelf).put(record())
    await store(shelf).keep("ann", bytes(80_000), bytes(300_000))
    assert await store(shelf).kept("ann") == bytes(380_000)
    shelf.parts[handle_of("ann")]["plain"] += b"x"
    assert await store(shelf).kept("ann") is None


class Box:
    """A post to which anybody can write."""

    def __init__(self, *letters: bytes) -> None:
        self.letters = letters
        self.sent: list[bytes] = []

    async def send(self, to: str, letter: bytes) -> bool:
        self.sent.append(letter)
        return True

    async def receive(self, me: str, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        for letter in self.letters:
            take(letter)


async def taken(*letters: bytes, me: str = "bob") -> list[bytes]:
    """Return what a server is given of such letters."""
    found: list[bytes] = []
    await SealedPost(Box(*letters), Seal(SECRET, "letter app"), LOG).receive(me, found.append, lambda: None)
    return found


async def test_letters_of_strangers_are_opened_by_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """Who can write to Redis, and has seen letters, has nothing of it without the key."""
    box = Box()
    await SealedPost(box, Seal(SECRET, "letter app"), LOG).send("bob", b"a wish")
    (good,) = box.sent
    now = time.time()
    assert await taken(good) == [b"a wish"]
    strange = [
        b"", b"a wish", good[:-1], good + b"!", good[:40], good[:4] + bytes(32) + good[36:], pickle.dumps(print),
        bytes(5_000_000), good[:44] + bytes(5_000_000), good[:36] + good[36:44][::-1] + good[44:],
        Seal(b"another key", "letter app").close("bob", now, b"a wish"),
        Seal(SECRET, "letter of another app").close("bob", now, b"a wish"),
        Seal(SECRET, "session app pickled").close("bob", now, b"a wish"),
        Seal(SECRET, "letter app").close("bob", now - 61, b"a wish"),
        Seal(SECRET, "letter app").close("bob", now + 61, b"a wish"),
    ]  # fmt: skip
    caplog.clear()
    assert await taken(*strange) == []
    assert await taken(good, me="ann") == []
    assert len(caplog.records) == len(strange) + 1
    assert all("A letter of another server is not believed" in each.getMessage() for each in caplog.records)
    assert max(len(each.getMessage()) for each in caplog.records) < 200
