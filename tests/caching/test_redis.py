"""Results in Redis."""

from __future__ import annotations

import builtins
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.caching.redis import RedisRecords, clear_redis, client_of
from jupyterlit.caching.shared import Unreachable
from jupyterlit.errors import InvalidValue, MissingPackage
from tests.conftest import refused


@pytest.fixture
def client(redis_url: str) -> Any:
    return client_of(redis_url)


def test_records_are_kept_and_forgotten(client: Any, tmp_path: Path) -> None:
    records = RedisRecords(client, f"app:{tmp_path}")
    assert (records.stamp("a"), records.read("a")) == (None, None)
    stamp = records.write("a", b"one", None)
    assert (records.stamp("a"), records.read("a")) == (stamp, (stamp, b"one"))
    assert records.write("a", b"two", None) == records.stamp("a") != stamp
    records.delete("a")
    records.delete("a")
    assert records.stamp("a") is None


def test_functions_and_apps_are_told_apart(client: Any, tmp_path: Path) -> None:
    one, two, three = (RedisRecords(client, f"{tmp_path}-{name}") for name in ("x:f", "x:g", "y:f"))
    for records in (one, two, three):
        records.write("a", b"one", None)
    one.clear()
    assert [records.stamp("a") is None for records in (one, two, three)] == [True, False, False]
    one.write("a", b"one", None)
    clear_redis(client, f"{tmp_path}-x")
    assert [records.stamp("a") is None for records in (one, two, three)] == [True, True, False]


def test_the_oldest_record_goes_first(client: Any, tmp_path: Path) -> None:
    records = RedisRecords(client, f"app:{tmp_path}", max_entries=2)
    for key in "abc":
        records.write(key, b"", None)
    assert [records.stamp(key) is None for key in "abc"] == [True, False, False]


def test_a_record_ends_with_its_life(client: Any, tmp_path: Path) -> None:
    records = RedisRecords(client, f"app:{tmp_path}")
    records.write("a", b"", 0.001)
    records.write("b", b"", 1000)
    records.write("c", b"", 1000)
    records.write("c", b"", None)
    end = time.perf_counter() + 10
    while records.stamp("a") is not None:
        assert time.perf_counter() < end
        time.sleep(0.002)
    lives = [client.pttl(f"jupyterlit:cache:app:{tmp_path}:{key}") for key in "bc"]
    assert (0 < lives[0] <= 10**6, lives[1]) == (True, -1)


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    client = client_of("redis://127.0.0.1:1/0")
    records = RedisRecords(client, "app:f")
    for call in (
        lambda: records.stamp("a"),
        lambda: records.read("a"),
        lambda: records.write("a", b"", None),
        lambda: records.delete("a"),
        records.clear,
        lambda: clear_redis(client, "app"),
    ):
        with pytest.raises(Unreachable, match=r"^Redis cannot be used: "):
            call()


def test_another_url_is_refused_and_its_password_not_shown() -> None:
    with refused(
        InvalidValue,
        'cache.storage=\'…@host/0\' is unknown. Give "memory", "disk" or a URL redis://host:port/0.',
    ):
        client_of("http://me:secret@host/0")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    find = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "redis":
            raise ImportError(name)
        return find(name, *rest)

    monkeypatch.delitem(sys.modules, "redis", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with refused(MissingPackage, "cache.storage needs the package redis. Install it: pip install 'jupyterlit[redis]'"):
        client_of("redis://127.0.0.1:2/0")
