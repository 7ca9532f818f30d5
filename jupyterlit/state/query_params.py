"""st.query_params: the parameters of the page's URL, some of them bound to widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from jupyterlit.errors import StateError


class Texts(NamedTuple):
    """How a widget's value, as it travels, stands in the URL.

    Parameters
    ----------
    read
        The parameter's texts → the value; raises `ValueError` for what is none.
    write
        The way back.
    """

    read: Callable[[list[str]], Any]
    write: Callable[[Any], list[str]]


def _read_flag(texts: list[str]) -> object:
    return {"true": True, "false": False}.get(texts[-1].lower())


def _write_flag(value: Any) -> list[str]:
    return ["true" if value else "false"]


def _read_word(texts: list[str]) -> str:
    return texts[-1]


def _write_word(value: Any) -> list[str]:
    return [value or ""]


def _read_words(texts: list[str]) -> list[str]:
    return [] if texts == [""] else texts


def _write_words(value: Any) -> list[str]:
    return list(value) or [""]


_FLAG = Texts(_read_flag, _write_flag)
_WORD = Texts(_read_word, _write_word)
_WORDS = Texts(_read_words, _write_words)


def texts_like(value: object) -> Texts:
    """Return how values like this one stand in the URL."""
    if isinstance(value, bool):
        return _FLAG
    return _WORDS if isinstance(value, list | tuple) else _WORD


class QueryParams:
    """Query parameters in order; a name may have several values.

    A parameter that is bound to a widget follows its value, and the other way round when the
    URL changes in the browser: it is news until the widget has read it.
    """

    def __init__(self, query: str = "") -> None:
        self._values: dict[str, list[str]] = {}
        self._news: set[str] = set()
        self._bound: set[str] = set()
        self.load(query)

    def load(self, query: str) -> None:
        """Replace all parameters by those of the browser's query string."""
        before, self._values = self._values, {}
        for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
            self._values.setdefault(name, []).append(value)
        self._news |= {name for name in {*before, *self._values} if before.get(name) != self._values.get(name)}

    def resume(self, query: str, bound: Iterable[str]) -> None:
        """Go on with the parameters of another process, some of them bound to widgets: they are no news."""
        self.load(query)
        self._news.clear()
        self._bound.update(bound)

    def bound(self) -> list[str]:
        """Return the names of those that widgets have."""
        return list(self._bound)

    def dump(self) -> str:
        """Return the query string."""
        return urlencode([(k, v) for k, values in list(self._values.items()) for v in values])

    def names(self) -> list[str]:
        """Return the names in order."""
        return list(self._values)

    def get_all(self, name: str) -> list[str]:
        """Return all values of a parameter, none if it is absent."""
        return list(self._values.get(name, ()))

    # The author's side

    def set(self, name: str, values: Iterable[str]) -> None:
        """Give a parameter these values; raise `StateError` if a widget has it."""
        self._refuse_bound(name)
        self._values[name] = list(values)

    def delete(self, name: str) -> None:
        """Remove a parameter; raise `KeyError` if it is absent, `StateError` if a widget has it."""
        self._refuse_bound(name)
        del self._values[name]

    def replace(self, values: Mapping[str, Iterable[str]]) -> None:
        """Replace all parameters but those of widgets; raise `StateError` if one of these is named."""
        for name in values:
            self._refuse_bound(name)
        kept = {name: texts for name, texts in self._values.items() if name in self._bound}
        self._values = kept | {name: list(each) for name, each in values.items()}

    def clear(self, *, keep: Iterable[str] = ()) -> None:
        """Remove all parameters but these; raise `StateError` if a widget has one of them."""
        for name in self._values:
            self._refuse_bound(name)
        self._values = {name: self._values[name] for name in keep}

    def _refuse_bound(self, name: str) -> None:
        if name in self._bound:
            raise StateError(
                f"st.query_params[{name!r}] follows the widget with key={name!r}. "
                f"Set st.session_state[{name!r}] before that widget, or in a callback."
            )

    # The widgets' side

    def bind(self, name: str) -> bool:
        """Note that a widget has this parameter; tell whether its value is news to it."""
        self._bound.add(name)
        news = name in self._news
        self._news.discard(name)
        return news

    def follow(self, values: Mapping[str, list[str]]) -> bool:
        """Let bound parameters have these texts, or none and be absent; tell whether that is a change."""
        changed = False
        for name, texts in values.items():
            if texts != self._values.get(name, []):
                changed = True
                if texts:
                    self._values[name] = texts
                else:
                    del self._values[name]
        return changed

    def release(self, names: Iterable[str]) -> bool:
        """Remove the parameters of widgets that are gone; tell whether that is a change."""
        changed = False
        for name in names:
            self._bound.discard(name)
            changed = self._values.pop(name, None) is not None or changed
        return changed
