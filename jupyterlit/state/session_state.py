"""st.session_state: what the author stores, and the values of keyed widgets."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

from jupyterlit.errors import StateError
from jupyterlit.state.widgets import Widgets

PartT = TypeVar("PartT", bound="Part")


class Part(Protocol):
    """Something that every session has one of."""

    def close(self) -> None:
        """Note that the session ends."""
        ...


class SessionState:
    """One session's state: the author's entries and the widgets' values under one roof.

    An entry assigned under a widget's key before the widget is drawn becomes its value.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Any] = {}
        self.widgets: Widgets = Widgets(self._entries)
        self._closing: list[Callable[[], None]] = []
        self._parts: dict[type, Any] = {}

    def part(self, kind: type[PartT]) -> PartT:
        """Return what the session has of a kind; it is made when it is first asked for, and closed with the session."""
        part = self._parts.get(kind)
        if part is None:
            part = self._parts.setdefault(kind, kind())
            self.on_close(part.close)
        return part

    def on_close(self, call: Callable[[], None]) -> None:
        """Let a call be made when the session ends."""
        self._closing.append(call)

    def close(self) -> None:
        """Note that the session ends."""
        while self._closing:
            self._closing.pop()()

    def get(self, key: str, form: str | None = None) -> Any:
        """Return the entry or widget value named `key`; raise `KeyError` if there is none.

        In a fragment of `form`, its widgets have what has not been sent yet.
        """
        if key in self._entries:
            return self._entries[key]
        return self.widgets.value_of(key, form)

    def set(self, key: str, value: Any, drawn: set[str]) -> None:
        """Assign `key`; `drawn` holds the keys of the widgets this run has drawn."""
        if key in drawn:
            raise StateError(
                f"st.session_state[{key!r}] cannot be set after the widget with key={key!r} was drawn in this run. "
                "Set it before the widget, or in a callback."
            )
        self.widgets.assign(key, value)

    def put(self, key: str, value: Any) -> None:
        """Assign `key` between two runs."""
        self._entries[key] = value

    @property
    def entries(self) -> dict[str, Any]:
        """What the author has stored, as far as no widget has taken it."""
        return self._entries

    def delete(self, key: str) -> None:
        """Remove `key`; raise `KeyError` if there is none."""
        found = self._entries.pop(key, self) is not self
        try:
            self.widgets.forget(key)
        except KeyError:
            if not found:
                raise

    def leave_page(self) -> None:
        """Hide what the widgets of a page have, when another page begins: each shows its value again once it is drawn.

        What outlives runs without its widget is seen all along.
        """
        ids = self.widgets.ids
        for key, spec in [(key, self.widgets.spec(id)) for key, id in ids.items()]:
            if spec.persist is None and spec.query is None:
                del ids[key]
        self.widgets.recall.keys.clear()

    def keys(self) -> list[str]:
        """Return all keys: the author's first, then those of widgets."""
        widgets = self.widgets
        return list({**self._entries, **widgets.ids, **widgets.parked, **widgets.recall.keys, **widgets.beneath})

    def clear(self) -> None:
        """Forget the author's entries and the values of keyed widgets."""
        self._entries.clear()
        for key in self.keys():
            self.widgets.forget(key)

    def check_picklable(self) -> None:
        """Raise `StateError` for an entry that cannot be pickled."""
        for key, value in list(self._entries.items()):
            try:
                pickle.dumps(value)
            except Exception as error:  # of any class: authors' objects say in their own words why not
                raise StateError(
                    f"st.session_state[{key!r}] is a {type(value).__name__}, which cannot be pickled: {error}. "
                    "Store what can, or set runner.enforceSerializableSessionState to false."
                ) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())
