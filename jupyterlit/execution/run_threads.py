"""RunThreads: a thread for each run, of which the next one waits ready: to start one takes longer than to wake it."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable


class RunThread(threading.Thread):
    """A thread that has started, and waits for its work; it ends with that."""

    def __init__(self, ended: Callable[[], None]) -> None:
        super().__init__(name="jupyterlit-run", daemon=True)
        self._ended = ended
        self._work: Callable[[], None] | None = None
        self._go = threading.Lock()
        self._go.acquire()

    def begin(self, name: str, work: Callable[[], None]) -> None:
        """Let it do its work, under this name."""
        self.name = name
        self._work = work
        self._go.release()

    def run(self) -> None:
        """Wait for the work, do it, and let the next thread get ready."""
        trace, profile = threading.gettrace(), threading.getprofile()
        self._go.acquire()
        # Who watches threads as they start may have come or gone meanwhile.
        if threading.gettrace() is not trace:
            sys.settrace(threading.gettrace())
        if threading.getprofile() is not profile:
            sys.setprofile(threading.getprofile())
        assert self._work is not None
        try:
            self._work()
        finally:
            self._ended()


class RunThreads:
    """The threads of runs: each is a new one, so nothing that a library keeps for a thread gets into another run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ready: RunThread | None = None

    def take(self) -> RunThread:
        """Return a thread that waits for its work."""
        with self._lock:
            thread, self._ready = self._ready, None
        if thread is None or not thread.is_alive():  # in a process that has been forked none is
            thread = self._start()
        return thread

    def _start(self) -> RunThread:
        thread = RunThread(self._get_ready)
        thread.start()
        return thread

    def _get_ready(self) -> None:
        with self._lock, contextlib.suppress(RuntimeError):  # there can be no more threads: the next run tries again
            if self._ready is None:
                self._ready = self._start()
