"""A button: true for the run that its click has caused."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal, TypedDict

from jupyterlit.elements.arguments import Key, check_choice, check_icon, check_width, clean_help
from jupyterlit.elements.reaction import Callback, check_widget_key
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.protocol.base import Widget, Width
from jupyterlit.run_context import current
from jupyterlit.tree import Block, require_no_form

ButtonType = Literal["primary", "secondary", "tertiary"]
IconPosition = Literal["left", "right"]

_TYPES: tuple[ButtonType, ...] = ("primary", "secondary", "tertiary")
_ICON_POSITIONS: tuple[IconPosition, ...] = ("left", "right")

# The modifiers in the order in which a shortcut names them, with the other names they go by.
_MODIFIERS = {
    "ctrl": ("ctrl", "control", "mod"),
    "cmd": ("cmd", "command", "meta"),
    "alt": ("alt", "option"),
    "shift": ("shift",),
}
_MODIFIER = {name: modifier for modifier, names in _MODIFIERS.items() for name in names}
_KEYS = {
    "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "arrowup": "up", "backspace": "backspace",
    "del": "delete", "delete": "delete", "down": "down", "end": "end", "enter": "enter", "esc": "escape",
    "escape": "escape", "home": "home", "left": "left", "pagedown": "pagedown", "pageup": "pageup",
    "return": "enter", "right": "right", "space": "space", "spacebar": "space", "tab": "tab", "up": "up",
}  # fmt: skip
_FUNCTION_KEY = re.compile(r"f\d+")


class Button(Widget, tag="button"):
    """A button; with `submit`, the one that sends its form."""

    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "wrap": None}

    type: ButtonType = "secondary"
    icon: str | None = None
    icon_position: IconPosition = "left"
    shortcut: str | None = None
    wrap: bool | None = None
    submit: bool = False
    width: Width = "content"

    @property
    def drawn_by(self) -> str:
        return "st.form_submit_button" if self.submit else "st.button"


def button(
    self: Block,
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button.

    Parameters
    ----------
    label
        Markdown on the button.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_click
        A function to call before the script, when the button was clicked.
    args, kwargs
        What the function is called with.
    type
        "primary", "secondary" or "tertiary": how much it stands out.
    icon
        One emoji, a Material symbol such as ":material/thumb_up:", or "spinner".
    icon_position
        "left" or "right" of the label.
    disabled
        Whether it is seen but cannot be clicked.
    use_container_width
        The old way to say `width="stretch"`.
    width
        "content", "stretch", or pixels.
    shortcut
        Keys that click it, such as "Ctrl+K" or "F2".
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.

    Returns
    -------
    bool
        True in the run that the click has caused.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.button("Say hello", type="primary"):
    ...     st.text("Hello!")
    """
    require_no_form(self, "st.button")
    look = check_button(
        "st.button", label, check_widget_key("st.button", key), help, type, icon, icon_position, disabled,
        use_container_width, width, shortcut, wrap,
    )  # fmt: skip
    return _add(self, "st.button", Button(**look), on_click, args, kwargs)


