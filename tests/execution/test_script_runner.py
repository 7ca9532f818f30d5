"""Runs: callbacks first, merged requests, stops and errors."""

from __future__ import annotations

import contextvars
import dataclasses
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.config.sources import Settings
from jupyterlit.delta_generator import main
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.base import Widget
from jupyterlit.protocol.messages import Attach, Rerun, Stop
from jupyterlit.run_context import current

from .conftest import WAIT, Visitor

Visit = Callable[..., Visitor]
GATES: dict[str, threading.Event] = {}
BARRIERS: dict[str, threading.Barrier] = {}


class Number(Widget, tag="test_number"):
    """A number to set."""


class Push(Widget, tag="test_push"):
    """A button."""


def number(label: str, value: int = 0, **options: Any) -> int:
    """Draw a widget with a whole number."""
    return main.add_widget(Number(label=label, key=options.pop("key", None)), value, parse=int, **options)


def push(label: str, **options: Any) -> bool:
    """Draw a button."""
    return main.add_widget(Push(label=label), default=False, parse=bool, trigger=True, **options)


def gate(name: str) -> None:
    """Wait, without an `st.` call, until the test opens the gate."""
    assert GATES.setdefault(name, threading.Event()).wait(WAIT)


def mark(name: str) -> None:
    """Tell the test that the script has come here."""
    GATES.setdefault(name, threading.Event())


PRELUDE = f"import jupyterlit as st\nfrom {__name__} import number, push, gate, mark, current\n"


def silence(args: object) -> None:
    """Leave out what a thread dies of."""


