"""A table to scroll, sort, search and select in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal, overload

from jupyterlit.column_config.settings import check_flag
from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS
from jupyterlit.elements.arguments import Key, check_height, check_key, check_reaction, check_width
from jupyterlit.elements.markdown import caption
from jupyterlit.elements.table_columns import ColumnConfig, columns_of
from jupyterlit.elements.table_selection import DataframeState, Selectable, SelectionMode, check_modes
from jupyterlit.elements.table_source import source_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width
from jupyterlit.run_context import current
from jupyterlit.tree import Block, BlockT


class Dataframe(Widget, tag="dataframe"):
    """A table: its first rows, and where to ask for the others.

    `columns` is JSON: settings by column name. `max_rows` is how many rows are in view at most, where
    the height is that of the content. Without `id` nothing is selected.
    """

    identity: ClassVar[tuple[str, ...]] = ("selection_mode",)

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


@overload
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
    on_select: Literal["ignore"] = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> BlockT: ...


@overload
def dataframe(
    self: Block,
    data: object = None,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfig | None = None,
    key: Key | None = None,
    on_select: Literal["rerun"] | Callable[..., Any],
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> DataframeState: ...


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
        A frame or a styled frame of pandas, a frame of Polars, Arrow, DuckDB, Ibis or another library, an array, a
        dict, or rows in any form.
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
        Per column name or position: a label, None to hide it, or one of st.column_config. "_index" means the row
        labels.
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
        False shows only the first rows of a frame that nobody has computed, such as Polars' LazyFrame or a relation of
        DuckDB; else they come from there when they are needed, as those of all tables do.
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
    check_flag("st.dataframe", "lazy", lazy)
    check_flag("st.dataframe", "hide_index", hide_index)
    modes = check_modes("st.dataframe", selection_mode) if reacts else []
    source = source_of(data, "st.dataframe", lazy=lazy)
    current().tables[source.id] = source
    table = source.table
    if hide_index is None and (
        (table.default_index and any("row" in mode for mode in modes)) or (table.styles and table.styles.hides_index)
    ):
        hide_index = True
    columns = columns_of("st.dataframe", table, column_config)
    columns.listen(source.count)
    message = Dataframe(
        data=source.first,
        rows=source.count,
        table=source.id,
        columns=columns.dump("st.dataframe"),
        index_columns=table.index_columns,
        hide_index=hide_index,
        column_order=None if column_order is None else [str(name) for name in column_order],
        max_rows=10 if height == "auto" else None,
        row_height=check_row_height("st.dataframe", row_height),
        placeholder=placeholder,
        selection_mode=list(modes),
        caption=table.styles.caption if table.styles else None,
        alt=(alt or "").strip() or None,
        key=check_key(key),
        width="stretch" if use_container_width else check_width("st.dataframe", width),
        height="content" if height == "auto" else check_height("st.dataframe", height),
    )
    if reacts:
        names = table.data.column_names[table.index_columns :]
        selectable = Selectable(modes, source.count, names, source.matching, source.id)
        default = selectable.accept({"selection": {}} if selection_default is None else selection_default)
        return self.add_widget(
            message,
            default,
            parse=selectable.parse,
            dump=selectable.dump,
            accept=selectable.accept,
            on_change=callback,
        )
    place = self.add_element(message)
    if not table.complete:
        caption(self, f"Only the first {UNCOLLECTED_ROWS:,} rows are shown. Collect the data to see all.")
    return place


def check_row_height(call: str, row_height: object) -> int | None:
    """Return the height of rows in pixels."""
    if row_height is None or (isinstance(row_height, int) and not isinstance(row_height, bool) and row_height > 0):
        return row_height
    raise InvalidValue(f"{call}: row_height={row_height!r} is no height. Pass a positive number of pixels.")
