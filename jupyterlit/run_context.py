"""RunContext and current(): where what authors call meets what runs their script."""

from __future__ import annotations

import contextlib
import functools
import logging
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar, Token
from operator import length_hint
from typing import Any, Protocol

from jupyterlit.config.sources import settings
from jupyterlit.errors import LayoutError, ScriptControl, StopRun
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.fragment import FragmentBlock
from jupyterlit.protocol.messages import Forward, PageConfig, Path
from jupyterlit.state.fragments import Fragment, Fragments, RowSource
from jupyterlit.state.pages import Pages
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.tasks import Tasks

log = logging.getLogger("jupyterlit")

_MOST = sys.maxsize
# What runs beside each other as parts of one run have in common.
_SHARED = (
    "block_keys", "form_keys", "fragment_ids", "observer", "page", "page_config", "strays", "task", "task_names",
    "widget_ids", "widget_keys",
)  # fmt: skip


class Output(Protocol):
    """Where a run's messages go."""

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`."""
        ...

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole."""
        ...

    def count(self, path: Path) -> int:
        """Return how many children the block at `path` has."""
        ...


class Recorder(Protocol):
    """Sees what a cached call draws."""

    def put(self, path: Path, element: Element) -> None: ...

    def call(self, path: Path, call: Callable[[], object]) -> None:
        """Note that a call stands at `path` that is made anew where the result is shown again."""
        ...


class Observer(Protocol):
    """Sees what a run does, where somebody looks."""

    def fragment(self, name: str) -> AbstractContextManager[None]:
        """Note how long a fragment takes."""
        ...

    def cached(self, function: str, *, hit: bool) -> None:
        """Note that a cached function was called, and whether a kept result has answered."""
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
        The file of the app's own script, whichever page runs; empty for a cell.
    info
        What is known of the visitor and their browser.
    on_interrupt
        Called at the next `st.` call once `interrupt` is set; raises to end the run.
    fragments
        The parts of the session's page that run by themselves.
    pages
        The pages of the session's app.
    run_script
        Runs the script in a file as a part of this run.
    spawn
        Begins a call on another thread and returns what waits for it; without, calls are made at once.
    tasks
        The work that the session owns beyond this run.

    Attributes
    ----------
    fragment
        The id of the fragment that runs by itself; none in a run of the whole script.
    scope
        The innermost fragment that the run is in.
    fragment_ids
        The fragments that the run has come to.
    strays
        Errors that have left fragments, each with its fragment: they are shown there.
    beside
        Waits for what runs beside the script, each.
    calling_back
        The script has not begun: callbacks are called.
    dialog
        The run has opened a dialog.
    observer
        Who looks at the run, if anybody does.
    page
        The path of the page that the run is in; empty in what all pages share.
    task
        The task that draws: it can show everything and ask nothing.
    task_names
        The tasks that the run has come to.
    """

    __slots__ = (
        "_cursors", "beside", "block_keys", "calling_back", "children", "dialog", "ended", "form_keys",
        "fragment", "fragment_ids", "fragments", "info", "interrupt", "observer", "on_interrupt", "output",
        "page", "page_config", "pages", "query_params", "recorders", "run_script", "scope", "script_path", "session_id",
        "session_state", "spawn", "stack", "strays", "tables", "task", "task_names", "tasks", "widget_ids",
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
        fragments: Fragments | None = None,
        spawn: Callable[[Callable[[], None]], Callable[[], None]] | None = None,
        pages: Pages | None = None,
        run_script: Callable[[str], None] | None = None,
        tasks: Tasks | None = None,
    ) -> None:
        self.output: Output = output
        self.session_state: SessionState = session_state
        self.query_params: QueryParams = query_params
        self.session_id: str = session_id
        self.script_path: str = script_path
        self.info: Mapping[str, Any] = {} if info is None else info
        self.interrupt: bool = False
        self.on_interrupt: Callable[[], None] | None = on_interrupt
        self.spawn: Callable[[Callable[[], None]], Callable[[], None]] = spawn or _call_now
        self.fragments: Fragments = fragments if fragments is not None else Fragments()
        self.fragment: str | None = None
        self.scope: Fragment | None = None
        self.fragment_ids: set[str] = set()
        self.strays: list[tuple[BaseException, Fragment]] = []
        self.beside: list[Callable[[], None]] = []
        self.children: list[RunContext] = []
        self.calling_back: bool = False
        self.ended: bool = False
        self.dialog: bool = False
        self.observer: Observer | None = None
        self.pages: Pages = pages or Pages()
        self.page: str = ""
        self.run_script: Callable[[str], None] | None = run_script
        self.tasks: Tasks | None = tasks
        self.task: Any = None
        self.task_names: set[str] = set()
        self.page_config: PageConfig = PageConfig()
        self.widget_ids: set[str] = set()
        self.widget_keys: set[str] = set()
        self.block_keys: set[str] = set()
        self.form_keys: set[str] = set()
        self.stack: list[Any] = []
        self.recorders: list[Recorder] = []
        self.tables: dict[str, RowSource] = {}
        self._cursors: dict[Path, Iterator[int]] = {}

    def next_path(self, block: Path) -> Path:
        """Return the path of the next child of the block at `block`."""
        if self.scope is not None:
            block = self._home(block, self.scope)
        cursor = self._cursors.get(block) or self._cursors.setdefault(block, _from(0))
        return block + (next(cursor),)  # noqa: RUF005 (half the time of unpacking, for each element of each run)

    def spare_path(self, block: Path) -> Path:
        """Return the path that the next child of the block at `block` will have."""
        if self.scope is not None:
            block = self._home(block, self.scope)
        cursor = self._cursors.get(block)
        return (*block, 0 if cursor is None else _MOST - length_hint(cursor))

    def _home(self, block: Path, scope: Fragment) -> Path:
        """Return the block that holds what a fragment draws into a block: that, or one in it, made outside of it."""
        if scope.holds(block):
            return block
        if block not in scope.outposts:
            if scope.parallel:
                raise LayoutError(
                    "A fragment with parallel=True cannot draw outside of itself. Draw in its body, "
                    "or make it without parallel=True."
                )
            outside = block if scope.parent is None else self._home(block, scope.parent)
            # A run of the fragment alone knows nothing of what stands there: what is new goes to the end.
            if outside not in self._cursors:
                self._cursors.setdefault(outside, _from(self.output.count(outside) if self.fragment is not None else 0))
            scope.outposts[block] = path = (*outside, next(self._cursors[outside]))
            self.put_block(path, FragmentBlock(fragment=scope.id))
        return scope.outposts[block]

    def fill(self, spot: Path) -> None:
        """Note that a place with room for one thing is filled: a fragment's next run empties it, or fills it."""
        scope = self.scope
        if scope is None or scope.holds(spot):
            return
        if scope.parallel:
            self._home(spot, scope)
        scope.spots.add(spot)

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`; ends the run here if that was asked for."""
        if self.interrupt:
            self.check()
        if self.recorders:
            for recorder in self.recorders:
                recorder.put(path, element)
        self.output.put(path, element)

    def put_block(self, path: Path, element: Element) -> None:
        """Let a block without children yet stand at `path`."""
        self._cursors[path] = _from(0)
        self.put(path, element)

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole."""
        self.check()
        self.output.send(message)

    def ask_end(self) -> None:
        """Let the run end at its next `st.` call, and what runs beside it."""
        self.interrupt = True
        for child in self.children:
            child.ask_end()

    def end(self) -> None:
        """Note that the run is over: threads that have joined it end at their next `st.` call."""
        self.ended = self.interrupt = True
        for child in self.children:
            child.end()

    def shut(self) -> None:
        """Note that another run has taken the place of this one: nothing that it does reaches the session any more."""
        self.end()
        gone: Any = _Gone()
        self.session_state = self.query_params = self.fragments = self.pages = self.tasks = gone
        for child in self.children:
            child.shut()

    def fork(self) -> RunContext:
        """Return a context for what runs beside this one, as a part of the same run."""
        child = RunContext(
            self.output,
            self.session_state,
            self.query_params,
            session_id=self.session_id,
            script_path=self.script_path,
            info=self.info,
            on_interrupt=self.on_interrupt,
            fragments=self.fragments,
            spawn=self.spawn,
            pages=self.pages,
            run_script=self.run_script,
            tasks=self.tasks,
        )
        for name in _SHARED:
            setattr(child, name, getattr(self, name))
        child._cursors = self._cursors
        self.children.append(child)
        child.interrupt, child.ended = self.interrupt, self.ended
        return child

    def stray(self, error: BaseException, fragment: Fragment) -> None:
        """Note that an error leaves a fragment; the innermost one is where it is shown."""
        if all(each is not error for each, _ in self.strays):
            self.strays.append((error, fragment))

    def check(self) -> None:
        """End the run here if that was asked for."""
        if self.interrupt:
            if self.on_interrupt is None or self.ended:
                raise StopRun
            self.on_interrupt()


