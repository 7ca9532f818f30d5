"""st.query_params: the parameters of the page's URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode


class QueryParams:
    """Query parameters in order; a name may have several values."""

    def __init__(self, query: str = "") -> None:
        self._values: dict[str, list[str]] = {}
        self.load(query)

    def load(self, query: str) -> None:
        """Replace all parameters by those of a query string."""
        self._values = {}
        for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
            self._values.setdefault(name, []).append(value)

    def dump(self) -> str:
        """Return the query string."""
        return urlencode([(k, v) for k, values in self._values.items() for v in values])

    def names(self) -> list[str]:
        """Return the names in order."""
        return list(self._values)

    def get_all(self, name: str) -> list[str]:
        """Return all values of a parameter, none if it is absent."""
        return list(self._values.get(name, ()))

    def set(self, name: str, values: Iterable[str]) -> None:
        """Give a parameter these values."""
        self._values[name] = list(values)

    def delete(self, name: str) -> None:
        """Remove a parameter; raise `KeyError` if it is absent."""
        del self._values[name]

    def replace(self, values: Mapping[str, Iterable[str]]) -> None:
        """Replace all parameters."""
        self._values = {name: list(each) for name, each in values.items()}
