"""ScriptRunner: runs the script on its thread, from request to end."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import dataclasses
import functools
import inspect
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, Literal

from jupyterlit.config.sources import settings
from jupyterlit.errors import RerunRun, StopRun
from jupyterlit.execution import script_requests
from jupyterlit.execution.forced_stop import absorb_stop, raise_in
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.fragment_runs import FragmentRuns, confines
from jupyterlit.execution.page_scripts import PageScripts
from jupyterlit.execution.script_requests import Pending, RerunRequest
from jupyterlit.execution.script_source import SHOW, SHOW_LAST, ScriptSource
from jupyterlit.execution.tasks import SessionTasks
from jupyterlit.execution.threads import Threads
from jupyterlit.protocol.messages import QueryParams as QueryParamsMessage
from jupyterlit.protocol.messages import Values
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.secrets.store import folder_of, store_of
from jupyterlit.state.fragments import Fragment, Fragments, RowSource
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.widgets import WidgetSpec
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

Status = Literal["finished", "stopped", "failed", "rerun"]
FORCE_AFTER = 0.5  # s, how long a stop waits for the next `st.` call


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the authoring side does for a run; the host hands it in.

    Parameters
    ----------
    show
        Draws a bare expression's values.
    show_last
        Draws what a notebook cell's last call has returned, given also what was called.
    show_error
        Draws an exception of the script.
    after_run
        Cleans up what is global to the process, figures left open for one.
    clear_caches
        Forgets what functions have cached.
    """

    show: Callable[..., object]
    show_last: Callable[[Any, Any], object]
    show_error: Callable[[BaseException], object]
    after_run: Callable[[], object]
    clear_caches: Callable[[], object] = lambda: None


