"""Fifty sessions at once: caches, state, fragments and threads of one process."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from jupyterlit.caching.data import CacheData
from jupyterlit.caching.resource import CacheResource
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.messages import Attach, Rerun
from tests.caching.conftest import cache_data, cache_resource
from tests.execution.conftest import WAIT, Visitor, manager

__all__ = ["cache_data", "cache_resource", "manager"]

SESSIONS = 50
ROUNDS = 4
BURST = 3

SCRIPT = """
import asyncio
import threading
import time
import jupyterlit as st
from jupyterlit.compat.script_threads import add_script_run_ctx

state = st.session_state

@cache_data(show_spinner=False)
def load(number):
    made.append(("load", number))
    time.sleep(0.002)
    return {"numbers": [number] * 1000}

@cache_data(show_spinner=False)
async def load_later(number):
    made.append(("later", number))
    await asyncio.sleep(0.002)
    return [number]

@cache_resource(show_spinner=False)
def total():
    made.append(("total", 0))
    return counted

@cache_resource(scope="session", on_release=released.append, show_spinner=False)
def own():
    made.append(("own", 0))
    return object()

def clicked():
    state.clicks = state.get("clicks", 0) + 1

def clicked_part():
    state.part_clicks = state.get("part_clicks", 0) + 1

with total()["lock"]:
    total()["runs"] += 1
state.runs = state.get("runs", 0) + 1
own()
st.button("click", on_click=clicked)

@st.fragment
def part():
    st.button("click part", on_click=clicked_part)
    got = load(state.get("part_clicks", 0) % 3)
    got["numbers"].clear()  # a copy of one's own
    st.text(f"part {state.get('part_clicks', 0)}")

part()

@st.fragment(parallel=True)
def beside(index):
    got = load(index)
    state[f"beside{index}"] = state.get(f"beside{index}", 0) + 1
    st.text(f"beside {index} {len(got['numbers'])} {0 < state[f'beside{index}'] <= state.runs}")

for index in range(3):
    beside(index)

async def both():
    return await asyncio.gather(*(load_later(number % 2) for number in range(4)))

st.text(str(asyncio.run(both())))

def work():
    st.text("from a thread")
    got.append(len(load(1)["numbers"]))

got = []
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    add_script_run_ctx(thread)
    thread.start()
for thread in threads:
    thread.join(20)
st.text(f"threads {got}")
st.text(f"clicks {state.get('clicks', 0)}")
"""


def visit(app: Visitor) -> None:
    """Click and click, at times faster than the script runs."""
    app.say(Attach())
    for number in range(ROUNDS):
        for _ in range(BURST):
            app.session.receive(Rerun(values={app.id("click"): True}))
        assert app.session.runner.wait(WAIT)
        for _ in range(BURST):
            app.session.receive(Rerun(values={app.id("click part"): True}))
        assert app.session.runner.wait(WAIT)
        if number % 2:
            app.session.rerun()
            assert app.session.runner.wait(WAIT)


def check(app: Visitor) -> None:
    """Nothing that the visitor has done is lost."""
    clicks = ROUNDS * BURST
    expected = [
        "click", "click part", f"part {clicks}", *(f"beside {index} 1000 True" for index in range(3)),
        "[[0], [1], [0], [1]]", "from a thread", "from a thread", "threads [1000, 1000]", f"clicks {clicks}",
    ]  # fmt: skip
    shown = [text for text in app.page() if text not in ("main", "sidebar", "fragment", "button")]
    assert shown == expected
    state = app.session.state
    assert (state.get("clicks"), state.get("part_clicks")) == (clicks, clicks)


def test_nothing_is_lost_and_nothing_stays(
    manager: SessionManager, cache_data: CacheData, cache_resource: CacheResource, caplog: pytest.LogCaptureFixture
) -> None:
    made, released = list[tuple[str, int]](), list[object]()
    counted: dict[str, Any] = {"lock": threading.Lock(), "runs": 0}
    names: dict[str, Any] = {
        "cache_data": cache_data,
        "cache_resource": cache_resource,
        "made": made,
        "released": released,
    }
    names |= {"released": released, "counted": counted}
    source = ScriptSource((Part(SCRIPT, "<app>"),), namespace=lambda: dict(names))
    before = threading.active_count()

    apps = [Visitor(manager.open(f"s{number}", source)) for number in range(SESSIONS)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(visit, apps))

    list(map(check, apps))
    once = {("load", 0): 1, ("load", 1): 1, ("load", 2): 1, ("later", 0): 1, ("later", 1): 1, ("total", 0): 1}
    assert Counter(made) == {**once, ("own", 0): SESSIONS}
    assert counted["runs"] == sum(app.session.state.get("runs") for app in apps)
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []

    sessions = [weakref.ref(app.session) for app in apps]
    apps.clear()
    for number in range(SESSIONS):
        manager.close(f"s{number}")
    assert len(released) == SESSIONS
    end = time.perf_counter() + WAIT
    while any(session() is not None for session in sessions):  # threads that have done their work hold on a moment
        assert time.perf_counter() < end
        time.sleep(0.01)
        gc.collect()
    assert threading.active_count() - before < 30  # what sessions share: a pool of each kind, a clock, a timer
