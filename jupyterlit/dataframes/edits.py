"""What a reader has changed in a table, and tables in which that is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Edits:
    """What has been changed in a table; values are those of Python, None is an empty cell.

    Parameters
    ----------
    cells
        Column → row → new value; rows by their position, none of them deleted.
    deleted
        The rows that are gone, in order.
    added
        The rows after the last: column → value, those without value left out.
    """

    cells: Mapping[str, Mapping[int, Any]] = field(default_factory=dict[str, Mapping[int, Any]])
    deleted: Sequence[int] = ()
    added: Sequence[Mapping[str, Any]] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.deleted or self.added)

    @property
    def moves(self) -> bool:
        """Whether there are other rows than before."""
        return bool(self.deleted or self.added)

    def new(self, column: str) -> list[Any]:
        """Return the values of one column in the added rows."""
        return [row.get(column) for row in self.added]


class Form(Protocol):
    """A table as its author gave it."""

    @property
    def opaque(self) -> Collection[str]:
        """The columns whose values are no single values of Arrow: mixed ones, say. They cannot be edited."""
        ...

    @property
    def loose(self) -> Collection[str]:
        """The columns whose values decide about their type, rather than the other way round."""
        ...

    @property
    def signature(self) -> str:
        """What its columns are to the author."""
        ...

    def edited(self, edits: Edits) -> Any:
        """Return the table with edits, in the same form; it may share memory with this one."""
        ...


def stretches(deleted: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Return from where to where the rows lie that stay."""
    start = 0
    for row in deleted:
        if row > start:
            yield start, row
        start = row + 1
    if start < count:
        yield start, count


def runs(changes: Mapping[int, Any]) -> Iterator[tuple[int, list[Any]]]:
    """Return changes as rows where new values begin, and those that follow each other from there."""
    first, values = -1, list[Any]()
    for row in sorted(changes):
        if row != first + len(values):
            if values:
                yield first, values
            first, values = row, []
        values.append(changes[row])
    if values:
        yield first, values
