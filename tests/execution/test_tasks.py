"""The tasks of a session: their threads, their ends, what they leave behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.messages import CancelTask, Rerun, RowsRequest
from jupyterlit.protocol.task import TaskBlock

from .conftest import WAIT, Visitor
from .test_script_runner import until

Visit = Callable[..., Visitor]

GATE = """
import threading, time
import jupyterlit as st
state = st.session_state
gate = state.setdefault("gate", threading.Event())
begun = state.setdefault("begun", threading.Event())
"""


def block(app: Visitor) -> TaskBlock:
    return next(d.element for d in app.session.queue.page() if isinstance(d.element, TaskBlock))


def gate(app: Visitor, name: str = "gate") -> threading.Event:
    event = app.session.state.get(name)
    assert isinstance(event, threading.Event)
    return event


def ended(app: Visitor) -> None:
    assert app.session.runner.tasks.wait(WAIT)
    assert app.session.runner.wait(WAIT)


def task_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("jupyterlit-task")]


def test_what_it_draws_travels_while_no_run_goes_on(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work():
    gate.wait()
    st.text("drawn between runs")
    begun.set()
    gate.clear()
    gate.wait()
st.task(work, on_done="ignore").show()
"""
    )
    app.batches.clear()
    gate(app).set()
    until(lambda: any(m["type"] == "delta" and m["path"] == [0, 0, 0] for m in app.messages()))
    assert {m["type"] for m in app.messages()} == {"delta"}
    assert app.page() == ["Work", "drawn between runs"]
    assert gate(app, "begun").wait(WAIT)
    gate(app).set()
    ended(app)
    assert block(app).state == "done"


def test_a_script_goes_on_while_a_task_draws(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work():
    gate.wait()
    for n in range(50):
        st.text(f"part {n}")
task = st.task(work, on_done="ignore")
task.show()
if st.button("go"):
    gate.set()
    while not task.done:
        time.sleep(0.001)
        st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text("end")
"""
    )
    app.rerun(go=True)
    ended(app)
    assert app.page() == ["Work", *(f"part {n}" for n in range(50)), "go", "end"]


def test_the_reader_ends_it(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work():
    begun.set()
    while True:
        st.text("again")
        time.sleep(0.001)
task = st.task(work)
task.show()
st.text(task.status)
"""
    )
    assert gate(app, "begun").wait(WAIT)
    app.session.receive(CancelTask(task="another"))
    assert block(app).state == "running"
    app.session.receive(CancelTask(task=block(app).task))
    ended(app)
    assert block(app).state == "cancelled"
    assert app.page()[-1] == "cancelled"


def test_one_that_makes_no_call_is_ended_by_force(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work():
    begun.set()
    for _ in range(2):
        try:
            while True:
                pass
        except:
            pass
task = st.task(work)
task.show()
"""
    )
    assert gate(app, "begun").wait(WAIT)
    app.session.receive(CancelTask(task=block(app).task))
    assert app.session.runner.wait(WAIT)
    assert block(app).state == "cancelled"  # for the reader at once
    ended(app)  # it has swallowed two stops


def test_one_that_sleeps_in_a_loop_of_events_is_woken(visit: Visit) -> None:
    app = visit(
        GATE
        + """
import asyncio
async def work():
    begun.set()
    try:
        await asyncio.sleep(1000)
    finally:
        state.cleaned = True
st.task(work).show()
"""
    )
    assert gate(app, "begun").wait(WAIT)
    app.session.receive(CancelTask(task=block(app).task))
    ended(app)
    assert app.session.state.get("cleaned") is True


def test_all_end_with_the_session(visit: Visit, manager: SessionManager) -> None:
    app = visit(
        GATE
        + """
def work(n):
    begun.set()
    while True:
        time.sleep(0.01)
        st.text("on")
for n in range(12):
    st.task(work, n)
"""
    )
    assert gate(app, "begun").wait(WAIT)
    assert len(task_threads()) == 8  # of one session
    runs: list[Any] = []
    app.session.runner.request = runs.append  # type: ignore[method-assign]
    manager.close("s1")
    assert app.session.runner.tasks.wait(WAIT)
    assert runs == []
    until(lambda: not task_threads())


def test_the_rows_of_a_table_it_has_drawn_can_be_had(visit: Visit) -> None:
    app = visit(
        """
import pandas as pd
import jupyterlit as st
def work():
    st.dataframe(pd.DataFrame({"n": range(5000)}))
st.task(work, on_done="ignore").show()
"""
    )
    ended(app)
    table = next(d.element for d in app.session.queue.page() if d.path == (0, 0, 0))
    app.batches.clear()
    app.session.receive(RowsRequest(request=1, table=table.table, start=4000, stop=4010))  # type: ignore[attr-defined]
    until(lambda: any(m["type"] == "rows" for m in app.messages()))
    (rows,) = [m for m in app.messages() if m["type"] == "rows"]
    assert (rows.get("error"), rows["count"]) == (None, 5000)


def test_its_end_does_not_stop_a_run(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work():
    gate.wait()
state.runs = state.get("runs", 0) + 1
task = st.task(work)
if st.button("go"):
    gate.set()
    while not task.done:
        time.sleep(0.001)
    time.sleep(0.02)
    st.text("the run that was under way")
    state.whole = True
st.text(f"run {state.runs}")
"""
    )
    app.rerun(go=True)
    ended(app)
    assert app.session.state.get("whole") is True
    assert app.page() == ["go", "run 3"]


def test_a_reader_who_comes_back_sees_it_as_it_is(visit: Visit) -> None:
    app = visit(GATE + "def work():\n    gate.wait()\n    st.text('late')\nst.task(work, on_done='ignore').show()")
    app.session.disconnect()
    gate(app).set()
    ended(app)
    back = Visitor(app.session)
    assert back.page() == ["Work", "late"]


def test_two_hundred_tasks_leave_nothing(visit: Visit) -> None:
    app = visit(
        """
import jupyterlit as st
def work(n):
    for part in range(5):
        st.text(f"{n} {part}")
    return [n] * 1000
run = st.session_state.get("run", 0)
tasks = [st.task(work, f"{run} {n}", on_done="ignore") for n in range(20)]
for task in tasks:
    task.show()
"""
    )
    tasks = app.session.runner.tasks
    for run in range(10):
        app.session.state.set("run", run, set())
        app.say(Rerun())
        ended(app)
        assert len(app.page()) == 20 * 6
    app.session.state.set("run", -1, set())
    app.session.source = type(app.session.source)(())
    ended(app)
    gc.collect()
    assert app.page() == []
    assert (vars(tasks)["_named"], vars(tasks)["_live"], len(vars(tasks)["_attempts"])) == ({}, {}, 0)
    until(lambda: not task_threads())


def test_a_cancelled_one_gives_up_its_turn(visit: Visit) -> None:
    app = visit(
        GATE
        + """
def work(n):
    begun.set()
    gate.wait()
    state.ran = [*state.get("ran", []), n]
tasks = [st.task(work, n, limit=1, on_done="ignore") for n in range(3)]
if st.button("cancel"):
    tasks[1].cancel()
st.text([task.status for task in tasks])
"""
    )
    assert gate(app, "begun").wait(WAIT)
    app.rerun(cancel=True)
    assert app.page()[-1] == "['running', 'cancelled', 'waiting']"
    gate(app).set()
    ended(app)
    assert app.session.state.get("ran") == [0, 2]
