"""A button that opens an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, overload

from jupyterlit.elements.arguments import Key
from jupyterlit.elements.button import ButtonType, IconPosition, check_button, parse_click
from jupyterlit.elements.reaction import Callback, check_widget_key
from jupyterlit.errors import InvalidType, InvalidValue, StateError
from jupyterlit.protocol.base import Widget, Width
from jupyterlit.run_context import current
from jupyterlit.tree import Block, BlockT

_CALL = "st.link_button"


class LinkButton(Widget, tag="link_button"):
    """A link that looks like a button; it has an id where Python is told of clicks."""

    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "wrap": None}

    url: str = ""
    type: ButtonType = "secondary"
    icon: str | None = None
    icon_position: IconPosition = "left"
    shortcut: str | None = None
    wrap: bool | None = None
    width: Width = "content"


@overload
def link_button(
    self: BlockT,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Literal["ignore"] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> BlockT: ...


@overload
def link_button(
    self: Block,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Callback | Literal["rerun"] | None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool: ...


def link_button(
    self: BlockT,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Callback | Literal["rerun", "ignore"] | None = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool | BlockT:
    """Show a button that opens an address in a new tab.

    Parameters
    ----------
    label
        Markdown on the button.
    url
        The address.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    on_click
        "ignore", "rerun", or a function to call before the script, when the button was clicked.
    args, kwargs
        What the function is called with.
    help
        Markdown shown in a tooltip.
    type
        "primary", "secondary" or "tertiary": how much it stands out.
    icon
        One emoji, a Material symbol such as ":material/open_in_new:", or "spinner".
    icon_position
        "left" or "right" of the label.
    disabled
        Whether it is seen but cannot be followed.
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
    DeltaGenerator or bool
        The place of the button; unless `on_click` is "ignore", whether a click has caused this run.

    Examples
    --------
    >>> import jupyterlit as st
    >>> link = st.link_button("The penguins", "https://allisonhorst.github.io/palmerpenguins/", icon="🐧")
    """
    if not isinstance(url, str):  # pyright: ignore[reportUnnecessaryIsInstance]: authors'
        raise InvalidType(f"{_CALL}: url={url!r} is a {url.__class__.__name__}. Pass an address such as 'https://…'.")
    if not callable(on_click) and on_click not in ("rerun", "ignore", None):
        raise InvalidValue(f'{_CALL}: on_click={on_click!r} is unknown. Pass "rerun", "ignore" or a function.')
    look = check_button(
        _CALL, label, check_widget_key(_CALL, key), help, type, icon, icon_position, disabled, use_container_width,
        width, shortcut, wrap,
    )  # fmt: skip
    message = LinkButton(**look, url=url)
    if on_click == "ignore":
        _refuse_assigned(message.key)
        return self.add_element(message, unique=True)
    callback = on_click if callable(on_click) else None
    return self.add_widget(
        message, False, parse=parse_click, trigger=True, at_once=True, on_change=callback, args=args, kwargs=kwargs
    )


def _refuse_assigned(key: str | None) -> None:
    """Raise if the script has assigned a value to a link, which has none."""
    if key in current().session_state.widgets.fresh:
        raise StateError(
            f"st.session_state[{key!r}] cannot be set: a link has no value. Use another key for your own value."
        )
