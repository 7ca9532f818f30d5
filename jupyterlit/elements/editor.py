"""One table that is edited: what the browser may change in it, and what has been changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyterlit.dataframes.edits import Edits
from jupyterlit.elements.editor_check import Check, Editable, told
from jupyterlit.elements.editor_state import Cells, Changes, DataEditorState, from_state, from_wire


class Editor:
    """What the reader has changed in one table, as far as that can be.

    Parameters
    ----------
    table
        What can be changed in it.
    """

    def __init__(self, table: Editable) -> None:
        self._table = table
        self._known = Changes({}, [], [])

    def parse(self, wire: Any) -> DataEditorState:
        """Return what the browser says has been changed, without what it may not change.

        Raises
        ------
        ValueError, TypeError, LookupError
            It says something else.
        """
        changes, problems, failure = Check(
            self._table, self._known, from_wire(wire, self._table.label, self._table.rows)
        ).result()
        self._known = changes
        return self._state(changes, refused=told(problems), failure=failure)

    def accept(self, value: Any) -> DataEditorState:
        """Return what an earlier run has left of edits, as far as the table still has room for them."""
        state = value if isinstance(value, DataEditorState) else DataEditorState(value)
        if state.changes is None or state.token != self._table.token:
            fitting = self._fitting(self.changes(state))
            same = fitting.wire() == self.changes(state).wire()
            state = self._state(fitting, refused=state.refused if same else None, failure=state.failure)
        self._known = self.changes(state)
        return state

    def _state(
        self, changes: Changes, *, refused: str | None = None, failure: Exception | None = None
    ) -> DataEditorState:
        table = self._table
        return DataEditorState(changes.state(table.label), changes, table.token, refused=refused, failure=failure)

    def dump(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return edits as they travel."""
        return self.changes(value).wire()

    def changes(self, value: Mapping[str, Any]) -> Changes:
        """Return edits by the names on the wire."""
        known = value.changes if isinstance(value, DataEditorState) else None
        return known or from_state(value, self._table.label)

    def shown(self, wire: Any) -> Changes:
        """Return edits that have not been sent yet, without those that make no sense."""
        return self._fitting(from_wire(wire, self._table.label, self._table.rows))

    def edits(self, changes: Changes) -> Edits:
        """Return edits as they are done."""
        cells: dict[str, dict[int, Any]] = {}
        for row, changed in changes.rows.items():
            for name, wire in changed.items():
                cells.setdefault(name, {})[row] = self._table.columns[name].value(wire)
        added = [{name: self._table.columns[name].value(wire) for name, wire in new.items()} for new in changes.added]
        return Edits(cells, changes.deleted, added)

    def _fitting(self, changes: Changes) -> Changes:
        deleted = [row for row in changes.deleted if row < self._table.rows] if self._table.deletes else []
        gone = set(deleted)
        rows = {
            row: fitting
            for row, cells in changes.rows.items()
            if row < self._table.rows and row not in gone and (fitting := self._readable(cells))
        }
        added = [self._readable(cells) for cells in changes.added] if self._table.adds else []
        return Changes(rows, added, deleted)

    def _readable(self, cells: Cells) -> Cells:
        found: Cells = {}
        for name, wire in cells.items():
            try:
                self._table.columns[name].value(wire)
            except (LookupError, ValueError, TypeError):
                continue
            found[name] = wire
        return found
