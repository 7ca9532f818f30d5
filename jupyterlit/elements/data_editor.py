"""A table whose cells the reader can change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from functools import partial
from typing import Any, ClassVar, Literal, TypeVar, cast, overload
from weakref import WeakKeyDictionary

import msgspec
import xxhash

from jupyterlit.column_config.settings import check_flag
from jupyterlit.dataframes.convert import UNCOLLECTED_ROWS
from jupyterlit.dataframes.edits import Form
from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.dataframes.forms import form_of
from jupyterlit.dataframes.from_pandas import flat_names
from jupyterlit.dataframes.table import Table, library_of
from jupyterlit.elements.arguments import Key, check_choice, check_height, check_width
from jupyterlit.elements.dataframe import check_row_height
from jupyterlit.elements.editor import Editor
from jupyterlit.elements.editor_check import Editable
from jupyterlit.elements.editor_columns import EditorColumn, editor_columns
from jupyterlit.elements.editor_rules import Rules
from jupyterlit.elements.editor_source import EditorSource, encoded
from jupyterlit.elements.editor_state import DataEditorState
from jupyterlit.elements.markdown import caption
from jupyterlit.elements.reaction import OnChange, check_widget_key, check_widget_reaction
from jupyterlit.elements.table_columns import ColumnConfig, Rule, columns_of, named
from jupyterlit.elements.table_source import TableSource, kept_source_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Height, Widget, Width, new_call
from jupyterlit.run_context import current
from jupyterlit.tree import Block

# Of these the form is kept; what has no length, a Styler or a lazy frame, comes back as a frame.
TableT = TypeVar("TableT", bound=Sized)

NumRows = Literal["fixed", "dynamic", "add", "delete"]
NUM_ROWS: tuple[NumRows, ...] = ("fixed", "dynamic", "add", "delete")
FIRST_CELLS = 30  # rows whose cells travel at once, where they depend on the row
EDITED_CELLS = 200


class DataEditor(Widget, tag="data_editor"):
    """A table that can be edited: as `Dataframe`, and what may be changed in it.

    `base` is what the edits belong to: with another they are gone. `cells` is JSON: how cells can be edited that
    depend on their row, by position and column name; what is known of the others ends with `revision`. `refused` says
    to the reader which edits have not been taken.
    """

    identity: ClassVar[tuple[str, ...]] = ("base",)
    cosmetic: ClassVar[dict[str, Any]] = {
        **Widget.cosmetic, "table": "", "cells": "{}", "revision": "", "refused": None,
    }  # fmt: skip

    data: Buffer
    rows: int
    table: str
    base: str = ""
    columns: str = "{}"
    index_columns: int = 0
    hide_index: bool | None = None
    column_order: list[str] | None = None
    max_rows: int | None = 10
    row_height: int | None = None
    placeholder: str | None = None
    num_rows: NumRows = "fixed"
    cells: str = "{}"
    revision: str = ""
    refused: str | None = None
    caption: str | None = None
    alt: str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return (self.data,)


@overload
def data_editor(
    self: Block,
    data: TableT,
    *,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfig | None = None,
    num_rows: NumRows = "fixed",
    disabled: bool | Iterable[str | int] | Callable[[Mapping[str, Any]], bool] = False,
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> TableT: ...


@overload
def data_editor(
    self: Block,
    data: Any,
    *,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfig | None = None,
    num_rows: NumRows = "fixed",
    disabled: bool | Iterable[str | int] | Callable[[Mapping[str, Any]], bool] = False,
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> Any: ...


def data_editor(
    self: Block,
    data: Any,
    *,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfig | None = None,
    num_rows: NumRows = "fixed",
    disabled: bool | Iterable[str | int] | Callable[[Mapping[str, Any]], bool] = False,
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> Any:
    """Show a table to edit, and return it with the reader's edits.

    An edit costs by what was edited: the table is not sent again, and what is returned shares with `data` what has
    not been changed, as far as its library lets it. `data` itself stays as it is.

    Parameters
    ----------
    data
        A frame of pandas, Polars, Arrow or another library, a series, an array, or rows or columns in lists and dicts.
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
        labels. `disabled` and `options` of a column may be functions of a row, which is a mapping of column to value.
    num_rows
        "fixed", "dynamic" (rows can be added and deleted), "add" or "delete".
    disabled
        True to let nothing be changed, the names or positions of columns, or a function that tells of a row whether
        it can be neither changed nor deleted.
    key
        The widget's name in the session state, where its value is what has been changed: `edited_rows`, `added_rows`
        and `deleted_rows`. With it, edits outlast other values in rows that are fixed.
    on_change
        "rerun", "ignore" (edits come along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    row_height
        Pixels.
    placeholder
        What stands for missing values.
    alt
        The table's name for screen readers.

    Returns
    -------
    object
        The table with edits, in the form of `data`; for forms that are not known, a pandas DataFrame. A column of
        whole numbers with an empty cell is one of pandas' nullable Int64.

    Examples
    --------
    >>> import jupyterlit as st
    >>> cities = st.data_editor({"city": ["Oslo", "Lima"], "degrees": [4, 19]}, num_rows="dynamic")
    >>> cities["degrees"]
    [4, 19]
    """
    call = "st.data_editor"
    check_flag(call, "hide_index", hide_index)
    mode: NumRows = check_choice(call, "num_rows", num_rows, NUM_ROWS)
    source, form = _source(call, data)
    table = source.table
    name = check_widget_key(call, key)
    off = None if isinstance(disabled, bool) or callable(disabled) else _disabled(call, table, disabled)
    columns = columns_of(call, table, column_config)
    columns.listen(source.count)
    parts = editor_columns(call, table, form, columns, off or ())
    settings = columns.dump(call)
    id = f"{source.id}:{_digest(name, mode, settings, off)}"
    locked = cast("Rule", disabled) if callable(disabled) else None
    editable = _editable(source, parts, mode, locked, f"{id}:{form.signature}")
    editor = Editor(editable)
    rows = EditorSource(id, source, editor, editable.rules)
    current().tables[id] = rows
    message = DataEditor(
        key=name,
        data=source.first,
        rows=source.count,
        table=id,
        base=_base(source, form, settings, name, mode, off),
        columns=settings,
        index_columns=table.index_columns,
        hide_index=_hides_index(table, mode) if hide_index is None else hide_index,
        column_order=None if column_order is None else [str(column) for column in column_order],
        max_rows=10 if height == "auto" else None,
        row_height=check_row_height(call, row_height),
        placeholder=placeholder,
        num_rows=mode,
        caption=table.styles.caption if table.styles else None,
        alt=(alt or "").strip() or None,
        disabled=disabled is True,
        deferred=on_change == "ignore",
        width="stretch" if use_container_width else check_width(call, width),
        height="content" if height == "auto" else check_height(call, height),
    )
    reaction = check_widget_reaction(call, name, on_change, args, kwargs, None, None)
    failures: list[Exception] = []
    self.add_widget(
        message,
        DataEditorState({}),
        parse=editor.parse,
        dump=editor.dump,
        accept=editor.accept,
        complete=partial(_completed, editor, rows, editable.rules, failures),
        read_only=True,
        **reaction,
    )
    if not table.complete:
        caption(self, f"Only the first {UNCOLLECTED_ROWS:,} rows are shown. Collect the data to edit all.")
    if failures:  # the table stands, so that the reader can mend what has led to it
        raise failures[0]
    return form.edited(rows.edits)


def _source(call: str, data: Any) -> tuple[TableSource, Form]:
    """Return the rows of any table-like object, and the form in which its author gets them back."""
    frame = data
    if isinstance(data, Iterator):
        raise InvalidType(f"{call}: {_once(cast('object', data))} can be read only once. Pass a list of it.")
    match library_of(data), type(data).__name__:
        case "polars", "LazyFrame":
            frame = data = data.collect()
        case "pandas", "Series":
            frame = data.to_frame()
        case _:
            pass
    if library_of(frame) == "pandas" and hasattr(frame, "columns"):
        if frame.index.nlevels > 1:
            raise InvalidValue(
                f"{call}: the index of data has {frame.index.nlevels} levels, and can be edited only with one. "
                "Make columns of them: data.reset_index()."
            )
        if frame.columns.nlevels > 1:
            frame = data = frame.copy(deep=False)
            frame.columns = flat_names(frame.columns)
    source = kept_source_of(frame, call)
    return source, form_of(data, source.table)


def _once(data: object) -> str:
    return f"data={data!r} is a {type(data).__name__}, which"


def _editable(
    source: TableSource, parts: dict[str, EditorColumn], mode: NumRows, locked: Rule | None, token: str
) -> Editable:
    """Return what can be changed in a table."""
    data = source.table.data
    names = data.column_names
    label = names[0] if source.table.index_columns else None
    rules = Rules(data, parts, label, locked)
    adds, deletes = mode in ("dynamic", "add"), mode in ("dynamic", "delete")
    return Editable(parts, names, source.count, label, adds, deletes, rules, token)


def _disabled(call: str, table: Table, disabled: object) -> list[str]:
    """Return the columns, by their names on the wire, that an author lets nobody change."""
    if isinstance(disabled, str):
        disabled = [disabled]
    if not isinstance(disabled, Iterable):
        raise InvalidType(
            f"{call}: disabled={disabled!r} is a {type(disabled).__name__}. Pass True, False or a list of columns."
        )
    names = table.data.column_names
    columns = cast("Iterable[Any]", disabled)
    return [name for column in columns for name in named(column, names, table.index_columns)]


def _base(
    source: TableSource, form: Form, settings: str, key: str | None, mode: NumRows, disabled: Collection[str] | None
) -> str:
    """Return what the edits belong to: the data or, where rows are fixed and there is a key, how it is built."""
    if key is None:
        return _digest(source.id, form.signature)
    if mode != "fixed":
        return _digest(source.id, form.signature, settings, mode, disabled)
    data = source.table.data
    schema = [(field.name, str(field.type)) for field in data.schema]
    return _digest(form.signature, schema, source.count, _labels(source), disabled)


_known_labels: WeakKeyDictionary[TableSource, str] = WeakKeyDictionary()


def _labels(source: TableSource) -> str:
    """Return a digest of the row labels."""
    if source not in _known_labels:
        table = source.table
        _known_labels[source] = fingerprint(table.data.select(range(table.index_columns))) or ""
    return _known_labels[source]


def _digest(*parts: object) -> str:
    return xxhash.xxh3_128_hexdigest(repr(parts).encode())


def _hides_index(table: Table, mode: NumRows) -> bool | None:
    """Return whether row labels are left out: where there are none, and where new rows would number themselves."""
    return True if not table.index_columns or (table.default_index and mode in ("dynamic", "add")) else None


def _completed(
    editor: Editor,
    rows: EditorSource,
    rules: Rules,
    failures: list[Exception],
    message: DataEditor,
    state: DataEditorState,
) -> DataEditor:
    """Return the message with what follows from the edits: how cells can be edited, and what was not taken."""
    changes = editor.changes(state)
    rows.edits = editor.edits(changes)
    failures.extend(state.failures())
    if not rules:
        return message if state.refused is None else msgspec.structs.replace(message, refused=state.refused)
    edited = [row for row in changes.rows if row >= FIRST_CELLS][-EDITED_CELLS:]
    added = range(message.rows, message.rows + len(changes.added))[-EDITED_CELLS:]
    cells = rules.cells([*range(min(FIRST_CELLS, message.rows)), *edited, *added], changes, failures)
    known = encoded(cells).decode()
    return msgspec.structs.replace(message, cells=known, revision=new_call(), refused=state.refused)
