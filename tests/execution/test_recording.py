"""What is kept of runs while somebody looks."""

from __future__ import annotations

import time
from collections.abc import Callable

from jupyterlit.caching.clearing import clear_caches
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.recording import MOST_LOG, MOST_RUNS, Recording
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.inside import InsideCause, InsideRun
from jupyterlit.protocol.messages import Attach

from .conftest import Visitor

Visit = Callable[..., Visitor]

APP = """\
import jupyterlit as st

@st.cache_data
def load(n):
    return n

@st.fragment
def part():
    st.button("Inner")
    until_seen(10)

def clicked():
    pass

st.button("Go", on_click=clicked)
load(1)
load(1)
st.text_input("Name")
part()
until_seen(20)
"""


class Eye:
    """Lets a script wait until one of its lines has been seen."""

    def __init__(self) -> None:
        self.recording: Recording | None = None

    def names(self) -> dict[str, object]:
        return {"until_seen": self.until_seen}

    def until_seen(self, line: int) -> None:
        run = None if self.recording is None else self.recording.current
        end = time.monotonic() + 20
        while run is not None and all(each.line != line for each in run.report().lines):
            assert time.monotonic() < end
            time.sleep(0.001)


def look(visitor: Visitor) -> list[int]:
    told: list[int] = []
    visitor.session.runner.look(lambda: told.append(1))
    return told


def last(session: AppSession) -> InsideRun:
    recording = session.runner.recording
    assert recording is not None
    return recording.runs()[-1].report()


def spans(run: InsideRun, *kinds: str) -> list[tuple[str, str]]:
    return [(span.kind, span.name) for span in run.spans if span.kind in kinds]


def test_nothing_is_recorded_until_somebody_looks(visit: Visit) -> None:
    visitor = visit("import jupyterlit as st\nst.button('Go')")
    visitor.rerun(Go=True)
    assert visitor.session.runner.recording is None
    assert visitor.session.queue.meter is None


def test_a_run_is_told_with_all_that_belongs_to_it(visit: Visit) -> None:
    eye = Eye()
    visitor = visit(APP, namespace=eye.names)
    told = look(visitor)
    eye.recording = visitor.session.runner.recording
    visitor.rerun(Go=True)
    run = last(visitor.session)
    assert (run.number, run.status, run.error) == (1, "finished", "")
    assert run.cause == InsideCause("widget", ["Go"])
    assert spans(run, "waiting", "callback", "script", "fragment") == [
        ("waiting", ""),
        ("callback", "clicked"),
        ("script", ""),
        ("fragment", "part"),
    ]
    assert spans(run, "sending")
    assert all(span.start >= 0 and span.seconds >= 0 for span in run.spans)
    assert run.seconds >= sum(span.seconds for span in run.spans if span.kind == "script")
    assert [(cache.function, cache.hits, cache.misses) for cache in run.caches] == [("load", 2, 0)]
    assert run.elements == 4
    assert run.messages >= 2
    assert run.bytes > 0
    slow = {line.line: line for line in run.lines}
    assert slow[20].code == "until_seen(20)"
    assert slow[19].seconds >= slow[10].seconds > 0
    assert slow[19].own < slow[19].seconds
    assert len(told) == 2


def test_a_miss_is_told_from_a_hit(visit: Visit) -> None:
    visitor = visit(APP, namespace=Eye().names)
    look(visitor)
    clear_caches()
    visitor.session.rerun()
    assert visitor.session.runner.wait(20)
    assert [(cache.function, cache.hits, cache.misses) for cache in last(visitor.session).caches] == [("load", 1, 1)]


def test_a_fragment_by_itself(visit: Visit) -> None:
    visitor = visit(APP, namespace=Eye().names)
    look(visitor)
    visitor.rerun(Inner=True)
    run = last(visitor.session)
    assert run.cause == InsideCause("widget", ["Inner"])
    assert spans(run, "script", "fragment") == [("fragment", "part")]


