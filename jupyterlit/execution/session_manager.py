"""SessionManager: opens, finds and closes sessions; is handed its parts."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import FRAME
from jupyterlit.execution.page_settings import SettingsWatch
from jupyterlit.execution.run_threads import RunThreads
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.task_pool import TaskPool
from jupyterlit.execution.threads import Threads
from jupyterlit.execution.timers import Timers

log = logging.getLogger("jupyterlit")

BESIDE = 16  # fragments of all sessions that run beside their scripts at once
TOGETHER = 16  # sessions that have ended and are freed at once
REST = 5.0  # s without a run after which the clock's thread ends

_runs = RunThreads()  # one thread waits for all managers of a process: each test of an app has its own


class SessionManager:
    """The sessions of this kernel, by id.

    Parameters
    ----------
    hooks
        What the authoring side does for a run.
    """

    def __init__(self, hooks: Hooks) -> None:
        self._hooks = hooks
        self._sessions: dict[str, AppSession] = {}
        self._ended = 0
        options = settings()
        beside = options.get("runner.parallelMaxWorkers") or BESIDE
        self._beside = ThreadPoolExecutor(beside, thread_name_prefix="jupyterlit-beside")
        self._workers = ThreadPoolExecutor(2, thread_name_prefix="jupyterlit-rows")
        timers = Timers()
        tasks = TaskPool(options.get("tasks.maxRunning"), options.get("tasks.maxRunningPerSession"))
        self._threads = Threads(_Ticker(), timers, self._beside, self._workers.submit, _runs, tasks)
        self._watch = SettingsWatch(options, timers, lambda: list(self._sessions.values()))

    def open(self, id: str, source: ScriptSource, info: Mapping[str, Any] | None = None) -> AppSession:
        """Return the session with this id, a new one where there is none."""
        session = self._sessions.get(id)
        if session is None:
            session = AppSession(id, source, self._hooks, self._threads, info or {})
            self._sessions[id] = session
        self._watch.begin()
        return session

    def get(self, id: str) -> AppSession | None:
        """Return the session with this id, if there is one."""
        return self._sessions.get(id)

    def close(self, id: str) -> None:
        """End a session; one that is gone already is no error."""
        session = self._sessions.pop(id, None)
        if session is not None:
            session.close()
            self._ended += 1
            if self._ended % TOGETHER == 0:  # parts of a session know each other: by itself Python frees them late
                self._threads.submit(gc.collect)

    def close_all(self) -> None:
        """End all sessions."""
        for id in list(self._sessions):
            self.close(id)
        for threads in (self._workers, self._beside):
            threads.shutdown(wait=False, cancel_futures=True)

    def sizes(self) -> Iterator[tuple[str, str, float]]:
        """Give what there is to count: names, labels and values."""
        sessions = list(self._sessions.values())
        yield "sessions", "", len(sessions)
        yield "tasks", "running", sum(session.runner.tasks.count("running") for session in sessions)
        yield "tasks", "waiting", sum(session.runner.tasks.count("waiting") for session in sessions)

    def of(self, sources: Mapping[str, ScriptSource]) -> list[AppSession]:
        """Return the sessions whose app has these scripts."""
        return [session for session in list(self._sessions.values()) if session.runner.scripts.sources is sources]


class _Ticker:
    """One thread that ticks for running sessions, and sleeps while none runs."""

    def __init__(self) -> None:
        self._ticks: set[Callable[[], bool]] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, tick: Callable[[], bool]) -> None:
        with self._lock:
            self._ticks.add(tick)
            if self._thread is None:
                self._thread = threading.Thread(target=self._tick, name="jupyterlit-tick", daemon=True)
                self._thread.start()
        self._wake.set()

    def _tick(self) -> None:
        while True:
            if not self._wake.wait(REST):
                with self._lock:
                    if not self._ticks:
                        self._thread = None
                        return
            time.sleep(FRAME)
            with self._lock:
                ticks, self._ticks = self._ticks, set()
            again = {tick for tick in ticks if tick()}
            with self._lock:
                self._ticks |= again
                if not self._ticks:
                    self._wake.clear()
