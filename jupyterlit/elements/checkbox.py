"""A checkbox, or a toggle: on or off."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyterlit.elements.arguments import Key, check_label_visibility, check_width, clean_help
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    Reaction,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import LabelVisibility, Widget, Width
from jupyterlit.tree import Block


class Checkbox(Widget, tag="checkbox"):
    """A box that is checked or not; drawn as a switch if `toggle`."""

    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "wrap": None}

    toggle: bool = False
    wrap: bool | None = None
    width: Width = "content"

    @property
    def drawn_by(self) -> str:
        return "st.toggle" if self.toggle else "st.checkbox"


def checkbox(
    self: Block,
    label: str,
    value: bool = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> bool:
    """Show a checkbox.

    Parameters
    ----------
    label
        Markdown beside the box.
    value
        Whether it is checked at first.
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
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    bool
        Whether it is checked.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.checkbox("I agree"):
    ...     st.text("Great!")
    """
    call = "st.checkbox"
    message = Checkbox(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width),
        wrap=wrap if wrap is None else bool(wrap),
        deferred=on_change == "ignore",
    )
    return _add(
        self, message, value, check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    )


def toggle(
    self: Block,
    label: str,
    value: bool = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> bool:
    """Show a switch.

    Parameters
    ----------
    label
        Markdown beside the switch.
    value
        Whether it is on at first.
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
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    bool
        Whether it is on.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.toggle("Expert mode"):
    ...     st.text("All options")
    """
    call = "st.toggle"
    message = Checkbox(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width),
        toggle=True,
        wrap=wrap if wrap is None else bool(wrap),
        deferred=on_change == "ignore",
    )
    return _add(
        self, message, value, check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    )


def _add(self: Block, message: Checkbox, value: object, reaction: Reaction) -> bool:
    return self.add_widget(message, bool(value), parse=_parse, accept=_accept, **reaction)


def _parse(wire: object) -> bool:
    if not isinstance(wire, bool):
        raise TypeError("A checkbox is true or false.")
    return wire


def _accept(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) or type(value).__name__ in ("bool", "bool_"):  # numpy's
        return bool(value)
    raise InvalidType(f"st.checkbox: {value!r} in the session state is a {type(value).__name__}. Set True or False.")
