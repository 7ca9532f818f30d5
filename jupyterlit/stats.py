"""What a kernel counts of itself. It stays on this machine: the server shows it to its administrators."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

# Upper ends in seconds, each about 2.5 times the one before: what a reader does not notice, notices, waits for.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metric(msgspec.Struct, frozen=True):
    """What one name stands for: its help, and what its labels tell apart."""

    kind: Literal["counter", "gauge", "histogram"]
    help: str
    label: str = ""


METRICS: Mapping[str, Metric] = {
    "run_seconds": Metric("histogram", "How long runs take: of scripts, of fragments, of callbacks.", "of"),
    "runs": Metric("counter", "Runs, by how they have ended.", "status"),
    "task_seconds": Metric("histogram", "How long tasks take, by how they have ended.", "status"),
    "tasks": Metric("gauge", "Tasks that run, or wait for their turn.", "state"),
    "cache_hits": Metric("counter", "Calls of cached functions that a kept result has answered.", "cache"),
    "cache_misses": Metric("counter", "Calls of cached functions that were made.", "cache"),
    "cache_entries": Metric("gauge", "Results that caches keep in memory."),
    "cache_bytes": Metric("gauge", "Bytes of the results that caches keep in memory, where they are known."),
    "sessions": Metric("gauge", "Sessions that the kernel keeps."),
    "messages": Metric("counter", "Messages, to browsers and from them.", "direction"),
    "message_bytes": Metric("counter", "Bytes of messages, to browsers and from them.", "direction"),
}


class Times(msgspec.Struct):
    """How long something has taken: how often up to each of BUCKETS, and longer; and all together."""

    counts: list[int] = msgspec.field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    sum: float = 0.0

    def add(self, other: Times) -> None:
        """Add what was measured elsewhere."""
        self.counts = [mine + theirs for mine, theirs in zip(self.counts, other.counts, strict=True)]
        self.sum += other.sum


class Snapshot(msgspec.Struct):
    """What has been counted until now, and what there is now: name → label → value."""

    counts: dict[str, dict[str, float]] = {}
    times: dict[str, dict[str, Times]] = {}
    sizes: dict[str, dict[str, float]] = {}

    def add(self, other: Snapshot) -> None:
        """Add what another kernel has counted, and what it has."""
        for mine, theirs in ((self.counts, other.counts), (self.sizes, other.sizes)):
            for name, values in theirs.items():
                held = mine.setdefault(name, {})
                for label, value in values.items():
                    held[label] = held.get(label, 0) + value
        for name, times in other.times.items():
            held_times = self.times.setdefault(name, {})
            for label, each in times.items():
                held_times.setdefault(label, Times()).add(each)

    def without_sizes(self) -> Snapshot:
        """Return what stays true when the kernel is gone."""
        return Snapshot(self.counts, self.times)


class Stats:
    """Counts, from any thread. A count costs a fraction of a microsecond."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, str], float] = {}
        self._times: dict[tuple[str, str], Times] = {}

    def count(self, name: str, label: str = "", amount: float = 1) -> None:
        """Count that something has happened."""
        key = (name, label)
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + amount

    def time(self, name: str, label: str, seconds: float) -> None:
        """Note how long something has taken."""
        with self._lock:
            times = self._times.get((name, label))
            if times is None:
                times = self._times[name, label] = Times()
            times.counts[bisect_left(BUCKETS, seconds)] += 1
            times.sum += seconds

    def snapshot(self, sizes: Iterable[tuple[str, str, float]] = ()) -> Snapshot:
        """Return what has been counted until now, and what there is: names, labels and values."""
        snapshot = Snapshot({}, {}, {})
        with self._lock:
            for (name, label), value in self._counts.items():
                snapshot.counts.setdefault(name, {})[label] = value
            for (name, label), times in self._times.items():
                snapshot.times.setdefault(name, {})[label] = Times(list(times.counts), times.sum)
        for name, label, value in sizes:
            snapshot.sizes.setdefault(name, {})[label] = value
        return snapshot


stats = Stats()
