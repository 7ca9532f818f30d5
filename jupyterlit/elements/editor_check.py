"""Edits from the browser: which of them are taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from jupyterlit.dataframes.table import INDEX
from jupyterlit.elements.editor_columns import EditorColumn
from jupyterlit.elements.editor_rules import Row, Rules
from jupyterlit.elements.editor_state import Cells, Changes

_TOLD = 3  # refused edits that the reader is told of, one by one


@dataclass(frozen=True, slots=True)
class Editable:
    """What can be changed in one table.

    Parameters
    ----------
    columns
        The columns that can be edited.
    names
        All columns.
    rows
        How many rows there are.
    label
        The column of row labels.
    adds, deletes
        Whether rows can be added, and deleted.
    rules
        What depends on the row.
    token
        The same for tables in which the same can be changed, rules left out.
    """

    columns: Mapping[str, EditorColumn]
    names: Collection[str]
    rows: int
    label: str | None
    adds: bool
    deletes: bool
    rules: Rules
    token: str


class Check:
    """Edits from the browser, looked at one by one; those that it has sent before were looked at then.

    Parameters
    ----------
    table
        What can be changed.
    known
        The edits that it has sent before.
    sent
        All edits.
    """

    def __init__(self, table: Editable, known: Changes, sent: Changes) -> None:
        self._table = table
        self._known = known
        self._sent = sent
        self._problems: list[str] = []
        self._failure: Exception | None = None

    def result(self) -> tuple[Changes, list[str], Exception | None]:
        """Return the edits that are taken, why others are not, and what a function of the author's has raised."""
        deleted = self._deleted()
        gone = set(deleted)
        rows = {
            row: taken for row, cells in self._sent.rows.items() if row not in gone and (taken := self._row(row, cells))
        }
        return Changes(rows, self._added(), deleted), self._problems, self._failure

    def _deleted(self) -> list[int]:
        table, known = self._table, set(self._known.deleted)
        taken: list[int] = []
        for row in self._sent.deleted:
            if row not in known:
                if not table.deletes:
                    self._refuse(f"row {row + 1} cannot be deleted")
                    continue
                if row >= table.rows:
                    self._refuse(f"there is no row {row + 1}")
                    continue
                if self._locked(table.rules.row(row, self._known.of(row))):
                    self._refuse(f"row {row + 1} cannot be deleted")
                    continue
            taken.append(row)
        return taken

    def _row(self, position: int, cells: Cells) -> Cells:
        table = self._table
        known = self._known.of(position)
        if not (new := _new(cells, known)):
            return cells
        if position >= table.rows:
            self._refuse(f"there is no row {position + 1}")
            return {}
        # What is locked is locked by what stood there before: nobody unlocks a row from within.
        before = table.rules.row(position, known)
        if self._locked(before):
            self._refuse(f"row {position + 1} cannot be changed")
            return {name: wire for name, wire in cells.items() if name not in new}
        return self._taken(position, cells, new, before, f"row {position + 1}")

    def _added(self) -> list[Cells]:
        table = self._table
        if not self._sent.added:
            return []
        if not table.adds:
            self._refuse("rows cannot be added")
            return []
        taken: list[Cells] = []
        before = set(map(repr, self._known.added))
        for at, cells in enumerate(self._sent.added):
            if repr(cells) in before:
                taken.append(cells)
            elif self._complete(at, cells):
                old = self._known.added[at] if at < len(self._known.added) else {}
                new = _new(cells, old)
                kept = self._taken(None, cells, new, table.rules.row(None, old), f"new row {at + 1}")
                if len(kept) == len(cells) or self._complete(at, kept):
                    taken.append(kept)
        return taken

    def _has_what_others_need(self, cells: Cells) -> bool:
        columns = self._table.columns.items()
        return all(
            cells.get(name) is not None or not column.required or self._table.rules.depends(name)
            for name, column in columns
        )

    def _complete(self, at: int, cells: Cells) -> bool:
        for name, column in self._table.columns.items():
            if column.required and cells.get(name) is None:
                self._refuse(f"{column.label} of new row {at + 1} must not be empty")
                return False
        return True

    def _taken(self, position: int | None, cells: Cells, new: Cells, before: Row, where: str) -> Cells:
        """Return the cells of a row that are taken: those that others depend on come first."""
        table = self._table
        taken = {name: wire for name, wire in cells.items() if name not in new}
        for name in sorted(new, key=table.rules.depends):
            if position is None and table.rules.depends(name) and not self._has_what_others_need(taken):
                break  # the row is dropped: nobody is asked about it
            if self._takes(name, new[name], before, table.rules.row(position, taken), where):
                taken[name] = new[name]
        return {name: wire for name, wire in cells.items() if name in taken}

    def _takes(self, name: str, wire: Any, before: Row, row: Row, where: str) -> bool:
        """Tell whether a value may be entered; say why, if not."""
        column = self._table.columns.get(name)
        if column is None:
            what = "cannot be changed" if name in self._table.names else "is no column"
            shown = "row label" if name.startswith(INDEX.partition("{")[0]) else name[:50]
            self._refuse(f"{shown} in {where} {what}")
            return False
        try:
            column.read(wire)
            problem = self._asked(name, wire, before, row)
        except (ValueError, TypeError, LookupError) as error:
            problem = str(error)
        if problem is not None:
            self._refuse(f"{column.label} in {where} {problem}")
        return problem is None

    def _asked(self, name: str, wire: Any, before: Row, row: Row) -> str | None:
        rules = self._table.rules
        try:
            # Who edits a cell and then another that locks it may send both at once.
            if rules.off(name, before) and rules.off(name, row):
                return "cannot be changed in this row"
            return None if rules.offers(name, wire, row) else "is none of the options of this row"
        except Exception as error:  # of the author's: shown to them, where the table stands
            self._failure = error
            return "could not be checked"

    def _locked(self, row: Row) -> bool:
        try:
            return self._table.rules.locked(row)
        except Exception as error:  # of the author's: shown to them, where the table stands
            self._failure = error
            return True

    def _refuse(self, problem: str) -> None:
        self._problems.append(problem)


def _new(cells: Cells, known: Cells) -> Cells:
    """Return the cells that are not known; 1 is not True, nor [1] [True]."""
    return {name: wire for name, wire in cells.items() if name not in known or repr(wire) != repr(known[name])}


def told(problems: list[str]) -> str | None:
    """Return what to tell the reader of edits that were not taken."""
    if not problems:
        return None
    more = len(problems) - _TOLD
    listed = "; ".join(problems[:_TOLD])
    return f"Not taken: {listed}{f'; and {more} more' if more > 0 else ''}."