def test_fragments_beside_the_script_have_lanes_of_their_own(visit: Visit) -> None:
    code = (
        "import jupyterlit as st, threading\n"
        "both = threading.Barrier(2)\n"
        "@st.fragment(parallel=True)\n"
        "def one():\n    both.wait()\n"
        "@st.fragment(parallel=True)\n"
        "def two():\n    both.wait()\n"
        "one()\ntwo()"
    )
    visitor = visit(code)
    look(visitor)
    visitor.session.rerun()
    assert visitor.session.runner.wait(20)
    lanes = {span.name: span.lane for span in last(visitor.session).spans if span.kind == "fragment"}
    assert sorted(lanes) == ["one", "two"]
    assert sorted(lanes.values()) == [1, 2]


def test_an_error_is_told_with_its_place(visit: Visit) -> None:
    visitor = visit("import jupyterlit as st\nif st.button('Go'):\n    1 / 0")
    look(visitor)
    visitor.rerun(Go=True)
    run = last(visitor.session)
    assert (run.status, run.error) == ("failed", "<app>, line 3: ZeroDivisionError: division by zero")


def test_the_script_asks_for_another_run(visit: Visit) -> None:
    visitor = visit("import jupyterlit as st\nif st.button('Go'):\n    st.rerun()")
    look(visitor)
    visitor.rerun(Go=True)
    recording = visitor.session.runner.recording
    assert recording is not None
    first, second = [record.report() for record in recording.runs()]
    assert (first.status, first.cause.kind) == ("rerun", "widget")
    assert (second.status, second.cause.kind) == ("finished", "script")


def test_who_looks_no_more_costs_nothing_any_more(visit: Visit) -> None:
    visitor = visit("import jupyterlit as st\nst.button('Go')")
    one, two = (lambda: None), (lambda: None)
    recording = visitor.session.runner.look(one)
    visitor.session.runner.look(two)
    visitor.session.runner.leave(one)
    visitor.rerun(Go=True)
    visitor.session.runner.leave(two)
    visitor.session.runner.leave(two)
    visitor.rerun(Go=True)
    assert not recording.on
    assert visitor.session.queue.meter is None
    assert len(recording.runs()) == 1
    assert visitor.session.runner.look(one) is recording
    visitor.session.runner.leave(one)


def test_the_first_run_is_seen_by_who_looks_before_it(manager: SessionManager) -> None:
    visitor = Visitor(manager.open("new", ScriptSource((Part("1", "<app>"),))))
    look(visitor)
    visitor.say(Attach())
    assert last(visitor.session).cause.kind == "start"
    visitor.session.source = ScriptSource((Part("2", "<app>"),))
    assert visitor.session.runner.wait(20)
    assert last(visitor.session).cause.kind == "code"


def test_runs_and_log_are_bounded() -> None:
    recording = Recording()
    for _ in range(MOST_RUNS + 10):
        recording.end(recording.begin(InsideCause("rerun", []), 0.0), "finished")
    assert [run.number for run in recording.runs()] == list(range(11, MOST_RUNS + 11))
    for number in range(MOST_LOG + 10):
        recording.write("out", f"line {number}\n")
    assert len(recording.log()) == MOST_LOG
    assert [line.text for line in recording.log(MOST_LOG + 8)] == [f"line {MOST_LOG + 8}", f"line {MOST_LOG + 9}"]


def test_lines_of_the_log_are_whole_and_not_too_long() -> None:
    recording = Recording()
    run = recording.begin(InsideCause("rerun", []), 0.0)
    recording.write("out", "a")
    recording.write("err", "wrong\n")
    recording.write("out", "b\n\nc")
    recording.write("out", "x" * 10_000)
    recording.end(run, "finished")
    told = [(line.source, line.run, len(line.text), line.text[:2]) for line in recording.log()]
    assert told == [("err", 1, 5, "wr"), ("out", 1, 2, "ab"), ("out", 1, 2000, "cx")]
