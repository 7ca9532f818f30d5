"""Old results made anew in the background, a few at once."""

from __future__ import annotations

import functools
import logging
import math
import threading
from collections.abc import Callable
from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState

log = logging.getLogger("jupyterlit")

_FACTOR = 2.0


@functools.cache
def stale_factor() -> float:
    """Return how many times its ttl old a result may be that is given while a new one is made."""
    factor: float = settings().get("runner.cacheBackgroundRefreshTTLMultiplier")
    if 1 < factor < math.inf:
        return factor
    settings().warn(
        f"runner.cacheBackgroundRefreshTTLMultiplier={factor!r} lets no result be old, or all. "
        f"Give more than 1; it is {_FACTOR:g} now."
    )
    return _FACTOR


@functools.cache
def _room() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(settings().get("runner.cacheBackgroundRefreshMaxWorkers"))


def refresh(name: str, make: Callable[[RunContext], None], busy: threading.Lock) -> None:
    """Make a result anew on a thread of its own, unless somebody does or too many are being made.

    Parameters
    ----------
    name
        The function's.
    make
        Makes and keeps it, in a run that no reader sees.
    busy
        Held by who makes it.
    """

    def work() -> None:
        if not busy.acquire(blocking=False):
            room.release()
            return
        context = RunContext(Unseen(name), SessionState(), QueryParams())
        token = enter(context)
        try:
            make(context)
        except Exception:
            log.exception("%s() could not be refreshed; its last result is used.", name)
        finally:
            leave(token)
            busy.release()
            room.release()

    room = _room()
    if room.acquire(blocking=False):
        threading.Thread(target=work, name=f"jupyterlit-refresh-{name}", daemon=True).start()


class Unseen:
    """The output of a call that no reader sees."""

    def __init__(self, name: str) -> None:
        self._name = name

    def put(self, path: Any, element: Any) -> None:
        log.warning("%s() draws elements, which a refresh in the background cannot show.", self._name)

    def send(self, message: Any) -> None:
        """Send nothing."""

    def count(self, path: Any) -> int:
        return 0
