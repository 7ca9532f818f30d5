"""Columns of links, pictures, sound, Markdown and JSON."""

from __future__ import annotations

from jupyterlit.column_config.settings import (
    Alignment,
    ColumnConfig,
    ColumnWidth,
    Disabled,
    check_count,
    check_text,
    settings,
)


def LinkColumn(  # noqa: N802  (Streamlit's name)
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
    display_text: str | None = None,
) -> ColumnConfig:
    """Set up a column of links.

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
    display_text
        What stands for the address: a text, an icon, or a regular expression of JavaScript with a group.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.LinkColumn(display_text="Open")
    >>> st.dataframe({"a": ["https://jupyter.org"]}, column_config={"a": column})
    """
    call = "st.column_config.LinkColumn"
    check_text(call, "default", default)
    check_count(call, "max_chars", max_chars)
    check_text(call, "validate", validate)
    check_text(call, "display_text", display_text)
    shape = {"type": "link", "max_chars": max_chars, "validate": validate, "display_text": display_text}
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


def MarkdownColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: str | None = None,
) -> ColumnConfig:
    """Set up a column of Markdown, formatted when a cell is opened.

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
    >>> column = st.column_config.MarkdownColumn("Note")
    >>> st.dataframe({"a": ["**Hi**"]}, column_config={"a": column})
    """
    call = "st.column_config.MarkdownColumn"
    check_text(call, "default", default)
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
        type_config={"type": "markdown"},
    )


def JsonColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Set up a column of JSON texts or of nested values.

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
    alignment
        "left", "center" or "right"; None goes by the type.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.JsonColumn(width="medium")
    >>> st.dataframe({"a": ['{"b": 1}']}, column_config={"a": column})
    """
    return settings(
        "st.column_config.JsonColumn", label, width, help, pinned, alignment=alignment, type_config={"type": "json"}
    )


def ImageColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Set up a column of pictures: their addresses or data URLs.

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
    alignment
        "left", "center" or "right"; None goes by the type.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.ImageColumn(width="medium")
    >>> st.dataframe({"a": ["https://jupyter.org/assets/homepage/main-logo.svg"]}, column_config={"a": column})
    """
    return settings(
        "st.column_config.ImageColumn", label, width, help, pinned, alignment=alignment, type_config={"type": "image"}
    )


def AudioColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Set up a column of sounds: their addresses or data URLs.

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
    alignment
        "left", "center" or "right"; None goes by the type.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.AudioColumn(width="medium")
    >>> st.dataframe({"a": ["https://example.org/purr.mp3"]}, column_config={"a": column})
    """
    return settings(
        "st.column_config.AudioColumn", label, width, help, pinned, alignment=alignment, type_config={"type": "audio"}
    )


def VideoColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Set up a column of films: their addresses or data URLs.

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
    alignment
        "left", "center" or "right"; None goes by the type.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.VideoColumn(width="medium")
    >>> st.dataframe({"a": ["https://example.org/cat.mp4"]}, column_config={"a": column})
    """
    return settings(
        "st.column_config.VideoColumn", label, width, help, pinned, alignment=alignment, type_config={"type": "video"}
    )
