"""A field for a colour."""

from __future__ import annotations

import re
from typing import Any

from jupyterlit.elements.arguments import Key, check_label_visibility, check_width, clean_help
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget, Width
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

_BLACK = "#000000"
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")


class ColorPicker(Widget, tag="color_picker"):
    """A colour as "#rgb" or "#rrggbb"."""


def color_picker(
    self: Block,
    label: str,
    value: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str:
    """Show a patch of a colour that the reader can change.

    Parameters
    ----------
    label
        Markdown above the patch.
    value
        The colour at first, such as "#c8470b" or "#000"; black by default.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    disabled
        Whether it is seen but cannot be changed.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "content", "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    str
        The colour, as "#rrggbb", or as the author has written it.

    Examples
    --------
    >>> import jupyterlit as st
    >>> beak = st.color_picker("Beak", "#c8470b")
    """
    call = "st.color_picker"
    message = ColorPicker(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    texts = Texts(_read, _write) if bind else None
    return self.add_widget(message, _check(call, value), parse=_parse, accept=_accept, texts=texts, **reaction)


def _check(call: str, value: object) -> str:
    """Return the colour that is there at first."""
    if value is None:
        return _BLACK
    if not isinstance(value, str):
        raise InvalidType(f"{call}: value={value!r} is a {type(value).__name__}. Pass a text such as '#c8470b'.")
    if not _HEX.fullmatch(value):
        raise InvalidValue(f"{call}: value={value!r} is no colour. Pass one such as '#c8470b' or '#000'.")
    return value


def _parse(wire: object) -> str:
    if not isinstance(wire, str):
        raise TypeError("A colour comes as a text.")
    if not _HEX.fullmatch(wire):
        raise ValueError(f"{wire!r} is no colour.")
    return wire


def _accept(value: object) -> str:
    """Return what the author has assigned."""
    if not isinstance(value, str):
        raise InvalidType(
            f"st.color_picker: {value!r} in the session state is a {type(value).__name__}. "
            "Set a text such as '#c8470b'."
        )
    if not _HEX.fullmatch(value):
        raise InvalidValue(
            f"st.color_picker: {value!r} in the session state is no colour. Set one such as '#c8470b' or '#000'."
        )
    return value


def _read(texts: list[str]) -> str:
    """Return the colour that the URL names, there also without its sign."""
    return "#" + texts[-1].removeprefix("#")


def _write(wire: Any) -> list[str]:
    return [str(wire)]
