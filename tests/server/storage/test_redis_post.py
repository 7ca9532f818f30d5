"""Letters by a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from jupyterlit.server.storage import redis_post as module
from jupyterlit.server.storage.redis_post import RedisPost
from jupyterlit.server.storage.redis_shelf import RedisShelf
from jupyterlit.server.storage.session_store import StoreFailed
from tests.server.client import until


@pytest.fixture
async def shelf(redis_url: str) -> AsyncIterator[RedisShelf]:
    shelf = RedisShelf(redis_url, "letters", 1000)
    yield shelf
    await shelf.close()


class Box:
    """One server's letters."""

    def __init__(self, post: RedisPost, name: str) -> None:
        self.letters: list[bytes] = []
        self.begun = 0
        self.task = asyncio.create_task(post.receive(name, self.letters.append, self._begin))

    def _begin(self) -> None:
        self.begun += 1

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def test_letters_come_to_the_server_they_are_for(shelf: RedisShelf) -> None:
    post = RedisPost(shelf)
    ann, bob = Box(post, "ann"), Box(post, "bob")
    await until(lambda: ann.begun and bob.begun)
    large = bytes(600_000)
    assert await post.send("ann", b"to ann\x00")
    assert await post.send("bob", large)
    await until(lambda: ann.letters and bob.letters)
    assert (ann.letters, bob.letters) == ([b"to ann\x00"], [large])
    await ann.end()
    assert not await post.send("ann", b"anybody there?")  # and that is known at once
    await bob.end()


async def test_a_connection_that_was_lost_is_made_again(shelf: RedisShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN", 0.01)
    post: Any = RedisPost(shelf)
    box = Box(post, "ann")
    await until(lambda: box.begun)
    await post._shelf._redis.client_kill_filter(_type="pubsub")
    await until(lambda: box.begun == 2)
    assert await post.send("ann", b"again")
    await until(lambda: box.letters)
    await box.end()


async def test_silence_is_looked_into(shelf: RedisShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUIET", 0.02)
    post = RedisPost(shelf)
    box = Box(post, "ann")
    await until(lambda: box.begun)
    await asyncio.sleep(0.1)
    assert box.begun == 1  # Redis has said that it is there
    assert await post.send("ann", b"late")
    await until(lambda: box.letters)
    await box.end()


async def test_where_there_is_no_redis_nothing_can_be_sent() -> None:
    shelf = RedisShelf("redis://127.0.0.1:1/0", "letters", 1000)
    with pytest.raises(StoreFailed):
        await RedisPost(shelf).send("ann", b"")
    await shelf.close()