def form_submit_button(
    self: Block,
    label: str = "Submit",
    help: str | None = None,
    on_click: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    key: Key | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show the button that sends its form: the values of all widgets in it arrive with the click.

    Parameters
    ----------
    label
        Markdown on the button.
    help
        Markdown shown in a tooltip.
    on_click
        A function to call before the script, when the form was sent.
    args, kwargs
        What the function is called with.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    type
        "primary", "secondary" or "tertiary": how much it stands out.
    icon
        One emoji, a Material symbol such as ":material/thumb_up:", or "spinner".
    icon_position
        "left" or "right" of the label.
    disabled
        Whether it is seen but cannot be clicked.
    use_container_width
        The old way to say `width="stretch"`.
    width
        "content", "stretch", or pixels.
    shortcut
        Keys that click it, such as "Ctrl+K" or "F2".
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.

    Returns
    -------
    bool
        True in the run that the click has caused.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.form("penguin"):
    ...     name = st.text_input("Name")
    ...     sent = st.form_submit_button("Save")
    """
    call = "st.form_submit_button"
    form = self.here(current()).form_id
    if form is None:
        raise LayoutError(f"{call} stands outside of a form. Put it in a `with st.form(…):` block, or use st.button.")
    name = check_widget_key(call, key) or f"FormSubmitter:{form}-{label}"
    look = check_button(
        call, label, name, help, type, icon, icon_position, disabled, use_container_width, width, shortcut, wrap
    )
    return _add(self, call, Button(**look, submit=True), on_click, args, kwargs)


class ButtonLook(TypedDict):
    """Fields of a message that all buttons have."""

    label: str
    key: str | None
    help: str | None
    type: ButtonType
    icon: str | None
    icon_position: IconPosition
    disabled: bool
    width: Width
    shortcut: str | None
    wrap: bool | None


def check_button(
    call: str,
    label: object,
    key: str | None,
    help: str | None,
    type: ButtonType,
    icon: str | None,
    icon_position: IconPosition,
    disabled: bool,
    use_container_width: bool | None,
    width: Width,
    shortcut: str | None,
    wrap: bool | None,
) -> ButtonLook:
    """Return how a button looks, from the arguments that all buttons share."""
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    return {
        "label": "" if label is None else str(label),
        "key": key,
        "help": clean_help(help),
        "type": check_choice(call, "type", type, _TYPES),
        "icon": check_icon(call, icon),
        "icon_position": check_choice(call, "icon_position", icon_position, _ICON_POSITIONS),
        "disabled": bool(disabled),
        "width": check_width(call, width),
        "shortcut": None if shortcut is None else _check_shortcut(call, shortcut),
        "wrap": wrap if wrap is None else bool(wrap),
    }


def _add(
    self: Block,
    call: str,
    message: Button,
    on_click: Callback | None,
    args: tuple[Any, ...] | list[Any] | None,
    kwargs: dict[str, Any] | None,
) -> bool:
    callback = check_click(call, on_click)
    return self.add_widget(
        message, False, parse=parse_click, trigger=True, on_change=callback, args=args, kwargs=kwargs
    )


def check_click(call: str, on_click: object) -> Callback | None:
    """Return what is called when a button was clicked."""
    if on_click is not None and not callable(on_click):
        raise InvalidType(f"{call}: on_click={on_click!r} cannot be called. Pass a function, without parentheses.")
    return on_click


def parse_click(wire: object) -> bool:
    """Return what a click says to the script."""
    if wire is not True:
        raise ValueError("A click is true.")
    return True


def _check_shortcut(call: str, shortcut: object) -> str:
    """Return a shortcut in small letters, its modifiers in order."""
    if not isinstance(shortcut, str):
        raise InvalidType(
            f'{call}: shortcut={shortcut!r} is a {type(shortcut).__name__}. Pass a string such as "Ctrl+K".'
        )
    names = [name for part in shortcut.lower().split("+") if (name := part.strip())]
    modifiers = {_MODIFIER[name] for name in names if name in _MODIFIER}
    keys = [name for name in names if name not in _MODIFIER]
    if len(keys) != 1:
        raise InvalidValue(f'{call}: shortcut={shortcut!r} names {len(keys)} keys. Pass one, such as "K" or "Ctrl+K".')
    key = keys[0]
    if key in ("c", "r"):
        raise InvalidValue(f"{call}: shortcut={shortcut!r} is taken, the page itself uses C and R. Pass another key.")
    if not (_FUNCTION_KEY.fullmatch(key) or (len(key) == 1 and key.isalnum())):
        if key not in _KEYS:
            raise InvalidValue(
                f"{call}: shortcut={shortcut!r} has an unknown key {key!r}. Pass a letter, a digit, a function key, or "
                "one of Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Space, Tab, Up."
            )
        key = _KEYS[key]
    return "+".join([*(name for name in _MODIFIERS if name in modifiers), key])