def until(test: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not test():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_click_lasts_for_one_run(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text(push('go'))")
    assert app.page() == ["go", "False"]
    app.rerun(go=True)
    assert app.page() == ["go", "True"]
    app.rerun()
    assert app.page() == ["go", "False"]


def test_a_value_stays(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text(number('n'))")
    app.rerun(n=7)
    app.rerun()
    assert app.page() == ["n", "7"]


def test_callbacks_come_before_the_script(visit: Visit) -> None:
    code = """
from jupyterlit.run_context import current
seen = []
number('n', on_change=lambda *a, **k: st.text(f'callback {a} {k}'), args=(1,), kwargs={'x': 2})
st.text('script')
"""
    app = visit(PRELUDE + code)
    assert app.page() == ["n", "script"]
    deltas = [m["element"]["body"] for m in app.rerun(n=1) if m["type"] == "delta" and "body" in m["element"]]
    assert deltas[0] == "callback (1,) {'x': 2}"


def test_a_value_that_has_not_changed_calls_nothing(visit: Visit) -> None:
    app = visit(PRELUDE + "number('n', on_change=lambda: 1/0)\nst.text('fine')")
    app.rerun(n=0)
    assert app.page() == ["n", "fine"]


def test_a_refused_value_is_taken_back(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text(number('n', 3))")
    messages = app.rerun(n="no number")
    assert {"type": "values", "values": {app.id("n"): 3}} in messages
    assert app.page() == ["n", "3"]


def test_values_say_which_request_they_answer(visit: Visit) -> None:
    app = visit(PRELUDE + "number('n', 3, key='n', accept=int, on_change=lambda: st.session_state.__setitem__('n', 9))")
    id = app.id("n")
    assert {"type": "values", "values": {id: 9}, "after": {"": 4}} in app.say(Rerun(values={id: 7}, number=4))
    assert {"type": "values", "values": {id: 9}, "after": {"": 6}} in app.say(Rerun(values={id: "none"}, number=6))


def test_other_views_are_told_what_a_reader_changes_in_one(visit: Visit) -> None:
    app = visit(PRELUDE + "number('n', 3, key='n', accept=int)\npush('b')")
    n, b = app.id("n"), app.id("b")
    told = {"type": "values", "values": {n: 7}, "after": {"one": 1}, "reader": True}
    assert told in app.say(Rerun(values={n: 7, b: True}, number=1, view="one"))
    told = {"type": "values", "values": {n: 8}, "after": {"one": 1, "two": 5}, "reader": True}
    assert told in app.say(Rerun(values={n: 8}, number=5, view="two"))
    refusal = {"type": "values", "values": {n: 8}, "after": {"two": 5, "one": 2}}
    answers = app.say(Rerun(values={n: "none"}, number=2, view="one"))
    assert [message for message in answers if message["type"] == "values"] == [refusal]
    for alone in (Rerun(values={n: 9}, number=3), Rerun(values={b: True}, number=6, view="two")):
        assert not [message for message in app.say(alone) if message["type"] == "values"]


def test_an_error_is_shown_where_it_happens(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text('before')\n1/0\nst.text('after')")
    assert app.page() == ["before", "ZeroDivisionError: division by zero"]


def test_an_error_in_a_callback_is_shown(visit: Visit) -> None:
    app = visit(PRELUDE + "number('n', on_change=lambda: 1/0)\nst.text('script')")
    app.rerun(n=1)
    assert app.page() == ["ZeroDivisionError: division by zero"]
    app.rerun()
    assert app.page() == ["n", "script"]


def test_an_error_leaves_widgets_their_values(visit: Visit) -> None:
    app = visit(PRELUDE + "if push('break'): 1/0\nst.text(number('n'))")
    app.rerun(n=5)
    app.rerun(**{"break": True})
    app.rerun()
    assert app.page() == ["break", "n", "5"]


def test_an_error_in_a_with_block_is_shown_in_the_main_area(visit: Visit) -> None:
    app = visit(PRELUDE + "with st.sidebar:\n    1/0")
    (delta,) = app.session.queue.page()
    assert delta.path == (0, 0)


def test_system_exit_does_not_end_the_kernel(visit: Visit) -> None:
    app = visit(PRELUDE + "raise SystemExit(3)")
    assert app.page() == ["SystemExit: 3"]


def test_a_new_interaction_ends_a_run_at_its_next_call(visit: Visit) -> None:
    code = "n = number('n')\nif n == 1:\n    gate('slow')\nst.text(f'end {n}')\nst.text('tail')"
    app = visit(PRELUDE + code)
    app.session.receive(Rerun(values={app.id("n"): 1}))
    app.session.receive(Rerun(values={app.id("n"): 2}))
    GATES.setdefault("slow", threading.Event()).set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "end 2", "tail"]
    assert {
        "type": "delta",
        "path": [0, 1],
        "element": {"kind": "text", "body": "end 1", "width": "content"},
    } not in app.messages()


def test_clicks_while_a_run_goes_on_are_neither_lost_nor_doubled(visit: Visit) -> None:
    code = """
state = current().session_state
if push('go'):
    state.set('n', state.get('n') + 1 if 'n' in state else 1, set())
st.text(state.get('n') if 'n' in state else 0)
"""
    app = visit(PRELUDE + code)
    click = Rerun(values={app.id("go"): True})
    for _ in range(20):
        app.session.receive(click)
    assert app.session.runner.wait(WAIT)
    app.rerun()
    assert app.page() == ["go", "20"]


def test_a_click_that_an_interrupted_run_has_not_met_is_kept(visit: Visit) -> None:
    code = """
state = current().session_state
n = number('n')
if n == 1: gate('unmet')
st.text('between')
if push('go'): state.set('clicked', True, set())
st.text('clicked' in state)
"""
    app = visit(PRELUDE + code)
    app.session.receive(Rerun(values={app.id("n"): 1, app.id("go"): True}))
    until(lambda: "unmet" in GATES)
    app.session.receive(Rerun(values={app.id("n"): 2}))
    GATES["unmet"].set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "between", "go", "True"]


def test_a_stop_is_cooperative_where_it_can_be(visit: Visit) -> None:
    code = "if push('go'):\n    gate('stop')\n    st.text('not reached')\nst.text('end')"
    app = visit(PRELUDE + code)
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "stop" in GATES)
    app.session.receive(Stop())
    GATES["stop"].set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["go"]
    assert app.messages()[-1]["status"] == "stopped"


def test_a_script_that_only_computes_is_stopped_by_force(visit: Visit) -> None:
    app = visit(PRELUDE + "if push('go'):\n    mark('computes')\n    while True: pass\nst.text('end')")
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "computes" in GATES)
    app.session.receive(Stop())
    assert app.session.runner.wait(WAIT)
    assert app.messages()[-1]["status"] == "stopped"
    app.rerun()
    assert app.page() == ["go", "end"]


def test_a_forced_stop_leaves_the_interpreter_as_it_was(visit: Visit) -> None:
    app = visit(PRELUDE + "if push('go'):\n    mark('traced')\n    while True: pass\nst.text('end')")
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "traced" in GATES)
    app.session.receive(Stop())
    assert app.session.runner.wait(WAIT)
    events: list[str] = []
    sys.setprofile(lambda _, event, __: events.append(event) if len(events) < 100 else sys.setprofile(None))
    len(str(test_a_forced_stop_leaves_the_interpreter_as_it_was))
    sys.setprofile(None)
    assert len(events) < 100


