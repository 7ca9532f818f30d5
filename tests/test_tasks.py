"""st.task: work that goes on beside the script."""

from __future__ import annotations

import pickle
import textwrap
import threading
from collections.abc import Callable, Iterator

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, UnhashableArgument
from jupyterlit.protocol.task import TaskBlock
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused

GATE = """
import asyncio, time
import jupyterlit as st
state = st.session_state
gate = state.gate
def count(name):
    state[name] = state.get(name, 0) + 1
"""

Play = Callable[..., AppTest]


@pytest.fixture
def play() -> Iterator[Play]:
    """Run a script whose `gate` opens on demand; its tasks end with the test."""
    apps: list[AppTest] = []

    def start(script: str, *, opened: bool = True, wait: bool = True) -> AppTest:
        app = AppTest.from_string(GATE + textwrap.dedent(script), default_timeout=20)
        app.session_state["gate"] = gate = threading.Event()
        apps.append(app)
        if opened:
            gate.set()
        return app.run(wait_tasks=wait and opened)

    yield start
    for app in apps:
        app.session_state["gate"].set()


def test_it_goes_on_and_asks_for_a_run_when_it_ends(play: Play) -> None:
    app = play(
        """
        def add(a, b=0):
            count("calls")
            gate.wait()
            return a + b
        task = st.task(add, 40, b=2)
        task.show()
        if task.done:
            st.text(task.result())
        """,
        opened=False,
    )
    assert (app.task[0].state, app.task[0].label, len(app.text)) == ("running", "Add", 0)
    app.run()
    app.session_state["gate"].set()
    app.run(wait_tasks=True)
    assert (app.task[0].state, app.text[0].value) == ("done", "42")
    app.run(wait_tasks=True)
    assert app.session_state["calls"] == 1


def test_it_draws_with_ordinary_calls_wherever_it_is_shown(play: Play) -> None:
    app = play(
        """
        def work():
            bar = st.progress(0, "Begin")
            with st.container():
                st.text("inside")
            bar.progress(50)
        task = st.task(work)
        left, right = st.columns(2)
        with left:
            task.show()
        right.write(task)
        """
    )
    assert [[node.value for node in column.progress] for column in app.columns] == [[50], [50]]
    assert app.text.values == ["inside", "inside"]


def test_other_arguments_are_another_task(play: Play) -> None:
    app = play(
        """
        def work(n):
            count(str(n))
        first, again, other = st.task(work, 1), st.task(work, n=1), st.task(work, 2)
        st.text((first is again, first is other))
        """
    )
    assert app.text[0].value == "(True, False)"
    assert [app.session_state[n] for n in ("1", "2")] == [1, 1]


def test_a_key_has_one_task_at_a_time(play: Play) -> None:
    app = play(
        """
        def find(words):
            st.text(f"looking for {words}")
            gate.wait()
            return words
        state.setdefault("words", "a")
        task = st.task(find, state.words, key="search")
        tasks = state.setdefault("tasks", [])
        if task not in tasks:
            tasks.append(task)
        st.write_stream(task)
        """,
        opened=False,
    )
    app.session_state["words"] = "b"
    app.run()
    first, second = app.session_state["tasks"]
    assert (first.status, second.running) == ("cancelled", True)
    app.session_state["gate"].set()
    app.run(wait_tasks=True)
    assert (second.result(), app.text.values) == ("b", ["looking for b"])


def test_one_that_no_run_comes_to_is_begun_anew(play: Play) -> None:
    app = play(
        """
        def work():
            count("calls")
        if st.button("Start"):
            state.task = st.task(work)
        if "task" in state:
            state.task.show()
        """
    )
    for calls in (1, 2):
        app.button[0].click().run(wait_tasks=True)
        assert (app.session_state["calls"], app.task[0].state) == (calls, "done")


def test_it_says_how_far_it_is(play: Play) -> None:
    app = play(
        """
        def work():
            st.current_task().progress(0.25, "a quarter")
            gate.wait()
        st.task(work, label="Look *around*").show()
        """,
    )
    block = app.task[0].proto
    assert isinstance(block, TaskBlock)
    assert (block.label, block.progress, block.text) == ("Look *around*", 0.25, "a quarter")


