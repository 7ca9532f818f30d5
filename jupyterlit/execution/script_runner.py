"""ScriptRunner: runs the script of a session, one run after another, as requests come."""

from __future__ import annotations

import contextlib
import contextvars
import dataclasses
import functools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.errors import RerunRun, StopRun
from jupyterlit.execution import script_requests
from jupyterlit.execution.forced_stop import absorb_stop, raise_in
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.fragment_runs import FragmentRuns
from jupyterlit.execution.keeper import Keeper
from jupyterlit.execution.page_scripts import PageScripts
from jupyterlit.execution.recorded_output import tap
from jupyterlit.execution.recording import Recording
from jupyterlit.execution.run_causes import cause_of
from jupyterlit.execution.script_requests import Pending, RerunRequest
from jupyterlit.execution.script_run import Belongings, Hooks, ScriptRun, Status
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.tasks import SessionTasks
from jupyterlit.execution.threads import Threads
from jupyterlit.run_context import enter, leave
from jupyterlit.state.fragments import Fragments, RowSource
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

FORCE_AFTER = 0.5  # s, how long a stop waits for the next `st.` call
OVERTAKE_AFTER = 0.25  # s, how long a run that the reader has asked for waits for the next `st.` call of another
LATE = 0.05  # s; on a machine too busy to be in time a run may have come nowhere through no fault of its own
MOST_BEHIND = 4  # runs of a session that others have taken the place of, and that go on all the same


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
        self.recording: Recording | None = None
        self.once_ended: Callable[[Status], object] | None = None  # told how the first run that ends has ended
        self.scripts = PageScripts(info)
        self.fragments = Fragments()
        self.tasks = SessionTasks(session_id, queue, self.request, threads.tasks, threads.timers)
        self.keeper = Keeper(state, query_params, self.scripts.pages, threads)
        self._queue = queue
        self._state = state
        self._threads = threads
        self._belongings = Belongings(
            session_id,
            queue,
            state,
            query_params,
            info,
            hooks,
            self.scripts,
            self.fragments,
            FragmentRuns(self.fragments, queue, threads.timers, self.request),
            self.tasks,
            threads.beside,
        )
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._tables: dict[str, RowSource] = {}
        self._pending: Pending = ()
        self._taken_back: Pending = ()
        self._stopping = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self._run: ScriptRun | None = None
        self._behind: set[ScriptRun] = set()
        self._last: tuple[ScriptSource, Status] | None = None

    @property
    def running(self) -> bool:
        """Whether a run goes on or waits."""
        return self._thread is not None

    def request(self, request: RerunRequest) -> None:
        """Ask for a run; one that goes on ends at its next `st.` call, unless it is of more than what is asked for.

        With `runner.fastReruns` a run that makes no `st.` call soon is not waited for: it goes on behind
        the new one until it makes one, and reaches nothing of the session any more.
        """
        if self.recording is not None and self.recording.on:
            request = dataclasses.replace(request, since=time.perf_counter())
        with self._lock:
            if self._closed:
                return
            for each in (*self._taken_back, request):
                self._pending = script_requests.add(self._pending, each, self._state.widgets.is_trigger)
            self._taken_back = ()
            if self._run is not None and request.interrupts(self._run.request):
                self._run.context.ask_end()
                self._overtake_soon(self._run)
            if self._thread is not None:
                return
            self._begin_thread()
            self._threads.clock.watch(self._tick)

    def stop(self) -> None:
        """Ask the run to stop: at its next `st.` call, or by force if there is none soon.

        Of requests that wait, the next one takes over what the browser shows already.
        """
        with self._lock:
            waiting, self._pending = (*self._taken_back, *self._pending), ()
            self._taken_back = script_requests.take_back(waiting, self._state.widgets.is_trigger)
            if self._stopping or (self._thread is None and not self._behind):
                return
            self._stopping = self._thread is not None
            if self._run is not None:
                self._run.context.ask_end()
            told = (self._thread, frozenset(self._behind))
        threading.Thread(target=self._force, args=told, name="jupyterlit-stop", daemon=True).start()

    def close(self) -> None:
        """Stop for good."""
        with self._lock:
            self._closed = True
            self.fragments.clear()
        self.stop()
        self.tasks.close()
        if self.recording is not None:
            tap.remove(self.recording)

    def look(self, listener: Callable[[], object]) -> Recording:
        """Record what happens in runs from now on; the listener is told of news, on any thread, and returns at once."""
        with self._lock:
            recording = self.recording = self.recording or Recording()
            recording.listen(listener)
            self._queue.meter = recording.sent
        tap.add(recording)
        return recording

    def leave(self, listener: Callable[[], object]) -> None:
        """Record for this listener no more; what is there stays."""
        with self._lock:
            recording = self.recording
            if recording is None or recording.leave(listener):
                return
            self._queue.meter = None
        tap.remove(recording)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until no run goes on or waits; tell whether that is so."""
        with self._lock:
            return self._changed.wait_for(lambda: self._thread is None, timeout)

    def table(self, id: str) -> RowSource | None:
        """Return the rows of a table that stands on the page."""
        with self._lock:
            if self._run is not None and id in self._run.context.tables:
                return self._run.context.tables[id]
            return self._tables.get(id) or self.fragments.table(id) or self.tasks.table(id)

    def _begin_thread(self) -> None:
        """Let a thread work off what waits, once it gets the lock."""
        self._thread = thread = self._threads.runs.take()
        thread.begin(f"jupyterlit-{self._belongings.session_id[:8]}", self._work)

    def _force(self, thread: threading.Thread | None, behind: frozenset[ScriptRun]) -> None:
        """Raise StopRun in the threads of runs until they end; a bare `except:` may swallow one."""

        def goes_on() -> bool:
            return thread is not None and self._stopping and self._thread is thread

        while True:
            with self._lock:
                if self._changed.wait_for(lambda: not (goes_on() or behind & self._behind), FORCE_AFTER):
                    return
                current = {self._run} if self._run is not None and goes_on() else set[ScriptRun]()
                for run in current | (behind & self._behind):
                    run.forced = True
                    raise_in(run.thread)

    def _interrupt(self) -> None:
        """Run by the script's thread at an `st.` call after it was asked to end.

        A click that has come twice is waited for until the script has met the first.
        """
        if self._stopping:
            raise StopRun
        pending, run = self._pending, self._run
        if pending and run is not None and pending[0].interrupts(run.request) and not run.unmet(pending[0].values):
            raise RerunRun

    def _overtake_soon(self, run: ScriptRun) -> None:
        """Look soon whether a run still goes on that a newer one has been asked for."""
        if not run.awaited and settings().get("runner.fastReruns"):
            run.awaited = True
            due = time.monotonic() + OVERTAKE_AFTER
            self._threads.timers.call_later(OVERTAKE_AFTER, functools.partial(self._overtake, run, due))

    def _overtake(self, run: ScriptRun, due: float) -> None:
        """Let the next run begin though another has not ended, if it is the whole script's."""
        with self._lock:
            run.awaited = False
            wanted = self._pending[:1]
            if self._run is not run or self._stopping or not any(w.overtakes(run.request) for w in wanted):
                return
            late = time.monotonic() - due > LATE
            if late or not run.in_script or run.unmet(wanted[0].values) or len(self._behind) >= MOST_BEHIND:
                self._overtake_soon(run)
                return
            self._behind.add(run)
            self._run = None
            run.give_way()
            try:
                run.finish("rerun", newer=True)
            finally:
                self._begin_thread()

    def _next(self) -> RerunRequest | None:
        with self._lock:
            if self._thread is not threading.current_thread():  # another has taken its place
                return None
            if self._pending and not self._closed:
                self._stopping = False  # a stop takes back what was asked for before it
                request, *rest = self._pending
                self._pending = tuple(rest)
                return request
            if self._stopping:  # it has met no run, but the browser waits for an end
                self._queue.end_run("stopped")
                self._stopping = False
            self._thread = None
            self._changed.notify_all()
            return None

    def _tick(self) -> bool:
        running = self.running  # before: what a run leaves to the next tick, that finds
        try:
            self._queue.tick()
            self.keeper.tick()
        except Exception:
            log.exception("The messages of a session could not be sent.")
        return running

    def _work(self) -> None:
        while (request := self._next()) is not None:
            source = self.source
            context = source.context.copy() if source.context is not None else contextvars.Context()
            try:
                context.run(self._make_run, request, source)
            except BaseException:
                log.exception("A run failed outside of its script.")

    def _make_run(self, request: RerunRequest, source: ScriptSource) -> None:
        self.keeper.begin()
        run = ScriptRun(self._belongings, request, source, self._interrupt)
        if run.pointless:
            return
        begun = time.perf_counter()
        recording = self.recording
        if recording is not None and recording.on:
            cause = cause_of(run.request, self._queue, source, self._last, run.part_names)
            run.watch(recording.begin(cause, request.since or begun))
        run.begin()
        self.keeper.run_began()
        token = enter(run.context)
        status: Status = "stopped"
        try:
            with self._lock:
                self._run = run
                run.context.interrupt = self._stopping
                if any(p.interrupts(run.request) for p in self._pending[:1]):
                    run.context.interrupt = True
                    self._overtake_soon(run)
            status = run.execute()
        except StopRun:  # by force, when the script was over already
            pass
        settled = None
        while settled is None:
            with contextlib.suppress(StopRun):  # by force, as late as that
                settled = self._settle(run)
        leave(token)
        run.context.end()
        last, asked, newer = settled
        if last:
            status = self._finish(run, status, asked=asked, newer=newer)
            self._last = source, status
        if recording is not None and run.record is not None:
            recording.end(run.record, status if last else "rerun")
        stats.time("run_seconds", "fragment" if run.request.fragments else "script", time.perf_counter() - begun)
        stats.count("runs", status if last else "rerun")
        if last and status != "rerun":
            self.keeper.run_ended()
            once_ended, self.once_ended = self.once_ended, None
            if once_ended is not None:
                once_ended(status)

    def _settle(self, run: ScriptRun) -> tuple[bool, bool, bool]:
        """Note that the script is over: no forced stop may come any more.

        Returns
        -------
        tuple
            Whether no other run has taken its place, whether a stop was asked for from outside, and whether
            a newer request waits.
        """
        with self._lock:
            if run.forced:
                absorb_stop()
                run.forced = False
            self._behind.discard(run)
            self._changed.notify_all()
            if self._run is not run:
                return False, False, False
            self._run = None
            asked, self._stopping = self._stopping, False
            return True, asked, bool(self._pending)

    def _finish(self, run: ScriptRun, status: Status, *, asked: bool, newer: bool) -> Status:
        """Let the session remember what a run has come to; return how it has ended."""
        if status == "rerun":
            with self._lock:
                if asked or self._stopping:
                    status, self._stopping = "stopped", False
                else:
                    # What waits for another page than the one gone to is of no use.
                    self._pending = script_requests.go_on(self._pending, run.asked)
        if status != "rerun" and not run.request.fragments:
            self._tables = run.context.tables
        run.finish(status, newer=newer)
        return status
