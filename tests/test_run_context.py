"""The context of a run: its cursors, its end, and calls without one."""

import logging
import threading

import pytest

from jupyterlit.elements.text import Text
from jupyterlit.errors import RerunRun, StopRun
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Forward, PageConfig, Path
from jupyterlit.run_context import RunContext, current, enter, in_run, join, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState


class Record:
    """Keeps what is drawn."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Path, Element]] = []

    def put(self, path: Path, element: Element) -> None:
        self.drawn.append((path, element))

    def send(self, message: Forward) -> None:
        pass

    def count(self, path: Path) -> int:
        return 0

    def call(self, path: Path, call: object) -> None:
        pass


def make(**options: object) -> RunContext:
    return RunContext(Record(), SessionState(), QueryParams(), **options)  # type: ignore[arg-type]


def test_each_block_counts_its_children() -> None:
    context = make()
    paths = [context.next_path((0,)), context.next_path((0,)), context.next_path((0, 1)), context.next_path((1,))]
    assert paths == [(0, 0), (0, 1), (0, 1, 0), (1, 0)]


def test_a_block_drawn_again_counts_from_the_start() -> None:
    context = make()
    context.next_path((0, 0))
    context.put_block((0, 0), Text(body="block"))
    assert context.next_path((0, 0)) == (0, 0, 0)


def test_a_run_ends_at_the_next_call_when_asked_to() -> None:
    def interrupt() -> None:
        raise RerunRun

    context = make(on_interrupt=interrupt)
    context.put((0, 0), Text(body="a"))
    context.interrupt = True
    with pytest.raises(RerunRun):
        context.put((0, 1), Text(body="b"))
    with pytest.raises(RerunRun):
        context.send(PageConfig())
    assert isinstance(context.output, Record)
    assert context.output.drawn == [((0, 0), Text(body="a"))]


def test_without_a_reason_a_run_just_stops() -> None:
    context = make()
    context.interrupt = True
    with pytest.raises(StopRun):
        context.check()


def test_recorders_see_what_is_drawn() -> None:
    context, recorder = make(), Record()
    context.recorders.append(recorder)
    context.put((0, 0), Text(body="a"))
    assert recorder.drawn == [((0, 0), Text(body="a"))]


def test_the_place_of_the_next_child_is_known_before_it_is_taken() -> None:
    context = make()
    assert [context.spare_path((0,)), context.spare_path((0,)), context.next_path((0,)), context.spare_path((0,))] == [
        (0, 0), (0, 0), (0, 0), (0, 1),
    ]  # fmt: skip


def test_tables_drawn_outside_of_a_run_are_not_kept() -> None:
    current().tables["a"] = None  # type: ignore[assignment]
    assert current().tables == {}


def test_the_current_context_belongs_to_its_thread() -> None:
    context = make()
    token = enter(context)
    try:
        assert current() is context
        assert in_run()
        elsewhere: list[bool] = []
        thread = threading.Thread(target=lambda: elsewhere.append(in_run()))
        thread.start()
        thread.join()
        assert elsewhere == [False]
    finally:
        leave(token)
    assert not in_run()


def test_outside_of_a_run_one_hint_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        for _ in range(3):
            current().put((0, 0), Text(body="a"))
    assert len(caplog.messages) <= 1
    assert current().next_path((0,))[0] == 0


def test_a_thread_that_has_joined_a_run_draws_in_it() -> None:
    context = make()
    context.tables["t"] = None  # type: ignore[assignment]
    found: list[object] = []

    def work() -> None:
        found.extend([in_run(), current().tables is context.tables, current().stack])
        path = current().next_path((0,))
        current().put(path, Text(body="from a thread"))

    thread = threading.Thread(target=work)
    context.stack.append("a block that the run is in by chance")
    context.next_path((0,))
    join(thread, context)
    assert (in_run(), current() is context) == (False, False)
    thread.start()
    thread.join(10)
    assert found == [True, True, []]
    output = context.output
    assert isinstance(output, Record)
    assert output.drawn == [((0, 1), Text(body="from a thread"))]


def test_a_thread_that_outlives_its_run_ends_at_its_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    context = make()
    done: list[str] = []
    errors: list[object] = []
    monkeypatch.setattr(threading, "excepthook", errors.append)

    def inner() -> None:
        current().put((0, 0), Text(body="late"))
        done.append("inner")

    def work() -> None:
        child = threading.Thread(target=inner)
        join(child, current())
        context.end()
        child.start()
        child.join(10)
        current().put((0, 0), Text(body="late"))
        done.append("work")

    thread = threading.Thread(target=work)
    join(thread, context)
    thread.start()
    thread.join(10)
    assert (done, errors) == ([], [])


def test_a_thread_can_join_one_run_after_another() -> None:
    contexts = [make(), make()]
    go_on, drawn = threading.Semaphore(0), threading.Semaphore(0)

    def work() -> None:
        for _ in contexts:
            go_on.acquire(timeout=10)
            current().put(current().next_path((0,)), Text(body="x"))
            drawn.release()

    thread = threading.Thread(target=work)
    thread.start()
    for context in contexts:
        join(thread, context)
        go_on.release()
        assert drawn.acquire(timeout=10)
        context.end()
    thread.join(10)
    assert [len(context.output.drawn) for context in contexts] == [1, 1]  # type: ignore[attr-defined]


def test_threads_never_take_the_same_place() -> None:
    context = make()
    paths: list[Path] = []
    ready = threading.Barrier(8)

    def work() -> None:
        ready.wait(10)
        paths.extend([current().next_path((0,)) for _ in range(2000)])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        join(thread, context)
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(paths) == [(0, number) for number in range(16_000)]


def test_a_run_whose_place_another_has_taken_reaches_nothing_of_the_session() -> None:
    context = make()
    children = [context.fork()]
    context.shut()
    children.append(context.fork())  # by a thread that has gone on
    for each in (context, *children):
        with pytest.raises(StopRun):
            each.put((0, 0), Text(body="x"))
        with pytest.raises(StopRun):
            each.session_state.get("a")
        with pytest.raises(StopRun):
            each.query_params.names()
    assert context.output.drawn == []  # type: ignore[attr-defined]
