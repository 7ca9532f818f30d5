"""What can be selected in a table, and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, product
from typing import Any, Literal, cast

import msgspec

from jupyterlit.dataframes.table import ArrowArray, arrow
from jupyterlit.dataframes.text import compute
from jupyterlit.elements.row_numbers import LISTED, RowNumbers, numbered, numbers_of
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
_ONE_BY_ONE = 100  # rows, up to which they travel so
_STRETCHES = 10_000
MOST_CELLS = 100_000


class TableSelection(Selected):
    """The selection in a table: positions of rows, names of columns, and cells as pairs of both."""

    rows: Sequence[int]
    columns: list[str]
    cells: list[tuple[int, str]]


class DataframeState(Selected):
    """What is selected in a table: `.selection.rows`, `.selection.columns` and `.selection.cells`.

    Rows are a list, but for more than 100,000 of them: then they can be read as a list is, and pandas and NumPy take
    them as they are.
    """

    selection: TableSelection


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
    table
        What tells the rows from those of other tables.
    """

    def __init__(
        self, modes: list[SelectionMode], rows: int, columns: list[str], matching: Matching, table: str
    ) -> None:
        self._modes = modes
        self._table = table
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
        parts = [_stretch(part, self._rows) for part in given.get("rows", ())]
        if (everything := given.get("all")) is None:
            rows = self._told(parts, given)
        else:
            rows = self._all(everything, parts, given)
        columns = [_text(name) for name in given.get("columns", ())]
        return self._state(rows, columns, _cells(given.get("cells", ()), self._rows))

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
        return {**given, **self._words(given["rows"]), "cells": [list(cell) for cell in given["cells"]]}

    def _words(self, rows: Sequence[int]) -> dict[str, Any]:
        """Return rows as they travel: in stretches or, where those are too many, as they came."""
        if not isinstance(rows, RowNumbers):
            return {"rows": rows if len(rows) <= _ONE_BY_ONE else _ranges(rows)}
        if rows.words is None or rows.words[0] != self._table:
            told = rows.told if rows.told and rows.told[0] == self._table else None
            stretches = rows.stretches(None if told is None else _STRETCHES)
            rows.words = told if told and stretches is None else (self._table, {"rows": stretches})
        return rows.words[1]

    def _entries(self, value: Any) -> dict[str, Sequence[Any]]:
        """Return the parts of what an author set as selected."""
        selection = cast("Any", value).get("selection") if isinstance(value, Mapping) else None
        if not isinstance(selection, Mapping):
            raise InvalidValue(
                f"st.dataframe: {value!r} is no selection. "
                'Pass {"selection": {"rows": [0], "columns": [], "cells": []}}.'
            )
        given = cast("Mapping[str, Any]", selection)
        try:
            parts = {name: _listed(given.get(name)) for name in _PARTS}
            fits = _are_rows(parts["rows"]) and all(len(cell) == 2 for cell in parts["cells"])
        except TypeError:
            fits, parts = False, {}
        if not fits:
            raise InvalidType(
                f"st.dataframe: {value!r} is no selection: rows are whole numbers, columns are names, cells are pairs "
                "of both."
            )
        return parts

    def _state(self, rows: Sequence[Any], columns: Sequence[Any], cells: Sequence[tuple[Any, Any]]) -> DataframeState:
        """Return what can be selected of what is said to be: a smaller table may have come since."""
        if isinstance(rows, RowNumbers):
            rows = rows.below(self._rows)
        elif rows and (min(rows) < 0 or max(rows) >= self._rows):
            rows = [row for row in rows if 0 <= row < self._rows]
        rows = self._limited(rows, "row")
        if self._required and not rows:
            rows = [0]
        columns = self._limited([name for name in columns if name in self._columns], "column")
        cells = [(row, name) for row, name in cells if 0 <= row < self._rows and name in self._columns]
        return DataframeState({"selection": {"rows": rows, "columns": columns, "cells": self._limited(cells, "cell")}})

    def _limited(self, selected: Sequence[Any], what: str) -> Sequence[Any]:
        if f"multi-{what}" in self._modes:
            return selected
        return selected[:1] if any(mode.startswith(f"single-{what}") for mode in self._modes) else []

    def _told(self, parts: list[range], wire: Mapping[str, Any]) -> Sequence[int]:
        """Return the rows of stretches."""
        if sum(map(len, parts)) <= LISTED:
            return [row for part in parts for row in part]
        return RowNumbers(_joined(parts), (self._table, {"rows": wire["rows"]}))

    def _all(self, everything: Any, without: list[range], wire: Mapping[str, Any]) -> Sequence[int]:
        """Return all rows that match, without some."""
        if not isinstance(everything["search"], str):
            raise TypeError(everything)
        try:
            filters = msgspec.convert(everything["filters"], tuple[Filter, ...])
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error
        pc = compute()
        found = self._matching(everything["search"], filters)
        rows = numbered(0, self._rows) if found is None else found
        if without:
            rows = rows.filter(pc.invert(pc.is_in(rows, value_set=_joined(without).cast(rows.type))))
        return numbers_of(rows, (self._table, {"rows": wire.get("rows", []), "all": everything}))


def _stretch(part: Any, count: int) -> range:
    """Return the rows that an entry of the wire means: one, or those from one to another."""
    if isinstance(part, int):
        return range(_whole(part), _whole(part) + 1)
    first, last = part
    return range(max(0, _whole(first)), min(_whole(last) + 1, count))


def _joined(parts: list[range]) -> ArrowArray:
    pa = arrow()
    found: list[ArrowArray] = []
    few: list[int] = []
    for part in parts:
        if len(part) <= _ONE_BY_ONE:
            few.extend(part)
            continue
        found += [pa.array(few, pa.int64()), numbered(part.start, part.stop).cast(pa.int64())]
        few = []
    return pa.concat_arrays([*found, pa.array(few, pa.int64())])


def _cells(parts: Iterable[Any], count: int) -> list[tuple[int, str]]:
    """Return the cells of blocks: of one row or a stretch, in one column or several."""
    found: list[tuple[int, str]] = []
    for rows, names in parts:
        columns = [_text(name) for name in ([names] if isinstance(names, str) else names)]
        found.extend(islice(product(_stretch(rows, count), columns), MOST_CELLS - len(found)))
    return found


def _listed(given: Any) -> Sequence[Any]:
    """Return what an author gives as a list, but for many numbers of rows."""
    if isinstance(given, RowNumbers):
        return given
    listed = list(given or ())
    return RowNumbers(arrow().array(listed, arrow().int64())) if _is_long_list(listed) else listed


def _is_long_list(listed: list[Any]) -> bool:
    return len(listed) > LISTED and set(map(type, listed)) == {int}


def _are_rows(rows: Sequence[Any]) -> bool:
    return isinstance(rows, RowNumbers) or set(map(type, rows)) <= {int}


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _ranges(rows: Sequence[int]) -> list[Any]:
    """Return many rows as they travel: in stretches."""
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
