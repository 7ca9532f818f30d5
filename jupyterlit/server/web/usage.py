"""What processes and the machine use at present: for administrators who look, and measured only then."""

from __future__ import annotations

import time
from collections.abc import Iterable

import msgspec
import psutil

_FORGET_SECONDS = 60.0  # after which what a process has used then says nothing of the present


class Use(msgspec.Struct, frozen=True):
    """What a process holds, with all that it has started: bytes, and cores that it has kept busy since the last look.

    `since` is when it was started, in seconds since the epoch.
    """

    memory: int = 0
    cores: float = 0.0
    since: float = 0.0


class Machine(msgspec.Struct, frozen=True):
    """What a machine has, and how much of it is in use."""

    memory: int
    memory_used: int
    cores: int
    cores_used: float


class Meter:
    """Remembers how long processes have computed, to tell how busy they are since."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[float, float, float]] = {}
        self._machine = (0.0, 0.0)

    def read(self, pids: Iterable[int]) -> dict[int, Use]:
        """Return what each of these processes uses; nothing for those that are gone."""
        found = {pid: use for pid in pids if (use := self._read(pid)) is not None}
        self._before = {pid: before for pid, before in self._before.items() if pid in found}
        return found

    def _read(self, pid: int) -> Use | None:
        memory, seconds = 0, 0.0
        try:
            process = psutil.Process(pid)
            since = process.create_time()
            for each in (process, *process.children(recursive=True)):
                with each.oneshot():
                    memory += each.memory_info().rss
                    times = each.cpu_times()
                seconds += times.user + times.system
        except psutil.Error:
            return None
        now = time.monotonic()
        started, at, before = self._before.get(pid, (0.0, 0.0, 0.0))
        self._before[pid] = (since, now, seconds)
        known = started == since and 0 < now - at < _FORGET_SECONDS
        return Use(memory, round(max(0.0, seconds - before) / (now - at), 3) if known else 0.0, since)

    def machine(self) -> Machine:
        """Return how it stands with the machine."""
        times, cores = psutil.cpu_times(), psutil.cpu_count() or 1
        busy = sum(times) - times.idle - getattr(times, "iowait", 0.0)
        now = time.monotonic()
        at, before = self._machine
        self._machine = (now, busy)
        known = 0 < now - at < _FORGET_SECONDS
        used = round(min(cores, max(0.0, busy - before) / (now - at)), 3) if known else 0.0
        memory = psutil.virtual_memory()
        return Machine(memory.total, memory.total - memory.available, cores, used)
