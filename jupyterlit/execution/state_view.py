"""The session state as its author sees it from outside: bounded, without secrets, edited where it can be typed."""

from __future__ import annotations

import ast
import json
import reprlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, cast

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.inside import InsideEntry
from jupyterlit.secrets.hiding import hide
from jupyterlit.state.session_state import SessionState
from jupyterlit.tracebacks import type_name

SHORT = 200  # characters of a value in the table
LONG = 100_000  # and at length
EDITABLE = 10_000  # characters of a value that can be typed
MOST_KEYS = 1_000

_PLAIN = (str, int, float, bool, bytes, complex, type(None))
# How what is typed becomes a value, where that is not told by a literal.
_MOMENTS: Mapping[type, Callable[[str], Any]] = {
    datetime: datetime.fromisoformat, date: date.fromisoformat, time: time.fromisoformat,
}  # fmt: skip


def entries_of(state: SessionState) -> dict[str, InsideEntry]:
    """Return the keys of a session's state and what there is to see of each, as they are ordered."""
    found: dict[str, InsideEntry] = {}
    for key in state.keys()[:MOST_KEYS]:
        try:
            value = state.get(key)
        except KeyError:  # gone since
            continue
        found[key] = _entry(state, key, value)
    return found


def _entry(state: SessionState, key: str, value: Any) -> InsideEntry:
    text = hide(_short(value))
    edit = as_typed(value)
    if edit is not None and (hide(edit) != edit or _is_readers(state, key)):
        edit = None
    return InsideEntry(
        key=key,
        kind=type_name(_type(value)),
        text=text,
        edit=edit,
        widget=key in state.widgets.ids,
        more=len(text) > SHORT or "..." in text,
    )


def _is_readers(state: SessionState, key: str) -> bool:
    """Tell whether a key is of a widget whose value only the reader changes."""
    id = state.widgets.ids.get(key)
    if id is None:
        return False
    try:
        spec = state.widgets.spec(id)
    except KeyError:  # gone since
        return False
    return spec.trigger or spec.read_only


def at_length(state: SessionState, key: str) -> str:
    """Return what there is to see of a value."""
    try:
        value = state.get(key)
    except KeyError:
        return ""
    return hide(_said(repr, value)[:LONG])


def _type(value: object) -> type[object]:
    return type(value)


class _Short(reprlib.Repr):
    """Tells values of any class in a line, tables and arrays by their shape."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxother = 4, SHORT
        self.maxstring = self.maxlong = SHORT
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = self.maxdeque = 12

    def repr_instance(self, x: Any, level: int) -> str:
        shape: object = getattr(x, "shape", None)
        if isinstance(shape, tuple):
            return f"{type_name(_type(x))}, {' × '.join(map(str, cast('tuple[object, ...]', shape)))}"
        return super().repr_instance(x, level)


_short_repr = _Short()


def _short(value: Any) -> str:
    said = " ".join(_said(_short_repr.repr, value).split())
    return said if len(said) <= SHORT else said[:SHORT] + "…"


def _said(tell: Callable[[Any], str], value: Any) -> str:
    try:
        return tell(value)
    except Exception as error:  # in the author's class
        return f"<{type_name(_type(value))}: {type(error).__name__} in its repr>"


def as_typed(value: Any) -> str | None:
    """Return a value as it can be typed: JSON or a literal; None if it cannot, or is too long for that."""
    if type(value) in _MOMENTS:
        return value.isoformat()
    if not _is_literal(value, 6, [2_000]):
        return None
    text = repr(value)
    if len(text) > EDITABLE:
        return None
    try:  # what is not finite has no literal
        return text if ast.literal_eval(text) == value else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _is_literal(value: Any, depth: int, left: list[int]) -> bool:
    """Tell whether a value is made of literals alone, and of not too many."""
    left[0] -= 1
    kind = _type(value)
    if kind in _PLAIN:
        return kind not in (str, bytes) or len(value) <= EDITABLE
    if depth == 0 or left[0] < 0:
        return False
    if kind is dict:
        return all(_is_literal(k, depth - 1, left) and _is_literal(v, depth - 1, left) for k, v in value.copy().items())
    if kind in (list, tuple) or (kind is set and value):
        return all(_is_literal(each, depth - 1, left) for each in list(value))
    return False


def typed(text: str, before: Any) -> Any:
    """Return the value that was typed, in place of another: a literal of Python or JSON, or a moment.

    Raises
    ------
    InvalidValue
        It is neither.
    """
    parse = _MOMENTS.get(_type(before))
    if len(text) > EDITABLE:
        raise InvalidValue(f"{len(text):,} characters are more than can be typed here, which is {EDITABLE:,}.")
    if parse is not None:
        try:
            return parse(text.strip())
        except ValueError as error:
            if text.strip() != "None":
                raise InvalidValue(f"{str(error).rstrip('.')}. Write it as {before.isoformat()}.") from error
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        pass
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        quoted = f" A text stands in quotes: {text.strip()[:40]!r}." if text.strip().isidentifier() else ""
        raise InvalidValue(f"This is no literal of Python and no JSON.{quoted}") from error


def edit(state: SessionState, key: str, text: str) -> None:
    """Let the state have what was typed under a key; a widget with that key shows it after the next run.

    Raises
    ------
    InvalidValue, InvalidType
        It is no value, or none that the widget can have.
    """
    try:
        before = state.get(key)
    except KeyError:
        raise InvalidValue(f"st.session_state has no key {key!r} any more.") from None
    if as_typed(before) is None:
        raise InvalidType(f"A {type_name(_type(before))} cannot be typed.")
    value = typed(text, before)
    if _is_readers(state, key):
        raise InvalidValue("The value of this widget cannot be set: only the reader changes it.")
    if key in state.widgets.ids and (accept := state.widgets.spec(state.widgets.ids[key]).accept) is not None:
        accept(value)
    state.put(key, value)
