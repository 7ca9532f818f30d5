"""Where the time of a run goes, line by line: its threads are looked at every millisecond.

A look costs what is looked at nothing, whatever it calls, and needs no trace function: pdb, Lab's debugger and
coverage keep theirs. What C code does without letting other threads run is seen as soon as it has ended.
"""

from __future__ import annotations

import sys
import sysconfig
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

INTERVAL = 0.001  # s between two looks
REST = 5.0  # s without anything to look at after which the thread ends
DEEPEST = 200  # calls that are followed outwards
MOST_LINES = 2_000  # of one run

_OURS = str(Path(__file__).parent.parent) + "/"
_LIBRARIES = tuple({sysconfig.get_path(kind) + "/" for kind in ("stdlib", "platstdlib", "purelib", "platlib")})

Line = tuple[str, int]


class LineTimes:
    """Seconds by line of the author's: with all that it calls, and without other lines of the author's."""

    def __init__(self) -> None:
        self.whole: dict[Line, float] = {}
        self.own: dict[Line, float] = {}

    def add(self, frame: FrameType | None, seconds: float) -> None:
        """Note that this time has passed in a frame, and in all that have called it."""
        lines = list(dict.fromkeys(_lines_of(frame)))
        if not lines or len(self.whole) > MOST_LINES:
            return
        self.own[lines[0]] = self.own.get(lines[0], 0.0) + seconds
        for line in lines:
            self.whole[line] = self.whole.get(line, 0.0) + seconds


def _lines_of(frame: FrameType | None) -> Iterator[Line]:
    """Give the author's lines that a frame is in, the innermost first."""
    depth = 0
    while frame is not None and depth < DEEPEST:
        filename = frame.f_code.co_filename
        if frame.f_lineno is not None and is_authors(filename):  # pyright: ignore[reportUnnecessaryComparison]
            yield filename, frame.f_lineno
        frame = frame.f_back
        depth += 1


_seen: dict[str, bool] = {}


def is_authors(filename: str) -> bool:
    """Tell whether code is of the author: of no library, and not ours."""
    known = _seen.get(filename)
    if known is None:
        if len(_seen) > 10_000:  # cells that are edited have a name of their own each time
            _seen.clear()
        known = _seen[filename] = not filename.startswith(("<frozen", "<string>", _OURS, *_LIBRARIES))
    return known


class Sampler:
    """One thread that looks at those that are to be looked at, and sleeps while there are none."""

    def __init__(self) -> None:
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._watched: dict[int, tuple[LineTimes, float]] = {}
        self._thread: threading.Thread | None = None

    @contextmanager
    def watch(self, times: LineTimes) -> Generator[None]:
        """Let this thread be looked at; one that is already goes on as it was afterwards."""
        id = threading.get_ident()
        with self._lock:
            before = self._watched.get(id)
            self._watched[id] = (times, time.perf_counter())
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jupyterlit-sampling", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._lock:
                self._watched.pop(id, None)
                if before is not None:
                    self._watched[id] = (before[0], time.perf_counter())

    def forget(self, times: LineTimes) -> None:
        """Look at no thread any more for these."""
        with self._lock:
            for id in [id for id, (of, _) in self._watched.items() if of is times]:
                del self._watched[id]

    def _work(self) -> None:
        while self._wait():
            time.sleep(INTERVAL)
            self.look()

    def _wait(self) -> bool:
        with self._lock:
            if self._watched or self._changed.wait_for(lambda: self._watched, REST):
                return True
            self._thread = None
            return False

    def look(self) -> None:
        """Note where each thread is: there it has been since the last look."""
        with self._lock:
            frames = sys._current_frames()  # there is no other way to see threads  # pyright: ignore[reportPrivateUsage]
            now = time.perf_counter()
            for id, (times, since) in list(self._watched.items()):
                times.add(frames.get(id), now - since)
                self._watched[id] = (times, now)


sampler = Sampler()
