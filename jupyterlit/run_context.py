"""RunContext and current(): where what authors call meets what runs their script."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from typing import Any, Protocol

from jupyterlit.errors import StopRun
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Forward, PageConfig, Path, Rows, RowsRequest
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState

log = logging.getLogger("jupyterlit")


class Output(Protocol):
    """Where a run's messages go."""

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`."""
        ...

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole."""
        ...


class Recorder(Protocol):
    """Sees what a cached call draws."""

    def put(self, path: Path, element: Element) -> None: ...


class RowSource(Protocol):
    """A table whose rows the browser asks for as it shows them."""

    def rows(self, request: RowsRequest) -> Rows:
        """Return the rows asked for; raises what the reader should see."""
        ...

    def frame(self) -> Any:
        """Return the whole table as a pandas DataFrame."""
        ...


class RunContext:
    """What one run of one session needs.

    Parameters
    ----------
    output
        Where messages go.
    session_state, query_params
        What the session remembers.
    session_id
        Whose run it is; empty outside of an app.
    script_path
        The script's file, empty for a cell.
    info
        What is known of the visitor and their browser.
    on_interrupt
        Called at the next `st.` call once `interrupt` is set; raises to end the run.
    """

    __slots__ = (
        "_cursors", "block_keys", "form_keys", "fragment", "info", "interrupt", "on_interrupt", "output", "page_config",
        "query_params", "recorders", "script_path", "session_id", "session_state", "stack", "tables", "widget_ids",
        "widget_keys",
    )  # fmt: skip

    def __init__(
        self,
        output: Output,
        session_state: SessionState,
        query_params: QueryParams,
        *,
        session_id: str = "",
        script_path: str = "",
        info: Mapping[str, Any] | None = None,
        on_interrupt: Callable[[], None] | None = None,
    ) -> None:
        self.output = output
        self.session_state = session_state
        self.query_params = query_params
        self.session_id = session_id
        self.script_path = script_path
        self.info: Mapping[str, Any] = info or {}
        self.interrupt = False
        self.on_interrupt = on_interrupt
        self.fragment: str | None = None
        self.page_config = PageConfig()
        self.widget_ids: set[str] = set()
        self.widget_keys: set[str] = set()
        self.block_keys: set[str] = set()
        self.form_keys: set[str] = set()
        self.stack: list[Any] = []
        self.recorders: list[Recorder] = []
        self.tables: dict[str, RowSource] = {}
        self._cursors: dict[Path, int] = {}

    def next_path(self, block: Path) -> Path:
        """Return the path of the next child of the block at `block`."""
        index = self._cursors.get(block, 0)
        self._cursors[block] = index + 1
        return (*block, index)

    def spare_path(self, block: Path) -> Path:
        """Return the path that the next child of the block at `block` will have."""
        return (*block, self._cursors.get(block, 0))

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`; ends the run here if that was asked for."""
        if self.interrupt:
            self.check()
        for recorder in self.recorders:
            recorder.put(path, element)
        self.output.put(path, element)

    def put_block(self, path: Path, element: Element) -> None:
        """Let a block without children yet stand at `path`."""
        self._cursors[path] = 0
        self.put(path, element)

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole."""
        self.check()
        self.output.send(message)

    def check(self) -> None:
        """End the run here if that was asked for."""
        if self.interrupt:
            if self.on_interrupt is not None:
                self.on_interrupt()
            else:
                raise StopRun


class _Nowhere:
    """The output of calls outside an app."""

    def __init__(self) -> None:
        self._warned = False

    def put(self, path: Path, element: Element) -> None:
        self._warn()

    def send(self, message: Forward) -> None:
        self._warn()

    def _warn(self) -> None:
        if not self._warned:
            self._warned = True
            log.warning("Nothing is shown: this call is not in an app. Put it in a cell that starts with %%app.")


_current: ContextVar[RunContext | None] = ContextVar("jupyterlit_run", default=None)
_bare: list[RunContext] = []


def current() -> RunContext:
    """Return the context of the run this thread belongs to.

    Outside of any run calls draw nothing and widgets return their defaults.
    """
    context = _current.get()
    if context is not None:
        return context
    if not _bare:
        _bare.append(RunContext(_Nowhere(), SessionState(), QueryParams()))
    bare = _bare[0]
    bare.tables.clear()
    for names in (bare.widget_ids, bare.widget_keys, bare.block_keys, bare.form_keys):
        names.clear()
    return bare


def in_run() -> bool:
    """Tell whether this thread belongs to a run."""
    return _current.get() is not None


def enter(context: RunContext) -> Token[RunContext | None]:
    """Make `context` the current one of this thread; give the result to `leave`."""
    return _current.set(context)


def leave(token: Token[RunContext | None]) -> None:
    """Take back an `enter`."""
    _current.reset(token)