def test_a_bare_except_swallows_one_stop_and_not_the_next(visit: Visit) -> None:
    code = """
if push('go'):
    try:
        mark('swallows')
        while True: pass
    except:
        pass
    while True: pass
st.text('end')
"""
    app = visit(PRELUDE + code)
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "swallows" in GATES)
    app.session.receive(Stop())
    assert app.session.runner.wait(WAIT)
    app.rerun()
    assert app.page() == ["go", "end"]


def test_a_stop_between_runs_does_nothing(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text('a')")
    app.say(Stop())
    app.rerun()
    assert app.page() == ["a"]


def test_what_a_run_assigns_ends_with_it(visit: Visit) -> None:
    app = visit(PRELUDE + "st.text('x' in globals())\nx = 1")
    app.rerun()
    assert app.page() == ["False"]


def test_top_level_await_runs(visit: Visit) -> None:
    app = visit(PRELUDE + "import asyncio\nst.text(await asyncio.sleep(0, 'slept'))")
    assert app.page() == ["slept"]


def test_sessions_run_at_the_same_time(manager: SessionManager) -> None:
    BARRIERS["two"] = threading.Barrier(2)
    source = ScriptSource(
        (Part(PRELUDE + f"from {__name__} import BARRIERS\nBARRIERS['two'].wait(20)\nst.text('met')", "<app>"),)
    )
    visitors = [Visitor(manager.open(name, source)) for name in ("one", "two")]
    for visitor in visitors:
        visitor.session.receive(Attach())
    for visitor in visitors:
        assert visitor.session.runner.wait(WAIT)
        assert visitor.page() == ["met"]


def test_outside_of_a_run_calls_draw_nothing() -> None:
    assert st.text("nowhere") is not None
    assert current().session_id == ""


class Gated:
    """The context of a script's runs: taking it waits, before the run has begun, for the gate of that name."""

    def __init__(self) -> None:
        self.name = ""
        self.waiting = threading.Event()

    def copy(self) -> contextvars.Context:
        if self.name:
            self.waiting.set()
            gate(self.name)
        return contextvars.Context()


def test_a_stop_that_comes_before_the_run_has_begun_stops_it(visit: Visit) -> None:
    before = Gated()
    app = visit(PRELUDE + "if push('go'):\n    mark('begun')\n    while True: pass\nst.text('end')", context=before)
    before.name = "early stop"
    app.session.receive(Rerun(values={app.id("go"): True}))
    assert before.waiting.wait(WAIT)
    app.session.receive(Stop())
    GATES["early stop"].set()
    assert app.session.runner.wait(WAIT)
    assert app.messages()[-1]["status"] == "stopped"


def test_a_request_that_comes_before_the_run_has_begun_ends_it_at_its_next_call(visit: Visit) -> None:
    before = Gated()
    app = visit(PRELUDE + "n = number('n')\nif n == 1: gate('never')\nst.text(n)", context=before)
    before.name = "early request"
    app.session.receive(Rerun(values={app.id("n"): 1}))
    assert before.waiting.wait(WAIT)
    app.session.receive(Rerun(values={app.id("n"): 2}))
    GATES["early request"].set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "2"]


def test_a_click_after_a_stop_runs_once_the_stop_is_done(visit: Visit) -> None:
    app = visit(PRELUDE + "if push('go'):\n    mark('stuck')\n    while True: pass\nst.text(push('other'))")
    other = app.id("other")
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "stuck" in GATES)
    app.session.receive(Stop())
    app.session.receive(Rerun(values={other: True}))
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["go", "other", "True"]


def test_a_stop_ends_a_script_that_reruns_itself(visit: Visit) -> None:
    app = visit(PRELUDE + "if push('go') or 'on' in st.session_state:\n    st.session_state.on = 1\n    st.rerun()")
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "on" in app.session.state)
    app.session.receive(Stop())
    assert app.session.runner.wait(WAIT)
    assert app.messages()[-1]["status"] == "stopped"


