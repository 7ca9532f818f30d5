"""st.session_state: what an app remembers of one visitor between runs."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from jupyterlit.errors import InvalidValue
from jupyterlit.run_context import current
from jupyterlit.suggestions import meant


class SessionStateProxy(MutableMapping[str, Any]):
    """The session state of whichever run reads it: a mapping whose entries are attributes too.

    The value of a widget stands under its key; assigned before the widget is drawn, it becomes the widget's value.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if "visits" not in st.session_state:
    ...     st.session_state.visits = 0
    >>> st.session_state.visits += 1
    """

    __slots__ = ()

    def __getitem__(self, key: object) -> Any:
        try:
            return _get(_text(key))
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __setitem__(self, key: object, value: Any) -> None:
        context = current()
        context.session_state.set(_text(key), value, context.widget_keys)

    def __delitem__(self, key: object) -> None:
        try:
            current().session_state.delete(_text(key))
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __getattr__(self, name: str) -> Any:
        try:
            return _get(name)
        except KeyError:
            raise AttributeError(_missing(name), name=name, obj=self) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            current().session_state.delete(name)
        except KeyError:
            raise AttributeError(_missing(name), name=name, obj=self) from None

    def __iter__(self) -> Iterator[str]:
        return iter(current().session_state.keys())

    def __len__(self) -> int:
        return len(current().session_state.keys())

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of all entries.

        Returns
        -------
        dict
            The entries by name.

        Examples
        --------
        >>> import jupyterlit as st
        >>> entries = st.session_state.to_dict()
        """
        return dict(self)


def _get(key: str) -> Any:
    context = current()
    return context.session_state.get(key, context.scope.block.form_id if context.scope is not None else None)


def _text(key: object) -> str:
    text = str(key)
    if not text:
        raise InvalidValue("st.session_state: '' is no key. Pass a name.")
    return text


def _missing(key: object) -> str:
    name = str(key)
    said = f"st.session_state has no entry {name!r}."
    question = meant(name, current().session_state.keys())
    return said + (question or f" Set it before it is read, or read it with get({name!r}).")


session_state: SessionStateProxy = SessionStateProxy()
