"""Timers: calls made later, in the order in which they are due."""

from __future__ import annotations

import queue

from jupyterlit.execution.timers import Timers

from .conftest import WAIT


def test_calls_are_made_when_they_are_due() -> None:
    timers, made = Timers(), queue.Queue[str]()
    timers.call_later(0.05, lambda: made.put("later"))
    timers.call_later(0.01, lambda: 1 / 0)
    timers.call_later(0.02, lambda: made.put("soon"))
    assert [made.get(timeout=WAIT), made.get(timeout=WAIT)] == ["soon", "later"]
