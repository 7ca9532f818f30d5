"""How far the kernel has heard the browsers: they tell their readers when it is too busy to listen."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

BROWSERS = 16  # that wait for a word at once; there may be one in each tab


class Receipts:
    """The last frame of each browser that has not been told yet that it was heard.

    Attributes
    ----------
    due
        Whether there is something to tell.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: dict[str, int] = {}

    @property
    def due(self) -> bool:
        return bool(self._heard)

    def note(self, content: object) -> None:
        """Note what came with a frame: the browser and the frame's number, or anything else."""
        match content:
            case {"browser": str(browser), "frame": int(frame)}:
                with self._lock:
                    self._heard[browser] = frame
                    if len(self._heard) > BROWSERS:
                        del self._heard[next(iter(self._heard))]
            case _:
                pass

    def take(self) -> Mapping[str, Any]:
        """Return what is to go along with the next frame, which is nothing most of the time."""
        if not self._heard:
            return {}
        with self._lock:
            heard, self._heard = self._heard, {}
        return {"heard": heard} if heard else {}
