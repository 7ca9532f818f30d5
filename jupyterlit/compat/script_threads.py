"""Threads of a script that take part in its run, under the names Streamlit has for that."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from typing import Any

from jupyterlit.errors import RerunRun
from jupyterlit.run_context import RunContext, current, in_run, join

log = logging.getLogger("jupyterlit")


class ScriptRunContext:
    """The run that a thread belongs to, as scripts look at it."""

    def __init__(self, run: RunContext) -> None:
        self._run = run

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScriptRunContext) and other._run is self._run

    def __hash__(self) -> int:
        return hash(id(self._run))

    @property
    def session_id(self) -> str:
        """The session's name, the same in all its runs and in no other session."""
        return self._run.session_id

    @property
    def session_state(self) -> Any:
        """What the session remembers."""
        return self._run.session_state

    @property
    def query_string(self) -> str:
        """The parameters in the address of the page."""
        return self._run.query_params.dump()

    @property
    def main_script_path(self) -> str:
        """The script's file, empty for a cell."""
        return self._run.script_path

    @property
    def page_script_hash(self) -> str:
        """What tells pages apart."""
        return self._run.page

    @property
    def user_info(self) -> Mapping[str, Any]:
        """What is known of the visitor."""
        return self._run.info.get("user") or {}

    def join(self, thread: threading.Thread) -> None:
        """Let a thread take part in the run."""
        join(thread, self._run)


def get_script_run_ctx(suppress_warning: bool = False) -> ScriptRunContext | None:
    """Return the run that this thread belongs to, None outside of runs."""
    if in_run():
        return ScriptRunContext(current())
    if not suppress_warning:
        log.warning("The thread %r belongs to no run.", threading.current_thread().name)
    return None


def add_script_run_ctx(thread: threading.Thread | None = None, ctx: ScriptRunContext | None = None) -> threading.Thread:
    """Let a thread take part in a run: that of the caller, or `ctx`.

    Once the run is over the thread ends at its next `st.` call.
    """
    thread = thread or threading.current_thread()
    ctx = ctx or get_script_run_ctx(suppress_warning=True)
    if ctx is None:
        log.warning("The thread %r joins no run: call add_script_run_ctx in a run, or pass ctx.", thread.name)
    else:
        ctx.join(thread)
    return thread


class RerunData:
    """What scripts of old give a rerun; it runs the whole script with the values as they are."""

    def __init__(self, *given: object, **named: object) -> None:
        del given, named


class RerunException(RerunRun):
    """Ends the run and begins another, as st.rerun() does."""

    def __init__(self, rerun_data: object = None) -> None:
        del rerun_data
        super().__init__()
