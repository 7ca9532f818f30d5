"""What the reader has changed in a table: as it travels, as authors see it, and as it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from jupyterlit.elements.selection import Selected

INDEX = "_index"  # what authors call the row labels
_ONE_BY_ONE = 8  # neighbours, up to which rows travel so; the browser does the same

Cells = dict[str, Any]


class Changes:
    """Edits by the names on the wire.

    Parameters
    ----------
    rows
        Row → column → value.
    added
        Rows that were added: column → value.
    deleted
        Rows that are gone.
    """

    __slots__ = ("added", "deleted", "rows")

    def __init__(self, rows: dict[int, Cells], added: list[Cells], deleted: list[int]) -> None:
        self.rows: dict[int, Cells] = rows
        self.added: list[Cells] = added
        self.deleted: list[int] = deleted

    def of(self, row: int) -> Cells:
        """Return what has been changed in a row."""
        return self.rows.get(row, {})

    def wire(self) -> dict[str, Any]:
        """Return the edits as they travel."""
        rows = {str(row): cells for row, cells in self.rows.items()}
        return {"edited_rows": rows, "added_rows": self.added, "deleted_rows": _stretches(self.deleted)}

    def state(self, label: str | None) -> dict[str, Any]:
        """Return the edits as authors see them; `label` is the column of row labels."""
        return {
            "edited_rows": {row: _renamed(cells, label, INDEX) for row, cells in self.rows.items()},
            "added_rows": [_renamed(cells, label, INDEX) for cells in self.added],
            "deleted_rows": list(self.deleted),
        }


class DataEditorState(Selected):
    """What has been changed in a table: `.edited_rows`, `.added_rows` and `.deleted_rows`.

    Attributes
    ----------
    refused
        What to tell the reader of edits that were not taken.
    failure
        What a function of the author's has raised when it was asked about an edit.
    changes
        The same by the names on the wire.
    token
        In which tables these edits have been found to make sense.
    """

    __slots__ = ("changes", "failure", "refused", "token")

    changes: Changes | None
    failure: Exception | None
    refused: str | None
    token: str

    def __init__(
        self,
        entries: Mapping[str, Any],
        changes: Changes | None = None,
        token: str = "",
        *,
        refused: str | None = None,
        failure: Exception | None = None,
    ) -> None:
        super().__init__({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **entries})
        for name, value in (("changes", changes), ("token", token), ("refused", refused), ("failure", failure)):
            object.__setattr__(self, name, value)

    def failures(self) -> list[Exception]:
        """Return what a function has raised, the first time."""
        failure = self.failure
        object.__setattr__(self, "failure", None)
        return [] if failure is None else [failure]


def from_wire(wire: Any, label: str | None, count: int) -> Changes:
    """Return what the browser says has been changed in so many rows; it may call the row labels as authors do.

    Raises
    ------
    ValueError, TypeError, LookupError
        It says something else.
    """
    if not isinstance(wire, dict):
        raise TypeError("is no state")
    given = cast("dict[str, Any]", wire)
    if not {"edited_rows", "added_rows", "deleted_rows"}.issuperset(given):
        raise ValueError("is no state")
    rows = {_position(row): _cells(cells, label) for row, cells in _table(given.get("edited_rows", {})).items()}
    added = [_cells(cells, label) for cells in _listed(given.get("added_rows", []))]
    return Changes(rows, added, _expanded(_listed(given.get("deleted_rows", [])), count))


def from_state(state: Mapping[str, Any], label: str | None) -> Changes:
    """Return what an author sees by the names on the wire."""

    def named(cells: Cells) -> Cells:
        return _renamed(cells, INDEX, label or INDEX)

    rows = {int(row): named(cells) for row, cells in state["edited_rows"].items()}
    added = [named(cells) for cells in state["added_rows"]]
    return Changes(rows, added, sorted({int(row) for row in state["deleted_rows"]}))


def _position(row: Any) -> int:
    if isinstance(row, str) and row.isdecimal() and len(row) < 16:
        return int(row)
    if type(row) is not int or row < 0:
        raise ValueError(row)
    return row


def _expanded(parts: Iterable[Any], count: int) -> list[int]:
    """Return the rows that the browser means: each by itself, or stretches with their last row."""
    found: set[int] = set()
    left = count + 1
    for part in parts:
        if not isinstance(part, list):
            found.add(_position(part))
            continue
        first, last = map(_position, cast("list[Any]", part))
        stretch = range(first, min(last, count) + 1)  # one row beyond the last is enough to be told of
        left -= len(stretch)
        if last < first or left < 0:
            raise ValueError(first, last)
        found.update(stretch)
    return sorted(found)


def _stretches(rows: list[int]) -> list[Any]:
    """Return rows as they travel: many neighbours as their first and last."""
    found: list[Any] = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and rows[at] == rows[at - 1] + 1:
            continue
        found += [[rows[start], rows[at - 1]]] if at - start > _ONE_BY_ONE else rows[start:at]
        start = at
    return found


def _cells(cells: Any, label: str | None) -> Cells:
    return _renamed(_table(cells), INDEX, label or INDEX)


def _table(values: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise TypeError(values)
    return cast("dict[str, Any]", values)


def _listed(values: Any) -> Iterable[Any]:
    if not isinstance(values, list):
        raise TypeError(values)
    return cast("list[Any]", values)


def _renamed(cells: Mapping[str, Any], old: str | None, new: str | None) -> Cells:
    if old not in cells:
        return dict(cells)
    return {str(new) if name == old else name: value for name, value in cells.items()}
