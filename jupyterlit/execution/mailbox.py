"""Mailbox: calls made one after another, on a thread that lives while there are any."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections import deque
from collections.abc import Callable

log = logging.getLogger("jupyterlit")


class Mailbox:
    """Makes calls in the order in which they come.

    Parameters
    ----------
    name
        Of its thread.
    context
        Returns the context that calls are made in a copy of, if there is one.
    """

    def __init__(self, name: str, context: Callable[[], contextvars.Context | None]) -> None:
        self._name = name
        self._context = context
        self._calls: deque[Callable[[], object]] = deque()
        self._lock = threading.Lock()
        self._working = False

    @property
    def length(self) -> int:
        """How many calls wait or are being made."""
        with self._lock:
            return len(self._calls)

    def put(self, call: Callable[[], object]) -> None:
        """Let a call be made after those that wait."""
        with self._lock:
            self._calls.append(call)
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, name=self._name, daemon=True).start()

    def after(self, call: Callable[[], object]) -> None:
        """Make a call once all that wait have been made: at once if there are none."""
        with self._lock:
            if self._calls:
                self._calls.append(call)
                return
        call()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._calls:
                    self._working = False
                    return
                call = self._calls[0]
            try:
                (self._context() or contextvars.Context()).copy().run(call)
            except Exception:
                log.exception("What a browser has sent could not be dealt with.")
            with self._lock:
                self._calls.popleft()  # only now: who comes after it waits for its end
