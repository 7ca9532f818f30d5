"""The spinner of a cached call: it comes when the call takes long, and moves nothing on the page."""

from __future__ import annotations

import threading
from types import TracebackType

from jupyterlit.caching.replay import Home
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.spinner import Spinner
from jupyterlit.protocol.messages import Path
from jupyterlit.run_context import RunContext

AFTER = 0.2  # s; quick work leaves the page as it is


class LateSpinner:
    """Stands where the next element will stand, which then takes its place.

    A place of its own would shift all that follows whenever a call finds no kept result.
    """

    def __init__(self, context: RunContext, text: str, *, show_time: bool) -> None:
        self._context = context
        self._message = Spinner(text=text, show_time=show_time, cache=True, width="content")
        self._home = Home.of(context)
        self._lock = threading.Lock()
        self._ended = False
        self._shown_at: Path | None = None
        self._timer = threading.Timer(AFTER, self._show)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._shown_at is not None and self._shown_at == self._path():
                self._context.output.put(self._shown_at, Empty())

    def _path(self) -> Path:
        return self._home.path if self._home.fixed else self._context.spare_path(self._home.path)

    def _show(self) -> None:
        with self._lock:
            if not self._ended:
                self._shown_at = self._path()
                self._context.output.put(self._shown_at, self._message)
