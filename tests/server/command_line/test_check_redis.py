from __future__ import annotations

from typing import Any

import pytest
import redis

from jupyterlit.server.command_line import check_redis as module
from jupyterlit.server.command_line.check_redis import check_redis
from jupyterlit.server.options import JupyterLit

KEY = {"JUPYTERLIT_SESSION_KEY": "k" * 40}


def texts(url: str, environment: dict[str, str]) -> list[str]:
    return [finding.text for finding in check_redis(JupyterLit(session_store=url), environment)]


def test_without_redis_there_is_nothing_to_look_at() -> None:
    assert [texts(url, {}) for url in ("", "sqlite", "memory")] == [[], [], []]


def test_what_redis_is_set_to_is_looked_at(redis_url: str) -> None:
    (limit,) = texts(redis_url, KEY)
    assert limit.startswith("Redis keeps as much as it is given (maxmemory 0)")
    library: Any = redis.Redis  # it has types in part only
    client = library.from_url(redis_url)
    try:
        client.config_set("maxmemory", "100mb")
        assert texts(redis_url, KEY) == []
        client.config_set("maxmemory-policy", "allkeys-random")
        (policy,) = texts(redis_url, KEY)
        assert "maxmemory-policy allkeys-random" in policy
    finally:
        client.config_set("maxmemory", "0")
        client.config_set("maxmemory-policy", "noeviction")
        client.close()


def test_clocks_that_differ_and_a_key_that_is_missing_are_told(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "time", lambda: 0.0)
    key, clock, _ = texts(redis_url, {})
    assert key.endswith("give all of them the same JUPYTERLIT_SESSION_KEY.")
    assert clock.startswith("The clocks of Redis and this machine are ")


def test_a_redis_that_is_away_is_told_of_elsewhere() -> None:
    assert texts("redis://127.0.0.1:1/0", KEY) == []
