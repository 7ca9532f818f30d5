"""The tasks of one session: begun off the script's thread, shown, ended."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import inspect
import logging
import secrets
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from jupyterlit.errors import RerunRun, StopRun, TaskCancelled
from jupyterlit.execution.forced_stop import absorb_stop, raise_in
from jupyterlit.execution.forward_queue import FRAME, ForwardMsgQueue
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.task_page import TaskPage
from jupyterlit.execution.task_pool import TaskPool
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.messages import Path
from jupyterlit.protocol.task import TaskBlock, TaskState
from jupyterlit.run_context import RunContext, current, enter
from jupyterlit.state.fragments import RowSource
from jupyterlit.state.tasks import Attempt, Work
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

FORCE_AFTER = 0.5  # s, how long a cancelled task has until its next `st.` call


@dataclass(slots=True)
class _Outcome:
    """What has become of some work."""

    begun: bool = False
    value: Any = None
    error: BaseException | None = None
    asked: RerunRequest | None = None


class TaskAttempt:
    """One attempt at some work: it waits for its turn, and has a thread from then to its end.

    Parameters
    ----------
    session
        The id of the session that owns it.
    work
        What it does.
    page
        Where it draws.
    context
        The run that its calls belong to.
    tasks
        Those it is one of.
    """

    def __init__(self, session: str, work: Work, page: TaskPage, context: RunContext, tasks: SessionTasks) -> None:
        self.session = session
        self.work = work
        self.page = page
        self.future: Future[Any] = Future()
        self.future.set_running_or_notify_cancel()  # who awaits it cannot cancel it
        self._context = context
        self._tasks = tasks
        self._variables = contextvars.copy_context()
        self._variables.run(enter, context)
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._state: TaskState = "waiting"
        self._progress: float | None = None
        self._text = ""
        self._thread: int | None = None
        self._forced = False
        self._wake: Callable[[], object] | None = None

    @property
    def state(self) -> TaskState:
        return self._state

    def begin(self) -> None:
        """Let it wait for its turn, and run."""
        self._tasks.add(self)

    def start(self) -> None:
        """Let it run on a thread of its own."""
        name = f"jupyterlit-task-{self.session[:8]}"
        threading.Thread(target=self._variables.run, args=(self._run,), name=name, daemon=True).start()

    def cancel(self) -> None:
        """End it: at its next `st.` call, or by force soon after."""
        if self.stop():
            self._ask(None)

    def stop(self) -> bool:
        """End it, and let no run follow; tell whether it went on until now."""
        with self._lock:
            if self._state not in ("waiting", "running"):
                return False
            self._state = "cancelled"
            self._context.ask_end()
            self._note()
            if self._wake is not None:
                self._wake()
            self.future.set_exception(TaskCancelled(f"The task {self.work.label!r} has been cancelled."))
        if self._tasks.drop(self):
            self._context.end()
        else:
            self._tasks.timers.call_later(FORCE_AFTER, self._force)
        return True

    def tell(self, progress: float | None, text: str) -> None:
        """Let the reader know how far it has come, from 0 to 1."""
        with self._lock:
            self._progress, self._text = progress, text
            self._note()

    def block(self, *, framed: bool) -> TaskBlock:
        """Return the block that shows it as it is now."""
        return self.page.block(framed=framed)

    def show(self, path: Path, *, framed: bool) -> None:
        """Let the block at `path` hold what it has drawn and what it will draw."""
        self.page.show(path, framed=framed)

    def table(self, id: str) -> RowSource | None:
        """Return the rows of a table that it has drawn."""
        return self._context.tables.get(id) or self._context.fragments.table(id)

    def _note(self) -> None:
        self.page.note(self._state, self._progress, self._text)

    def _force(self) -> None:
        """Raise StopRun in its thread until it ends; a bare `except:` may swallow one."""
        with self._lock:
            if self._thread is None:
                return
            if self._wake is None:
                self._forced = True
                raise_in(self._thread)
            else:
                self._wake()
        self._tasks.timers.call_later(FORCE_AFTER, self._force)

    def _run(self) -> None:
        outcome = _Outcome()
        begun = time.perf_counter()
        settled = False
        while not settled:
            with contextlib.suppress(StopRun):  # by force, as late as when the work is over already
                if not outcome.begun:
                    outcome.begun = True
                    self._call(outcome)
                settled = self._settle()
        try:
            self._end(outcome)
        finally:
            self._context.end()
            self._tasks.end(self)
            stats.time("task_seconds", self._state, time.perf_counter() - begun)

    def _call(self, outcome: _Outcome) -> None:
        try:
            self._begin()
            outcome.value = self.work.call()
            if inspect.iscoroutine(outcome.value):
                outcome.value = asyncio.run(self._awaited(outcome.value))
        except StopRun:
            outcome.value = None
        except RerunRun as rerun:
            outcome.asked = RerunRequest(fragments=rerun.fragments, page=rerun.page, query=rerun.query, timed=True)
        except BaseException as error:
            outcome.error = error

    def _begin(self) -> None:
        with self._lock:
            self._thread = threading.get_ident()
            if self._state == "waiting":
                self._state = "running"
                self._note()
        self._context.check()

    async def _awaited(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Await what an asynchronous function does; no force can end what sleeps, so it is woken."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        with self._lock:
            if self._state == "cancelled":
                coroutine.close()
                raise StopRun
            self._wake = lambda: loop.call_soon_threadsafe(task.cancel)
        try:
            return await coroutine
        except asyncio.CancelledError:
            self._context.check()
            raise
        finally:
            with self._lock:
                self._wake = None

    def _settle(self) -> bool:
        """Note that the work is over: no forced stop may come any more."""
        with self._lock:
            self._thread = None
            if self._forced:
                absorb_stop()
                self._forced = False
            return True

    def _end(self, outcome: _Outcome) -> None:
        error = outcome.error
        if error is not None and self._state != "cancelled":
            self._show(error)
        with self._lock:
            if self._state == "cancelled":
                return
            self._state = "done" if error is None else "failed"
            self._note()
            if error is None:
                self.future.set_result(outcome.value)
            else:
                self.future.set_exception(error)
        self._ask(outcome.asked)

    def _show(self, error: BaseException) -> None:
        self._context.scope = None
        self._context.stack.clear()
        try:
            self.work.show_error(error)
        except StopRun:  # it has been cancelled just now
            return
        except BaseException:
            log.exception("An exception cannot be shown.")
        if not self.page.shown:
            log.warning("The task %r has failed.", self.work.label, exc_info=error)

    def _ask(self, asked: RerunRequest | None) -> None:
        """Ask for the run that follows its end."""
        work = self.work
        if asked is not None or work.rerun:
            self._tasks.request(asked or RerunRequest(fragments=work.fragments, calls=work.calls, timed=True))


class SessionTasks:
    """The tasks of one session.

    Parameters
    ----------
    session
        Its id.
    queue
        Its page.
    request
        Asks for a run.
    pool, timers
        What all sessions share.
    """

    def __init__(
        self,
        session: str,
        queue: ForwardMsgQueue,
        request: Callable[[RerunRequest], None],
        pool: TaskPool,
        timers: Timers,
    ) -> None:
        self.request = request
        self.timers = timers
        self._session = session
        self._queue = queue
        self._pool = pool
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._named: dict[str, Any] = {}
        self._live: dict[TaskAttempt, None] = {}
        self._attempts: WeakSet[TaskAttempt] = WeakSet()
        self._flushing = False
        self._closed = False

    # The script's side

    def find(self, name: str) -> Any:
        """Return the task with this name, None if there is none."""
        return self._named.get(name)

    def name(self, name: str, task: Any) -> None:
        """Give a task its name."""
        with self._lock:
            self._named[name] = task

    def make(self, task: Any, work: Work, before: Attempt | None = None) -> TaskAttempt:
        """Return an attempt at a task's work; it takes the place of the one `before`, which is ended."""
        run = current()
        block = TaskBlock(task=secrets.token_hex(6), label=work.label, state="waiting")
        page = TaskPage(self._queue, block, self._flush_soon)
        context = RunContext(
            page,
            run.session_state,
            run.query_params,
            session_id=run.session_id,
            script_path=run.script_path,
            info=run.info,
            pages=run.pages,
            tasks=self,
        )
        context.page, context.task = run.page, task
        attempt = TaskAttempt(self._session, work, page, context, self)
        if isinstance(before, TaskAttempt):
            before.stop()
            before.page.move_to(page)
        return attempt

    # The session's side

    def end_run(self, seen: set[str]) -> None:
        """Forget the tasks that have ended and that a run of the whole script has not come to."""
        with self._lock:
            for name, task in list(self._named.items()):
                if name not in seen and task.done:
                    del self._named[name]

    def table(self, id: str) -> RowSource | None:
        """Return the rows of a table that a task has drawn."""
        found = (attempt.table(id) for attempt in list(self._attempts))
        return next((table for table in found if table is not None), None)

    def cancel(self, id: str) -> None:
        """End a task, as the reader asks; one that has ended already is no error."""
        for attempt in list(self._live):
            if attempt.page.task == id:
                attempt.cancel()

    def close(self) -> None:
        """End all of them; no run follows."""
        with self._lock:
            self._closed = True
            live = list(self._live)
            self._named.clear()
        for attempt in live:
            attempt.stop()

    @property
    def busy(self) -> bool:
        """Whether a task runs or waits."""
        return bool(self._live)

    def count(self, state: TaskState) -> int:
        """Return how many tasks are in a state, of those that have not ended."""
        return sum(attempt.state == state for attempt in list(self._live))

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until no task runs or waits; tell whether that is so."""
        with self._lock:
            return self._changed.wait_for(lambda: not self._live, timeout)

    # What an attempt asks for

    def add(self, attempt: TaskAttempt) -> None:
        """Let an attempt wait for its turn."""
        with self._lock:
            if self._closed:
                raise StopRun
            self._live[attempt] = None
            self._attempts.add(attempt)
        try:
            self._pool.add(attempt)
        except BaseException:
            self._forget(attempt)
            raise

    def drop(self, attempt: TaskAttempt) -> bool:
        """Let an attempt that waits for its turn wait no longer; tell whether it did."""
        waited = self._pool.drop(attempt)
        if waited:
            self._forget(attempt)
        return waited

    def end(self, attempt: TaskAttempt) -> None:
        """Note that an attempt's thread ends."""
        self._pool.end(attempt)
        self._forget(attempt)

    def _forget(self, attempt: TaskAttempt) -> None:
        with self._lock:
            self._live.pop(attempt, None)
            self._changed.notify_all()

    def _flush_soon(self) -> None:
        """Let what tasks have drawn leave, also while no run goes on: once in a display frame at most."""
        if not self._flushing:
            self._flushing = True
            self.timers.call_later(FRAME, self._flush)

    def _flush(self) -> None:
        self._flushing = False
        self._queue.flush()
