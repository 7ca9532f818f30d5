"""Where the time of a run goes, line by line: its threads are looked at every millisecond.

A look costs what is looked at nothing, whatever it calls, and needs no trace function: pdb, Lab's debugger and
coverage keep theirs. What C code does without letting other threads run is seen as soon as it has ended.
"""

from __future__ import annotations

import inspect
import sys
import sysconfig
import threading
import time
from collections.abc import Generator, Iterator, Sequence
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

    def add(self, lines: Sequence[Line], seconds: float) -> None:
        """Note that this time has passed in a line, the first, and in all that have called it."""
        if not lines or len(self.whole) > MOST_LINES:
            return
        self.own[lines[0]] = self.own.get(lines[0], 0.0) + seconds
        for line in lines:
            self.whole[line] = self.whole.get(line, 0.0) + seconds


def lines_of(frame: FrameType | None) -> tuple[Line, ...]:
    """Return the author's lines that a frame is in, the innermost first, each once."""
    return tuple(dict.fromkeys(_each_line_of(frame)))


def _each_line_of(frame: FrameType | None) -> Iterator[Line]:
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


class _Watch:
    """A thread that is looked at: since when it has not been, and where it was then."""

    __slots__ = ("lines", "since", "times")

    def __init__(self, times: LineTimes) -> None:
        self.times = times
        self.since = time.perf_counter()
        self.lines: tuple[Line, ...] = ()

    def pass_on(self, lines: tuple[Line, ...], now: float) -> None:
        """Note where the thread is now: it has come from where it was, nobody knows when."""
        seconds = now - self.since
        if not self.lines:
            self.times.add(lines, seconds)
        else:
            self.times.add(self.lines, seconds / 2)
            self.times.add(lines, seconds / 2)
        self.since, self.lines = now, lines


def _here() -> tuple[Line, ...]:
    return lines_of(inspect.currentframe())


class Sampler:
    """One thread that looks at those that are to be looked at, and sleeps while there are none."""

    def __init__(self) -> None:
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._watched: dict[int, _Watch] = {}
        self._thread: threading.Thread | None = None

    @contextmanager
    def watch(self, times: LineTimes) -> Generator[None]:
        """Let this thread be looked at; one that is already goes on as it was afterwards."""
        id = threading.get_ident()
        with self._lock:
            before = self._watched.get(id)
            if before is not None:
                before.pass_on(before.lines or _here(), time.perf_counter())
            self._watched[id] = _Watch(times)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jupyterlit-sampling", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._lock:
                watch = self._watched.pop(id, None)
                if watch is not None:
                    watch.pass_on(watch.lines or _here(), time.perf_counter())
                if before is not None:
                    self._watched[id] = _Watch(before.times)

    def forget(self, times: LineTimes) -> None:
        """Look at no thread any more for these."""
        with self._lock:
            for id in [id for id, watch in self._watched.items() if watch.times is times]:
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
            for id, watch in self._watched.items():
                watch.pass_on(lines_of(frames.get(id)), now)


sampler = Sampler()
