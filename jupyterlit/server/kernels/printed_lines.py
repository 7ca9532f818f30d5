"""PrintedLines: whole lines of what a kernel prints, which arrives in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_PATIENCE = 1.0  # s for the rest of a line
_LONGEST = 65_536  # characters of a line that wait for its rest


class PrintedLines:
    """What a kernel prints, put together to lines: a kernel sends what it has at fixed times, also half a line.

    Parameters
    ----------
    tell
        Is given each line, and after a second also one that has not ended.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._begun: dict[str, tuple[str, asyncio.TimerHandle]] = {}

    def take(self, stream: str, text: str) -> None:
        """Take what has been printed on a stream, "stdout" or "stderr"."""
        before, timer = self._begun.pop(stream, ("", None))
        *lines, begun = (before + text).split("\n")
        for line in lines:
            self._tell(_shown(line))
        if timer is not None and (lines or not begun):
            timer.cancel()
            timer = None
        if begun:
            timer = timer or asyncio.get_running_loop().call_later(_PATIENCE, self._end, stream)
            self._begun[stream] = begun, timer
            if len(begun) > _LONGEST:
                self._end(stream)

    def flush(self) -> None:
        """Tell what has been begun: nothing more of it is waited for."""
        for stream in list(self._begun):
            self._end(stream)

    def _end(self, stream: str) -> None:
        begun, timer = self._begun.pop(stream)
        timer.cancel()
        self._tell(_shown(begun))


def _shown(line: str) -> str:
    """Return what a terminal shows of a line in the end: a progress bar is drawn over the one before it."""
    return line.rstrip("\r").rpartition("\r")[2]
