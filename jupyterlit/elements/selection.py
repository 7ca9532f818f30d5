"""What the reader has selected: dicts whose entries are attributes too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast


class Selected(dict[str, Any]):
    """A dict whose entries can be read and set as attributes; so can those of dicts within."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        super().__init__({name: _wrapped(value) for name, value in entries.items()})

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"There is no {name!r}, only {', '.join(map(repr, self))}.") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = _wrapped(value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


def _wrapped(value: Any) -> Any:
    if isinstance(value, Mapping) and not isinstance(value, Selected):
        return Selected(cast("Mapping[str, Any]", value))
    return value
