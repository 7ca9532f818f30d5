"""Pages to turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jupyterlit.elements.arguments import Key, check_whole, check_width
from jupyterlit.elements.bounds import received
from jupyterlit.elements.reaction import Bind, OnChange, Persist, check_widget_key, check_widget_reaction
from jupyterlit.protocol.base import Widget, Width
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block


class Pagination(Widget, tag="pagination"):
    """The numbers of pages, from 1; `max_visible_pages` are shown at most, none for as many as there is room for."""

    num_pages: int = 1
    max_visible_pages: int | None = 7
    width: Width = "content"


def pagination(
    self: Block,
    num_pages: int,
    *,
    default: int = 1,
    max_visible_pages: int | None = 7,
    width: Width = "content",
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> int:
    """Show the numbers of pages, of which the reader chooses one.

    Parameters
    ----------
    num_pages
        How many there are.
    default
        The one chosen at first.
    max_visible_pages
        How many numbers are shown, about; none for all, 0 for the arrows alone. Where there is little room, there
        are fewer.
    width
        "content", "stretch", or pixels.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    disabled
        Whether it is seen but cannot be changed.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    int
        The chosen page, from 1 to `num_pages`.

    Examples
    --------
    >>> import jupyterlit as st
    >>> page = st.pagination(12)
    >>> rows = range(344)[(page - 1) * 30 : page * 30]
    """
    call = "st.pagination"
    count = check_whole(call, "num_pages", num_pages, 1)
    first = check_whole(call, "default", default, 1, count)
    most = None if max_visible_pages is None else check_whole(call, "max_visible_pages", max_visible_pages, 0)
    message = Pagination(
        num_pages=count,
        max_visible_pages=most,
        width=check_width(call, width),
        key=check_widget_key(call, key),
        disabled=bool(disabled),
        deferred=on_change == "ignore",
    )

    def parse(wire: object) -> int:
        page = int(received(wire, whole=True))
        if not 1 <= page <= count:
            raise ValueError(f"Page {page} is not among {count}.")
        return page

    def accept(value: Any) -> int:
        return value if type(value) is int and 1 <= value <= count else first

    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    texts = _TEXTS if bind else None
    return self.add_widget(message, first, parse=parse, accept=accept, texts=texts, **reaction)


def _read(texts: list[str]) -> int:
    return int(texts[-1])


def _write(page: int) -> list[str]:
    return [str(page)]


_TEXTS = Texts(_read, _write)
