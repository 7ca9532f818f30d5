"""Timers: calls made later, all from one thread that sleeps until the next is due."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger("jupyterlit")

REST = 5.0  # s without a call to make after which the thread ends


class Timers:
    """Calls to be made later; each must be short."""

    def __init__(self) -> None:
        self._calls: list[tuple[float, int, Callable[[], object]]] = []
        self._count = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def call_later(self, delay: float, call: Callable[[], object]) -> None:
        """Make a call after `delay` seconds."""
        with self._changed:
            heapq.heappush(self._calls, (time.monotonic() + delay, next(self._count), call))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jupyterlit-timers", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _work(self) -> None:
        while (call := self._next()) is not None:
            try:
                call()
            except Exception:
                log.exception("A call that was due has failed.")

    def _next(self) -> Callable[[], object] | None:
        """Wait for the next call that is due; none if there is nothing to wait for."""
        with self._changed:
            while True:
                if not self._calls:
                    if not self._changed.wait(REST) and not self._calls:
                        self._thread = None
                        return None
                elif (wait := self._calls[0][0] - time.monotonic()) > 0:
                    self._changed.wait(wait)
                else:
                    return heapq.heappop(self._calls)[2]
