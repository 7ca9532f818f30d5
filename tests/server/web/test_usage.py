from __future__ import annotations

import os
import time

import psutil
import pytest

from jupyterlit.server.web import usage
from jupyterlit.server.web.usage import Meter


def test_what_a_process_uses_is_measured_between_two_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    meter, pid = Meter(), os.getpid()
    first = meter.read([pid, 2**30])
    assert list(first) == [pid]
    assert first[pid].memory > 10_000_000
    assert first[pid].cores == 0.0
    assert abs(first[pid].since - psutil.Process(pid).create_time()) < 1
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert meter.read([pid])[pid].cores > 0
    monkeypatch.setattr(usage, "_FORGET_SECONDS", 0.0)
    assert meter.read([pid])[pid].cores == 0.0


def test_the_machine_has_memory_and_cores() -> None:
    meter = Meter()
    assert meter.machine().cores_used == 0.0
    machine = meter.machine()
    assert 0 < machine.memory_used < machine.memory
    assert 0 <= machine.cores_used <= machine.cores
