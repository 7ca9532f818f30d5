"""A table that is all there at once."""

from __future__ import annotations

from typing import Literal

from jupyterlit.column_config.settings import check_flag
from jupyterlit.elements.arguments import check_height, check_width
from jupyterlit.elements.table_columns import columns_of
from jupyterlit.elements.table_source import kept_source_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer, Element, Height, Width
from jupyterlit.run_context import current
from jupyterlit.tree import BlockT


class StaticTable(Element, tag="table"):
    """A table whose cells are Markdown.

    `columns` is JSON: settings by column name. `rules` are CSS rules for this table alone: selectors, each with its
    declarations.
    """

    data: Buffer
    rows: int
    table: str
    columns: str = "{}"
    index_columns: int = 0
    hide_index: bool = False
    hide_header: bool = False
    border: bool | Literal["horizontal"] = True
    caption: str | None = None
    rules: list[tuple[str, str]] = []
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)


def table(
    self: BlockT,
    data: object = None,
    *,
    border: bool | Literal["horizontal"] = True,
    width: Width = "stretch",
    height: Height = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Show a small table, all of it; cells, labels and headings are Markdown.

    `st.dataframe` is for large tables, and for those that the reader sorts and searches.

    Parameters
    ----------
    data
        Anything that st.dataframe shows.
    border
        Lines around the table and between its cells: True, False, or "horizontal" for those between rows alone.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels, within which the table scrolls.
    hide_index
        Whether row labels are left out; None leaves out row numbers.
    hide_header
        Whether the column names are left out; None leaves out those that the author has not given.
    alt
        The table's name for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the table.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.table({"Stock": [":green[full]", ":red[empty]"], "Sold": [1247, 892]}, border="horizontal")
    """
    if border not in (True, False, "horizontal"):
        raise InvalidValue(f'st.table: border={border!r} is unknown. Pass True, False or "horizontal".')
    check_flag("st.table", "hide_index", hide_index)
    check_flag("st.table", "hide_header", hide_header)
    source = kept_source_of(data, "st.table")
    found = source.table
    styles = found.styles
    numbered = found.default_index or not found.index_columns or (styles is not None and styles.hides_index)
    message = StaticTable(
        data=source.whole(),
        rows=source.count,
        table=source.id,
        columns=columns_of("st.table", found, None).dump("st.table"),
        index_columns=found.index_columns,
        hide_index=numbered if hide_index is None else hide_index,
        hide_header=not found.named if hide_header is None else hide_header,
        border=border,
        caption=None if styles is None else styles.caption,
        rules=[] if styles is None else styles.rules,
        alt=(alt or "").strip() or None,
        width=check_width("st.table", width),
        height=check_height("st.table", height),
    )
    current().tables[source.id] = source
    return self.add_element(message)
