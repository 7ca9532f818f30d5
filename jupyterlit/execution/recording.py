"""What has happened in a session's runs, kept while somebody looks at it."""

from __future__ import annotations

import linecache
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Literal

from jupyterlit.execution.sampling import LineTimes, sampler
from jupyterlit.protocol.inside import (
    InsideCache,
    InsideCause,
    InsideLine,
    InsideLog,
    InsideRun,
    InsideSpan,
    LogSource,
    SpanKind,
)
from jupyterlit.secrets.hiding import hide
from jupyterlit.tracebacks import describe, name_places, place

MOST_RUNS = 50
MOST_SPANS = 400  # of one run
MOST_LINES = 100  # told of one run, the slowest
MOST_CACHES = 200
MOST_LOG = 500
LONGEST = 2_000  # characters of a line of the log
READING = 0.0005  # s, from when on it counts that a script was read
SENDING = -1  # the lane of what is sent, for itself

Status = Literal["running", "finished", "stopped", "failed", "rerun"]


class RunRecord:
    """What has happened in one run, noted from any of its threads.

    Parameters
    ----------
    number
        Of the session's recorded runs.
    of
        The recording that it belongs to.
    cause
        Why it was made.
    asked
        When it was asked for, by the clock that counts seconds here.
    """

    def __init__(self, number: int, of: Recording, cause: InsideCause, asked: float) -> None:
        self.number = number
        self._of = of
        self.status: Status = "running"
        self.error = ""
        self.elements = 0
        self._cause = cause
        self._asked = asked
        self._began = time.time() - (time.perf_counter() - asked)
        self._seconds: float | None = None
        self._lock = threading.Lock()
        self._spans: list[InsideSpan] = []
        self._lanes: dict[int, int] = {threading.get_ident(): 0}
        self._caches: dict[str, list[int]] = {}
        self._times = LineTimes()
        self._changes = self._messages = self._bytes = 0
        now = time.perf_counter()
        self._add("waiting", "", asked, now, 0)

    def is_of(self, recording: Recording) -> bool:
        """Tell whether it belongs to a recording."""
        return self._of is recording

    @contextmanager
    def span(self, kind: SpanKind, name: str = "") -> Generator[None]:
        """Note how long something takes, and which lines of the author's it is in meanwhile."""
        begun = time.perf_counter()
        try:
            with sampler.watch(self._times):
                yield
        finally:
            with self._lock:
                lane = self._lanes.setdefault(threading.get_ident(), len(self._lanes))
            self._add(kind, name, begun, time.perf_counter(), lane)

    @contextmanager
    def fragment(self, name: str) -> Generator[None]:
        """Note how long a fragment takes."""
        with self.span("fragment", name.rpartition(".")[2]):
            yield

    def cached(self, function: str, *, hit: bool) -> None:
        """Note that a cached function was called, and whether a kept result has answered."""
        with self._lock:
            if function in self._caches or len(self._caches) < MOST_CACHES:
                counts = self._caches.setdefault(function, [0, 0])
                counts[0 if hit else 1] += 1

    def sent(self, changes: int, messages: int, size: int, begun: float) -> None:
        """Note that a batch of messages was sent."""
        with self._lock:
            self._changes += changes
            self._messages += messages
            self._bytes += size
        self._add("sending", "", begun, time.perf_counter(), SENDING)

    def fail(self, error: BaseException) -> None:
        """Note what has ended the run, or a part of it."""
        report = describe(error)
        where = next((f"{frame.file}, line {frame.line}: " for frame in reversed(report.frames) if frame.file), "")
        self.error = f"{where}{report.exception_type}: {report.message}"

    def end(self, status: Status) -> None:
        """Note that the run is over."""
        sampler.forget(self._times)  # a stop by force may have come between
        self._seconds = time.perf_counter() - self._asked
        self.status = status

    def _add(self, kind: SpanKind, name: str, begun: float, ended: float, lane: int) -> None:
        if kind == "reading" and ended - begun < READING:  # nothing was compiled
            return
        with self._lock:
            if len(self._spans) < MOST_SPANS:
                self._spans.append(InsideSpan(kind, name, begun - self._asked, ended - begun, lane))

    def report(self) -> InsideRun:
        """Return what has been noted until now."""
        with self._lock:
            spans = sorted(self._spans, key=lambda span: (span.start, -span.seconds))
            caches = [InsideCache(function, *counts) for function, counts in self._caches.items()]
            changes, messages, size = self._changes, self._messages, self._bytes
        seconds = time.perf_counter() - self._asked if self._seconds is None else self._seconds
        lines = self._lines()
        return InsideRun(
            self.number, self._cause, self._began, seconds, self.status, self.error[:LONGEST], spans, lines,
            caches, self.elements, changes, messages, size,
        )  # fmt: skip

    def _lines(self) -> list[InsideLine]:
        """Return the lines that have taken longest."""
        whole, own = dict(self._times.whole), dict(self._times.own)
        slowest = sorted(whole, key=lambda line: -whole[line])[:MOST_LINES]
        return [
            InsideLine(place(file), line, _code(file, line), whole[file, line], own.get((file, line), 0.0))
            for file, line in slowest
        ]


