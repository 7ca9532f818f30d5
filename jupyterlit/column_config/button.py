"""Columns of buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jupyterlit.column_config.settings import Alignment, ColumnConfig, ColumnWidth, check_text, settings
from jupyterlit.errors import InvalidType, InvalidValue

ButtonType = Literal["primary", "secondary", "tertiary"]


@dataclass(frozen=True, slots=True)
class ButtonColumnResult:
    """The settings of a column of buttons, and what a click does.

    Parameters
    ----------
    config
        The settings, as other columns have them.
    on_click, args, kwargs
        The author's callback.
    key
        Where st.session_state holds the click.
    """

    config: ColumnConfig
    on_click: Callable[..., Any] | None
    args: Sequence[Any] | None
    kwargs: Mapping[str, Any] | None
    key: str


def ButtonColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    type: ButtonType = "secondary",
    on_click: Callable[..., Any] | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> ButtonColumnResult | ColumnConfig:
    """Set up a column of buttons: each cell's value is its label, or a list of them makes a menu.

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
    type
        "primary", "secondary" or "tertiary".
    on_click
        Called before the run that a click causes.
    args
        Positional arguments of `on_click`.
    kwargs
        Keyword arguments of `on_click`.
    key
        Where st.session_state holds the click, `.row` and `.label`, for one run; without, buttons do nothing.

    Returns
    -------
    dict or ButtonColumnResult
        The settings, for `column_config`.

    Example
    -------
    >>> import jupyterlit as st
    >>> column = st.column_config.ButtonColumn(key="opened")
    >>> st.dataframe({"a": ["Open"]}, column_config={"a": column})
    """
    call = "st.column_config.ButtonColumn"
    if type not in ("primary", "secondary", "tertiary"):
        raise InvalidValue(f'{call}: type={type!r} is unknown. Pass "primary", "secondary" or "tertiary".')
    if on_click is not None and not callable(on_click):
        raise InvalidType(f"{call}: on_click={on_click!r} cannot be called. Pass a function or None.")
    check_text(call, "key", key)
    if key == "":
        raise InvalidValue(f'{call}: key="" names nothing. Pass a key with at least one character, or None.')
    if key is None and (on_click, args, kwargs) != (None, None, None):
        raise InvalidValue(f"{call}: on_click needs a key, under which st.session_state holds the click. Pass one.")
    shape = {"type": "button", "button_type": type}
    config = settings(call, label, width, help, pinned, alignment=alignment, disabled=True, type_config=shape)
    return config if key is None else ButtonColumnResult(config, on_click, args, kwargs, key)
