"""What the reader has changed in a table: as it travels, as authors see it, and as it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from jupyterlit.elements.selection import Selected

INDEX = "_index"  # what authors call the row labels

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
        return {"edited_rows": rows, "added_rows": self.added, "deleted_rows": self.deleted}

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


def from_wire(wire: Any, label: str | None) -> Changes:
    """Return what the browser says has been changed; it may call the row labels as authors do.

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
    rows = {_position(row): _cells(cells, label) for row, cells in given.get("edited_rows", {}).items()}
    added = [_cells(cells, label) for cells in _listed(given.get("added_rows", []))]
    deleted = {_position(row) for row in _listed(given.get("deleted_rows", []))}
    return Changes(rows, added, sorted(deleted))


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


def _cells(cells: Any, label: str | None) -> Cells:
    if not isinstance(cells, dict):
        raise TypeError(cells)
    return _renamed(cast("Cells", cells), INDEX, label or INDEX)


def _listed(values: Any) -> Iterable[Any]:
    if not isinstance(values, list):
        raise TypeError(values)
    return cast("list[Any]", values)


def _renamed(cells: Mapping[str, Any], old: str | None, new: str | None) -> Cells:
    if old not in cells:
        return dict(cells)
    return {str(new) if name == old else name: value for name, value in cells.items()}
