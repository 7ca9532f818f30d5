"""st.write_stream: what comes in parts, shown while it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from functools import partial
from typing import Any

from jupyterlit.elements.growing_text import LiveStream, parts_of, result_of, stream_parts
from jupyterlit.elements.write import write
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.tree import Block


def write_stream(
    self: Block,
    stream: Callable[..., Any] | Generator[Any, Any, Any] | Iterable[Any] | AsyncGenerator[Any, Any] | LiveStream,
    *,
    cursor: str | None = None,
) -> list[Any] | str:
    """Show what comes in parts while it comes: texts grow as one Markdown text, other objects look as in `write`.

    Parameters
    ----------
    stream
        A generator, a function that is one, or any iterable, asynchronous ones too; the streams of OpenAI,
        of LangChain, of Anthropic, and of libraries whose chunks have their form. A task: what has come of it is
        there at once, and the rest comes in its place while the script goes on.
    cursor
        Markdown that follows the text as long as it grows.

    Returns
    -------
    str or list
        All of the text; or, if there was something else too, a list of texts and objects, which `write` can show
        again. Of a task, what has come until now.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.write_stream(f"{word} " for word in ["Penguins", "are", "**birds**."])
    'Penguins are **birds**. '
    """
    if cursor is not None and not isinstance(cursor, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.write_stream: cursor={cursor!r} is a {type(cursor).__name__}. Pass a string, or None.")
    if isinstance(stream, LiveStream):
        if cursor:
            raise InvalidValue(f"st.write_stream: cursor={cursor!r} cannot be used with a task. Leave it out.")
        return result_of(stream.draw_in(self, framed=False))
    parts = parts_of(stream, "st.write_stream")
    return result_of(stream_parts(self, parts, partial(write, self), cursor=cursor or ""))
