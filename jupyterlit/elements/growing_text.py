"""Text that comes in parts, as language models give it, and grows in its place."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterable, AsyncIterator, Callable, Generator, Iterable, Iterator, Mapping
from time import perf_counter
from typing import Any, cast

from jupyterlit.elements.markdown import Markdown
from jupyterlit.errors import InvalidType
from jupyterlit.tree import Block

_END = object()
_SHORT = 64_000  # characters: below, drawing a text anew costs less than making its next part
_IDLE = 8  # a longer text is drawn after this many times the time it takes to draw


class StreamedParts(list[Any]):
    """What a stream has given, in order: neighbouring texts joined, other objects as they were."""


class LiveStream(ABC):
    """What draws itself, and goes on changing in its place while no run draws it."""

    @abstractmethod
    def draw_in(self, block: Block, *, framed: bool) -> StreamedParts:
        """Draw it, with a frame that says what it is or without; return what has come of it until now."""


class GrowingText:
    """A text in one place, drawn anew as it grows.

    Parameters
    ----------
    block
        Where it stands.
    cursor
        Markdown that follows the text until it is complete.
    html
        Whether HTML tags take effect.
    """

    def __init__(self, block: Block, *, cursor: str = "", html: bool = False) -> None:
        self._place = block
        self._drawn = False
        self._cursor = cursor
        self._html = html
        self._pieces: list[str] = []
        self._size = 0
        self._next = 0.0

    def add(self, piece: str) -> None:
        """Let the text go on."""
        self._pieces.append(piece)
        self._size += len(piece)
        begun = perf_counter()
        if begun >= self._next:
            self._draw(self._joined() + self._cursor)
            done = perf_counter()
            self._next = 0.0 if self._size < _SHORT else done + _IDLE * (done - begun)

    def end(self) -> str:
        """Draw the text without the cursor, and return it."""
        text = self._joined()
        self._draw(text)
        return text

    def text(self) -> str:
        """Return the text as it is."""
        return "".join(self._pieces)

    def _joined(self) -> str:
        text = "".join(self._pieces)
        self._pieces = [text]
        return text

    def _draw(self, text: str) -> None:
        # Not by `st.markdown`, which would look for an indentation of all lines each time.
        place = self._place.add_element(Markdown(body=text.strip(), unsafe_html=self._html))
        if not self._drawn:
            self._place, self._drawn = place, True


class DrawnStream:
    """A stream as it is shown: texts grow in one place, other objects are drawn, and stand after what was before.

    Parameters
    ----------
    block
        Where it stands.
    draw
        Draws an object that is no text.
    cursor
        Markdown that follows a text while it grows.
    html
        Whether HTML tags in texts take effect.
    """

    def __init__(self, block: Block, draw: Callable[[Any], object], *, cursor: str = "", html: bool = False) -> None:
        self._block = block
        self._draw = draw
        self._cursor = cursor
        self._html = html
        self._given = StreamedParts()  # the last may be a text that grows

    def add(self, part: Any) -> None:
        """Show the next part."""
        piece = text_of(part)
        if piece is None:
            self.end()
            self._draw(part)
            self._given.append(part)
        elif piece:
            if not self._given or not isinstance(self._given[-1], GrowingText):
                self._given.append(GrowingText(self._block, cursor=self._cursor, html=self._html))
            self._given[-1].add(piece)

    def end(self) -> StreamedParts:
        """Complete the text that grows, and return what has come."""
        if self._given and isinstance(self._given[-1], GrowingText):
            self._given[-1] = self._given[-1].end()
        return self._given

    def so_far(self) -> StreamedParts:
        """Return what has come until now; may be called from another thread."""
        return StreamedParts(part.text() if isinstance(part, GrowingText) else part for part in list(self._given))


def stream_parts(
    block: Block, parts: Iterable[Any], draw: Callable[[Any], object], *, cursor: str = "", html: bool = False
) -> StreamedParts:
    """Show parts as they come; parameters are those of `DrawnStream`."""
    drawn = DrawnStream(block, draw, cursor=cursor, html=html)
    for part in parts:
        drawn.add(part)
    return drawn.end()


def result_of(given: StreamedParts) -> list[Any] | str:
    """Return what a stream has given as authors get it: its text if it is nothing else."""
    if not given:
        return ""
    return given[0] if len(given) == 1 and isinstance(given[0], str) else given


def parts_of(stream: Any, call: str) -> Iterator[Any]:
    """Return the parts of a stream: of a generator, what makes one, an iterable, each of them asynchronous or not."""
    if isinstance(stream, str | bytes):
        raise InvalidType(f"{call}: stream={stream!r} is a {type(stream).__name__}, not a stream. Use st.write for it.")
    source: Any = stream() if callable(stream) and not isinstance(stream, type) and not _is_stream(stream) else stream
    if isinstance(source, AsyncIterable):
        return _awaited(aiter(cast("AsyncIterable[Any]", source)), call)
    if not isinstance(source, Iterable) or isinstance(source, str | bytes):
        raise InvalidType(
            f"{call}: stream={stream!r} gives no parts. Pass a generator, a function that is one, or an iterable."
        )
    return _closed(iter(cast("Iterable[Any]", source)))


def _is_stream(value: object) -> bool:
    return isinstance(value, AsyncIterable | Iterable)


def _closed(parts: Iterator[Any]) -> Iterator[Any]:
    """Give what an iterator gives; a generator that is not read to its end does its clean-up at once."""
    try:
        yield from parts
    finally:
        if isinstance(parts, Generator):
            parts.close()


def _awaited(parts: AsyncIterator[Any], call: str) -> Iterator[Any]:
    """Give what an asynchronous iterator gives, each part as it comes."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        with asyncio.Runner() as runner:
            while (part := runner.run(_next(parts))) is not _END:
                yield part
    else:
        raise InvalidType(
            f"{call}: an asynchronous generator cannot be read by a script that awaits. Loop over it with `async for`."
        )


