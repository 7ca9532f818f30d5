"""What scripts print and what our log says, told to whoever looks at the session that it is of."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from jupyterlit.execution.recording import Recording, RunRecord
from jupyterlit.protocol.inside import LogSource
from jupyterlit.run_context import current, in_run

log = logging.getLogger("jupyterlit")

_STREAMS: tuple[tuple[str, LogSource], ...] = (("stdout", "out"), ("stderr", "err"))


class OutputTap:
    """Hears what is printed and logged while there are recordings; takes nothing away from where it goes."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._recordings: list[Recording] = []
        self._restore: list[Callable[[], None]] = []
        self._logged = threading.local()

    def add(self, recording: Recording) -> None:
        """Let a recording have what its runs print."""
        with self._lock:
            if recording not in self._recordings:
                self._recordings.append(recording)
            if not self._restore:
                self._restore = [self._tap(name, source) for name, source in _STREAMS]
                log.addFilter(self._log)
                self._restore.append(lambda: log.removeFilter(self._log))

    def remove(self, recording: Recording) -> None:
        """Take no more from the runs of a recording; once there is none, everything is as it was."""
        with self._lock:
            if recording in self._recordings:
                self._recordings.remove(recording)
            if not self._recordings:
                while self._restore:
                    self._restore.pop()()

    def _tap(self, name: str, source: LogSource) -> Callable[[], None]:
        stream: Any = getattr(sys, name)
        write = getattr(stream, "write", None)
        if write is None:  # there is no console
            return lambda: None

        attributes: dict[str, Any] = getattr(stream, "__dict__", {})
        before = attributes.get("write")

        def tapped(text: str) -> Any:
            self._printed(source, text)
            return write(text)

        try:
            stream.write = tapped
        except (AttributeError, TypeError):  # a stream that is not Python's own
            return lambda: None

        def restore() -> None:
            if attributes.get("write") is not tapped:  # somebody else hears now, and hands on to us
                return
            if before is None:
                del stream.write
            else:
                stream.write = before

        return restore

    def _printed(self, source: LogSource, text: str) -> None:
        recording = self._current()
        logged: str = vars(self._logged).pop("text", "") if source == "err" else ""
        if recording is not None and not (logged and logged in text):
            recording.write(source, text)

    def _current(self) -> Recording | None:
        """Return the recording of the run that this thread belongs to."""
        observer = current().observer if in_run() else None
        if not isinstance(observer, RunRecord):
            return None
        return next((each for each in self._recordings if observer.is_of(each)), None)

    def _log(self, record: logging.LogRecord) -> bool:
        """Note a line of our log: of a run for that, of none for all who look."""
        text = record.getMessage()
        self._logged.text = text  # it may be printed, too
        of_run = self._current()
        for recording in list(self._recordings) if of_run is None and not in_run() else filter(None, [of_run]):
            recording.write("log", f"{record.levelname}: {text}\n")
        return True


tap = OutputTap()
