"""The queue: only what changed travels, in order, to a reader at any speed."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from jupyterlit.elements.text import Text
from jupyterlit.errors import StopRun
from jupyterlit.execution import forward_queue
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.page_tree import PageTree
from jupyterlit.protocol.base import BlockElement, Buffer, Element
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import PageConfig, Rows, Values


class Clock:
    """The time, which goes on only when a test says so."""

    perf_counter = staticmethod(time.perf_counter)

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(forward_queue, "time", clock)
    return clock


class Box(BlockElement, tag="test_box"):
    """A block."""


class LargeBuffer(Buffer):
    """Bytes whose end a test can see."""

    __slots__ = ("__weakref__",)


class Picture(Element, tag="test_picture"):
    """An element with bytes."""

    data: Buffer

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)


class Browser:
    """Keeps what it is sent; acknowledges when told to."""

    def __init__(self, queue: ForwardMsgQueue) -> None:
        self.queue = queue
        self.parts: list[Sequence[Part]] = []
        queue.connect(self.parts.append)

    def take(self) -> list[dict[str, Any]]:
        """Return the batches that have come since the last call."""
        batches = [msgspec.json.decode(parts[0]) for parts in self.parts]
        self.parts.clear()
        return batches

    def messages(self) -> list[dict[str, Any]]:
        return [message for batch in self.take() for message in batch["messages"]]


def make() -> tuple[ForwardMsgQueue, Browser]:
    queue = ForwardMsgQueue("s1", lambda: [Values(values={"w": 1})])
    return queue, Browser(queue)


def run(queue: ForwardMsgQueue, *texts: str) -> None:
    queue.start_run()
    for index, text in enumerate(texts):
        queue.put((0, index), Text(body=text))
    queue.end_run("finished")


def delta(path: list[int], body: str) -> dict[str, Any]:
    return {"type": "delta", "path": path, "element": {"kind": "text", "body": body}}


def test_a_connection_begins_with_the_whole_page() -> None:
    queue, browser = make()
    assert browser.take() == [
        {
            "seq": 1,
            "messages": [
                {"type": "reset", "session": "s1", "running": True},  # it is about to
                {"type": "page_config"},
                {"type": "values", "values": {"w": 1}},
            ],
        }
    ]
    run(queue, "a")
    again = Browser(queue)
    assert again.take() == [
        {
            "seq": 1,
            "messages": [
                {"type": "reset", "session": "s1"},
                {"type": "page_config"},
                {"type": "values", "values": {"w": 1}},
                delta([0, 0], "a"),
            ],
        }
    ]


def test_a_run_travels_as_one_batch() -> None:
    queue, browser = make()
    browser.take()
    run(queue, "a", "b")
    assert browser.take() == [
        {
            "seq": 2,
            "messages": [
                {"type": "run_started", "run": 1},
                delta([0, 0], "a"),
                delta([0, 1], "b"),
                {"type": "run_ended", "run": 1, "status": "finished"},
            ],
        }
    ]


def test_the_first_change_after_a_pause_leaves_while_the_run_goes_on(clock: Clock) -> None:
    queue, browser = make()
    run(queue, "a", "b", "c", "d")
    browser.take()
    clock.now += 1
    queue.start_run()
    queue.put((0, 0), Text(body="A"))
    queue.put((0, 1), Text(body="B"))
    assert browser.take() == []  # what comes at once goes along
    clock.now += forward_queue.AT_ONCE
    queue.put((0, 2), Text(body="c"))  # nothing new, but a moment to look at what waits
    assert browser.messages() == [{"type": "run_started", "run": 2}, delta([0, 0], "A"), delta([0, 1], "B")]
    clock.now += forward_queue.AT_ONCE
    queue.put((0, 3), Text(body="D"))  # soon after the last batch: it waits for a display frame
    clock.now += forward_queue.AT_ONCE
    queue.tick()
    assert browser.take() == []
    clock.now += forward_queue.FRAME
    queue.tick()
    assert browser.messages() == [delta([0, 3], "D")]
    queue.end_run("finished")
    assert browser.messages() == [{"type": "run_ended", "run": 2, "status": "finished"}]


def test_without_a_change_a_run_is_told_after_a_frame(clock: Clock) -> None:
    queue, browser = make()
    run(queue, "a")
    browser.take()
    clock.now += 1
    queue.start_run()
    clock.now += forward_queue.AT_ONCE
    queue.put((0, 0), Text(body="a"))
    queue.tick()
    assert browser.take() == []
    clock.now += forward_queue.FRAME
    queue.tick()
    assert browser.messages() == [{"type": "run_started", "run": 2}]


def test_only_what_changed_travels() -> None:
    queue, browser = make()
    run(queue, *(f"line {n}" for n in range(1000)))
    browser.take()
    run(queue, *("changed" if n == 500 else f"line {n}" for n in range(1000)))
    assert browser.messages() == [
        {"type": "run_started", "run": 2},
        delta([0, 500], "changed"),
        {"type": "run_ended", "run": 2, "status": "finished"},
    ]


def test_what_a_run_has_not_reached_is_removed() -> None:
    queue, browser = make()
    run(queue, "a", "b", "c")
    browser.take()
    run(queue, "a")
    assert browser.messages()[-1] == {"type": "run_ended", "run": 2, "status": "finished", "keep": [[[0], 1]]}
    assert [d.element for d in queue.page()] == [Text(body="a")]


def test_an_interrupted_run_removes_nothing() -> None:
    queue, browser = make()
    run(queue, "a", "b")
    queue.start_run()
    queue.put((0, 0), Text(body="new"))
    queue.end_run("rerun")
    assert [d.element for d in queue.page()] == [Text(body="new"), Text(body="b")]
    browser.take()
    run(queue, "new")
    assert [d.element for d in queue.page()] == [Text(body="new")]


def test_a_block_that_replaces_a_block_keeps_its_children() -> None:
    queue, browser = make()
    queue.start_run()
    queue.put((0, 0), Box())
    queue.put((0, 0, 0), Text(body="inside"))
    queue.end_run("finished")
    browser.take()
    queue.start_run()
    queue.put((0, 0), Box(key="other"))
    queue.put((0, 0, 0), Text(body="inside"))
    queue.end_run("finished")
    assert browser.messages() == [
        {"type": "run_started", "run": 2},
        {"type": "delta", "path": [0, 0], "element": {"kind": "test_box", "key": "other"}},
        {"type": "run_ended", "run": 2, "status": "finished"},
    ]


def test_an_element_that_replaces_a_block_drops_its_children() -> None:
    queue, browser = make()
    queue.start_run()
    queue.put((0, 0), Box())
    queue.put((0, 0, 0), Text(body="inside"))
    queue.put((0, 0), Text(body="outside"))
    queue.put((0, 0), Box())
    queue.end_run("finished")
    browser.take()
    assert [d.element for d in queue.page()] == [Box()]


def test_a_container_left_empty_loses_its_children() -> None:
    queue, browser = make()
    queue.start_run()
    queue.put((0, 0), Box())
    queue.put((0, 0, 0), Text(body="inside"))
    queue.end_run("finished")
    browser.take()
    queue.start_run()
    queue.put((0, 0), Box())
    queue.end_run("finished")
    assert browser.messages()[-1]["keep"] == [[[0, 0], 0]]


def test_a_call_on_a_container_that_is_gone_draws_nothing() -> None:
    queue, _ = make()
    queue.start_run()
    queue.put((0, 0, 3), Text(body="lost"))
    queue.end_run("finished")
    assert queue.page() == []


def test_values_that_replace_each_other_within_a_frame_are_joined() -> None:
    queue, browser = make()
    browser.take()
    queue.start_run()
    for n in range(50):
        queue.put((0, 0), Text(body=str(n)))
    queue.end_run("finished")
    deltas = [m for m in browser.messages() if m["type"] == "delta"]
    assert deltas[-1] == delta([0, 0], "49")
    assert len(deltas) < 50


def test_a_buffer_travels_once_and_may_be_forgotten_when_unused() -> None:
    queue, browser = make()
    browser.take()
    first, second = Buffer(b"first"), Buffer(b"second")
    queue.start_run()
    queue.put((0, 0), Picture(data=first))
    queue.end_run("finished")
    assert bytes(browser.parts[0][1]) == b"first"
    (batch,) = browser.take()
    assert (batch["buffers"], batch.get("drop")) == ([first.digest], None)

    queue.start_run()
    queue.put((0, 0), Picture(data=first, key="k"))
    queue.end_run("finished")
    (batch,) = browser.take()
    assert (batch.get("buffers"), batch.get("drop")) == (None, None)

    queue.start_run()
    queue.put((0, 0), Picture(data=second))
    queue.end_run("finished")
    (batch,) = browser.take()
    assert (batch["buffers"], batch["drop"]) == ([second.digest], [first.digest])

    run(queue)
    (batch,) = browser.take()
    assert batch["drop"] == [second.digest]


def test_a_buffer_of_fifty_megabytes_arrives_whole() -> None:
    queue, browser = make()
    browser.take()
    data = Buffer(bytes(range(256)) * 200_000)
    queue.start_run()
    queue.put((0, 0), Picture(data=data))
    queue.end_run("finished")
    (parts,) = browser.parts
    assert Buffer(parts[1]) == data
    assert memoryview(parts[1]).nbytes == 51_200_000


def test_page_settings_travel_when_they_change() -> None:
    queue, browser = make()
    browser.take()
    for title in ("A", "A", "B"):
        queue.send(PageConfig(title=title))
    queue.flush()
    assert browser.messages() == [{"type": "page_config", "title": "A"}, {"type": "page_config", "title": "B"}]


def test_a_slow_reader_gets_the_newest_page_and_no_backlog() -> None:
    queue, browser = make()
    for n in range(forward_queue.WINDOW_BATCHES * 2):
        run(queue, f"run {n}")
    batches = browser.take()
    assert len(batches) == forward_queue.WINDOW_BATCHES
    for n in range(forward_queue.BACKLOG):
        run(queue, f"later {n}")
    assert browser.take() == []
    queue.acknowledge(batches[-1]["seq"])
    (batch,) = browser.take()
    assert batch["seq"] == batches[-1]["seq"] + 1
    assert batch["messages"][0] == {"type": "reset", "session": "s1"}
    assert batch["messages"][-1] == delta([0, 0], f"later {forward_queue.BACKLOG - 1}")


def test_a_reader_who_is_a_little_late_misses_nothing() -> None:
    queue, browser = make()
    for n in range(forward_queue.WINDOW_BATCHES + 5):
        run(queue, f"run {n}")
    last = browser.take()[-1]["seq"]
    queue.acknowledge(last)
    (batch,) = browser.take()
    assert batch["seq"] == last + 1
    assert batch["messages"][-2] == delta([0, 0], f"run {forward_queue.WINDOW_BATCHES + 4}")


def test_a_resync_sends_the_page_again_with_the_run_that_goes_on() -> None:
    queue, browser = make()
    queue.start_run()
    queue.put((0, 0), Text(body="a"))
    browser.take()
    queue.resync()
    (batch,) = browser.take()
    assert batch["messages"][0] == {"type": "reset", "session": "s1", "running": True}
    assert batch["messages"][-2:] == [delta([0, 0], "a"), {"type": "run_started", "run": 1}]


def test_a_page_sent_again_keeps_what_the_run_of_another_page_has_drawn() -> None:
    queue, browser = make()
    run(queue, "one")
    queue.start_run(clear=True)
    queue.put((0, 0), Text(body="two"))
    browser.take()
    queue.resync()
    *_, drawn, started = browser.messages()
    assert (drawn, started) == (delta([0, 0], "two"), {"type": "run_started", "run": 2})


def test_a_long_run_tells_how_far_it_is(clock: Clock) -> None:
    queue, browser = make()
    run(queue, "a", "b")
    browser.take()
    queue.start_run()
    queue.put((0, 0), Text(body="a"))
    clock.now += 1
    queue.tick()
    assert browser.messages()[-1] == {"type": "reached", "blocks": [[[0], 1], [[1], 0], [[2], 0], [[3], 0]]}
    queue.tick()
    assert browser.messages() == []


def test_without_a_browser_the_page_is_kept() -> None:
    queue, browser = make()
    browser.take()
    queue.disconnect()
    run(queue, "alone")
    assert (browser.take(), queue.connected) == ([], False)
    assert Browser(queue).messages()[-1] == delta([0, 0], "alone")


def test_a_page_sent_again_in_a_long_run_tells_anew_how_far_it_is(clock: Clock) -> None:
    queue, browser = make()
    run(queue, "a", "b")
    queue.start_run()
    queue.put((0, 0), Text(body="a"))
    clock.now += 1
    queue.tick()
    queue.resync()
    browser.take()
    queue.put((0, 1), Text(body="new"))
    clock.now += 1
    queue.tick()
    assert browser.messages()[-1] == {"type": "reached", "blocks": [[[0], 2], [[1], 0], [[2], 0], [[3], 0]]}


def test_a_page_sent_again_keeps_answers_that_wait() -> None:
    queue, browser = make()
    answer = Rows(request=1, error="gone")
    queue.send(answer)
    queue.resync()
    assert browser.messages()[-1] == {"type": "rows", "request": 1, "error": "gone"}


def test_a_place_left_out_counts() -> None:
    queue, browser = make()
    queue.start_run()
    queue.put((0, 0), Text(body="a"))
    queue.put((0, 2), Text(body="c"))
    queue.end_run("finished")
    assert [d.path for d in queue.page()] == [(0, 0), (0, 2)]
    browser.take()
    run(queue, "a", "b")
    assert browser.messages()[-1] == {"type": "run_ended", "run": 2, "status": "finished", "keep": [[[0], 2]]}


def test_blocks_in_a_block_that_was_replaced_are_no_longer_counted() -> None:
    queue, browser = make()

    def draw(*inside: str) -> None:
        queue.put((0, 0), Box())
        queue.put((0, 0, 0), Box())
        for index, text in enumerate(inside):
            queue.put((0, 0, 0, index), Text(body=text))

    queue.start_run()
    draw("a", "b")
    queue.end_run("finished")
    browser.take()
    queue.start_run()
    draw("a")
    queue.put((0, 0), Text(body="instead"))
    queue.end_run("finished")
    assert browser.messages() == [
        {"type": "run_started", "run": 2},
        delta([0, 0], "instead"),
        {"type": "run_ended", "run": 2, "status": "finished"},
    ]


def test_half_a_character_does_not_keep_the_rest_from_the_reader() -> None:
    queue, browser = make()
    browser.take()
    run(queue, "a\ud800b", "c")
    assert browser.messages()[1:3] == [delta([0, 0], "a\ufffdb"), delta([0, 1], "c")]


def test_a_message_that_cannot_travel_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    queue, browser = make()
    browser.take()
    queue.send(Values(values={"w": object()}))
    run(queue, "a")
    assert [m["type"] for m in browser.messages()] == ["run_started", "delta", "run_ended"]
    assert [record.message for record in caplog.records] == ["A message cannot be sent and is left out: Values"]
    run(queue, "b")
    assert browser.take()[0]["seq"] == 3


def test_what_could_not_be_sent_is_made_up_for(caplog: pytest.LogCaptureFixture) -> None:
    queue, _ = make()
    sent: list[Sequence[Part]] = []

    def send(parts: Sequence[Part]) -> None:
        sent.append(parts)
        if len(sent) == 2:
            raise OSError("no kernel")

    queue.connect(send)
    run(queue, "a")
    run(queue, "a")
    assert [m["type"] for m in msgspec.json.decode(sent[-1][0])["messages"]] == [
        *("reset", "page_config", "values", "delta")
    ]
    assert [r.message for r in caplog.records] == [
        "A batch of messages cannot be sent: the page is sent anew with the next."
    ]


def draw_forever(queue: ForwardMsgQueue) -> None:
    while True:
        queue.put((0, 0), Text(body="a"))
        queue.put((0, 0), Text(body="b"))
        queue.send(Values(values={}))


@pytest.mark.parametrize("strike", ["_tree", "_close_deltas", "_join", "_encode"])
def test_a_stop_by_force_loses_nothing_wherever_it_strikes(monkeypatch: pytest.MonkeyPatch, strike: str) -> None:
    def stop(*_: object) -> None:
        raise StopRun

    monkeypatch.setattr(forward_queue, "FRAME", 0.0)  # everything leaves with what follows
    queue, browser = make()
    queue.start_run()
    browser.take()
    with monkeypatch.context() as patch:
        if strike == "_tree":
            patch.setattr(PageTree, "_refer", stop)
        else:
            patch.setattr(queue, strike, stop)
        with pytest.raises(StopRun):
            draw_forever(queue)
    queue.put((0, 0), Text(body="c"))
    queue.end_run("stopped")
    assert browser.messages() == [
        {"type": "reset", "session": "s1"},
        {"type": "page_config"},
        {"type": "values", "values": {"w": 1}},
        delta([0, 0], "c"),
    ]


def test_a_slow_reader_who_has_caught_up_need_not_wait_for_the_next_change() -> None:
    queue, browser = make()
    for n in range(forward_queue.WINDOW_BATCHES):
        run(queue, f"run {n}")
    while queue._out or not queue._out_of_step:  # pyright: ignore[reportPrivateUsage]
        run(queue, str(len(queue._out)))  # pyright: ignore[reportPrivateUsage]
    queue.acknowledge(browser.take()[-1]["seq"])
    assert browser.take()[0]["messages"][0]["type"] == "reset"


def test_pictures_for_a_slow_reader_do_not_pile_up() -> None:
    queue, browser = make()
    for n in range(forward_queue.WINDOW_BATCHES):
        run(queue, f"run {n}")
    kept: list[weakref.ref[Buffer]] = []
    for n in range(40):
        queue.start_run()
        data = LargeBuffer(n.to_bytes(2, "big") * 500_000)
        kept.append(weakref.ref(data))
        queue.put((0, 0), Picture(data=data))
        del data
        queue.end_run("rerun")
    run(queue, "short")
    gc.collect()
    assert sum(ref() is not None for ref in kept) <= forward_queue.WINDOW_BYTES // 1_000_000 + 1
    queue.acknowledge(browser.take()[-1]["seq"])
    assert browser.messages()[-1] == delta([0, 0], "short")


def test_a_page_sent_again_that_is_lost_leaves_a_gap() -> None:
    queue, browser = make()
    (first,) = browser.take()
    run(queue, "a")
    queue.resync()
    browser.take()
    run(queue, "b")
    assert (first["seq"], browser.take()[0]["seq"]) == (1, 4)


def test_a_block_does_not_find_what_another_held_before_something_else_stood_there() -> None:
    queue, browser = make()
    browser.take()
    queue.start_run()
    queue.put((0, 0), Box())
    queue.put((0, 0, 0), Text(body="a"))
    queue.put((0, 0, 1), Text(body="b"))
    queue.put((0, 0), Text(body="instead"))
    queue.put((0, 0), Box())
    queue.put((0, 0, 0), Text(body="c"))
    queue.end_run("finished")
    deltas = [message for message in browser.messages() if message["type"] == "delta"]
    box = {"type": "delta", "path": [0, 0], "element": {"kind": "test_box"}}
    assert deltas == [
        box,
        delta([0, 0, 0], "a"),
        delta([0, 0, 1], "b"),
        delta([0, 0], "instead"),
        box,
        delta([0, 0, 0], "c"),
    ]


def test_a_buffer_that_came_with_the_document_does_not_come_again() -> None:
    queue = ForwardMsgQueue("s1", list)
    here, there = Buffer(b"in the document"), Buffer(b"not in it")
    parts: list[Sequence[Part]] = []
    queue.connect(parts.append, [here.digest, "of nothing"])
    queue.start_run()
    queue.put((0, 0), Picture(data=here))
    queue.put((0, 1), Picture(data=there))
    queue.end_run("finished")
    assert [[bytes(part) for part in batch[1:]] for batch in parts] == [[], [b"not in it"]]
    parts.clear()

    queue.start_run()  # the browser has it like any other that came
    queue.put((0, 0), Picture(data=here, key="k"))
    queue.put((0, 1), Picture(data=there))
    queue.end_run("finished")
    assert [len(batch) for batch in parts] == [1]
    assert "drop" not in msgspec.json.decode(parts[0][0])


def test_what_the_document_held_is_forgotten_with_the_end_of_a_run() -> None:
    queue = ForwardMsgQueue("s1", list)
    held = Buffer(b"in the document")
    parts: list[Sequence[Part]] = []
    queue.connect(parts.append, [held.digest])
    queue.start_run()
    queue.end_run("rerun")
    queue.start_run()
    queue.end_run("finished")
    parts.clear()
    queue.start_run()
    queue.put((0, 0), Picture(data=held))
    queue.end_run("finished")
    assert [bytes(part) for batch in parts for part in batch[1:]] == [b"in the document"]


def test_a_page_sent_again_has_all_its_buffers_whatever_was_said() -> None:
    queue = ForwardMsgQueue("s1", list)
    held = Buffer(b"in the document")
    parts: list[Sequence[Part]] = []
    queue.connect(parts.append, [held.digest])
    queue.start_run()
    queue.put((0, 0), Picture(data=held))
    queue.resync()
    assert [bytes(part) for batch in parts for part in batch[1:]] == [b"in the document"]
