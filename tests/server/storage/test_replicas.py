"""What servers ask of one another; see tests/integration/test_replicas.py for real ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence

import msgspec
import pytest

from jupyterlit.protocol.codec import Part, pack
from jupyterlit.server.storage import replicas as module
from jupyterlit.server.storage.replicas import Letter, Replicas, Silent
from jupyterlit.server.storage.session_store import StoreFailed
from tests.server.client import until

LOG = logging.getLogger("jupyterlit.tests")


class Post:
    """A post office of this process."""

    def __init__(self) -> None:
        self.boxes: dict[str, Callable[[bytes], None]] = {}
        self.letters: list[tuple[str, bytes]] = []
        self.away = False

    async def send(self, to: str, letter: bytes) -> bool:
        if self.away:
            raise StoreFailed("Redis is away.")
        self.letters.append((to, letter))
        if to not in self.boxes:
            return False
        self.boxes[to](letter)
        return True

    async def receive(self, me: str, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        self.boxes[me] = take
        begin()
        try:
            await asyncio.Event().wait()
        finally:
            del self.boxes[me]


class Number(msgspec.Struct):
    """Something to ask about."""

    number: int


async def double(about: bytes, data: Sequence[Part]) -> tuple[Number, bytes]:
    return Number(2 * msgspec.json.decode(about, type=Number).number), b"".join(data) * 2


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
async def servers(post: Post) -> AsyncIterator[list[Replicas]]:
    begun: list[int] = []
    made = [Replicas(name, post, lambda: begun.append(1), LOG) for name in ("ann", "bob")]
    for each in made:
        each.grant("double", double)
        each.listen()
        each.listen()
    await asyncio.sleep(0)
    assert begun == [1, 1]
    yield made
    for each in made:
        await each.close()
    assert post.boxes.keys() <= {"deaf"}


async def test_a_server_answers_another(servers: list[Replicas]) -> None:
    ann, _ = servers
    assert await ann.ask("bob", "double", Number(21), b"ab", patience=5) == (b'{"number":42}', b"abab")
    assert (ann.has("bob"), ann.has("ann"), ann.has("")) == (True, False, False)


async def test_one_that_is_not_there_is_noticed_at_once(servers: list[Replicas]) -> None:
    with pytest.raises(Silent):
        await servers[0].ask("carl", "double", Number(1), patience=1000)


async def test_one_that_has_not_heard_is_waited_for_less_long_than_one_that_has(
    servers: list[Replicas], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARD_SECONDS", 0.05)
    post.boxes["deaf"] = lambda letter: None
    with pytest.raises(Silent):
        await servers[0].ask("deaf", "double", Number(1), patience=1000)

    async def slow(about: bytes, data: Sequence[Part]) -> tuple[Number, bytes]:
        await asyncio.sleep(0.2)
        return Number(0), b""

    servers[1].grant("slow", slow)
    assert await servers[0].ask("bob", "slow", Number(1), patience=10) == (b'{"number":0}', b"")


async def test_what_fails_there_is_told_there(servers: list[Replicas], caplog: pytest.LogCaptureFixture) -> None:
    async def fail(about: bytes, data: Sequence[Part]) -> tuple[Number, bytes]:
        raise ValueError("broken")

    servers[1].grant("fail", fail)
    with pytest.raises(Silent):
        await servers[0].ask("bob", "fail", Number(1), patience=0.05)
    with pytest.raises(Silent):
        await servers[0].ask("bob", "of a newer version", Number(1), patience=0.05)
    await until(lambda: caplog.records)
    assert caplog.messages == ["What another server has asked for, fail, has failed."]


async def test_without_redis_nobody_can_tell(servers: list[Replicas], post: Post) -> None:
    post.away = True
    with pytest.raises(StoreFailed):
        await servers[0].ask("bob", "double", Number(1), patience=5)


async def test_only_who_was_asked_can_answer(servers: list[Replicas], post: Post) -> None:
    ann, _ = servers
    forged = Letter("mallory", "1" * 32, "double", answer=True, about=msgspec.Raw(b'{"number":666}'))
    asking = asyncio.create_task(ann.ask("bob", "double", Number(1), patience=5))
    for letter in (msgspec.json.encode(forged), b"{", b'{"sender":1}'):
        post.boxes["ann"](pack([letter]))
    post.boxes["ann"](b"no frame")
    assert (await asking)[0] == b'{"number":2}'


async def test_alone_there_is_nobody_to_ask() -> None:
    alone = Replicas("ann", None, lambda: None, LOG)
    alone.listen()
    assert not alone.has("bob")
    with pytest.raises(Silent):
        await alone.ask("bob", "double", Number(1), patience=5)
    await alone.close()
