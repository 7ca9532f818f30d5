"""TaskPool: which tasks of all sessions run, and which wait for their turn."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Protocol

from jupyterlit.errors import InvalidValue
from jupyterlit.state.tasks import Work

MOST_WAITING = 1_000  # tasks of one session


class Startable(Protocol):
    """An attempt at a task, as far as the pool knows of it."""

    session: str
    work: Work

    def start(self) -> None:
        """Let it run on a thread of its own."""
        ...


class TaskPool:
    """Lets so many tasks run at once; others wait for their turn, first come first served.

    Parameters
    ----------
    at_once
        How many run at once.
    session_at_once
        How many of one session do.
    """

    def __init__(self, at_once: int, session_at_once: int) -> None:
        self._at_once = at_once
        self._session_at_once = session_at_once
        self._lock = threading.RLock()
        self._running: Counter[tuple[str, str]] = Counter()
        self._count = 0
        self._waiting: dict[Startable, None] = {}
        self._waiting_of: Counter[str] = Counter()

    def add(self, attempt: Startable) -> None:
        """Let an attempt run as soon as it may.

        Raises
        ------
        InvalidValue
            Too many of its session wait.
        """
        with self._lock:
            if self._waiting_of[attempt.session] >= MOST_WAITING:
                raise InvalidValue(
                    f"st.task: {MOST_WAITING} tasks of this session wait already. Begin fewer: one can do much."
                )
            self._waiting[attempt] = None
            self._waiting_of[attempt.session] += 1
        self._start()

    def drop(self, attempt: Startable) -> bool:
        """Let an attempt wait no longer; tell whether it did."""
        with self._lock:
            waited = attempt in self._waiting
            if waited:
                self._take(attempt)
            return waited

    def end(self, attempt: Startable) -> None:
        """Note that an attempt has ended, and let others take its turn."""
        with self._lock:
            self._count -= 1
            for group in _groups(attempt):
                self._running[group] -= 1
                if not self._running[group]:
                    del self._running[group]
        self._start()

    def _start(self) -> None:
        chosen: list[Startable] = []
        with self._lock:
            for attempt in list(self._waiting):
                if self._count >= self._at_once:
                    break
                if self._may_run(attempt):
                    self._take(attempt)
                    self._count += 1
                    self._running.update(_groups(attempt))
                    chosen.append(attempt)
        for attempt in chosen:
            attempt.start()

    def _take(self, attempt: Startable) -> None:
        del self._waiting[attempt]
        self._waiting_of[attempt.session] -= 1
        if not self._waiting_of[attempt.session]:
            del self._waiting_of[attempt.session]

    def _may_run(self, attempt: Startable) -> bool:
        session, group = _groups(attempt)
        limit = attempt.work.limit
        return self._running[session] < self._session_at_once and (limit is None or self._running[group] < limit)


def _groups(attempt: Startable) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what an attempt counts for: its session, and the group that its author has limited."""
    return ("session", attempt.session), ("group", attempt.work.group)
