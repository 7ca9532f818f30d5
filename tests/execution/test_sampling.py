"""Where the time of threads goes, line by line."""

from __future__ import annotations

import inspect
import json
import threading
import time
from collections.abc import Callable
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from jupyterlit.execution import sampling
from jupyterlit.execution.sampling import LineTimes, Sampler, is_authors, lines_of

CODE = """\
def inner(go_on):
    while go_on():
        wait()
def outer(go_on):
    inner(go_on)
outer(go_on)
"""


def of_app(times: LineTimes) -> dict[int, float]:
    return {line: seconds for (file, line), seconds in times.whole.items() if file == "<app>"}


def test_time_is_charged_to_the_line_and_to_those_that_have_called_it() -> None:
    times = LineTimes()

    def note(frame: FrameType) -> None:
        times.add(lines_of(frame), 2.0)

    calls = iter([True, True, False])
    names = {"go_on": lambda: next(calls), "wait": lambda: note(_frame_of("<app>"))}
    exec(compile(CODE, "<app>", "exec"), names)
    assert times.own == {("<app>", 3): 4.0}
    assert of_app(times) == {3: 4.0, 5: 4.0, 6: 4.0}


def _frame_of(file: str) -> FrameType:
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename != file:
        frame = frame.f_back
    assert frame is not None
    return frame


def test_a_recursive_line_is_charged_once() -> None:
    times = LineTimes()
    code = "def again(n):\n    again(n - 1) if n else note()\nagain(5)"
    exec(compile(code, "<app>", "exec"), {"note": lambda: times.add(lines_of(_frame_of("<app>")), 1.0)})
    assert of_app(times) == {2: 1.0, 3: 1.0}


def test_lines_of_libraries_and_ours_are_charged_to_the_author_who_calls_them() -> None:
    assert is_authors("<app>")
    assert is_authors("/home/me/app.py")
    assert is_authors("/tmp/ipykernel_12/34.py")
    assert not is_authors(json.__file__)
    assert not is_authors(pytest.__file__)
    assert not is_authors(sampling.__file__)
    assert not is_authors("<frozen importlib._bootstrap>")


def test_no_frame_is_no_line() -> None:
    times = LineTimes()
    times.add(lines_of(None), 1.0)
    assert times.whole == {}


def test_too_many_lines_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MOST_LINES", 2)
    times = LineTimes()
    code = "".join("note()\n" for _ in range(10))
    exec(compile(code, "<app>", "exec"), {"note": lambda: times.add(lines_of(_frame_of("<app>")), 1.0)})
    assert len(times.whole) <= 4


def test_a_watched_thread_is_looked_at_until_it_is_not() -> None:
    sampler = Sampler()
    times = LineTimes()

    def seen() -> bool:
        return ("<app>", 1) in times.whole

    with sampler.watch(times):
        exec(compile("wait()", "<app>", "exec"), {"wait": lambda: _until(seen)})
    assert list(of_app(times)) == [1]
    before = dict(times.whole)
    sampler.look()
    assert times.whole == before


def test_a_span_within_another_takes_its_place_meanwhile() -> None:
    sampler = Sampler()
    outer, inner = LineTimes(), LineTimes()

    def wait(times: LineTimes, line: int) -> None:
        _until(lambda: ("<app>", line) in times.whole)

    script = "with watch():\n    wait(inner, 2)\nwait(outer, 3)"
    names: dict[str, Any] = {
        "watch": lambda: sampler.watch(inner),
        "wait": wait,
        "inner": inner,
        "outer": outer,
    }
    with sampler.watch(outer):
        exec(compile(script, "<app>", "exec"), names)
    assert ("<app>", 2) in inner.whole
    assert ("<app>", 3) in outer.whole
    assert ("<app>", 2) not in outer.whole


def test_time_between_two_looks_is_shared_by_where_the_thread_was_and_is(monkeypatch: pytest.MonkeyPatch) -> None:

    def work(sampler: Sampler) -> None:
        """Look when the test does, and never else."""

    monkeypatch.setattr(Sampler, "_work", work)
    clock = iter([0.0, 1.0, 3.0, 7.0])
    me = threading.get_ident()  # threads of other tests' samplers may still be about

    def now() -> float:
        return next(clock) if threading.get_ident() == me else 0.0

    monkeypatch.setattr(sampling, "time", SimpleNamespace(perf_counter=now, sleep=time.sleep))
    sampler = Sampler()
    times = LineTimes()
    with sampler.watch(times):
        exec(compile("look()\nlook()", "<app>", "exec"), {"look": sampler.look})
    assert {line: seconds for (file, line), seconds in times.own.items() if file == "<app>"} == {1: 2.0, 2: 5.0}


def test_what_is_forgotten_is_looked_at_no_more() -> None:
    sampler = Sampler()
    times = LineTimes()
    with sampler.watch(times):
        sampler.forget(times)
        before = dict(times.whole)
        sampler.look()
        assert times.whole == before


def test_the_thread_ends_and_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "REST", 0.01)
    sampler = Sampler()
    for _ in range(2):
        times = LineTimes()
        with sampler.watch(times):
            exec(compile("wait()", "<app>", "exec"), {"wait": lambda times=times: _until(lambda: bool(times.whole))})
        _until(lambda: all(thread.name != "jupyterlit-sampling" for thread in threading.enumerate()))


def _until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.001)
