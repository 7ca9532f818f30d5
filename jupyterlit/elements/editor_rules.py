"""Cells that depend on their row: functions of the author's, asked when a row is shown or edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from jupyterlit.dataframes.table import ArrowTable
from jupyterlit.elements.editor_columns import EditorColumn, option_values, same_option
from jupyterlit.elements.editor_state import INDEX, Changes
from jupyterlit.elements.table_columns import Rule
from jupyterlit.errors import InvalidType

ROW = "*"


class Row(Mapping[str, Any]):
    """A row as a function of the author's sees it: column → value, edits included.

    Parameters
    ----------
    data
        The table.
    position
        Where the row is; none for one that was added.
    cells
        What has been changed in it, as it travels; what makes no sense is left out.
    columns
        The columns that can be edited.
    label
        The column of row labels, which authors call "_index".
    """

    __slots__ = ("_cells", "_columns", "_data", "_label", "_position")

    def __init__(
        self,
        data: ArrowTable,
        position: int | None,
        cells: Mapping[str, Any],
        columns: Mapping[str, EditorColumn],
        label: str | None,
    ) -> None:
        self._data = data
        self._position = position
        self._cells = cells
        self._columns = columns
        self._label = label

    def __getitem__(self, name: str) -> Any:
        column = self._label if name == INDEX and self._label is not None else name
        if column not in self._data.column_names:
            raise KeyError(name)
        if column in self._cells and column in self._columns:
            with suppress(ValueError, TypeError, LookupError):
                return self._columns[column].read(self._cells[column])
        return None if self._position is None else self._data.column(column)[self._position].as_py()

    def __iter__(self) -> Iterator[str]:
        return (INDEX if name == self._label else name for name in self._data.column_names)

    def __len__(self) -> int:
        return len(self._data.column_names)

    def __repr__(self) -> str:
        return repr(dict(self))


class Rules:
    """What depends on the row in one table.

    Parameters
    ----------
    data
        The table.
    columns
        The columns that can be edited.
    label
        The column of row labels.
    disabled
        Tells of a row whether nothing in it can be edited.
    """

    def __init__(
        self, data: ArrowTable, columns: Mapping[str, EditorColumn], label: str | None, disabled: Rule | None
    ) -> None:
        self._data = data
        self._columns = columns
        self._label = label
        self._disabled = disabled
        self._ruled = {name: column.rules for name, column in columns.items() if column.rules}

    def __bool__(self) -> bool:
        return bool(self._ruled) or self._disabled is not None

    def row(self, position: int | None, cells: Mapping[str, Any]) -> Row:
        """Return a row with edits as the author's functions see it; edits that make no sense are left out."""
        return Row(self._data, position, cells, self._columns, self._label)

    def locked(self, row: Row) -> bool:
        """Tell whether nothing in a row can be edited, nor the row be deleted."""
        return self._disabled is not None and bool(self._disabled(row))

    def depends(self, name: str) -> bool:
        """Tell whether the cells of a column depend on their row."""
        return name in self._ruled

    def off(self, name: str, row: Row) -> bool:
        """Tell whether a cell cannot be edited in a row."""
        rule = self._ruled.get(name, {}).get("disabled")
        return rule is not None and bool(rule(row))

    def offers(self, name: str, wire: Any, row: Row) -> bool:
        """Tell whether a value is among the options of a row, if it has its own."""
        rule = self._ruled.get(name, {}).get("options")
        if rule is None or wire is None or self._columns[name].kind.more.get("new"):
            return True
        options = option_values(_options(rule, row))
        wanted = cast("list[Any]", wire) if isinstance(wire, list) else [wire]
        return all(any(same_option(option, item) for option in options) for item in wanted)

    def cells(
        self, positions: Iterable[int], changes: Changes, failures: list[Exception] | None = None
    ) -> dict[str, dict[str, Any]]:
        """Return how the cells of some rows can be edited, as it travels.

        What functions of the author's raise goes to `failures`, and the cells are marked; without, it is raised.
        """
        count: int = self._data.num_rows
        found: dict[str, dict[str, Any]] = {}
        for position in positions:
            if 0 <= position < count:
                row = self.row(position, changes.of(position))
            elif count <= position < count + len(changes.added):
                row = self.row(None, changes.added[position - count])
            else:
                continue
            found[str(position)] = self._row(row, failures)
        return found

    def _row(self, row: Row, failures: list[Exception] | None) -> dict[str, Any]:
        def tried(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
            try:
                return ask()
            except Exception as error:  # of the author's: shown to them where the table stands
                if failures is None:
                    raise
                failures.append(error)
                return {"error": True}

        if whole := tried(lambda: {"disabled": True} if self.locked(row) else {}):
            return {ROW: whole}
        return {name: tried(lambda name=name: self._cell(name, row)) for name in self._ruled}

    def _cell(self, name: str, row: Row) -> dict[str, Any]:
        if self.off(name, row):
            return {"disabled": True}
        rule = self._ruled[name].get("options")
        return {} if rule is None else {"options": _options(rule, row)}


def _options(rule: Callable[[Any], Any], row: Row) -> list[Any]:
    options = rule(row)
    if isinstance(options, str) or not isinstance(options, Iterable):
        raise InvalidType(f"st.data_editor: options of a row are {options!r}. Let the function return a list.")
    return list(cast("Iterable[Any]", options))
