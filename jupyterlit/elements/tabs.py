"""Blocks of which one is seen at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, cast

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_bind,
    check_height,
    check_key,
    check_reaction,
    check_width,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import BlockElement, Height, Widget
from jupyterlit.tree import BlockT


class Tabs(BlockElement, Widget, tag="tabs"):
    """A row of tabs, its children; `default` is the label of the one seen first.

    It has an id, and a label as its value, where Python follows which one is seen.
    """

    identity: ClassVar[tuple[str, ...]] = ("labels",)

    labels: list[str]


class Tab(BlockElement, tag="tab"):
    """What is seen when its label is chosen."""

    label: str


def tabs(
    self: BlockT,
    tabs: Sequence[str],
    *,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
    default: str | None = None,
    key: Key | None = None,
    on_change: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: Literal["query-params"] | None = None,
) -> Sequence[BlockT]:
    """Make blocks of which the reader sees one at a time.

    Parameters
    ----------
    tabs
        Their labels, Markdown.
    width
        "stretch", or pixels.
    height
        "content", "stretch", or pixels: what does not fit is scrolled.
    default
        The label of the one seen first.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    on_change
        "rerun" or a function to call: the app runs again when another one is chosen, and `.open` tells which.
    args, kwargs
        What the function is called with.
    bind
        "query-params" to keep the chosen label in the page's URL, under the key.

    Returns
    -------
    tuple of DeltaGenerator
        The blocks; their `open` is true or false where the choice is followed, else none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> chart, data = st.tabs(["Chart", "Data"])
    >>> with data:
    ...     place = st.text("344 penguins")
    """
    call = "st.tabs"
    labels = _labels(tabs)
    first = labels[0] if default is None else default
    if first not in labels:
        raise InvalidValue(f"{call}: default={default!r} is not among the tabs. Pass one of {labels}.")
    message = Tabs(
        labels=labels,
        default=first,
        key=check_key(key),
        width=check_width(call, width, content=False),
        height=check_height(call, height),
    )
    followed, callback = check_reaction(call, "on_change", on_change)
    query = check_bind(call, bind, message.key)
    if not followed and query is None:
        row = self.add_block(message)
        return tuple(row.add_block(Tab(label=label)) for label in labels)
    if query is not None and (len(set(labels)) < len(labels) or "" in labels):
        raise InvalidValue(f"{call}: tabs={labels} have labels that a URL cannot tell apart. Give each its own.")

    def parse(value: object) -> str:
        if value not in labels:
            raise InvalidValue(f"{call}: {value!r} is not among the tabs {labels}.")
        return str(value)

    def known(value: object) -> str:
        return str(value) if value in labels else first

    row, chosen = self.add_block_widget(
        message, first, parse=parse, accept=known, on_change=callback, args=args, kwargs=kwargs, query=query
    )
    places = tuple(row.add_block(Tab(label=label)) for label in labels)
    for index, place in enumerate(places):
        place.open = index == labels.index(chosen)
    return places


def _labels(tabs: object) -> list[str]:
    if not isinstance(tabs, Iterable):
        raise InvalidType(f"st.tabs: tabs={tabs!r} is a {type(tabs).__name__}. Pass a list of labels.")
    labels: list[str] = []
    for tab in cast("Iterable[object]", tabs):
        if not isinstance(tab, str):
            raise InvalidType(f"st.tabs: the label {tab!r} is a {type(tab).__name__}. Pass strings.")
        labels.append(tab)
    if not labels:
        raise InvalidValue("st.tabs: there are no tabs. Pass at least one label.")
    return labels
