"""Where the results of st.cache_data are kept: chosen by the options, and by persist."""

from __future__ import annotations

import functools
import logging
import shutil
import sys

from jupyterlit.caching import limits
from jupyterlit.caching.disk import DiskRecords, app_name, disk_folder, room_in
from jupyterlit.caching.redis import RedisRecords, clear_redis, client_of
from jupyterlit.caching.seal import Broken, Seal, secret_in
from jupyterlit.caching.shared import Records, SharedStorage, Unreachable
from jupyterlit.caching.storage import Budget, MemoryStorage, Storage
from jupyterlit.config.sources import settings

log = logging.getLogger("jupyterlit")


def storage_of(
    name: str,
    key: str,
    *,
    max_entries: int | None = None,
    max_size: int | None = None,
    persist: bool = False,
    shared: bool = True,
    lifetime: float | None = None,
) -> Storage:
    """Return a place for the results of a function.

    Parameters
    ----------
    name, key
        The function's.
    max_entries, max_size
        How many results are kept, and how many bytes of them in memory.
    persist
        Whether they outlive the process, whatever the options say.
    shared
        Whether other processes may see them.
    lifetime
        Seconds after which a result is of no use.
    """
    memory = MemoryStorage(name, max_entries, max_size, budget=_budget())
    place: str = settings().get("cache.storage")
    if not shared or (place == "memory" and not persist):
        return memory
    function = f"{name.strip('<>')}-{key}"
    records: Records
    if place in ("memory", "disk"):
        folder = disk_folder() / app_name()
        most = limits.size("cache.maxDiskSize", settings().get("cache.maxDiskSize"))
        records = DiskRecords(folder / function, room_in(folder, most or sys.maxsize), max_entries)
    else:
        records = RedisRecords(client_of(place), f"{app_name()}:{function}", max_entries)
    try:
        seal = Seal(_secret(), function)
    except (Broken, OSError) as error:
        log.warning("%s(): results are kept in memory only: %s.", name, error)
        return memory
    return SharedStorage(name, memory, records, seal, lifetime)


def clear_places() -> None:
    """Forget what functions of this app have kept for other processes."""
    shutil.rmtree(disk_folder() / app_name(), ignore_errors=True)
    place: str = settings().get("cache.storage")
    if place not in ("memory", "disk"):
        try:
            clear_redis(client_of(place), app_name())
        except Unreachable as error:
            log.warning("Results in Redis are still there: %s.", error)


def _secret() -> bytes:
    given: str | None = settings().get("cache.secret")
    return secret_in(disk_folder()) if given is None else given.encode()


@functools.cache
def _budget() -> Budget | None:
    """Return what the results of all functions share, if that is limited."""
    most = settings().get("server.maxCacheDataSize")
    if most in (None, 0, "0"):
        return None
    size = limits.size("server.maxCacheDataSize", most)
    return None if size is None else Budget(size)
