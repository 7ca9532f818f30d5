"""The page of a task: kept by itself, drawn wherever the task is shown."""

from __future__ import annotations

import pytest

from jupyterlit.elements.container import Container
from jupyterlit.elements.text import Text
from jupyterlit.errors import LayoutError
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.task_page import TaskPage
from jupyterlit.protocol.messages import Path
from jupyterlit.protocol.task import TaskBlock
from jupyterlit.state.tasks import PLACE


def make(task: str = "t", queue: ForwardMsgQueue | None = None) -> tuple[TaskPage, ForwardMsgQueue]:
    queue = queue or ForwardMsgQueue("s", list)
    return TaskPage(queue, TaskBlock(task=task, label="Task", state="running"), lambda: None), queue


def show(page: TaskPage, queue: ForwardMsgQueue, *places: Path, framed: bool = True) -> None:
    """Run a script that shows a task."""
    queue.start_run()
    for place in places:
        queue.put(place, page.block(framed=framed))
        page.show(place, framed=framed)
    queue.end_run("finished")


def texts(queue: ForwardMsgQueue) -> dict[Path, str]:
    return {delta.path: delta.element.body for delta in queue.page() if isinstance(delta.element, Text)}


def put(page: TaskPage, place: Path, body: str) -> None:
    page.put((*PLACE, *place), Text(body=body))


def test_it_is_shown_from_then_on() -> None:
    page, queue = make()
    put(page, (0,), "before")
    show(page, queue, (0, 0))
    assert texts(queue) == {(0, 0, 0): "before"}
    put(page, (1,), "between runs")
    put(page, (0,), "changed")
    assert texts(queue) == {(0, 0, 0): "changed", (0, 0, 1): "between runs"}


def test_it_stays_while_a_run_has_not_come_to_it() -> None:
    page, queue = make()
    put(page, (0,), "before")
    show(page, queue, (0, 1))
    queue.start_run()
    put(page, (1,), "meanwhile")
    queue.put((0, 0), Text(body="above"))
    queue.put((0, 1), page.block(framed=True))
    put(page, (2,), "between the block and what it holds")
    page.show((0, 1), framed=True)
    queue.end_run("finished")
    below = {path[-1]: body for path, body in texts(queue).items() if len(path) == 3}
    assert below == {0: "before", 1: "meanwhile", 2: "between the block and what it holds"}


def test_it_is_left_alone_once_something_else_is_there() -> None:
    page, queue = make()
    show(page, queue, (0, 0))
    queue.start_run()
    queue.put((0, 0), Container())
    queue.put((0, 0, 0), Text(body="other"))
    queue.end_run("finished")
    put(page, (0,), "late")
    assert texts(queue) == {(0, 0, 0): "other"}
    assert not page.shown


def test_it_is_shown_in_several_places_with_a_frame_and_without() -> None:
    page, queue = make()
    show(page, queue, (0, 0), (1, 0))
    put(page, (0,), "twice")
    assert texts(queue) == {(0, 0, 0): "twice", (1, 0, 0): "twice"}
    show(page, queue, (0, 0), framed=False)
    page.note("done", 1.0, "ready")
    block = queue.tree.element((0, 0))
    assert isinstance(block, TaskBlock)
    assert (block.state, block.progress, block.text) == ("done", None, "")


def test_what_it_says_of_itself_leaves_what_it_holds() -> None:
    page, queue = make()
    put(page, (0,), "kept")
    show(page, queue, (0, 0))
    page.note("running", 0.5, "half")
    queue.start_run()
    page.note("done", None, "")
    queue.put((0, 0), page.block(framed=True))
    page.show((0, 0), framed=True)
    queue.end_run("finished")
    assert texts(queue) == {(0, 0, 0): "kept"}


def test_a_container_that_takes_the_place_of_another_is_empty() -> None:
    page, queue = make()
    show(page, queue, (0, 0))
    for bodies in (["a", "b"], ["c"]):
        page.put((*PLACE, 0), Container())
        for index, body in enumerate(bodies):
            put(page, (0, index), body)
    assert texts(queue) == {(0, 0, 0, 0): "c"}
    show(page, queue, (0, 0))
    assert texts(queue) == {(0, 0, 0, 0): "c"}
    assert page.count((*PLACE, 0)) == 1


def test_another_attempt_takes_its_place() -> None:
    first, queue = make("first")
    second, _ = make("second", queue)
    put(first, (0,), "a")
    put(first, (1,), "b")
    show(first, queue, (0, 0))
    put(second, (0,), "new")
    first.move_to(second)
    put(first, (1,), "late")
    assert texts(queue) == {(0, 0, 0): "new"}
    assert second.shown


def test_a_task_draws_in_its_place_only() -> None:
    page, _ = make()
    with pytest.raises(LayoutError, match="A task draws in its own place only"):
        page.put((1, 0), Text(body="sidebar"))