class ScriptRunner:
    """Runs one session's script, one run after another, on a thread that lives while there is work."""

    def __init__(
        self,
        session_id: str,
        source: ScriptSource,
        queue: ForwardMsgQueue,
        state: SessionState,
        query_params: QueryParams,
        hooks: Hooks,
        threads: Threads,
        info: Mapping[str, Any],
    ) -> None:
        self.source = source
        self.scripts = PageScripts()
        self.fragments = Fragments()
        self._session_id = session_id
        self._queue = queue
        self._state = state
        self._query_params = query_params
        self._hooks = hooks
        self._threads = threads
        self.tasks = SessionTasks(session_id, queue, self.request, threads.tasks, threads.timers)
        self._parts = FragmentRuns(self.fragments, queue, threads.timers, self.request)
        self._request = RerunRequest()
        self._rerun = RerunRequest()  # what the run has asked for
        self._info = info
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._tables: dict[str, RowSource] = {}
        self._pending: Pending = ()
        self._taken_back: Pending = ()
        self._values: Mapping[str, Any] = {}
        self._stopping = False
        self._forced = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self._context: RunContext | None = None

    @property
    def running(self) -> bool:
        """Whether a run goes on or waits."""
        return self._thread is not None

    def request(self, request: RerunRequest) -> None:
        """Ask for a run; one that goes on ends at its next `st.` call, unless it is of more than what is asked for."""
        with self._lock:
            if self._closed:
                return
            for each in (*self._taken_back, request):
                self._pending = script_requests.add(self._pending, each)
            self._taken_back = ()
            if self._context is not None and request.interrupts(self._request):
                self._context.ask_end()
            if self._thread is not None:
                return
            name = f"jupyterlit-{self._session_id[:8]}"
            thread = self._thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.clock.watch(self._queue)
        thread.start()  # it needs the lock before `start` returns

    def stop(self) -> None:
        """Ask the run to stop: at its next `st.` call, or by force if there is none soon.

        Of requests that wait, the next one takes over what the browser shows already.
        """
        with self._lock:
            waiting, self._pending = (*self._taken_back, *self._pending), ()
            self._taken_back = script_requests.take_back(waiting, self._state.widgets.is_trigger)
            if self._thread is None or self._stopping:
                return
            self._stopping = True
            if self._context is not None:
                self._context.ask_end()
            thread = self._thread
        threading.Thread(target=self._force, args=(thread,), name="jupyterlit-stop", daemon=True).start()

    def close(self) -> None:
        """Stop for good."""
        with self._lock:
            self._closed = True
            self.fragments.clear()
        self.stop()
        self.tasks.close()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until no run goes on or waits; tell whether that is so."""
        with self._lock:
            return self._changed.wait_for(lambda: self._thread is None, timeout)

    def table(self, id: str) -> RowSource | None:
        """Return the rows of a table that stands on the page."""
        with self._lock:
            if self._context is not None and id in self._context.tables:
                return self._context.tables[id]
            return self._tables.get(id) or self.fragments.table(id) or self.tasks.table(id)

    def _force(self, thread: threading.Thread) -> None:
        """Raise StopRun in the script's thread until it ends; a bare `except:` may swallow one."""
        while True:
            with self._lock:
                if self._changed.wait_for(lambda: self._thread is not thread or not self._stopping, FORCE_AFTER):
                    return
                if self._context is not None:
                    self._forced = True
                    raise_in(thread.ident or 0)

    def _interrupt(self) -> None:
        """Run by the script's thread at an `st.` call after it was asked to end.

        A click that has come twice is waited for until the script has met the first.
        """
        if self._stopping:
            raise StopRun
        pending, context = self._pending, self._context
        if pending and context is not None and pending[0].interrupts(self._request):
            unmet = (id for id, value in self._values.items() if value is True and id not in context.widget_ids)
            if not any(pending[0].values.get(id) is True and self._state.widgets.is_trigger(id) for id in unmet):
                raise RerunRun

    def _next(self) -> RerunRequest | None:
        with self._lock:
            if self._pending and not self._closed:
                self._stopping = False  # a stop takes back what was asked for before it
                request, *rest = self._pending
                self._pending = tuple(rest)
                return request
            if self._stopping:  # it has met no run, but the browser waits for an end
                self._queue.end_run("stopped")
            self._threads.clock.forget(self._queue)
            self._thread = None
            self._changed.notify_all()
            return None

    def _work(self) -> None:
        while (request := self._next()) is not None:
            source = self.source
            context = source.context.copy() if source.context is not None else contextvars.Context()
            try:
                context.run(self._run, request, source)
            except BaseException:
                log.exception("A run failed outside of its script.")

    def _run(self, request: RerunRequest, source: ScriptSource) -> None:
        if request.query is not None:
            self._query_params.load(request.query)
        shown = self.scripts.pages.wanted
        if request.page is not None:
            self.scripts.pages.wanted = request.page
        source = self.scripts.choose(source)
        parts = self._parts.of(request)
        if request.fragments and request.timed and not (parts or request.calls):
            return  # what it was for is gone
        begun = time.perf_counter()
        context = RunContext(
            self._queue,
            self._state,
            self._query_params,
            session_id=self._session_id,
            script_path=source.path,
            info=self._info,
            on_interrupt=self._interrupt,
            fragments=self.fragments,
            spawn=self._spawn,
            pages=self.scripts.pages,
            run_script=functools.partial(self._run_file, source),
            tasks=self.tasks,
        )
        moved = self.scripts.pages.wanted != shown
        self._queue.start_run(*confines(parts), clear=moved)
        if moved:
            self._queue.send(QueryParamsMessage(query=self._query_params.dump(), replace=True))
        if not parts:
            self.scripts.begin_run(context, self._queue)
        token = enter(context)
        status: Status = "stopped"
        try:
            with self._lock:
                self._context = context
                self._values = request.values
                self._request = dataclasses.replace(request, fragments=tuple(part.id for part in parts))
                context.interrupt = self._stopping or any(p.interrupts(self._request) for p in self._pending[:1])
            status = self._script(context, request, parts, source)
        except StopRun:  # by force, when the script was over already
            pass
        settled = None
        while settled is None:
            with contextlib.suppress(StopRun):  # by force, as late as that
                settled = self._settle()
        leave(token)
        context.end()
        asked, newer = settled
        self._finish(context, status, asked=asked, newer=newer)
        stats.time("run_seconds", "fragment" if self._request.fragments else "script", time.perf_counter() - begun)
        stats.count("runs", status)

    def _settle(self) -> tuple[bool, bool]:
        """Note that the script is over: no forced stop may come any more.

        Returns
        -------
        tuple
            Whether a stop was asked for from outside, and whether a newer request waits.
        """
        with self._lock:
            self._context = None
            if self._forced:
                absorb_stop()
                self._forced = False
            asked, self._stopping = self._stopping, False
            self._changed.notify_all()
            return asked, bool(self._pending)

    def _script(
        self, context: RunContext, request: RerunRequest, parts: list[Fragment], source: ScriptSource
    ) -> Status:
        store_of(folder_of(self.source.path)).load()  # a script may look for them in the environment alone
        try:
            changed, refused = self._state.widgets.receive(request.values)
            if refused:
                self._queue.send(Values(values=refused))
            if self._query_params.follow(self._state.widgets.to_query(changed)):
                self._queue.send(QueryParamsMessage(query=self._query_params.dump(), replace=True))
            codes = source.codes()
            if chosen := self._call_back(context, changed, request.calls, parts):
                self._request = dataclasses.replace(self._request, fragments=tuple(part.id for part in chosen))
                parts = chosen
                self._queue.confine(confines(parts)[1])
            context.stack.clear()
            context.fragment_ids.clear()
            for part in parts:
                context.fragment = part.id
                _complete(part.call())
            if not parts:
                self._execute_all(codes, source)
            for wait in context.beside:
                wait()
            if settings().get("runner.enforceSerializableSessionState"):
                self._state.check_picklable()
        except StopRun:
            return "stopped"
        except RerunRun as rerun:
            self._rerun = RerunRequest(fragments=rerun.fragments, page=rerun.page)
            if rerun.query is not None:
                self._query_params.load(rerun.query)
            return "rerun"
        except BaseException as error:
            return self._show_error(context, error)
        return "finished"

    def _spawn(self, call: Callable[[], None]) -> Callable[[], None]:
        """Begin a call on another thread and return what waits for it and raises what it raises."""
        return self._threads.beside.submit(contextvars.copy_context().run, call).result

    def _execute_all(self, codes: Sequence[CodeType], source: ScriptSource) -> None:
        values = source.globals()
        values[SHOW], values[SHOW_LAST] = self._hooks.show, self._hooks.show_last
        for code in codes:
            _execute(code, values)

    def _run_file(self, source: ScriptSource, path: str) -> None:
        """Run a file as a part of the run: the code of a page."""
        script = self.scripts.file(source, path)
        self._execute_all(script.codes(), script)

    def _call_back(
        self,
        context: RunContext,
        changed: Sequence[WidgetSpec],
        calls: Sequence[Callable[[], object]],
        parts: list[Fragment],
    ) -> list[Fragment]:
        """Call the author's callbacks; return the fragments that they, and no other of them, have asked to run."""
        asked: dict[str, None] = {}
        others = False
        context.calling_back = True
        widgets = [(spec.call, spec.callback is not None) for spec in changed]
        for call, counts in (*widgets, *((call, True) for call in calls)):
            if parts:
                context.stack[:] = [part.block for part in parts[:1]]
            begun = time.perf_counter()
            try:
                _complete(call())
                others = others or counts
            except RerunRun as rerun:
                others = others or not rerun.fragments
                asked.update(dict.fromkeys(rerun.fragments))
            finally:
                if counts:
                    stats.time("run_seconds", "callback", time.perf_counter() - begun)
        context.calling_back = False
        return [] if others else [part for id in asked if (part := self.fragments.get(id)) is not None]

    def _show_error(self, context: RunContext, error: BaseException) -> Status:
        context.interrupt = False
        context.scope = None
        context.stack.clear()
        if context.stray is not None and context.stray[0] is error:
            context.scope = context.stray[1]
            context.stack.append(context.scope.block)
        try:
            self._hooks.show_error(error)
        except StopRun:
            return "stopped"
        except RerunRun:
            return "rerun"
        except BaseException:
            log.exception("An exception cannot be shown.")
        return "failed"

    def _finish(self, context: RunContext, status: Status, *, asked: bool, newer: bool) -> None:
        if status == "rerun":
            with self._lock:
                if asked or self._stopping:
                    status, self._stopping = "stopped", False
                else:
                    # What waits for another page than the one gone to is of no use.
                    self._pending = script_requests.go_on(self._pending, self._rerun)
                self._rerun = RerunRequest()
        ran = self._request.fragments
        try:
            released = self._state.widgets.end_run(
                context.widget_ids,
                complete=status == "finished",
                interrupted=status == "rerun" and newer,
                within=self._parts.within(ran) if ran else None,
                page=self.scripts.pages.wanted,
            )
            if self._query_params.release(released):
                self._queue.send(QueryParamsMessage(query=self._query_params.dump(), replace=True))
            if status == "finished":
                self.fragments.end_run(context.fragment_ids, ran)
                if not ran:
                    self.tasks.end_run(context.task_names)
                    self.scripts.end_run(self._queue)
            if status != "rerun":
                if not ran:
                    self._tables = context.tables
                self._hooks.after_run()
                self._parts.set_timers()
        finally:
            self._queue.end_run(status)


def _complete(result: object) -> None:
    """Wait for what an asynchronous function of the author's has begun."""
    if inspect.iscoroutine(result):
        asyncio.run(result)


def _execute(code: CodeType, values: dict[str, Any]) -> None:
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(eval(code, values))
    else:
        exec(code, values)
