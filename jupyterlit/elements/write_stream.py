"""st.write_stream: what comes in parts, shown while it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from functools import partial
from typing import Any

from jupyterlit.elements.growing_text import parts_of, stream_parts
from jupyterlit.elements.write import write
from jupyterlit.errors import InvalidType
from jupyterlit.tree import Block


def write_stream(
    self: Block,
    stream: Callable[..., Any] | Generator[Any, Any, Any] | Iterable[Any] | AsyncGenerator[Any, Any],
    *,
    cursor: str | None = None,
) -> list[Any] | str:
    """Show what comes in parts while it comes: texts grow as one Markdown text, other objects look as in `write`.

    Parameters
    ----------
    stream
        A generator, a function that is one, or any iterable, asynchronous ones too; the streams of OpenAI,
        of LangChain, of Anthropic, and of libraries whose chunks have their form.
    cursor
        Markdown that follows the text as long as it grows.

    Returns
    -------
    str or list
        All of the text; or, if there was something else too, a list of texts and objects, which `write` can show
        again.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.write_stream(f"{word} " for word in ["Penguins", "are", "**birds**."])
    'Penguins are **birds**. '
    """
    if cursor is not None and not isinstance(cursor, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.write_stream: cursor={cursor!r} is a {type(cursor).__name__}. Pass a string, or None.")
    parts = parts_of(stream, "st.write_stream")
    given = stream_parts(self, parts, partial(write, self), cursor=cursor or "")
    if not given:
        return ""
    return given[0] if len(given) == 1 and isinstance(given[0], str) else given
