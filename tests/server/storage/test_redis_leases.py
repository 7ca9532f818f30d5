"""Which servers are in which kernels, by a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from jupyterlit.server.storage.redis_leases import RedisLeases
from jupyterlit.server.storage.redis_shelf import RedisShelf
from jupyterlit.server.storage.session_store import StoreFailed

SECRET = b"k" * 32


@pytest.fixture
async def shelf(redis_url: str) -> AsyncIterator[RedisShelf]:
    shelf = RedisShelf(redis_url, "leases", 1000)
    yield shelf
    await shelf.close()


@pytest.fixture
def leases(shelf: RedisShelf) -> RedisLeases:
    return RedisLeases(shelf, SECRET)


async def test_the_last_one_to_leave_a_kernel_is_told_so(leases: RedisLeases) -> None:
    await leases.hold("ann", ["gateway:1", "gateway:2"], 100)
    await leases.hold("bob", ["gateway:1"], 100)
    await leases.hold("bob", [], 100)
    assert await leases.drop("ann", "gateway:1")
    assert not await leases.drop("ann", "gateway:2")
    assert not await leases.drop("bob", "gateway:1")
    assert not await leases.drop("carl", "gateway:3")
    assert await leases.take_orphans() == []


async def test_of_all_that_ask_one_gets_an_orphan(leases: RedisLeases) -> None:
    await leases.hold("ann", ["gateway:1", "gateway:2", "gateway:3"], -10)
    await leases.hold("bob", ["gateway:1"], -5)
    await leases.hold("bob", ["gateway:3"], 100)
    taken = await asyncio.gather(*(leases.take_orphans() for _ in range(5)))
    assert sorted(kernel for each in taken for kernel in each) == ["gateway:1", "gateway:2"]
    await leases.hold("ann", ["gateway:4"], -10)
    assert not await leases.drop("bob", "gateway:4")  # who is told to end it is the only one
    assert await leases.take_orphans() == []
    assert not await leases.drop("bob", "gateway:3")


async def test_what_others_have_written_ends_no_kernel(shelf: RedisShelf, leases: RedisLeases) -> None:
    await RedisLeases(shelf, b"x" * 32).hold("mallory", ["gateway:1"], -10)
    await shelf.script("return redis.call('ZADD', KEYS[1], 1, ARGV[1])", "kernels")("gateway:2 mallory")
    assert await leases.take_orphans() == []


async def test_without_redis_nobody_can_tell() -> None:
    shelf = RedisShelf("redis://127.0.0.1:1/0", "leases", 1000)
    with pytest.raises(StoreFailed):
        await RedisLeases(shelf, SECRET).take_orphans()
    await shelf.close()
