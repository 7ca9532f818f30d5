"""Fast reruns: a new run does not wait for one that makes no `st.` call."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.execution import script_runner
from jupyterlit.protocol.messages import Rerun, Stop

from .conftest import WAIT, Visitor
from .test_script_runner import GATES, PRELUDE, silence, until

Visit = Callable[..., Visitor]

SLOW = """
n = number('n')
if n == 1:
    mark('computing')
    try:
        gate('computed')
        {then}
        mark('went on')
    finally:
        mark('over')
st.text(f'end {{n}}')
"""


@pytest.fixture(autouse=True)
def gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without gates, and take no machine for too busy."""
    GATES.clear()
    monkeypatch.setattr(script_runner, "LATE", WAIT)


def slow(app: Visitor) -> None:
    """Let the app come to where it makes no `st.` call."""
    app.session.receive(Rerun(values={app.id("n"): 1}))
    until(lambda: "computing" in GATES)


def over() -> None:
    """Let the slow run go on, and wait for its end."""
    GATES.setdefault("computed", threading.Event()).set()
    until(lambda: "over" in GATES)


def statuses(app: Visitor) -> list[str]:
    return [message["status"] for message in app.messages() if message["type"] == "run_ended"]


def test_a_new_run_does_not_wait_for_one_that_makes_no_call(visit: Visit) -> None:
    app = visit(PRELUDE + SLOW.format(then="st.text('too late')"))
    slow(app)
    app.rerun(n=2)
    assert app.page() == ["n", "end 2"]
    assert statuses(app) == ["rerun", "finished"]
    over()
    assert app.page() == ["n", "end 2"]
    assert "went on" not in GATES


@pytest.mark.parametrize(
    "then",
    [
        "st.session_state.a = 1",
        "st.session_state.get('a')",
        "'a' in st.session_state",
        "st.query_params['a'] = 1",
        "st.slider('a')",
        "st.rerun(scope='app' if 'a' in st.session_state else 'app')",
        "st.fragment(print)()",
        "st.task(print)",
        "st.set_page_config(page_title='a')",
        "threading.Thread(target=print).start(), st.text('a')",
    ],
)
def test_a_run_left_behind_ends_at_its_next_call_and_reaches_nothing(visit: Visit, then: str) -> None:
    app = visit(PRELUDE + "import threading\n" + SLOW.format(then=then))
    slow(app)
    app.rerun(n=2)
    over()
    assert "went on" not in GATES
    assert "a" not in app.session.state
    assert app.session.query_params.dump() == ""
    assert app.rerun(n=3)[-1]["status"] == "finished"
    assert app.page() == ["n", "end 3"]


