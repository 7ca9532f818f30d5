"""What can be selected in a table, and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import eq
from typing import Any, Literal, cast

import msgspec

from jupyterlit.elements.selection import Selected
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Filter

SelectionMode = Literal[
    "single-row", "single-row-required", "multi-row", "single-column", "multi-column", "single-cell", "multi-cell"
]
Matching = Callable[[str, tuple[Filter, ...]], Any]

MODES: tuple[SelectionMode, ...] = (
    "single-row", "single-row-required", "multi-row", "single-column", "multi-column", "single-cell", "multi-cell",
)  # fmt: skip
_PARTS = ("rows", "columns", "cells")
_LISTED = 100  # rows, up to which they travel one by one


class DataframeState(Selected):
    """What is selected in a table: `.selection.rows`, `.selection.columns` and `.selection.cells`."""


class Selectable:
    """What can be selected in one table.

    Parameters
    ----------
    modes
        Of what, and how many.
    rows
        How many rows there are.
    columns
        The names of the columns.
    matching
        A search and filters → the positions of the rows that match, as an array, or None for all.
    """

    def __init__(self, modes: list[SelectionMode], rows: int, columns: list[str], matching: Matching) -> None:
        self._modes = modes
        self._rows = rows
        self._columns = columns
        self._matching = matching
        self._required = "single-row-required" in modes and rows > 0

    def parse(self, wire: Any) -> DataframeState:
        """Return what the browser says is selected.

        Raises
        ------
        ValueError, TypeError, LookupError
            It says something else.
        """
        if not isinstance(wire, dict):
            raise TypeError
        given = cast("Mapping[str, Any]", wire)
        if not {*_PARTS, "all"}.issuperset(given):
            raise ValueError(given)
        rows = [row for part in given.get("rows", ()) for row in _positions(part, self._rows)]
        if (everything := given.get("all")) is not None:
            rows = self._all(everything, set(rows))
        columns = [_text(name) for name in given.get("columns", ())]
        cells = [(_whole(row), _text(name)) for row, name in given.get("cells", ())]
        return self._state(rows, columns, cells)

    def accept(self, value: Any) -> DataframeState:
        """Return what is selected if an author says so, or an earlier run with another table.

        Raises
        ------
        InvalidType, InvalidValue
            It is no selection.
        """
        given = self._entries(value)
        return self._state(given["rows"], given["columns"], [(row, name) for row, name in given["cells"]])

    def dump(self, value: Any) -> dict[str, Any]:
        """Return a selection as it travels."""
        given = self._entries(value)
        return {**given, "rows": _ranges(given["rows"]), "cells": [list(cell) for cell in given["cells"]]}

    def _entries(self, value: Any) -> dict[str, list[Any]]:
        """Return the parts of what an author set as selected."""
        selection = cast("Any", value).get("selection") if isinstance(value, Mapping) else None
        if not isinstance(selection, Mapping):
            raise InvalidValue(
                f"st.dataframe: {value!r} is no selection. "
                'Pass {"selection": {"rows": [0], "columns": [], "cells": []}}.'
            )
        given = cast("Mapping[str, Any]", selection)
        try:
            parts = {name: list(given.get(name) or ()) for name in _PARTS}
            fits = set(map(type, parts["rows"])) <= {int} and all(len(cell) == 2 for cell in parts["cells"])
        except TypeError:
            fits, parts = False, {}
        if not fits:
            raise InvalidType(
                f"st.dataframe: {value!r} is no selection: rows are whole numbers, columns are names, cells are pairs "
                "of both."
            )
        return parts

    def _state(self, rows: list[Any], columns: list[Any], cells: list[tuple[Any, Any]]) -> DataframeState:
        """Return what can be selected of what is said to be: a smaller table may have come since."""
        if rows and (min(rows) < 0 or max(rows) >= self._rows):
            rows = [row for row in rows if 0 <= row < self._rows]
        rows = self._limited(rows, "row")
        if self._required and not rows:
            rows = [0]
        columns = self._limited([name for name in columns if name in self._columns], "column")
        cells = [(row, name) for row, name in cells if 0 <= row < self._rows and name in self._columns]
        return DataframeState({"selection": {"rows": rows, "columns": columns, "cells": self._limited(cells, "cell")}})

    def _limited(self, selected: list[Any], what: str) -> list[Any]:
        if f"multi-{what}" in self._modes:
            return selected
        return selected[:1] if any(mode.startswith(f"single-{what}") for mode in self._modes) else []

    def _all(self, everything: Any, without: set[int]) -> list[int]:
        """Return all rows that match, without some."""
        if not isinstance(everything["search"], str):
            raise TypeError(everything)
        try:
            filters = msgspec.convert(everything["filters"], tuple[Filter, ...])
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error
        found = self._matching(everything["search"], filters)
        rows = list(range(self._rows)) if found is None else found.to_pylist()
        return [row for row in rows if row not in without] if without else rows


def _positions(part: Any, count: int) -> Iterable[int]:
    """Return the rows that an entry of the wire means: one, or those from one to another."""
    if isinstance(part, int):
        return (_whole(part),)
    first, last = part
    return range(max(0, _whole(first)), min(_whole(last) + 1, count))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _ranges(rows: list[int]) -> list[Any]:
    """Return many rows as they travel: in stretches."""
    if len(rows) <= _LISTED:
        return rows
    if rows[-1] - rows[0] + 1 == len(rows) and all(map(eq, rows, range(rows[0], rows[-1] + 1))):
        return [[rows[0], rows[-1]]]
    found: list[Any] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return [first if first == last else [first, last] for first, last in found]


def check_modes(call: str, selection_mode: object) -> list[SelectionMode]:
    """Return the ways to select that an author wants."""
    wanted = [selection_mode] if isinstance(selection_mode, str) else list(cast("Iterable[Any]", selection_mode))
    for mode in wanted:
        if mode not in MODES:
            raise InvalidValue(
                f"{call}: selection_mode={mode!r} is unknown. Pass one or several of {', '.join(map(repr, MODES))}."
            )
    modes = cast("list[SelectionMode]", [mode for mode in MODES if mode in wanted])
    for what in ("row", "column", "cell"):
        same = [str(mode) for mode in modes if f"-{what}" in mode]
        if len(same) > 1:
            raise InvalidValue(f"{call}: selection_mode has both {same[0]!r} and {same[1]!r}. Pass one of them.")
    return modes
