"""ScriptRun: one run of a session's script, or of fragments of its page, from start to end."""

from __future__ import annotations

import asyncio
import contextvars
import dataclasses
import functools
import inspect
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from types import CodeType
from typing import Any, Literal

from jupyterlit.config.sources import settings
from jupyterlit.errors import RerunRun, StopRun
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.fragment_runs import FragmentRuns, confines
from jupyterlit.execution.page_scripts import PageScripts
from jupyterlit.execution.page_tree import Node
from jupyterlit.execution.recording import RunRecord
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.script_source import SHOW, SHOW_LAST, ScriptSource
from jupyterlit.execution.tasks import SessionTasks
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.inside import SpanKind
from jupyterlit.protocol.messages import Forward, Path, Values
from jupyterlit.protocol.messages import QueryParams as QueryParamsMessage
from jupyterlit.run_context import RunContext
from jupyterlit.secrets.store import folder_of, store_of
from jupyterlit.state.fragments import Fragment, Fragments
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_models import SessionModels
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.widget_spec import WidgetSpec
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

Status = Literal["finished", "stopped", "failed", "rerun"]

_UNSEEN = nullcontext()


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
    refuse
        Says that the page is for others than its reader.
    """

    show: Callable[..., object]
    show_last: Callable[[Any, Any], object]
    show_error: Callable[[BaseException], object]
    after_run: Callable[[], object]
    clear_caches: Callable[[], object] = lambda: None
    refuse: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Belongings:
    """What the runs of one session have in common."""

    session_id: str
    queue: ForwardMsgQueue
    state: SessionState
    query_params: QueryParams
    info: Mapping[str, Any]
    hooks: Hooks
    scripts: PageScripts
    fragments: Fragments
    parts: FragmentRuns
    tasks: SessionTasks
    beside: Executor


class _Page:
    """The page as one run draws it: nothing that it draws is seen once another has taken its place."""

    def __init__(self, queue: ForwardMsgQueue) -> None:
        self._lock = queue.lock
        self._queue = queue
        self._tree = queue.tree
        self._stands = queue.tree.stands
        self._send = queue.send
        self.count = queue.count
        self._closed = False

    def put(self, path: Path, element: Element) -> None:
        reached = self._tree.reached  # before it is known that no other run has begun, with a set of its own
        # Most of what a script draws stands there already, and a lock takes as long as finding that out.
        if not self._closed and self._stands(path, element, reached) and not self._queue.deltas:
            return
        with self._lock:
            if not self._closed:
                self._queue.put(path, element)

    def send(self, message: Forward) -> None:
        with self._lock:
            if not self._closed:
                self._send(message)

    def watch(self, record: RunRecord) -> None:
        """Let the elements be counted that are drawn."""

        def stands(path: Path, element: Element, reached: set[Node]) -> bool:
            record.elements += 1
            return self._tree.stands(path, element, reached)

        self._stands = stands

    def close(self) -> None:
        with self._lock:
            self._closed = True


class ScriptRun:
    """One run.

    Parameters
    ----------
    belongings
        What it has in common with others of its session.
    request
        The wish for it.
    source
        The app's script.
    on_interrupt
        Called at `st.` calls once the run has been asked to end; raises to end it.

    Attributes
    ----------
    in_script
        The author's script is running, or that of fragments: callbacks are done.
    forced
        A stop by force may be on its way to its thread.
    awaited
        Somebody looks soon whether a newer run should take its place.
    thread
        The thread that it is on.
    record
        What happens is noted there, if anybody looks.
    """

    def __init__(
        self, belongings: Belongings, request: RerunRequest, source: ScriptSource, on_interrupt: Callable[[], None]
    ) -> None:
        own = self._own = belongings
        script = source.path  # the app's own: paths of pages are relative to it, whichever runs
        self._folder = folder_of(script)
        self.in_script = self.forced = self.awaited = False
        self.thread = threading.get_ident()
        self.asked = RerunRequest()  # what the script has asked for
        self.record: RunRecord | None = None
        if request.query is not None:
            own.query_params.load(request.query)
        pages = own.scripts.pages
        self._shown = pages.wanted
        if request.page is not None:
            pages.wanted = request.page
        self._source = source = own.scripts.choose(source)
        self._parts = [] if own.scripts.refused else own.parts.of(request)
        # What it was for may be gone.
        self.pointless = bool(request.fragments) and request.timed and not (self._parts or request.calls)
        self.request = dataclasses.replace(request, fragments=_ids(self._parts))
        self._page = _Page(own.queue)
        self.context = RunContext(
            self._page,
            own.state,
            own.query_params,
            session_id=own.session_id,
            script_path=script,
            info=own.info,
            on_interrupt=on_interrupt,
            fragments=own.fragments,
            spawn=functools.partial(_spawn, own.beside),
            pages=pages,
            run_script=functools.partial(_run_file, own, source),
            tasks=own.tasks,
        )

    @property
    def part_names(self) -> list[str]:
        """The names of the fragments that it is of."""
        return [part.name.rpartition(".")[2] for part in self._parts]

    def watch(self, record: RunRecord) -> None:
        """Let it be noted what happens."""
        self.record = self.context.observer = record
        self._page.watch(record)

    def _span(self, kind: SpanKind, name: str = "") -> AbstractContextManager[None]:
        return _UNSEEN if self.record is None else self.record.span(kind, name)

    def begin(self) -> None:
        """Tell the reader that it begins."""
        own = self._own
        moved = own.scripts.pages.wanted != self._shown
        own.queue.start_run(*confines(self._parts), clear=moved)
        if moved:
            own.queue.send(QueryParamsMessage(query=own.query_params.dump(), replace=True))
        if not self._parts:
            own.scripts.begin_run(self.context, own.queue)

    def unmet(self, values: Mapping[str, Any]) -> bool:
        """Tell whether values click on what the reader has clicked on already, and the script has not met."""
        met, is_trigger = self.context.widget_ids, self._own.state.widgets.is_trigger
        unmet = (id for id, value in self.request.values.items() if value is True and id not in met)
        return any(values.get(id) is True and is_trigger(id) for id in unmet)

    def execute(self) -> Status:
        """Take the reader's values, call the author's callbacks, then the script or the fragments."""
        own, context = self._own, self.context
        store_of(self._folder).load()  # a script may look for them in the environment alone
        try:
            changed, refused = own.state.widgets.receive(self.request.values, self.request.numbers)
            if refused:
                own.queue.send(Values(values=refused, after=own.state.widgets.numbers or None))
            self._tell_views(refused)
            if own.query_params.follow(own.state.widgets.to_query(changed)):
                own.queue.send(QueryParamsMessage(query=own.query_params.dump(), replace=True))
            with self._span("reading"):
                codes = () if own.scripts.refused else self._source.codes()
            if chosen := self._call_back(changed):
                self.request = dataclasses.replace(self.request, fragments=_ids(chosen))
                self._parts = chosen
                own.queue.confine(confines(chosen)[1])
            if own.scripts.pages.wanted != self._shown:
                own.state.leave_page()
            context.stack.clear()
            context.fragment_ids.clear()
            self.in_script = True
            for part in self._parts:
                context.fragment = part.id
                _complete(part.call())
            if not self._parts:
                with self._span("script"):
                    self._show_page(codes)
            errors = self._wait()
            for error in errors:
                if (status := self._show_error(error)) != "failed":
                    return status
            if errors:
                return "failed"
            if settings().get("runner.enforceSerializableSessionState"):
                own.state.check_picklable()
        except StopRun:
            return "stopped"
        except RerunRun as rerun:
            self.asked = RerunRequest(fragments=rerun.fragments, page=rerun.page)
            if rerun.query is not None:
                own.query_params.load(rerun.query)
            return "rerun"
        except BaseException as error:
            return self._show_error(error)
        return "finished"

    def _show_page(self, codes: Sequence[CodeType]) -> None:
        own = self._own
        if own.scripts.refused:
            own.hooks.refuse()
        else:
            _execute_all(own, codes, self._source)

    def _tell_views(self, refused: Mapping[str, Any]) -> None:
        """Let other views of the session show what a reader has changed in one of them."""
        if not any(self.request.numbers):
            return
        widgets = self._own.state.widgets
        values = {
            id: wire for id, wire in self.request.values.items() if id not in refused and not widgets.is_trigger(id)
        }
        if values:
            self._own.queue.send(Values(values=values, after=widgets.numbers, reader=True))

    def give_way(self) -> None:
        """Let another run take its place, while it goes on until its next `st.` call: that ends it."""
        self.context.shut()
        self._page.close()

    def _call_back(self, changed: Sequence[WidgetSpec]) -> list[Fragment]:
        """Call the author's callbacks; return the fragments that they, and no other of them, have asked to run.

        Raises
        ------
        RerunRun
            One of them goes to another page: the others have been called, too.
        """
        context = self.context
        asked: dict[str, None] = {}
        others = False
        leaving: RerunRun | None = None
        context.calling_back = True
        widgets = [(spec.call, spec.callback) for spec in changed]
        for call, callback in (*widgets, *((call, call) for call in self.request.calls)):
            counts = callback is not None
            if self._parts:
                context.stack[:] = [part.block for part in self._parts[:1]]
            begun = time.perf_counter()
            try:
                with self._span("callback", _name_of(callback)) if counts else _UNSEEN:
                    _complete(call())
                others = others or counts
            except RerunRun as rerun:
                leaving = rerun if rerun.page is not None else leaving
                others = others or not rerun.fragments
                asked.update(dict.fromkeys(rerun.fragments))
            finally:
                if counts:
                    stats.time("run_seconds", "callback", time.perf_counter() - begun)
        context.calling_back = False
        if leaving is not None:
            raise leaving
        return [] if others else [part for id in asked if (part := self._own.fragments.get(id)) is not None]

    def _wait(self) -> list[Exception]:
        """Wait for the fragments that run beside the script; return the errors that have left them."""
        errors: list[Exception] = []
        for wait in self.context.beside:
            try:
                wait()
            except Exception as error:  # the others go on
                errors.append(error)
        return errors

    def _show_error(self, error: BaseException) -> Status:
        context = self.context
        if self.record is not None:
            self.record.fail(error)
        if not context.ended:
            context.interrupt = False
        context.stack.clear()
        context.scope = next((part for each, part in context.strays if each is error), None)
        if context.scope is not None:
            context.stack.append(context.scope.block)
        try:
            self._own.hooks.show_error(error)
        except StopRun:
            return "stopped"
        except RerunRun:
            return "rerun"
        except BaseException:
            log.exception("An exception cannot be shown.")
        return "failed"

    def finish(self, status: Status, *, newer: bool) -> None:
        """Let the session remember what the run has come to.

        Parameters
        ----------
        status
            How it has ended.
        newer
            Another one waits that the reader has asked for.
        """
        own, context, ran = self._own, self.context, self.request.fragments
        try:
            released = own.state.widgets.end_run(
                context.widget_ids,
                complete=status == "finished",
                interrupted=status == "rerun" and newer,
                within=own.parts.within(ran) if ran else None,
                page=own.scripts.pages.wanted,
            )
            own.state.part(SessionModels).end_run()
            if own.query_params.release(released):
                own.queue.send(QueryParamsMessage(query=own.query_params.dump(), replace=True))
            if status == "finished":
                own.fragments.end_run(context.fragment_ids, ran)
                if not ran:
                    own.tasks.end_run(context.task_names)
                    own.scripts.end_run(own.queue)
            if status != "rerun":
                own.hooks.after_run()
                own.parts.set_timers()
        finally:
            own.queue.end_run(status)


def _name_of(function: object) -> str:
    inner = getattr(function, "func", function)  # of a partial
    return getattr(inner, "__name__", type(inner).__name__)


def _ids(parts: Sequence[Fragment]) -> tuple[str, ...]:
    return tuple(part.id for part in parts)


def _spawn(beside: Executor, call: Callable[[], None]) -> Callable[[], None]:
    """Begin a call on another thread and return what waits for it and raises what it raises."""
    return beside.submit(contextvars.copy_context().run, call).result


def _run_file(own: Belongings, source: ScriptSource, path: str) -> None:
    """Run a file as a part of the run: the code of a page."""
    script = own.scripts.file(source, path)
    _execute_all(own, script.codes(), script)


def _execute_all(own: Belongings, codes: Sequence[CodeType], source: ScriptSource) -> None:
    values = source.globals()
    values[SHOW], values[SHOW_LAST] = own.hooks.show, own.hooks.show_last
    for code in codes:
        _execute(code, values)


def _complete(result: object) -> None:
    """Wait for what an asynchronous function of the author's has begun."""
    if inspect.iscoroutine(result):
        asyncio.run(result)


def _execute(code: CodeType, values: dict[str, Any]) -> None:
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(eval(code, values))
    else:
        exec(code, values)
