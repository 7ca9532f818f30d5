"""Columns of texts, numbers, truth values and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Real
from typing import Any, TypeVar

from jupyterlit.column_config.settings import (
    Alignment,
    ColumnConfig,
    ColumnWidth,
    Disabled,
    Number,
    Row,
    check_bounds,
    check_colour,
    check_count,
    check_flag,
    check_number,
    check_step,
    check_text,
    items,
    settings,
    texts,
)
from jupyterlit.errors import InvalidType

Option = str | int | float | bool
OptionT = TypeVar("OptionT", bound=Option)


def Column(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Set up a column of any type.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.Column("Amount", width="small")
    >>> st.dataframe({"a": [1]}, column_config={"a": column})
    """
    return settings(
        "st.column_config.Column", label, width, help, pinned, disabled=disabled, required=required, alignment=alignment
    )


def TextColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
) -> ColumnConfig:
    """Set up a column of texts.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.
    max_chars
        How many characters can be entered.
    validate
        A regular expression of JavaScript that entered texts must match.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.TextColumn("City")
    >>> st.dataframe({"a": ["Oslo"]}, column_config={"a": column})
    """
    call = "st.column_config.TextColumn"
    check_text(call, "default", default)
    check_count(call, "max_chars", max_chars)
    check_text(call, "validate", validate)
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=default,
        type_config={"type": "text", "max_chars": max_chars, "validate": validate},
    )


def NumberColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: Number | None = None,
    format: str | None = None,
    min_value: Number | None = None,
    max_value: Number | None = None,
    step: Number | None = None,
) -> ColumnConfig:
    """Set up a column of numbers, or of time spans.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.
    format
        How numbers look: "localized", "percent", "dollar", "bytes" and so on, or a printf format such as "%.2f kg".
    min_value
        The lowest value to enter.
    max_value
        The highest value to enter.
    step
        The distance of the values to enter; it also says how many digits are shown.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.NumberColumn(format="dollar")
    >>> st.dataframe({"a": [1.5]}, column_config={"a": column})
    """
    call = "st.column_config.NumberColumn"
    check_number(call, "default", default)
    check_text(call, "format", format)
    check_bounds(call, "min_value", min_value, "max_value", max_value)
    check_step(call, step)
    shape = {"type": "number", "min_value": min_value, "max_value": max_value, "format": format, "step": step}
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=default,
        type_config=shape,
    )


def CheckboxColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: bool | None = None,
) -> ColumnConfig:
    """Set up a column of truth values.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.CheckboxColumn("Done?")
    >>> st.dataframe({"a": [True]}, column_config={"a": column})
    """
    call = "st.column_config.CheckboxColumn"
    check_flag(call, "default", default)
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=default,
        type_config={"type": "checkbox"},
    )


def SelectboxColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Option | None = None,
    options: Iterable[OptionT] | Callable[[Row], Iterable[OptionT]] | None = None,
    format_func: Callable[[OptionT], str] | None = None,
) -> ColumnConfig:
    """Set up a column whose values are some of a few.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    default
        The value of rows that st.data_editor adds.
    options
        The values to choose from, or a function that returns those of a row; None takes those of a categorical column.
    format_func
        Value → what is shown of it.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.SelectboxColumn(options=["S", "M", "L"])
    >>> st.dataframe({"a": ["S"]}, column_config={"a": column})
    """
    call = "st.column_config.SelectboxColumn"
    _check_option(call, "default", default)

    def shown(options: object) -> list[Any] | None:
        listed = items(call, "options", options)
        for option in listed or ():
            _check_option(call, "options", option)
        if listed is None or format_func is None:
            return listed
        return [{"value": option, "label": str(format_func(option))} for option in listed]

    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        default=default,
        type_config={"type": "selectbox", "options": _of_row(options, shown)},
    )


def MultiselectColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Iterable[str] | None = None,
    options: Iterable[str] | Callable[[Row], Iterable[str]] | None = None,
    accept_new_options: bool | None = None,
    color: str | Iterable[str] | None = None,
    format_func: Callable[[str], str] | None = None,
) -> ColumnConfig:
    """Set up a column of lists whose items are some of a few, shown as labels.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    default
        The value of rows that st.data_editor adds.
    options
        The items to choose from, or a function that returns those of a row.
    accept_new_options
        Whether others can be entered.
    color
        A colour of the theme or of CSS for all labels, one for each option in turn, or "auto" for those of charts.
    format_func
        Item → what is shown of it.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.MultiselectColumn(options=["new", "old"], color=["green", "gray"])
    >>> st.dataframe({"a": [["new"]]}, column_config={"a": column})
    """
    call = "st.column_config.MultiselectColumn"
    check_flag(call, "accept_new_options", accept_new_options)
    colours = [color] if color is None or isinstance(color, str) else items(call, "color", color) or [None]
    for colour in colours:
        check_colour(call, colour, trend=False)

    def shown(options: object) -> list[dict[str, str]] | None:
        names = texts(call, "options", options)
        if names is None:
            return None
        made = [{"value": name} for name in names]
        for position, option in enumerate(made):
            if format_func is not None:
                option["label"] = str(format_func(option["value"]))
            if (colour := colours[position % len(colours)]) is not None:
                option["color"] = colour
        return made

    shape = {"type": "multiselect", "options": _of_row(options, shown), "accept_new_options": accept_new_options}
    first = texts(call, "default", default)
    return settings(
        call, label, width, help, pinned, disabled=disabled, required=required, default=first, type_config=shape
    )


def ListColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    default: Iterable[str] | None = None,
) -> ColumnConfig:
    """Set up a column of lists.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    pinned
        Whether the column stays in view when the others scroll.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    default
        The value of rows that st.data_editor adds.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.ListColumn(width="medium")
    >>> st.dataframe({"a": [[1, 2]]}, column_config={"a": column})
    """
    call = "st.column_config.ListColumn"
    first = texts(call, "default", default)
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        default=first,
        type_config={"type": "list"},
    )


def _of_row(options: Any, shown: Callable[[object], list[Any] | None]) -> Any:
    """Return options as they travel or, where they depend on the row, a function that does."""
    if not callable(options):
        return shown(options)

    def of_row(row: Row) -> list[Any]:
        return shown(options(row)) or []

    return of_row


def _check_option(call: str, argument: str, value: object) -> None:
    if value is not None and not isinstance(value, str | Real):
        raise InvalidType(
            f"{call}: {argument} holds {value!r}, a {type(value).__name__}. Pass texts, numbers or truth values."
        )
