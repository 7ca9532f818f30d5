"""What is wrong with a Redis that keeps sessions, and is of another mind than its administrator."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from typing import Any

from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.stores import KEY_VARIABLE, on_redis

_TIMEOUT = 2.0  # s
_APART = 5.0  # s by which two clocks may differ
_LOSING = ("allkeys-random", "volatile-random")


def check_redis(options: JupyterLit, environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Look at the Redis of the sessions, where there is one; whether it answers is looked at elsewhere."""
    if not on_redis(options.session_store):
        return
    if not options.session_key and not environment.get(KEY_VARIABLE):
        yield Finding(
            "warning",
            f"Another server of this Redis could not read the sessions: give all of them the same {KEY_VARIABLE}.",
        )
    try:
        from redis import Redis, RedisError
    except ImportError:
        return
    library: Any = Redis  # it has types in part only
    client = library.from_url(options.session_store, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
    try:
        seconds, _ = client.time()
        yield from _check_clock(float(seconds))
        yield from _check_limit(client.config_get("maxmemory*"))
    except (RedisError, OSError):  # it is away, or does not tell everybody
        pass
    finally:
        client.close()


def _check_clock(there: float) -> Iterator[Finding]:
    if abs(there - time.time()) > _APART:
        text = f"The clocks of Redis and this machine are {abs(there - time.time()):.0f} s apart: set them by NTP."
        yield Finding("warning", text)


def _check_limit(said: Mapping[str, str]) -> Iterator[Finding]:
    if said.get("maxmemory") == "0":
        text = "Redis keeps as much as it is given (maxmemory 0): set maxmemory, and maxmemory-policy volatile-lru."
        yield Finding("warning", text)
    elif said.get("maxmemory-policy") in _LOSING:
        policy = said["maxmemory-policy"]
        yield Finding("warning", f"A full Redis forgets any session (maxmemory-policy {policy}): take volatile-lru.")
