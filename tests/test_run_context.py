"""The context of a run: its cursors, its end, and calls without one."""

import logging
import threading

import pytest

from jupyterlit.elements.text import Text
from jupyterlit.errors import RerunRun, StopRun
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Forward, PageConfig, Path
from jupyterlit.run_context import RunContext, current, enter, in_run, leave
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
