"""Threads of a script that take part in its run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

import jupyterlit as st
from jupyterlit.compat.script_threads import (
    RerunData,
    RerunException,
    add_script_run_ctx,
    get_script_run_ctx,
)
from jupyterlit.elements.text import Text
from jupyterlit.errors import RerunRun
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run


def texts(run: Run) -> list[str]:
    return [element.body for element in run.elements if isinstance(element, Text)]


def test_a_run_is_known_by_its_session(run: Run) -> None:
    context = RunContext(
        run, run.state, run.query_params, session_id="s", script_path="app.py", info={"user": {"email": "a@b.c"}}
    )
    run.query_params.load("a=1&b=2")
    context.page = "page"
    token = enter(context)
    found = get_script_run_ctx()
    assert found is not None
    assert (found.session_id, found.main_script_path, found.query_string) == ("s", "app.py", "a=1&b=2")
    assert (found.page_script_hash, found.user_info, found.session_state) == ("page", {"email": "a@b.c"}, run.state)
    assert (found == get_script_run_ctx(), len({found, get_script_run_ctx()})) == (True, 1)
    leave(token)
    assert found != get_script_run_ctx()


def test_a_thread_that_was_told_draws(run: Run) -> None:
    thread = threading.Thread(target=lambda: st.text("from a thread"))
    assert add_script_run_ctx(thread) is thread
    thread.start()
    thread.join(10)
    assert texts(run) == ["from a thread"]


def test_a_thread_can_tell_itself(run: Run) -> None:
    context = get_script_run_ctx()

    def work() -> None:
        add_script_run_ctx(ctx=context)
        st.text("from a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert texts(run) == ["from a thread"]


@pytest.mark.parametrize("told", ["initializer", "threads"])
def test_the_threads_of_a_pool_draw(told: str, run: Run) -> None:
    context = get_script_run_ctx()
    given: dict[str, object] = {}
    if told == "initializer":
        given = {"initializer": add_script_run_ctx, "initargs": (None, context)}
    with ThreadPoolExecutor(2, **given) as pool:  # type: ignore[arg-type]
        if told == "threads":
            ready = threading.Barrier(3)
            waiting = [pool.submit(ready.wait, 10) for _ in range(2)]
            for thread in pool._threads:  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
                add_script_run_ctx(thread, context)  # pyright: ignore[reportUnknownArgumentType]
            ready.wait(10)
            assert [future.result(10) >= 0 for future in waiting] == [True, True]
        draw: Callable[[int], object] = lambda number: st.text(str(number))  # noqa: E731
        list(pool.map(draw, range(8)))
    assert sorted(texts(run)) == [str(number) for number in range(8)]


def test_outside_of_runs_there_is_none(caplog: pytest.LogCaptureFixture) -> None:
    assert get_script_run_ctx(suppress_warning=True) is None
    assert caplog.messages == []
    assert get_script_run_ctx() is None
    add_script_run_ctx(threading.Thread(name="mine"))
    assert caplog.messages == [
        f"The thread {threading.current_thread().name!r} belongs to no run.",
        "The thread 'mine' joins no run: call add_script_run_ctx in a run, or pass ctx.",
    ]


def test_a_thread_that_outlives_the_run_ends_at_its_next_call() -> None:
    app = AppTest.from_string("""
        import threading
        import streamlit as st
        from streamlit.runtime.scriptrunner import add_script_run_ctx

        state = st.session_state

        def work():
            state["gate"].wait(10)
            st.text("late")
            state["done"].append("never")

        thread = threading.Thread(target=work)
        add_script_run_ctx(thread)
        thread.start()
        state["threads"].append(thread)
        st.text("in time")
    """)
    gate, done, threads = threading.Event(), list[str](), list[threading.Thread]()
    app.session_state["gate"], app.session_state["done"], app.session_state["threads"] = gate, done, threads
    app.run()
    gate.set()
    threads[0].join(10)
    assert not threads[0].is_alive()
    assert ([text.value for text in app.text], done) == (["in time"], [])


def test_scripts_of_old_ask_for_a_rerun_by_an_exception() -> None:
    assert isinstance(RerunException(RerunData(widget_states=None)), RerunRun)
    app = AppTest.from_string("""
        import streamlit as st
        from streamlit.runtime.scriptrunner import RerunData, RerunException

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        if st.session_state["runs"] == 1:
            raise RerunException(RerunData(None))
        st.text("again")
    """).run()
    assert ([text.value for text in app.text], app.session_state["runs"]) == (["again"], 2)
