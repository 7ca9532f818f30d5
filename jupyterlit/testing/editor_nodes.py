"""Tables that are edited, as tests find them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from jupyterlit.dataframes.table import arrow
from jupyterlit.elements.editor_state import DataEditorState, from_state
from jupyterlit.errors import AppTestError
from jupyterlit.testing.nodes import WidgetNode


class DataEditorNode(WidgetNode):
    """A table that can be edited; `run` then tells the app."""

    @property
    def value(self) -> Any:
        """The table with the edits of the last run, as a pandas DataFrame."""
        return self.root.frame_of(self.table)

    @property
    def state(self) -> DataEditorState:
        """What has been changed, as `st.session_state` shows it; edits for the next run included."""
        return self.root.widget_value(self.proto.id)

    def set_value(self, value: Any) -> DataEditorNode:
        """Set what has been changed: `edited_rows`, `added_rows` and `deleted_rows`; what is left out is empty.

        Raises
        ------
        AppTestError
            A reader cannot make these edits.
        """
        parts = _traveling({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **value})
        spec = self._spec
        wire = from_state(parts, self._label).wire()
        state = spec.parse(wire)
        if state.refused is not None and state.failure is None:
            raise AppTestError(f"data_editor.set_value: a reader cannot make these edits. {state.refused}")
        return cast("DataEditorNode", self._set_wire(wire, DataEditorState(from_state(parts, None).state(None))))

    def edit(self, row: int, column: str, value: Any) -> DataEditorNode:
        """Change a cell.

        Parameters
        ----------
        row
            The row's position; those that were added follow the last.
        column
            The column's name; "_index" for the row's label.
        value
            The new value; None empties the cell.

        Raises
        ------
        AppTestError
            A reader cannot make this edit.
        """
        changes = self._changes()
        if row >= self.rows:
            added = changes["added_rows"]
            if row - self.rows >= len(added):
                raise AppTestError(f"data_editor.edit: row={row} is no row; there are {self.rows + len(added)}.")
            added[row - self.rows][column] = value
        else:
            changes["edited_rows"].setdefault(row, {})[column] = value
        return self.set_value(changes)

    def add_row(self, values: Mapping[str, Any] | None = None, /, **more: Any) -> DataEditorNode:
        """Add a row after the last; columns that are not named have their default.

        Raises
        ------
        AppTestError
            A reader cannot add this row.
        """
        settings: dict[str, dict[str, Any]] = json.loads(self.columns)
        defaults = {name: given["default"] for name, given in settings.items() if given.get("default") is not None}
        changes = self._changes()
        changes["added_rows"].append({**defaults, **(values or {}), **more})
        return self.set_value(changes)

    def delete_row(self, *rows: int) -> DataEditorNode:
        """Delete rows by their positions; those that were added follow the last.

        Raises
        ------
        AppTestError
            A reader cannot delete them.
        """
        changes = self._changes()
        changes["deleted_rows"] = sorted({*changes["deleted_rows"], *(row for row in rows if row < self.rows)})
        kept = enumerate(changes["added_rows"], self.rows)
        changes["added_rows"] = [cells for row, cells in kept if row not in rows]
        changes["edited_rows"] = {row: cells for row, cells in changes["edited_rows"].items() if row not in rows}
        return self.set_value(changes)

    @property
    def _label(self) -> str | None:
        """The column of row labels, by its name on the wire."""
        if not self.index_columns:
            return None
        return str(arrow().ipc.open_stream(self.data.data).schema.names[0])

    def _changes(self) -> dict[str, Any]:
        state = self.state
        return {
            "edited_rows": {row: dict(cells) for row, cells in state["edited_rows"].items()},
            "added_rows": [dict(cells) for cells in state["added_rows"]],
            "deleted_rows": list(state["deleted_rows"]),
        }


def _traveling(value: Any) -> Any:
    """Return values of Python as they travel."""
    match value:
        case Mapping():
            return {name: _traveling(item) for name, item in cast("Mapping[Any, Any]", value).items()}
        case list() | tuple() | set() | frozenset():
            return [_traveling(item) for item in cast("list[Any]", value)]
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Decimal():
            return str(value)
        case _:
            return value.item() if callable(getattr(value, "item", None)) else value
