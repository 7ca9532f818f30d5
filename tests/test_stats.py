"""What a kernel counts of itself."""

from __future__ import annotations

import threading

import msgspec

from jupyterlit.stats import BUCKETS, METRICS, Snapshot, Stats, Times


def test_counts_and_times_by_label() -> None:
    stats = Stats()
    stats.count("runs", "finished")
    stats.count("runs", "finished", 2)
    stats.count("runs", "failed")
    stats.time("run_seconds", "script", 0.004)
    stats.time("run_seconds", "script", 0.005)
    stats.time("run_seconds", "script", 1000)
    found = stats.snapshot([("sessions", "", 3)])
    assert found.counts == {"runs": {"finished": 3, "failed": 1}}
    times = found.times["run_seconds"]["script"]
    assert (times.counts[BUCKETS.index(0.005)], times.counts[-1], sum(times.counts)) == (2, 1, 3)
    assert times.sum == 1000.009
    assert found.sizes == {"sessions": {"": 3}}


def test_a_snapshot_does_not_change() -> None:
    stats = Stats()
    stats.count("runs")
    stats.time("run_seconds", "script", 1)
    found = stats.snapshot()
    before = msgspec.json.encode(found)
    stats.count("runs")
    stats.time("run_seconds", "script", 1)
    assert msgspec.json.encode(found) == before


def test_kernels_are_added_up() -> None:
    total = Snapshot({}, {}, {})
    for amount in (1, 2):
        stats = Stats()
        stats.count("runs", "finished", amount)
        stats.time("run_seconds", "script", amount)
        total.add(msgspec.json.decode(msgspec.json.encode(stats.snapshot([("sessions", "", amount)])), type=Snapshot))
    assert total.counts == {"runs": {"finished": 3}}
    assert total.sizes == {"sessions": {"": 3}}
    assert (sum(total.times["run_seconds"]["script"].counts), total.times["run_seconds"]["script"].sum) == (2, 3)
    assert total.without_sizes().sizes == {}


def test_nothing_is_lost_between_threads() -> None:
    stats = Stats()

    def work() -> None:
        for _ in range(2000):
            stats.count("runs")
            stats.time("run_seconds", "script", 0.1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = stats.snapshot()
    assert found.counts["runs"][""] == 8000
    assert sum(found.times["run_seconds"]["script"].counts) == 8000


def test_every_name_says_what_it_means() -> None:
    assert all(metric.help.endswith(".") for metric in METRICS.values())
    assert len(Times().counts) == len(BUCKETS) + 1
    assert list(BUCKETS) == sorted(BUCKETS)