def test_what_runs_beside_a_run_left_behind_ends_too(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
import threading
from jupyterlit.compat.script_threads import add_script_run_ctx
def work():
    try:
        gate('computed')
        st.session_state.late = 1
    finally:
        mark('over')
@st.fragment(parallel=True)
def part():
    gate('computed')
    st.text('too late')
n = number('n')
if n == 1:
    thread = threading.Thread(target=work)
    add_script_run_ctx(thread)
    thread.start()
    part()
    mark('computing')
    gate('computed')
st.text(f'end {n}')
"""
    monkeypatch.setattr(threading, "excepthook", silence)
    app = visit(PRELUDE + code)
    slow(app)
    app.rerun(n=2)
    over()
    app.rerun(n=3)
    assert app.page() == ["n", "end 3"]
    assert "late" not in app.session.state


def test_an_error_of_a_run_left_behind_is_not_shown(visit: Visit) -> None:
    app = visit(PRELUDE + SLOW.format(then="1/0"))
    slow(app)
    app.rerun(n=2)
    over()
    app.rerun(n=3)
    assert app.page() == ["n", "end 3"]


def test_without_fast_reruns_the_new_run_waits_for_the_next_call(
    visit: Visit, options: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script_runner, "OVERTAKE_AFTER", 0.0)
    options("runner.fastReruns = false")
    app = visit(PRELUDE + SLOW.format(then="st.session_state.a = 1"))
    slow(app)
    app.session.receive(Rerun(values={app.id("n"): 2}))
    assert not app.session.runner.wait(0.2)
    over()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "end 2"]
    assert app.session.state.get("a") == 1  # session state is no `st.` call that ends a run


def test_callbacks_are_waited_for(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_runner, "OVERTAKE_AFTER", 0.01)
    code = """
def save():
    mark('computing')
    gate('computed')
    st.session_state.saved = True
    mark('over')
number('n', on_change=save)
st.text('saved' in st.session_state)
"""
    app = visit(PRELUDE + code)
    slow(app)
    app.session.receive(Rerun())
    assert not app.session.runner.wait(0.2)
    over()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "True"]


def test_a_click_that_a_run_left_behind_has_not_met_is_kept(visit: Visit) -> None:
    app = visit(PRELUDE + SLOW.format(then="pass") + "if push('go'): st.text('clicked')")
    app.session.receive(Rerun(values={app.id("n"): 1, app.id("go"): True}))
    until(lambda: "computing" in GATES)
    app.rerun(n=2)
    assert app.page() == ["n", "end 2", "go", "clicked"]
    over()


def test_a_part_of_the_page_waits_for_a_run_of_all_of_it(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_runner, "OVERTAKE_AFTER", 0.01)
    code = "@st.fragment\ndef part():\n    st.text(f\"part {number('m')}\")\npart()\n"
    app = visit(PRELUDE + code + SLOW.format(then="pass"))
    m = app.id("m")
    slow(app)
    app.session.receive(Rerun(values={m: 5}))
    assert not app.session.runner.wait(0.2)
    over()
    assert app.session.runner.wait(WAIT)
    assert [text for text in app.page() if text.startswith(("part", "end"))] == ["part 5", "end 1"]


def test_no_more_than_a_few_runs_are_left_behind(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_runner, "OVERTAKE_AFTER", 0.01)
    monkeypatch.setattr(script_runner, "MOST_BEHIND", 2)
    code = "n = number('n')\nif 0 < n < 9:\n    mark(f'in {n}')\n    gate('computed')\nst.text(f'end {n}')"
    app = visit(PRELUDE + code)
    for n in (1, 2, 3):
        app.session.receive(Rerun(values={app.id("n"): n}))
        until(lambda n=n: f"in {n}" in GATES)  # type: ignore[misc]
    app.session.receive(Rerun(values={app.id("n"): 9}))
    assert not app.session.runner.wait(0.2)
    GATES.setdefault("computed", threading.Event()).set()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "end 9"]


def test_a_machine_too_busy_to_be_in_time_leaves_no_run_behind(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_runner, "OVERTAKE_AFTER", 0.01)
    monkeypatch.setattr(script_runner, "LATE", -WAIT)
    app = visit(PRELUDE + SLOW.format(then="st.session_state.a = 1"))
    slow(app)
    app.session.receive(Rerun(values={app.id("n"): 2}))
    assert not app.session.runner.wait(0.2)
    over()
    assert app.session.runner.wait(WAIT)
    assert app.session.state.get("a") == 1


def test_a_stop_ends_runs_left_behind_by_force(visit: Visit) -> None:
    code = """
n = number('n')
if n == 1:
    mark('computing')
    try:
        turns = 0
        while True: turns += 1
    finally:
        mark('over')
st.text(f'end {n}')
"""
    app = visit(PRELUDE + code)
    slow(app)
    app.rerun(n=2)
    app.session.receive(Stop())
    until(lambda: "over" in GATES)
    app.rerun(n=3)
    assert app.page() == ["n", "end 3"]


def test_a_closed_session_leaves_no_run_behind(visit: Visit) -> None:
    app = visit(PRELUDE + SLOW.format(then="pass").replace("gate('computed')", "n += 1\n        while True: n += 1"))
    slow(app)
    app.rerun(n=2)
    app.session.close()
    until(lambda: "over" in GATES)


def test_a_run_that_is_left_behind_has_the_results_of_its_caches_kept(visit: Visit) -> None:
    code = """
@st.cache_data(show_spinner=True)
def load():
    mark('computing')
    gate('computed')
    mark('over')
    return 'loaded'
n = number('n')
st.text(f'{load()} {n}' if n else 'nothing')
"""
    app = visit(PRELUDE + code)
    slow(app)
    app.session.receive(Rerun(values={app.id("n"): 2}))
    assert not app.session.runner.wait(0.5)  # it waits for the same result
    over()
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["n", "loaded 2"]
