"""How the cells of a pandas Styler look: worked out once, sent for the rows that are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral
from typing import Any, cast

import xxhash

from jupyterlit.dataframes.table import ArrowArray, Table, arrow, library_of
from jupyterlit.errors import InvalidValue

SPOKEN_FOR = 100  # rows

Declarations = Sequence[tuple[str, Any]]


class Styles:
    """What a Styler makes of its frame.

    Parameters
    ----------
    styler
        The Styler; its functions have run.
    names
        The columns of the table, row labels first, by their names on the wire.
    levels
        How many of them are row labels.
    """

    def __init__(self, styler: Any, names: Sequence[str], levels: int) -> None:
        self._styler = styler
        self._labels = list(names[:levels])
        self._names = list(names[levels:])
        self.caption: str | None = _caption(styler)
        self.hides_index: bool = all(styler.hide_index_)
        self.rules: list[tuple[str, str]] = [
            (str(rule["selector"]), _css(_pairs(rule["props"]))) for rule in styler.table_styles or ()
        ]
        self.columns: Mapping[str, Mapping[str, Any]] = self._columns()

    def column(self, rows: Iterable[int]) -> ArrowArray:
        """Return for each row, by its position, how its cells look: JSON, or nothing."""
        pa = arrow()
        return pa.array([self._row(row) for row in rows], pa.string())

    def digest(self, data: str) -> str:
        """Return a digest of the looks together with that of the data."""
        looks = repr((data, self.caption, self.rules, self.columns, self.hides_index))
        looks += repr((self._styler.ctx, self._styler.ctx_index))
        # Formats say the same of all rows, as a rule: those that are shown first speak for the others.
        rows = self.column(range(min(SPOKEN_FOR, len(self._styler.data))))
        return xxhash.xxh3_128_hexdigest((looks + "".join(map(str, rows.to_pylist()))).encode())

    def _row(self, row: int) -> str | None:
        styler = self._styler
        if row >= len(styler.data):  # one that a reader has added
            return None
        cells: dict[str, dict[str, str]] = {}
        for position, name in enumerate(self._names):
            value = styler.data.iat[row, position]
            shown = styler._display_funcs[(row, position)](value)
            _note(cells, name, shown, value, styler.ctx.get((row, position)))
        for level, name in enumerate(self._labels):
            value = styler.data.index.get_level_values(level)[row]
            shown = styler._display_funcs_index[(row, level)](value)
            _note(cells, name, shown, value, styler.ctx_index.get((row, level)))
        return json.dumps(cells, ensure_ascii=False) if cells else None

    def _columns(self) -> dict[str, dict[str, Any]]:
        styler = self._styler
        last = styler.columns.nlevels - 1
        found: dict[str, dict[str, Any]] = {}
        for position, name in enumerate(self._names):
            made: dict[str, Any] = {}
            if position in styler.hidden_columns:
                made["hidden"] = True
            label = styler.columns.get_level_values(last)[position]
            shown = styler._display_funcs_columns[(last, position)](label)
            if str(shown) != str(label):
                made["label"] = str(shown)
            if css := _css(styler.ctx_columns.get((last, position)) or ()):
                made["css"] = css
            if made:
                found[name] = made
        return found


def _note(
    cells: dict[str, dict[str, str]], name: str, shown: object, value: object, style: Declarations | None
) -> None:
    cell: dict[str, str] = {}
    # Whole numbers and texts look like that anyway.
    if not (isinstance(value, str | Integral) and str(value) == str(shown)) and not (value is None and shown is None):
        cell["text"] = str(shown)
    if css := _css(style or ()):
        cell["css"] = css
    if cell:
        cells[name] = cell


def _css(style: Declarations) -> str:
    return "; ".join(f"{name}: {value}" for name, value in style)


def _pairs(props: str | Declarations) -> Declarations:
    if not isinstance(props, str):
        return props
    parts = (part.partition(":") for part in props.split(";") if part.strip())
    return [(name.strip(), value.strip()) for name, _, value in parts]


def _caption(styler: Any) -> str | None:
    caption: object = styler.caption
    if isinstance(caption, tuple):
        caption = cast("tuple[object, ...]", caption)[0]
    return str(caption) if caption else None


def styled(styler: Any, table: Table, call: str) -> Styles:
    """Return how the cells of a Styler look.

    Raises
    ------
    InvalidValue
        It has more cells than pandas lets through, or its functions fail.
    """
    import pandas as pd

    most = cast("int", pd.get_option("styler.render.max_elements"))
    if (cells := styler.data.size) > most:
        raise InvalidValue(
            f"{call}: data is a Styler with {cells:,} cells, and pandas' option styler.render.max_elements lets "
            f"{most:,} through. Raise that, or pass the frame itself."
        )
    copy = styler._copy(deepcopy=False)
    copy._compute()
    return Styles(copy, table.data.column_names, table.index_columns)


def is_styler(data: object) -> bool:
    """Tell whether this is a Styler; nothing is imported."""
    return library_of(data) == "pandas" and type(data).__name__ == "Styler"
