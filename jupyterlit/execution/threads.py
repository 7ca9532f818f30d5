"""The threads that all sessions of a process share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Protocol

from jupyterlit.execution.run_threads import RunThreads
from jupyterlit.execution.task_pool import TaskPool
from jupyterlit.execution.timers import Timers


class Clock(Protocol):
    """Ticks for sessions that run."""

    def watch(self, tick: Callable[[], bool]) -> None:
        """Call a function often, as long as it returns that it wants to be called again."""
        ...


@dataclass(frozen=True, slots=True)
class Threads:
    """What sessions need of time and of threads.

    Parameters
    ----------
    clock
        Ticks for sessions that run.
    timers
        Makes calls later.
    beside
        Runs fragments beside their scripts.
    submit
        Calls a function on a worker thread: what answers a browser, and is no run.
    runs
        Has a thread for each run.
    tasks
        Says which tasks run, each on a thread of its own.
    """

    clock: Clock
    timers: Timers
    beside: Executor
    submit: Callable[..., object]
    runs: RunThreads
    tasks: TaskPool