def test_a_stream_is_shown_as_far_as_it_has_come(play: Play) -> None:
    app = play(
        """
        def words():
            yield "Penguins "
            gate.wait()
            yield "are birds."
        task = st.task(words)
        state.so_far = st.write_stream(task)
        """,
        opened=False,
    )
    while not app.markdown:
        app.run()
    assert (app.markdown.values, app.session_state["so_far"]) == (["Penguins"], "Penguins ")
    app.session_state["gate"].set()
    app.run(wait_tasks=True)
    assert (app.markdown.values, app.session_state["so_far"]) == (["Penguins are birds."], "Penguins are birds.")


def test_a_stream_of_more_than_text(play: Play) -> None:
    app = play(
        """
        def parts():
            yield "a"
            yield {"b": 1}
            yield "c"
        task = st.task(parts)
        task.stream()
        st.text(task.result() if task.done else "")
        """
    )
    assert (app.markdown.values, app.json[0].value) == (["a", "c"], '{"b": 1}')
    assert app.text[0].value == "['a', {'b': 1}, 'c']"


def test_asynchronous_functions_and_streams(play: Play) -> None:
    app = play(
        """
        async def add(a, b):
            await asyncio.sleep(0)
            return a + b
        async def words():
            yield "one "
            await asyncio.sleep(0)
            yield "two"
        async def stream():
            return words()
        tasks = [st.task(add, 40, 2), st.task(words), st.task(stream)]
        st.text([await task for task in tasks])
        """
    )
    assert app.text[0].value == "[42, 'one two', 'one two']"


def test_an_error_is_shown_where_it_is_drawn(play: Play) -> None:
    app = play(
        """
        def weigh():
            st.text("before")
            raise ValueError("The scales are broken.")
        task = st.task(weigh)
        with st.container(key="here"):
            task.show()
        if task.done:
            st.text((task.status, task.exception))
            task.result()
        """
    )
    inside, outside = app.exception
    assert (app.task[0].state, inside.message) == ("failed", "The scales are broken.")
    assert [frame.name for frame in inside.proto.frames] == ["weigh"]
    assert app.text.values == ["before", "('failed', ValueError('The scales are broken.'))"]
    assert outside.message == "The scales are broken."


def test_an_error_that_nobody_sees_is_logged(play: Play, caplog: pytest.LogCaptureFixture) -> None:
    play(
        """
        def weigh():
            raise ValueError("The scales are broken.")
        st.task(weigh, on_done="ignore")
        """
    )
    assert "The task 'Weigh' has failed." in caplog.text
    assert "The scales are broken." in caplog.text


def test_it_can_be_cancelled_and_begun_again(play: Play) -> None:
    app = play(
        """
        def work():
            count("calls")
            gate.wait()
            return "here"
        task = st.task(work)
        st.button("Cancel", on_click=task.cancel)
        st.button("Again", on_click=task.restart)
        task.show()
        if task.done:
            try:
                st.text(task.result())
            except Exception as error:
                st.exception(error)
        """,
        opened=False,
    )
    app.button[0].click().run()
    assert (app.task[0].state, app.exception[0].proto.exception_type) == ("cancelled", "TaskCancelled")
    app.session_state["gate"].set()
    app.button[1].click().run(wait_tasks=True)
    assert (app.task[0].state, app.text[0].value, app.session_state["calls"]) == ("done", "here", 2)


def test_it_can_be_begun_again_where_it_stands(play: Play) -> None:
    app = play(
        """
        def work():
            count("calls")
            st.text(f"call {state.calls}")
        task = st.task(work, on_done="ignore")
        task.show()
        if st.button("Again"):
            task.restart()
        """
    )
    assert app.text.values == ["call 1"]
    app.button[0].click().run(wait_tasks=True)
    assert app.text.values == ["call 2"]