def _code(file: str, line: int) -> str:
    return hide(linecache.getline(file, line).rstrip())[:300]


class Recording:
    """The last runs of a session and what they have printed, recorded while somebody looks.

    Attributes
    ----------
    on
        Whether somebody looks.
    current
        The run that goes on.
    """

    def __init__(self) -> None:
        self.on = False
        self.current: RunRecord | None = None
        self._lock = threading.Lock()
        self._runs: deque[RunRecord] = deque(maxlen=MOST_RUNS)
        self._log: deque[InsideLog] = deque(maxlen=MOST_LOG)
        self._count = self._lines = 0
        self._partial: dict[LogSource, str] = {}
        self._listeners: list[Callable[[], object]] = []

    def begin(self, cause: InsideCause, asked: float) -> RunRecord:
        """Note that a run begins."""
        with self._lock:
            self._count += 1
            self.current = run = RunRecord(self._count, self, cause, asked)
            self._runs.append(run)
        self._tell()
        return run

    def end(self, run: RunRecord, status: Status) -> None:
        """Note that a run has ended."""
        for source in list(self._partial):
            self.write(source, "\n")
        run.end(status)
        self._tell()

    def sent(self, changes: int, messages: int, size: int, begun: float) -> None:
        """Note that a batch of messages was sent: it is of the run that goes on."""
        if self.current is not None and self.current.status == "running":
            self.current.sent(changes, messages, size, begun)

    def write(self, source: LogSource, text: str) -> None:
        """Note what was printed; lines count once they are whole."""
        with self._lock:
            *lines, rest = (self._partial.pop(source, "") + text[: 100 * LONGEST]).split("\n")
            if rest:
                self._partial[source] = rest[:LONGEST]
            for line in lines:
                if line.strip():
                    self._lines += 1
                    run = self.current.number if self.current is not None and self.current.status == "running" else 0
                    self._log.append(
                        InsideLog(self._lines, run, time.time(), source, hide(name_places(line))[:LONGEST])
                    )
        if lines:
            self._tell()

    def runs(self) -> list[RunRecord]:
        """Return the runs that are kept, the oldest first."""
        with self._lock:
            return list(self._runs)

    def log(self, after: int = 0) -> list[InsideLog]:
        """Return the lines that are kept with a number above `after`."""
        with self._lock:
            return [line for line in self._log if line.number > after]

    def listen(self, listener: Callable[[], object]) -> None:
        """Let somebody look; it is told that there is news, on any thread, and must return at once."""
        self._listeners.append(listener)
        self.on = True

    def leave(self, listener: Callable[[], object]) -> bool:
        """Note that somebody looks no more; tell whether others do."""
        if listener in self._listeners:
            self._listeners.remove(listener)
        self.on = bool(self._listeners)
        return self.on

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
