"""Text that grows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from jupyterlit.caching.replay import Recorder, Step
from jupyterlit.delta_generator import main
from jupyterlit.elements import growing_text
from jupyterlit.elements.growing_text import (
    DrawnStream,
    GrowingText,
    StreamedParts,
    parts_of,
    result_of,
    stream_parts,
    text_of,
)
from jupyterlit.elements.markdown import Markdown
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Path
from tests.conftest import Run, refused


def made(module: str, name: str, **fields: Any) -> Any:
    """Return an object of a library's class."""
    return type(name, (SimpleNamespace,), {"__module__": module})(**fields)


def chunk(content: object) -> Any:
    """Return a part of a chat completion."""
    return made(
        "litellm.types", "ModelResponseStream", choices=[SimpleNamespace(delta=SimpleNamespace(content=content))]
    )


def delta(**fields: str) -> Any:
    """Return an event of Anthropic's."""
    return made(
        "anthropic.types", "RawContentBlockDeltaEvent", type="content_block_delta", delta=made("a", "b", **fields)
    )


PARTS: list[tuple[object, str | None]] = [
    ("a", "a"),
    (chunk("a"), "a"),
    (chunk(None), ""),
    (made("openai.types.chat", "ChatCompletionChunk", choices=[]), ""),
    (made("openai.types", "ResponseTextDeltaEvent", type="response.output_text.delta", delta="a"), "a"),
    (made("openai.types", "ResponseCreatedEvent", type="response.created"), ""),
    (delta(text="a"), "a"),
    (delta(partial_json="{"), ""),
    (made("anthropic.lib", "TextEvent", type="text", text="a"), ""),
    (made("langchain_core.messages", "AIMessageChunk", content="a"), "a"),
    (made("langchain_core", "AIMessageChunk", content=[{"type": "text", "text": "a"}, {"type": "x"}, "b"]), "ab"),
    (3, None),
    ({"choices": []}, None),
    (None, None),
    (made("shop", "Product", type="book", delta="a"), None),
    (made("quiz", "Question", choices=["a", "b"]), None),
]


@pytest.mark.parametrize(("part", "text"), PARTS)
def test_the_text_of_a_part(part: object, text: str | None) -> None:
    assert text_of(part) == text


def test_texts_grow_and_objects_stand_between(run: Run) -> None:
    given = stream_parts(main, iter(["a ", "", "*b*", 3, chunk("c"), None]), main.text)
    assert given == StreamedParts(["a *b*", 3, "c", None])
    assert run.elements == [
        Markdown(body="a *b*"),
        Text(body="3", width="content"),
        Markdown(body="c"),
        Text(body="None", width="content"),
    ]


def test_the_cursor_goes_when_the_text_is_complete(run: Run) -> None:
    growing = GrowingText(main, cursor=" |")
    growing.add("a")
    growing.add("b")
    assert run.elements == [Markdown(body="ab |")]
    assert growing.end() == "ab"
    assert run.elements == [Markdown(body="ab")]


def test_a_long_text_is_not_drawn_with_every_part(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    drawn: list[float] = []

    def put(path: Path, element: Element) -> None:
        nonlocal now
        assert isinstance(element, Markdown)
        now += 1.0  # it takes a second to draw
        drawn.append(now)

    monkeypatch.setattr(growing_text, "perf_counter", lambda: now)
    monkeypatch.setattr(run, "put", put)
    growing = GrowingText(main)
    growing.add("a" * 64_000)
    for _ in range(20):
        growing.add("b")
        now += 1.0
    assert growing.end() == "a" * 64_000 + "b" * 20
    assert drawn == [1.0, 10.0, 19.0, 24.0]


async def counted() -> AsyncIterator[int]:
    for number in range(3):
        await asyncio.sleep(0)
        yield number


class Counting:
    """Can be called, and can be looped over."""

    def __iter__(self) -> Iterator[int]:
        return iter([0, 1, 2])

    def __call__(self) -> None:
        raise AssertionError


@pytest.mark.parametrize("stream", [counted, counted(), lambda: [0, 1, 2], [0, 1, 2], Counting(), iter(range(3))])
def test_parts_of_all_kinds_of_streams(stream: object) -> None:
    assert list(parts_of(stream, "st.write_stream")) == [0, 1, 2]


def test_a_generator_that_is_left_does_its_clean_up() -> None:
    done: list[bool] = []

    def generator() -> Iterator[int]:
        try:
            yield 1
            yield 2
        finally:
            done.append(True)

    for _ in parts_of(generator, "st.write_stream"):
        break
    assert done == [True]


@pytest.mark.parametrize("stream", [3, None, lambda: "abc", lambda: 3])
def test_what_is_no_stream(stream: object) -> None:
    with refused(
        InvalidType,
        f"st.write_stream: stream={stream!r} gives no parts. Pass a generator, a function that is one, or an iterable.",
    ):
        parts_of(stream, "st.write_stream")


def test_a_text_is_written_at_once() -> None:
    with refused(InvalidType, "st.write_stream: stream='abc' is a str, not a stream. Use st.write for it."):
        parts_of("abc", "st.write_stream")


async def test_a_script_that_awaits_reads_for_itself() -> None:
    with refused(
        InvalidType,
        "st.write: an asynchronous generator cannot be read by a script that awaits. Loop over it with `async for`.",
    ):
        list(parts_of(counted(), "st.write"))


def test_a_cached_call_keeps_a_stream_as_it_has_ended(run: Run) -> None:
    with Recorder(run.context) as recorder:
        main.text("before")
        stream_parts(main, iter(["a", "b"]), main.text, cursor="|")
    recording = recorder.recording()
    assert recording is not None
    assert [step.element for step in recording.steps if isinstance(step, Step)] == [
        Text(body="before", width="content"),
        Markdown(body="ab"),
    ]


def test_what_has_come_so_far_can_be_had_at_any_time(run: Run) -> None:
    drawn = DrawnStream(main, main.json)
    told: list[StreamedParts] = []
    for part in ("a", "b", {"c": 1}, "d"):
        drawn.add(part)
        told.append(drawn.so_far())
    assert told == [["a"], ["ab"], ["ab", {"c": 1}], ["ab", {"c": 1}, "d"]]
    assert drawn.end() == drawn.so_far() == told[-1]
    assert [result_of(each) for each in (told[1], told[2], StreamedParts())] == ["ab", ["ab", {"c": 1}], ""]
