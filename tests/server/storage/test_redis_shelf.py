"""Sessions that several servers share."""

from __future__ import annotations

import builtins
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from jupyterlit.errors import MissingPackage
from jupyterlit.server.storage.redis_shelf import RedisShelf
from jupyterlit.server.storage.session_store import StoreFailed


@pytest.fixture
async def shelf(redis_url: str) -> AsyncIterator[RedisShelf]:
    shelf = RedisShelf(redis_url, "app", 1000)
    yield shelf
    await shelf.clean(1e12, 0)
    await shelf.close()


async def test_parts_are_kept_replaced_and_forgotten(shelf: RedisShelf) -> None:
    await shelf.write("a", {"record": b"r\x00", "plain": b"p"}, 1.0)
    await shelf.write("a", {"plain": b"newer"}, None)
    assert await shelf.read("a", ["plain", "record", "pickled"]) == [b"newer", b"r\x00", None]
    await shelf.remove("a")
    await shelf.remove("a")
    assert await shelf.read("a", ["record"]) == [None]


async def test_parts_of_a_session_that_is_not_there_are_not_kept(shelf: RedisShelf) -> None:
    await shelf.write("a", {"plain": b"p"}, None)
    assert await shelf.read("a", ["plain"]) == [None]


async def test_apps_are_told_apart_and_servers_are_not(shelf: RedisShelf, redis_url: str) -> None:
    await shelf.write("a", {"record": b"r"}, 1.0)
    other, same = RedisShelf(redis_url, "other", 1000), RedisShelf(redis_url, "app", 1000)
    assert (await other.read("a", ["record"]), await same.read("a", ["record"])) == ([None], [b"r"])
    assert (await other.clean(1e12, 0), await same.clean(0.5, 0), await same.clean(1.5, 0)) == (0, 0, 1)
    assert await shelf.read("a", ["record"]) == [None]
    await other.close()
    await same.close()


async def test_sessions_end_by_themselves(shelf: RedisShelf, redis_url: str) -> None:
    await shelf.write("a", {"record": b"r"}, 1.0)
    client: Any = shelf
    assert 0 < await client._redis.ttl("jupyterlit:{app}:a") <= 1000


async def test_a_server_that_is_not_there_is_a_failure_that_tells_no_password() -> None:
    shelf = RedisShelf("redis://user:hunter22@127.0.0.1:1/0", "app", 1000)
    with pytest.raises(StoreFailed) as failed:
        await shelf.read("a", ["record"])
    assert "127.0.0.1:1" in str(failed.value)
    assert "hunter22" not in str(failed.value)
    await shelf.close()


def test_without_the_package_the_author_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("redis"):
            raise ImportError(name)
        return real(name, *rest)

    for name in [name for name in sys.modules if name.split(".")[0] == "redis"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackage, match=r"pip install 'jupyterlit\[redis\]'"):
        RedisShelf("redis://localhost", "app", 1)
