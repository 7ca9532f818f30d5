"""FrailStore: a store of sessions that may fail for a while, and is left alone then."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from jupyterlit.server.storage.session_store import SessionStore, StoreFailed

FIRST_REST, LONGEST_REST = 1.0, 30.0  # s for which a store that has failed is left alone
UNSURE = 30.0  # s without the store in which browsers are asked to try elsewhere, before they get a new session
ResultT = TypeVar("ResultT")


class FrailStore:
    """A store, and whether it works.

    Parameters
    ----------
    store
        What may fail.
    log
        Is told when it fails, and when it works again.
    """

    def __init__(self, store: SessionStore, log: logging.Logger) -> None:
        self.store = store
        self._log = log
        self._rest = 0.0
        self._until = 0.0
        self._failing = 0.0

    @property
    def unsure(self) -> bool:
        """Whether other servers may have what this one does not find: the store they share has just failed."""
        shared = self.store.post is not None
        return shared and self._rest > 0 and time.monotonic() - self._failing < UNSURE

    @property
    def wait(self) -> float:
        """Seconds until it is worth trying."""
        return min(FIRST_REST, self._until - time.monotonic())

    def retry(self) -> None:
        """Try the store again at once: there is news of it."""
        self._until = 0.0

    async def ask(self, ask: Callable[[], Awaitable[ResultT]], otherwise: ResultT) -> ResultT:
        """Ask the store for something; while it fails, answer without it."""
        if time.monotonic() < self._until:
            return otherwise
        try:
            answer = await ask()
        except StoreFailed as error:
            if not self._rest:
                self._log.error("Sessions cannot be kept at present: %s. They go on in memory.", str(error).rstrip("."))
                self._failing = time.monotonic()
            self._rest = min(LONGEST_REST, self._rest * 2 or FIRST_REST)
            self._until = time.monotonic() + self._rest
            return otherwise
        if self._rest:
            self._rest = 0.0
            self._log.warning("Sessions are kept again.")
        return answer