@pytest.mark.parametrize(("on_done", "runs"), [("'rerun'", 2), ("'ignore'", 1), ("'fragment'", 2), ("note", 2)])
def test_what_follows_its_end(play: Play, on_done: str, runs: int) -> None:
    app = play(
        f"""
        def note(task):
            state.note = task.result()
        count("runs")
        st.task(lambda: "done", on_done={on_done})
        """
    )
    assert app.session_state["runs"] == runs
    assert ("note" in app.session_state) == (on_done == "note")


@pytest.mark.parametrize("on_done", ["'fragment'", "note"])
def test_a_fragment_follows_alone(play: Play, on_done: str) -> None:
    app = play(
        f"""
        def note(task):
            count("notes")
        @st.fragment
        def part():
            count("part")
            task = st.task(lambda: "done", on_done={on_done})
            st.text(task.status)
        count("app")
        part()
        """
    )
    assert (app.session_state["app"], app.session_state["part"], app.text[0].value) == (1, 2, "done")
    assert ("notes" in app.session_state) == (on_done == "note")


def test_it_can_ask_for_a_run_by_itself(play: Play) -> None:
    app = play(
        """
        def work():
            st.rerun()
        count("runs")
        st.task(work, on_done="ignore")
        """
    )
    assert app.session_state["runs"] == 2


def test_a_result_is_waited_for(play: Play) -> None:
    app = play(
        """
        def work():
            gate.wait()
            return 42
        task = st.task(work, on_done="ignore")
        try:
            task.result(timeout=0.01)
        except TimeoutError as error:
            st.text(error)
        gate.set()
        st.text(task.result())
        """,
        opened=False,
    )
    assert app.text.values == ["task.result: 'Work' still goes on after 0.01 s.", "42"]


def test_a_cached_function_shows_it_again(play: Play) -> None:
    app = play(
        """
        def work():
            st.text("drawn")
        @st.cache_data
        def cached(_task):
            _task.show()
            return 1
        cached(st.task(work))
        """
    )
    assert app.text.values == ["drawn"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("st.button('Go')", "st.button: a task can show things and ask nothing."),
        ("st.sidebar.text('there')", "A task draws in its own place only"),
        ("outside.text('there')", "A task draws in its own place only"),
        ("st.task(print)", "st.task: a task cannot begin another."),
        ("st.current_task().restart()", "task.restart: a task cannot begin another, nor itself."),
        ("st.current_task().progress(2.0)", "task.progress: value=2.0 lies outside 0.0–1.0."),
    ],
)
def test_what_a_task_cannot_do(play: Play, call: str, message: str) -> None:
    app = play(
        f"""
        outside = st.container()
        def work():
            {call}
        st.task(work, on_done="ignore").show()
        """
    )
    assert [error.message[: len(message)] for error in app.exception] == [message]


def test_wrong_arguments(run: Run) -> None:
    def write(x: object) -> None:
        st.write(x)

    with refused(InvalidType, "st.task: func=42 is no function. Pass the function, and its arguments after it."):
        st.task(42)  # type: ignore[arg-type]
    with refused(
        InvalidValue, 'st.task: on_done=\'later\' is unknown. Pass "rerun", "fragment", "ignore" or a function.'
    ):
        st.task(print, on_done="later")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="limit=0 lies below 1"):
        st.task(print, limit=0)
    with pytest.raises(TypeError, match="positional argument"):
        st.task(lambda: 1, 2)
    with pytest.raises(UnhashableArgument, match="a generator of 'x' is the same in the next run"):
        st.task(write, (each for each in "ab"))
    with pytest.raises(InvalidValue, match=r"cursor='\|' cannot be used with a task"):
        st.write_stream(st.task(lambda: 1), cursor="|")
    with refused(
        LayoutError,
        "st.current_task: no task is under way here. Call it in a function that st.task has begun.",
    ):
        st.current_task()


def test_outside_of_an_app_the_call_is_made_at_once() -> None:
    def words() -> Iterator[str]:
        yield "a"
        yield "b"

    def fail() -> None:
        raise ValueError("no")

    assert st.task(words).result() == "ab"
    failed = st.task(fail)
    assert (failed.status, str(failed.exception), repr(failed)) == ("failed", "no", "<task 'Fail', failed>")
    with pytest.raises(TypeError, match="A task cannot be pickled"):
        pickle.dumps(failed)
