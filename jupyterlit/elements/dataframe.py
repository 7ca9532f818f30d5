"""A table to scroll, sort, search and select in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, cast

import msgspec

from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS
from jupyterlit.dataframes.table import INDEX, Table
from jupyterlit.elements.arguments import Key, check_height, check_key, check_reaction, check_width
from jupyterlit.elements.markdown import caption
from jupyterlit.elements.selection import Selected
from jupyterlit.elements.table_source import source_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width
from jupyterlit.run_context import current
from jupyterlit.tree import Block, BlockT

SelectionMode = Literal[
    "single-row", "single-row-required", "multi-row", "single-column", "multi-column", "single-cell", "multi-cell"
]
ColumnConfig = Mapping[str | int, str | Mapping[str, Any] | None]

_MODES: tuple[SelectionMode, ...] = (
    "single-row", "single-row-required", "multi-row", "single-column", "multi-column", "single-cell", "multi-cell",
)  # fmt: skip
_SELECTED = ("rows", "columns", "cells")


class Dataframe(Widget, tag="dataframe"):
    """A table: its first rows, and where to ask for the others.

    `columns` is JSON: settings by column name. `max_rows` is how many rows are in view at most, where
    the height is that of the content. Without `id` nothing is selected.
    """

    identity = ("selection_mode",)

    data: Buffer
    rows: int
    table: str
    columns: str = "{}"
    index_columns: int = 0
    hide_index: bool | None = None
    column_order: list[str] | None = None
    max_rows: int | None = 10
    row_height: int | None = None
    placeholder: str | None = None
    selection_mode: list[str] = []
    caption: str | None = None
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)


class DataframeState(Selected):
    """What is selected in a table: `.selection.rows`, `.selection.columns` and `.selection.cells`."""


def dataframe(
    self: BlockT,
    data: object = None,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfig | None = None,
    key: Key | None = None,
    on_select: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> BlockT | DataframeState:
    """Show a table.

    The first rows travel with it; the others when the reader scrolls there, sorts, searches or
    exports. A table that has not changed since the last run is not sent again.

    Parameters
    ----------
    data
        A frame of pandas, Polars, Arrow or another library, an array, a dict, or rows in any form.
    width
        "stretch", "content", or pixels.
    height
        "auto" for ten rows at most, "content" for all, "stretch", or pixels.
    use_container_width
        Deprecated: True means width="stretch".
    hide_index
        Whether row labels are left out; None leaves out those that say nothing.
    column_order
        The columns to show, in order.
    column_config
        Per column name or position: a label, None to hide it, or a dict of settings. "_index" means
        the row labels.
    key
        The element's own name, also a CSS class of the page.
    on_select
        "rerun" or a callback to react to what the reader selects.
    selection_mode
        What can be selected: rows, columns, cells, one or several.
    selection_default
        What is selected at first, as `{"selection": {"rows": [0]}}`.
    row_height
        Pixels.
    placeholder
        What stands for missing values.
    lazy
        Kept for compatibility: rows are always sent when they are needed.
    alt
        The table's name for screen readers.

    Returns
    -------
    DeltaGenerator or DataframeState
        The place of the table or, with `on_select`, what is selected.

    Examples
    --------
    >>> import jupyterlit as st
    >>> event = st.dataframe({"city": ["Oslo", "Lima"], "degrees": [4, 19]}, on_select="rerun")
    >>> event.selection.rows
    []
    """
    reacts, callback = check_reaction("st.dataframe", "on_select", on_select)
    if selection_default is not None and not reacts:
        raise InvalidValue(
            'st.dataframe: selection_default has no effect with on_select="ignore". '
            'Pass on_select="rerun" or a function.'
        )
    modes: list[str] = _modes(selection_mode) if reacts else []
    source = source_of(data, "st.dataframe")
    current().tables[source.id] = source
    table = source.table
    if hide_index is None and table.default_index and any("row" in mode for mode in modes):
        hide_index = True
    message = Dataframe(
        data=source.first,
        rows=table.data.num_rows,
        table=source.id,
        columns=_columns(table, column_config),
        index_columns=table.index_columns,
        hide_index=hide_index,
        column_order=None if column_order is None else [str(name) for name in column_order],
        max_rows=10 if height == "auto" else None,
        row_height=_row_height(row_height),
        placeholder=placeholder,
        selection_mode=modes,
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width="stretch" if use_container_width else check_width("st.dataframe", width),
        height="content" if height == "auto" else check_height("st.dataframe", height),
    )
    if reacts:
        return _add(self, message, table, selection_default, callback)
    place = self.add_element(message)
    if not table.complete:
        caption(self, f"Only the first {UNCOLLECTED_ROWS:,} rows are shown. Collect the data to see all.")
    return place


def _add(
    block: Block,
    message: Dataframe,
    table: Table,
    selection_default: Mapping[str, Any] | None,
    callback: Callable[..., Any] | None,
) -> DataframeState:
    modes = message.selection_mode
    required = "single-row-required" in modes and message.rows > 0

    def parse(wire: Any) -> DataframeState:
        state = _state(wire, modes, table)
        if required and not state.selection.rows:
            state.selection.rows = [0]
        return state

    def dump(value: Any) -> dict[str, Any]:
        selected = _entries(value)
        return {**selected, "cells": [list(cell) for cell in selected["cells"]]}

    default = parse(_entries(selection_default) if selection_default is not None else {})
    value = block.add_widget(message, default, parse=parse, dump=dump, on_change=callback)
    return parse(_entries(value))


def _entries(state: Any) -> dict[str, Any]:
    """Return the parts of what an author set as selected."""
    selection = cast("Any", state).get("selection") if isinstance(state, Mapping) else None
    if not isinstance(selection, Mapping):
        raise InvalidValue(
            f"st.dataframe: {state!r} is no selection. "
            'Pass {"selection": {"rows": [0], "columns": [], "cells": []}}.'
        )
    given = cast("Mapping[str, Any]", selection)
    return {name: list(given.get(name) or ()) for name in _SELECTED}


def _state(wire: Any, modes: list[str], table: Table) -> DataframeState:
    """Return what can be selected of what is said to be: a smaller table may have come since."""
    if not isinstance(wire, Mapping):
        raise TypeError(wire)
    given = cast("Mapping[str, Any]", wire)
    count = table.data.num_rows
    names = table.data.column_names[table.index_columns :]
    rows = _limited([row for row in map(int, given.get("rows", ())) if 0 <= row < count], "row", modes)
    columns = _limited([name for name in given.get("columns", ()) if name in names], "column", modes)
    cells = [(int(row), str(name)) for row, name in given.get("cells", ())]
    cells = _limited([cell for cell in cells if 0 <= cell[0] < count and cell[1] in names], "cell", modes)
    return DataframeState({"selection": {"rows": rows, "columns": columns, "cells": cells}})


def _limited(selected: list[Any], what: str, modes: list[str]) -> list[Any]:
    if f"multi-{what}" in modes:
        return selected
    return selected[:1] if any(mode.startswith(f"single-{what}") for mode in modes) else []


def _modes(selection_mode: object) -> list[str]:
    wanted = [selection_mode] if isinstance(selection_mode, str) else list(cast("Iterable[Any]", selection_mode))
    for mode in wanted:
        if mode not in _MODES:
            raise InvalidValue(
                f"st.dataframe: selection_mode={mode!r} is unknown. "
                f"Pass one or several of {', '.join(map(repr, _MODES))}."
            )
    modes: list[str] = [mode for mode in _MODES if mode in wanted]
    for what in ("row", "column", "cell"):
        same = [mode for mode in modes if f"-{what}" in mode]
        if len(same) > 1:
            raise InvalidValue(f"st.dataframe: selection_mode has both {same[0]!r} and {same[1]!r}. Pass one of them.")
    return modes


def _row_height(row_height: object) -> int | None:
    if row_height is None or (isinstance(row_height, int) and not isinstance(row_height, bool) and row_height > 0):
        return row_height
    raise InvalidValue(f"st.dataframe: row_height={row_height!r} is no height. Pass a positive number of pixels.")


def _columns(table: Table, column_config: Any) -> str:
    """Return the settings of the columns, by their names on the wire, as JSON."""
    if column_config is not None and not isinstance(column_config, Mapping):
        raise InvalidType(
            f"st.dataframe: column_config={column_config!r} is a {type(column_config).__name__}. "
            'Pass a dict such as {"price": "Price"}.'
        )
    names = table.data.column_names
    settings: dict[str, dict[str, Any]] = {}
    for level in range(table.index_columns):
        if names[level] == INDEX.format(level):
            settings[names[level]] = {"label": ""}
    for name, header in zip(names[table.index_columns :], table.headers, strict=False):
        settings[name] = {"label": header[-1], "group": " / ".join(part for part in header[:-1] if part)}
    for column, config in cast("Mapping[Any, Any]", column_config or {}).items():
        for name in _named(column, names, table.index_columns):
            settings.setdefault(name, {}).update(_setting(column, config))
    return msgspec.json.encode(settings).decode() if settings else "{}"


def _named(column: Any, names: list[str], index_columns: int) -> list[str]:
    """Return the names on the wire of the columns that an author means."""
    if column == "_index":
        return names[:index_columns]
    if isinstance(column, int) and not isinstance(column, bool):
        return names[column : column + 1] if column >= 0 else []
    return [str(column)] if str(column) in names else []


def _setting(column: Any, config: Any) -> dict[str, Any]:
    if config is None:
        return {"hidden": True}
    if isinstance(config, str):
        return {"label": config}
    if isinstance(config, Mapping):
        given = cast("Mapping[str, Any]", config)
        return {name: value for name, value in given.items() if value is not None}
    raise InvalidType(
        f"st.dataframe: column_config[{column!r}]={config!r} is a {type(config).__name__}. "
        "Pass a label, None to hide the column, or a dict of settings."
    )
