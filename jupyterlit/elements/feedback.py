"""A rating: thumbs, faces or stars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from jupyterlit.elements.arguments import Key, check_choice, check_whole, check_width
from jupyterlit.elements.bounds import received
from jupyterlit.elements.reaction import Bind, OnChange, Persist, check_widget_key, check_widget_reaction
from jupyterlit.protocol.base import Widget, Width
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

Scale = Literal["thumbs", "faces", "stars"]

_SCALES: tuple[Scale, ...] = ("thumbs", "faces", "stars")


class Feedback(Widget, tag="feedback"):
    """Ratings from 0 up, of which one is chosen, or none."""

    options: Scale = "thumbs"
    width: Width = "content"


def feedback(
    self: Block,
    options: Scale = "thumbs",
    *,
    key: Key | None = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> int | None:
    """Ask for a rating.

    Parameters
    ----------
    options
        "thumbs" (0 is down, 1 is up), or "faces" or "stars" (0 is worst, 4 is best).
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    default
        The rating at first.
    disabled
        Whether it is seen but cannot be changed.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    width
        "content", "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    int or None
        The rating, from 0 to 1 or to 4; none before there is one.

    Examples
    --------
    >>> import jupyterlit as st
    >>> stars = st.feedback("stars")
    >>> if stars is not None:
    ...     st.text(f"Thank you for {stars + 1} stars!")
    """
    call = "st.feedback"
    scale: Scale = check_choice(call, "options", options, _SCALES)
    best = 1 if scale == "thumbs" else 4
    first = None if default is None else check_whole(call, "default", default, 0, best)
    message = Feedback(
        options=scale,
        width=check_width(call, width),
        key=check_widget_key(call, key),
        disabled=bool(disabled),
        deferred=on_change == "ignore",
    )

    def parse(wire: object) -> int | None:
        if wire is None:
            return None
        rating = int(received(wire, whole=True))
        if not 0 <= rating <= best:
            raise ValueError(f"{rating} lies outside 0–{best}.")
        return rating

    def accept(value: Any) -> int | None:
        return value if value is None or (type(value) is int and 0 <= value <= best) else first

    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    texts = _TEXTS if bind else None
    return self.add_widget(message, first, parse=parse, accept=accept, texts=texts, **reaction)


def _read(texts: list[str]) -> int | None:
    return int(texts[-1]) if texts[-1] else None


def _write(rating: int | None) -> list[str]:
    return ["" if rating is None else str(rating)]


_TEXTS = Texts(_read, _write)
