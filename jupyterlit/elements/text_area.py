"""A field for text of several lines."""

from __future__ import annotations

from typing import Any, ClassVar, overload

from jupyterlit.elements.arguments import (
    Key,
    SupportsStr,
    WidthWithoutContent,
    check_height,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.elements.reaction import (
    Bind,
    OnChange,
    Persist,
    check_widget_key,
    check_widget_label,
    check_widget_reaction,
)
from jupyterlit.elements.typed_text import TypedText, check_max_chars
from jupyterlit.protocol.base import Height, LabelVisibility, Widget
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

# Two lines of text, without and with a label.
_LEAST_HEIGHTS = {"collapsed": 68}
_LEAST_HEIGHT = 96


class TextArea(Widget, tag="text_area"):
    """Lines of text, or none where the field has not been filled.

    Three lines are seen where the height is "content"; with `grows`, all.
    """

    identity: ClassVar[tuple[str, ...]] = ("max_chars",)

    max_chars: int | None = None
    placeholder: str | None = None
    required: bool = False
    grows: bool = False


@overload
def text_area(
    self: Block,
    label: str,
    value: str = "",
    height: Height | None = None,
    max_chars: int | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str: ...


@overload
def text_area(
    self: Block,
    label: str,
    value: SupportsStr | None,
    height: Height | None = None,
    max_chars: int | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | None: ...


def text_area(
    self: Block,
    label: str,
    value: str | SupportsStr | None = "",
    height: Height | None = None,
    max_chars: int | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | None:
    """Show a field for text of several lines.

    Parameters
    ----------
    label
        Markdown above the field.
    value
        What is there at first; none for a field that has not been filled.
    height
        By default three lines; "content" grows with the text, "stretch", or pixels.
    max_chars
        How many characters are taken.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    placeholder
        What stands in the empty field.
    disabled
        Whether it is seen but cannot be changed.
    required
        Whether the field cannot be emptied, nor the form be sent without text.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "stretch", or pixels.
    bind
        "query-params" to keep the value in the page's URL, under the key.
    persist_state
        "page" or "session": how long the value is kept while the widget is not shown.

    Returns
    -------
    str or None
        The text.

    Examples
    --------
    >>> import jupyterlit as st
    >>> notes = st.text_area("Notes", height="content")
    """
    call = "st.text_area"
    text = TypedText(call, value, check_max_chars(call, max_chars))
    message = TextArea(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        height="content" if height is None else _check_height(call, height, label_visibility),
        grows=height == "content",
        max_chars=text.most,
        placeholder=None if placeholder is None else str(placeholder),
        required=bool(required),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, bind, persist_state)
    texts = Texts(text.read, text.write) if bind else None
    return self.add_widget(message, text.default, parse=text.parse, accept=text.accept, texts=texts, **reaction)


def _check_height(call: str, height: object, label_visibility: str) -> Height:
    """Return a height that two lines fit into."""
    checked = check_height(call, height)
    return checked if isinstance(checked, str) else max(checked, _LEAST_HEIGHTS.get(label_visibility, _LEAST_HEIGHT))
