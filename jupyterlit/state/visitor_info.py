"""VisitorInfo: what is known of a visitor, and whether anybody has looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any


class VisitorInfo(MutableMapping[str, Any]):
    """What is known of a visitor and their browser, by name.

    A page that was drawn without a look at it is no visitor's own. Every way to read goes through here, so that
    whatever reads it one day counts, too.

    Attributes
    ----------
    read
        Whether anything of it has been read, or asked for in vain.
    """

    __slots__ = ("_known", "read")

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        self._known = dict(known or {})
        self.read: bool = False

    def __getitem__(self, name: str) -> Any:
        self.read = True
        return self._known[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._known[name] = value

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __iter__(self) -> Iterator[str]:
        self.read = True
        return iter(self._known)

    def __len__(self) -> int:
        self.read = True
        return len(self._known)
