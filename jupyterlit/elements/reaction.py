"""What the author calls a widget, and what happens when its value changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict

from jupyterlit.elements.arguments import check_bind
from jupyterlit.errors import InvalidValue

log = logging.getLogger("jupyterlit")

Callback = Callable[..., Any]
OnChange = Callback | Literal["rerun", "ignore"]
Bind = Literal["query-params"]
Persist = Literal["page", "session"]


class Reaction(TypedDict, total=False):
    """Arguments of `add_widget` that say what follows a change."""

    on_change: Callback
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    query: str
    persist: Persist


_RERUN: Reaction = {}


def check_widget_label(call: str, label: object) -> str:
    """Return a label as text; one that says nothing is warned of."""
    text = label if isinstance(label, str) else "" if label is None else str(label)
    if not text:
        log.warning(
            '%s: the label is empty, and a screen reader cannot name it. Pass one, and label_visibility="collapsed" '
            "if it is not to be seen.",
            call,
        )
    return text


def check_widget_key(call: str, key: object) -> str | None:
    """Return the author's key as text."""
    if key is None:
        return None
    if key == "":
        raise InvalidValue(f'{call}: key="" names nothing. Pass a key with at least one character, or None.')
    return str(key)


def check_widget_reaction(
    call: str,
    key: str | None,
    on_change: object,
    args: Sequence[Any] | None,
    kwargs: Mapping[str, Any] | None,
    bind: object,
    persist_state: object,
) -> Reaction:
    """Return what follows a change of the value, as `add_widget` takes it."""
    if on_change == "rerun" and bind is None and persist_state is None:
        return _RERUN
    reaction: Reaction = {}
    if callable(on_change):
        reaction |= {"on_change": on_change, "args": args or (), "kwargs": kwargs or {}}
    elif on_change not in ("rerun", "ignore", None):
        raise InvalidValue(f'{call}: on_change={on_change!r} is unknown. Pass "rerun", "ignore" or a function.')
    if (query := check_bind(call, bind, key)) is not None:
        reaction["query"] = query
    if persist_state is not None:
        reaction["persist"] = _check_persist(call, key, persist_state)
    return reaction


def _check_persist(call: str, key: str | None, persist_state: object) -> Persist:
    if persist_state != "page" and persist_state != "session":  # two comparisons tell the type
        raise InvalidValue(f'{call}: persist_state={persist_state!r} is unknown. Pass "page", "session" or None.')
    if key is None:
        raise InvalidValue(f"{call}: persist_state={persist_state!r} needs a key, to find the value again. Pass one.")
    return "page" if persist_state == "page" else "session"