def _from(first: int) -> Iterator[int]:
    """Return the places of a block from `first` on: threads that draw into it at once never get the same."""
    return iter(range(first, _MOST))


class _Gone:
    """What a run has no more: it ends where it asks for that."""

    def __getattr__(self, name: str) -> Any:
        raise StopRun


def _call_now(call: Callable[[], None]) -> Callable[[], None]:
    call()
    return lambda: None


class _Nowhere:
    """The output of calls outside an app."""

    def __init__(self) -> None:
        self._warned = False

    def put(self, path: Path, element: Element) -> None:
        self._warn()

    def send(self, message: Forward) -> None:
        self._warn()

    def count(self, path: Path) -> int:
        return 0

    def _warn(self) -> None:
        if not self._warned and settings().get("global.showWarningOnDirectExecution"):
            self._warned = True
            log.warning("Nothing is shown: this call is not in an app. Put it in a cell that starts with %%app.")


_current: ContextVar[RunContext | None] = ContextVar("jupyterlit_run", default=None)
_JOINED = "_jupyterlit_run"  # of a thread: a table of all threads would keep what they refer to, themselves too
_bare: list[RunContext] = []


def current() -> RunContext:
    """Return the context of the run this thread belongs to.

    Outside of any run calls draw nothing and widgets return their defaults.
    """
    context = _current.get() or vars(threading.current_thread()).get(_JOINED)
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
    return _current.get() is not None or _JOINED in vars(threading.current_thread())


def join(thread: threading.Thread, context: RunContext) -> None:
    """Let what an author's thread does be a part of a run; once the run is over it ends at its next `st.` call.

    It draws where the run draws by itself, in the fragment's place if it is in one, whatever the run is within.
    """
    child = context.fork()
    child.fragment, child.scope, child.tables = context.fragment, context.scope, context.tables
    child.recorders = list(context.recorders)
    if context.scope is not None:
        child.stack = context.stack[:1]
    setattr(thread, _JOINED, child)
    if not thread.is_alive():
        thread.run = functools.partial(_end_quietly, thread.run)


def _end_quietly(work: Callable[[], None]) -> None:
    with contextlib.suppress(ScriptControl):
        work()


def enter(context: RunContext) -> Token[RunContext | None]:
    """Make `context` the current one of this thread; give the result to `leave`."""
    return _current.set(context)


def leave(token: Token[RunContext | None]) -> None:
    """Take back an `enter`."""
    _current.reset(token)
