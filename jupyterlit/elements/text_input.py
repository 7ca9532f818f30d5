"""A field for one line of text."""

from __future__ import annotations

import math
import re
from typing import Any, ClassVar, Literal, NamedTuple, cast, overload

from jupyterlit.elements.arguments import (
    Key,
    SupportsStr,
    WidthWithoutContent,
    check_choice,
    check_icon,
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
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.state.query_params import Texts
from jupyterlit.tree import Block

InputType = Literal["default", "password", "email", "url", "phone", "search"]


class _Habits(NamedTuple):
    """What a field of some type has unless its author says otherwise."""

    autocomplete: str = ""
    icon: str | None = None
    placeholder: str | None = None
    validate: str | None = None
    validate_message: str | None = None


_HABITS: dict[InputType, _Habits] = {
    "default": _Habits(),
    "password": _Habits("new-password"),
    "email": _Habits(
        "email", ":material/mail:", "you@example.com", r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "Enter a valid email address."
    ),
    "url": _Habits(
        "url", ":material/link:", "https://example.com", r"^(?:[Hh][Tt]{2}[Pp][Ss]?:\/\/)?[^\s\/.]+\.\S+$",
        "Enter a valid URL.",
    ),
    "phone": _Habits("tel", ":material/call:", "+1 234 567 8900"),
    "search": _Habits("off", ":material/search:", "Search"),
}  # fmt: skip
_TYPES: tuple[InputType, ...] = tuple(_HABITS)

_PAUSE = 250  # ms
_LONGEST_PAUSE = 60_000
_UNITS = {
    "ms": 1, "millisecond": 1, "s": 1000, "sec": 1000, "second": 1000, "m": 60_000, "min": 60_000, "minute": 60_000,
}  # fmt: skip
_PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(ms|millisecond|second|sec|s|minute|min|m)s?\s*")
_DURATION = re.compile(rf"(?:{_PART.pattern})+")


class TextInput(Widget, tag="text_input"):
    """One line of text, or none where the field has not been filled."""

    identity: ClassVar[tuple[str, ...]] = ("max_chars", "own_rule")

    type: InputType = "default"
    max_chars: int | None = None
    placeholder: str | None = None
    autocomplete: str = ""
    icon: str | None = None
    required: bool = False
    validate: str | None = None
    validate_message: str | None = None
    live: bool = False
    live_delay_ms: int = _PAUSE

    @property
    def own_rule(self) -> str | None:
        """The pattern that the author has given, not the one that comes with the type."""
        return None if self.validate == _HABITS[self.type].validate else self.validate


@overload
def text_input(
    self: Block,
    label: str,
    value: str = "",
    max_chars: int | None = None,
    key: Key | None = None,
    type: InputType = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str: ...


@overload
def text_input(
    self: Block,
    label: str,
    value: SupportsStr | None,
    max_chars: int | None = None,
    key: Key | None = None,
    type: InputType = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | None: ...


def text_input(
    self: Block,
    label: str,
    value: str | SupportsStr | None = "",
    max_chars: int | None = None,
    key: Key | None = None,
    type: InputType = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | None:
    """Show a field for one line of text.

    Parameters
    ----------
    label
        Markdown above the field.
    value
        What is there at first; none for a field that has not been filled.
    max_chars
        How many characters are taken.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    type
        "default", "password", "email", "url", "phone" or "search": brings its own icon, placeholder and so on.
    help
        Markdown shown in a tooltip.
    autocomplete
        What the browser may fill in, such as "email".
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
    icon
        One emoji or a Material symbol such as ":material/mail:", shown in the field.
    validate
        A regular expression, in JavaScript's form, that the text must match; or that and what to say otherwise.
    live
        Whether the app follows the typing: true, or after which pause, such as "500ms".
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
    >>> title = st.text_input("Title", "Penguins")
    """
    call = "st.text_input"
    kind: InputType = check_choice(call, "type", type, _TYPES)
    habits = _HABITS[kind]
    if bind is not None and kind == "password":
        raise InvalidValue(f'{call}: bind={bind!r} and type="password" contradict each other. A URL is no secret.')
    text = TypedText(call, value, check_max_chars(call, max_chars))
    pattern, message = _check_validate(call, validate, habits)
    pause = _check_live(call, live)
    field = TextInput(
        label=check_widget_label(call, label),
        key=check_widget_key(call, key),
        help=clean_help(help),
        type=kind,
        max_chars=text.most,
        placeholder=habits.placeholder if placeholder is None else str(placeholder),
        autocomplete=habits.autocomplete if autocomplete is None else str(autocomplete),
        icon=habits.icon if icon is None else check_icon(call, icon),
        required=bool(required),
        validate=pattern,
        validate_message=message,
        live=pause is not None,
        live_delay_ms=_PAUSE if pause is None else pause,
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, field.key, on_change, args, kwargs, bind, persist_state)
    texts = Texts(text.read, text.write) if bind else None
    return self.add_widget(field, text.default, parse=text.parse, accept=text.accept, texts=texts, **reaction)


def _check_validate(call: str, validate: object, habits: _Habits) -> tuple[str | None, str | None]:
    """Return the pattern that the text must match, and what to say if it does not."""
    if validate is None:
        return habits.validate, habits.validate_message
    if isinstance(validate, str):
        return validate or None, None
    if not isinstance(validate, tuple):
        raise InvalidType(
            f"{call}: validate={validate!r} is a {validate.__class__.__name__}. "
            "Pass a regular expression, or a tuple of that and a message."
        )
    parts = cast("tuple[object, ...]", validate)
    if len(parts) != 2 or not isinstance(parts[0], str) or not isinstance(parts[1], str):
        raise InvalidValue(f"{call}: validate={parts!r} is no pair of strings. Pass (pattern, message).")
    return parts[0] or None, parts[1]


def _check_live(call: str, live: object) -> int | None:
    """Return after which pause in typing the app follows, in milliseconds, or nothing if it does not."""
    if isinstance(live, bool):
        return _PAUSE if live else None
    if not isinstance(live, str):
        raise InvalidType(
            f"{call}: live={live!r} is a {type(live).__name__}. Pass True, False, or a pause with its unit such as "
            '"300ms" or "0.5s".'
        )
    pause = _milliseconds(live)
    if pause is None:
        raise InvalidValue(f'{call}: live={live!r} is no pause. Pass one such as "300ms" or "0.5s".')
    if pause > _LONGEST_PAUSE:
        raise InvalidValue(f'{call}: live={live!r} is more than a minute. Pass a pause up to "1m".')
    return pause


def _milliseconds(duration: str) -> int | None:
    """Return how long a text such as "1.5 s" or "1s 500ms" says, nothing if it says no time."""
    text = duration.strip().lower()
    if text == "0":
        return 0
    if not _DURATION.fullmatch(text):
        return None
    return math.ceil(sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text)))