async def _next(parts: AsyncIterator[Any]) -> Any:
    return await anext(parts, _END)


def text_of(part: Any) -> str | None:
    """Return the text of a part, "" for one that tells of something else, None for one that is an object to show.

    What language models give is known by its form, as many libraries have the same: of OpenAI and those like it
    `choices[0].delta.content`, of OpenAI's responses and of Anthropic events with a `type` and a `delta`, of LangChain
    chunks with a `content`.
    """
    if isinstance(part, str):
        return part
    kind = cast("type[object]", type(part))
    if kind.__module__ == "builtins":
        return None
    choices = getattr(part, "choices", None)
    if isinstance(choices, list | tuple):
        return _chosen(cast("list[Any]", choices))
    if kind.__name__.endswith(("MessageChunk", "ChatGenerationChunk")):
        return _content(getattr(part, "content", None))
    event = getattr(part, "type", None)
    if isinstance(event, str) and kind.__module__.partition(".")[0] in ("openai", "anthropic"):
        return _told(event, part)
    return None


def _chosen(choices: list[Any]) -> str | None:
    """Return the text of the first answer; the last part of a stream often has none."""
    if not choices:
        return ""
    delta = getattr(choices[0], "delta", None)
    return None if delta is None else _content(getattr(delta, "content", None))


def _content(content: Any) -> str:
    """Return the text of a content: text, or blocks of which some are text."""
    if isinstance(content, list):
        return "".join(map(_content, cast("list[Any]", content)))
    if isinstance(content, Mapping):
        return _content(cast("Mapping[str, Any]", content).get("text"))
    return content if isinstance(content, str) else ""


def _told(event: str, part: Any) -> str:
    """Return the text of an event of a response."""
    delta = getattr(part, "delta", None)
    if event == "response.output_text.delta":
        return _content(delta)
    if event == "content_block_delta":
        return _content(getattr(delta, "text", None))
    return ""
