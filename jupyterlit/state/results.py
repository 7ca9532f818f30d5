"""Results: what a session's script has given to the notebook."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Results:
    """The value that a script has given last, and who waits for the first."""

    def __init__(self) -> None:
        self._given: tuple[Any, ...] = ()
        self._waiting: list[Future[Any]] = []

    @property
    def value(self) -> Any:
        """What has been given last, None before that."""
        return self._given[0] if self._given else None

    def give(self, value: Any) -> None:
        """Take a value from the script; whoever waits for one has it."""
        self._given = (value,)
        self._settle(lambda future: future.set_result(value))

    def wait(self) -> Future[Any]:
        """Return what will have the value once there is one."""
        future: Future[Any] = Future()
        self._waiting.append(future)
        if self._given:
            value = self._given[0]
            self._settle(lambda future: future.set_result(value))
        return future

    def close(self) -> None:
        """Note that the session ends: there will be none."""
        self._settle(lambda future: future.cancel())

    def _settle(self, act: Callable[[Future[Any]], object]) -> None:
        while self._waiting:
            future = self._waiting.pop()
            if not future.cancelled():
                act(future)
