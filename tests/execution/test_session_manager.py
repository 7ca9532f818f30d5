"""The manager opens, finds and closes sessions."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.execution import session_manager
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.messages import Attach

from .conftest import WAIT, Visitor
from .test_script_runner import until

CODE = "import jupyterlit as st\nst.text('{}')"


def source(text: str) -> ScriptSource:
    return ScriptSource((Part(CODE.format(text), "<app>"),))


def test_a_session_is_found_by_its_id(manager: SessionManager) -> None:
    session = manager.open("one", source("a"))
    assert manager.open("one", source("b")) is session
    assert manager.get("one") is session
    assert manager.get("two") is None


def test_a_closed_session_is_gone(manager: SessionManager) -> None:
    first = manager.open("one", source("a"))
    manager.close("one")
    manager.close("one")
    assert manager.get("one") is None
    assert manager.open("one", source("a")) is not first


def test_sessions_that_have_ended_are_freed_without_waiting_for_python_to_look(manager: SessionManager) -> None:
    gc.collect()
    gc.disable()
    try:
        left = [weakref.ref(manager.open(str(n), source("a"))) for n in range(session_manager.TOGETHER)]
        for n in range(session_manager.TOGETHER):
            manager.close(str(n))
        until(lambda: sum(session() is not None for session in left) <= 1)  # the last one ends just now
    finally:
        gc.enable()


def test_sessions_keep_apart(manager: SessionManager) -> None:
    shared = source("same")
    one, two = manager.open("one", shared), manager.open("two", shared)
    one.state.set("x", 1, set())
    assert (list(one.state), list(two.state)) == (["x"], [])


def test_all_sessions_of_a_script_get_its_new_code(manager: SessionManager) -> None:
    old, other = {"first": source("old")}, {"first": source("other")}
    visitors: list[Visitor] = []
    for name, pages in [("1", old), ("2", old), ("3", other)]:
        visitors.append(Visitor(manager.open(name, pages["first"])))
        visitors[-1].session.set_pages(pages, {})
        visitors[-1].say(Attach())
    for session in manager.of(old):
        session.set_pages({"first": source("new")}, {})
    for visitor in visitors:
        assert visitor.session.runner.wait(WAIT)
    assert [visitor.page() for visitor in visitors] == [["new"], ["new"], ["other"]]


def test_a_queue_that_fails_does_not_stop_the_clock_of_the_others(
    manager: SessionManager, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = "import jupyterlit as st\nst.text('drawn')\nst.session_state.gate.wait()\n"
    gate = threading.Event()

    def visit(name: str) -> Visitor:
        visitor = Visitor(manager.open(name, ScriptSource((Part(waits, "<app>"),))))
        visitor.session.state.set("gate", gate, set())
        return visitor

    def fail() -> None:
        raise LookupError("broken")

    broken, sound = visit("broken"), visit("sound")
    monkeypatch.setattr(broken.session.queue, "tick", fail)
    try:
        broken.session.receive(Attach())
        until(lambda: bool(caplog.records))
        sound.session.receive(Attach())
        until(lambda: "drawn" in str(sound.messages()))
    finally:
        gate.set()
    for visitor in (broken, sound):
        assert visitor.session.runner.wait(WAIT)
        assert visitor.page() == ["drawn"]


def test_the_clock_of_sessions_that_rest_is_no_thread(manager: SessionManager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_manager, "REST", 0.01)
    visitor = Visitor(manager.open("one", source("a")))

    def clocks() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "jupyterlit-tick"]

    for _ in range(2):
        visitor.say(Attach())
        visitor.session.rerun()
        assert visitor.session.runner.wait(WAIT)
        until(lambda: not clocks())
    assert visitor.page() == ["a"]


def test_one_thread_waits_for_the_next_run_of_all_sessions() -> None:
    def ready() -> int:
        return sum(thread.name == "jupyterlit-run" for thread in threading.enumerate())

    before = ready()
    for _ in range(3):
        hooks = Hooks(show=print, show_last=print, show_error=print, after_run=lambda: None)
        session = SessionManager(hooks).open("one", source("a"))
        Visitor(session).say(Attach())
        assert session.runner.wait(WAIT)
    until(lambda: all(thread.name != "jupyterlit-one" for thread in threading.enumerate()))
    assert ready() <= before + 1


def test_it_counts_what_it_keeps(manager: SessionManager) -> None:
    task = "def work(n):\n    st.session_state.gate.wait()\n"
    calls = "for n in range(10):\n    st.task(work, n)\n"
    session = manager.open("one", ScriptSource((Part(f"import jupyterlit as st\n{task}{calls}", "<app>"),)))
    session.state.set("gate", threading.Event(), set())
    manager.open("two", source("idle"))
    Visitor(session).say(Attach())
    until(lambda: dict_of(manager)["tasks", "running"] == 8)
    assert dict_of(manager) == {("sessions", ""): 2, ("tasks", "running"): 8, ("tasks", "waiting"): 2}
    session.state.get("gate").set()
    assert session.runner.tasks.wait(WAIT)
    manager.close("two")
    assert dict_of(manager) == {("sessions", ""): 1, ("tasks", "running"): 0, ("tasks", "waiting"): 0}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("tasks.maxRunning = 3", 3, 3), ("tasks.maxRunningPerSession = 2", 2, 4), ("", 4, 8)],
)
def test_options_say_how_many_tasks_run_at_once(
    options: Callable[[str], Settings], text: str, first: int, second: int
) -> None:
    options(text)
    manager = SessionManager(Hooks(show=print, show_last=print, show_error=print, after_run=lambda: None))
    gate = threading.Event()
    code = "import jupyterlit as st\nfor n in range(4):\n    st.task(lambda n: st.session_state.gate.wait(), n)\n"
    sessions = [manager.open(name, ScriptSource((Part(code, "<app>"),))) for name in ("one", "two")]
    for session, running in zip(sessions, (first, second), strict=True):
        session.state.set("gate", gate, set())
        Visitor(session).say(Attach())
        assert dict_of(manager)["tasks", "running"] == running
    gate.set()
    assert all(session.runner.tasks.wait(WAIT) for session in sessions)
    manager.close_all()


def dict_of(manager: SessionManager) -> dict[tuple[str, str], float]:
    return {(name, label): value for name, label, value in manager.sizes()}
