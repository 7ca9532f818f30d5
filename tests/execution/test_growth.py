"""Texts that grow."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jupyterlit.elements.code import Code
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.markdown import Markdown
from jupyterlit.execution import forward_queue
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.growth import growth
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Grow

LONG = "Penguins are birds. " * 20


def grown(before: str, message: Grow) -> str:
    """Return a text as a browser makes it, which counts in UTF-16."""
    units = before.encode("utf-16-le", "surrogatepass")
    return (units[: len(units) - 2 * message.drop] + message.text.encode("utf-16-le", "surrogatepass")).decode(
        "utf-16-le", "surrogatepass"
    )


def test_only_what_is_new_travels() -> None:
    assert growth((0, 1), Markdown(body=LONG), Markdown(body=LONG + "Yes.")) == Grow(path=(0, 1), text="Yes.")


def test_a_cursor_goes_along() -> None:
    assert growth((0,), Markdown(body=LONG + "ab▌"), Markdown(body=LONG + "abc▌")) == Grow(path=(0,), text="c▌", drop=1)
    assert growth((0,), Markdown(body=LONG + "a🐧"), Markdown(body=LONG + "a")) == Grow(path=(0,), text="", drop=2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, Markdown(body=LONG)),
        (Markdown(body="a"), Markdown(body="ab")),
        (Markdown(body=LONG), Markdown(body="a")),
        (Markdown(body="x" + LONG), Markdown(body=LONG)),
        (Markdown(body=LONG), Markdown(body=LONG * 3)),
        (Markdown(body=LONG), Markdown(body=LONG + "a", caption=True)),
        (Markdown(body=LONG), Code(body=LONG + "a")),
        (Empty(), Markdown(body=LONG)),
    ],
)
def test_other_changes_travel_whole(before: Element | None, after: Element) -> None:
    assert growth((0,), before, after) is None


@given(some.text(min_size=1), some.text(), some.text())
def test_the_browser_ends_with_the_same_text(start: str, old: str, new: str) -> None:
    begin = start * (600 // len(start) + len(new))
    message = growth((0,), Markdown(body=begin + old), Markdown(body=begin + new))
    assert message is not None
    assert grown(begin + old, message) == begin + new


class Reader:
    """A queue's browser: the texts it shows, and what it was sent."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.bytes = 0
        self.kinds: list[str] = []

    def __call__(self, parts: Any) -> None:
        self.bytes += len(parts[0])
        for message in json.loads(bytes(parts[0]))["messages"]:
            path = str(message.get("path"))
            if message["type"] in ("delta", "grow"):
                self.kinds.append(message["type"])
            if message["type"] == "delta":
                self.texts[path] = message["element"].get("body", "")
            if message["type"] == "grow":
                self.texts[path] = grown(
                    self.texts[path], Grow(path=(), text=message["text"], drop=message.get("drop", 0))
                )


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> tuple[ForwardMsgQueue, Reader]:
    monkeypatch.setattr(forward_queue, "FRAME", 1e9)  # only `flush` sends
    queue, reader = ForwardMsgQueue("s", lambda: ()), Reader()
    queue.connect(reader)
    queue.start_run()
    return queue, reader


def test_bytes_grow_with_the_text_and_not_with_its_square(queue: tuple[ForwardMsgQueue, Reader]) -> None:
    forward, reader = queue
    text = ""
    for number in range(1000):
        text += f"word {number} "
        forward.put((0, 0), Markdown(body=text + "▌"))
        forward.flush()
        forward.acknowledge(10_000)
    assert reader.texts["[0, 0]"] == text + "▌"
    assert reader.bytes < 20 * len(text)


def test_a_slow_reader_gets_what_is_new_at_once(queue: tuple[ForwardMsgQueue, Reader]) -> None:
    forward, reader = queue
    forward.put((0, 0), Markdown(body=LONG))
    forward.flush()
    for number in range(100):
        forward.put((0, 0), Markdown(body=LONG + "a" * number))
    forward.flush()
    assert reader.kinds == ["delta", "grow"]
    assert reader.texts["[0, 0]"] == LONG + "a" * 99


def test_what_was_replaced_or_sent_anew_in_between_is_whole(queue: tuple[ForwardMsgQueue, Reader]) -> None:
    forward, reader = queue
    forward.put((0, 0), Markdown(body=LONG))
    forward.put((0, 0), Empty())
    forward.put((0, 0), Markdown(body=LONG + "a"))
    forward.flush()
    forward.put((0, 0), Markdown(body=LONG + "ab"))
    forward.resync()
    assert reader.kinds == ["delta", "delta"]
    assert reader.texts["[0, 0]"] == LONG + "ab"
