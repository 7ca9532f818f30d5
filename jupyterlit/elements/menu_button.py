"""A button that opens a menu, and is for one run what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from jupyterlit.elements.arguments import Key
from jupyterlit.elements.button import ButtonType, check_button, check_click
from jupyterlit.elements.options import Options, own
from jupyterlit.elements.reaction import Callback, check_widget_key
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Widget, Width
from jupyterlit.tree import Block, require_no_form

T = TypeVar("T")

_CALL = "st.menu_button"


class MenuButton(Widget, tag="menu_button"):
    """A button and the options in its menu."""

    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "wrap": None}

    options: list[str] = []
    type: ButtonType = "secondary"
    icon: str | None = None
    wrap: bool | None = None
    width: Width = "content"


def menu_button(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callback | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    disabled: bool = False,
    width: Width = "content",
    format_func: Callable[[T], Any] = str,
    wrap: bool | None = None,
) -> T | None:
    """Show a button that opens a menu of options.

    Parameters
    ----------
    label
        Markdown on the button.
    options
        A sequence, set, enum, series or the like; of a frame the first column. Each needs a label of its own.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_click
        A function to call before the script, when an option was chosen.
    args, kwargs
        What the function is called with.
    type
        "primary", "secondary" or "tertiary": how much it stands out.
    icon
        One emoji, a Material symbol such as ":material/thumb_up:", or "spinner".
    disabled
        Whether it is seen but cannot be opened.
    width
        "content", "stretch", or pixels.
    format_func
        Option → label, Markdown; an icon in front of it stands apart.
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.

    Returns
    -------
    object
        A copy of the chosen option in the run that the choice has caused; otherwise none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> action = st.menu_button("Table", ["Copy", "Save", "Delete"], icon=":material/table:")
    >>> if action == "Copy":
    ...     st.text("Copied.")
    """
    require_no_form(self, _CALL)
    choices = Options(_CALL, options, format_func)
    _check_labels(choices.labels)
    look = check_button(
        _CALL, label, check_widget_key(_CALL, key), help, type, icon, "left", disabled, None, width, None, wrap
    )
    message = MenuButton(
        label=look["label"],
        key=look["key"],
        help=look["help"],
        options=choices.labels,
        type=look["type"],
        icon=look["icon"],
        disabled=look["disabled"],
        width=look["width"],
        wrap=look["wrap"],
    )
    callback = check_click(_CALL, on_click)
    value = self.add_widget(
        message,
        None,
        parse=choices.parse,
        dump=choices.dump,
        trigger=True,
        on_change=callback,
        args=args,
        kwargs=kwargs,
    )
    return own(value)


def _check_labels(labels: list[str]) -> None:
    if not labels:
        raise InvalidValue(f"{_CALL}: options is empty, there is nothing to choose. Pass at least one option.")
    seen: set[str] = set()
    for label in labels:
        if label in seen:
            raise InvalidValue(
                f"{_CALL}: two options have the label {label!r}. Pass options that differ, or a format_func that "
                "tells them apart."
            )
        seen.add(label)