def test_a_stop_does_not_take_back_what_the_reader_has_set(visit: Visit) -> None:
    before = Gated()
    app = visit(PRELUDE + "st.text(number('n'))\nst.text(push('go'))", context=before)
    before.name = "set and stop"
    app.session.receive(Rerun())
    assert before.waiting.wait(WAIT)
    app.session.receive(Rerun(values={app.id("n"): 5, app.id("go"): True}, query="x=1"))
    app.session.receive(Stop())
    GATES["set and stop"].set()
    assert app.session.runner.wait(WAIT)
    before.name = ""
    app.rerun()
    assert app.page() == ["n", "5", "go", "False"]
    assert app.session.query_params.dump() == "x=1"


def test_a_run_that_a_stop_takes_back_before_it_began_has_an_end() -> None:
    cleaning = threading.Event()
    hooks = Hooks(show=print, show_last=print, show_error=print, after_run=lambda: (cleaning.set(), gate("cleaned")))
    manager = SessionManager(hooks)
    app = Visitor(manager.open("s1", ScriptSource((Part("1", "<app>"),))))
    app.session.receive(Attach())
    assert cleaning.wait(WAIT)
    app.session.receive(Rerun())
    app.session.receive(Stop())
    GATES["cleaned"].set()
    assert app.session.runner.wait(WAIT)
    assert [m["status"] for m in app.messages() if m["type"] == "run_ended"] == ["finished", "stopped"]
    manager.close_all()


class Telling(Exception):
    """An exception that takes its time to say what it is."""

    def __str__(self) -> str:
        gate("telling")
        return "told"


def test_a_request_while_an_error_is_shown_doubles_no_click(visit: Visit) -> None:
    code = f"from {__name__} import Telling\nif push('go'): raise Telling\nst.text('fine')"
    app = visit(PRELUDE + code)
    app.session.receive(Rerun(values={app.id("go"): True}))
    until(lambda: "telling" in GATES)
    app.session.receive(Rerun())
    GATES["telling"].set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["go", "fine"]
    assert [m["status"] for m in app.messages() if m["type"] == "run_ended"][-2:] == ["rerun", "finished"]


def test_a_run_has_an_end_though_cleaning_up_fails(caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise LookupError("ours")

    manager = SessionManager(Hooks(show=fail, show_last=fail, show_error=fail, after_run=fail))
    app = Visitor(manager.open("s1", ScriptSource((Part("1/0", "<app>"),))))
    app.say(Attach())
    assert app.messages()[-1] == {"type": "run_ended", "run": 1, "status": "failed"}
    assert [r.message for r in caplog.records] == [
        "An exception cannot be shown.",
        "A run failed outside of its script.",
    ]
    manager.close_all()


def test_a_session_runs_on_its_clock_from_first_request_to_last(manager: SessionManager) -> None:
    told: list[tuple[bool, Callable[[], bool]]] = []

    class Clock:
        def watch(self, tick: Callable[[], bool]) -> None:
            told.append((session.runner.running, tick))

    gate = threading.Event()
    code = "import jupyterlit as st\nst.session_state.gate.wait()\n"
    session = manager.open("s1", ScriptSource((Part(code, "<app>"),)))
    session.state.set("gate", gate, set())
    session.runner._threads = dataclasses.replace(session.runner._threads, clock=Clock())  # pyright: ignore[reportPrivateUsage]
    session.rerun()
    [(running, tick)] = told
    assert running
    assert tick()
    gate.set()
    assert session.runner.wait(WAIT)
    assert not tick()


def test_a_thread_that_has_joined_a_run_ends_with_it(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"""
import contextvars, threading
from {__name__} import GATES
def work():
    st.text("joined")
    GATES["joined"].set()
    gate("go on")
    try:
        st.text("too late")
    finally:
        mark("ended")
threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True).start()
gate("joined")
st.text("script")
"""
    GATES.clear()
    GATES["joined"] = threading.Event()
    monkeypatch.setattr(threading, "excepthook", silence)
    app = visit(PRELUDE + code)
    assert app.page() == ["joined", "script"]
    GATES.setdefault("go on", threading.Event()).set()
    until(lambda: "ended" in GATES)
    assert app.page() == ["joined", "script"]


def test_state_that_cannot_be_pickled_ends_a_run_where_the_author_wants_that(
    options: Callable[[str], Settings], visit: Visit
) -> None:
    options("runner.enforceSerializableSessionState = true")
    visitor = visit("import jupyterlit as st\nst.text('a')\nst.session_state.f = lambda: 1\nst.text('b')")
    *drawn, error = visitor.page()
    assert drawn == ["a", "b"]
    assert error.startswith("StateError: st.session_state['f'] is a function, which cannot be pickled")
