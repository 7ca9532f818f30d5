"""What arguments that many elements share may be: sizes, icons, texts, choices."""

from __future__ import annotations

from collections.abc import Callable
from operator import index
from textwrap import dedent
from typing import Any, Literal, Protocol, SupportsIndex, TypeVar, cast

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Height, LabelVisibility, TextAlignment, Width
from jupyterlit.symbols import is_emoji, is_material

ChoiceT = TypeVar("ChoiceT", bound=str)
Key = str | int
Gap = Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"]
WidthWithoutContent = int | Literal["stretch"]

_TEXT_ALIGNMENTS: tuple[TextAlignment, ...] = ("left", "center", "right", "justify")
_LABEL_VISIBILITIES: tuple[LabelVisibility, ...] = ("visible", "hidden", "collapsed")
_GAPS: tuple[Gap, ...] = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge")


class SupportsStr(Protocol):
    """Anything: every object has a text."""

    def __str__(self) -> str: ...


def check_width(call: str, width: object, *, content: bool = True) -> Width:
    """Return a width: pixels, "stretch" or, where the element has a size of its own, "content"."""
    if width == "stretch":
        return "stretch"
    if content and width == "content":
        return "content"
    return _pixels(call, "width", width, '"stretch" or "content"' if content else '"stretch"')


def check_height(call: str, height: object, *, stretch: bool = True, content: bool = True) -> Height:
    """Return a height: pixels, "stretch" or "content" where the element can have them."""
    if content and height == "content":
        return "content"
    if stretch and height == "stretch":
        return "stretch"
    words = " or ".join(f'"{word}"' for word, allowed in (("stretch", stretch), ("content", content)) if allowed)
    return _pixels(call, "height", height, words)


def _pixels(call: str, argument: str, value: object, words: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        if value > 0:
            return int(value)
        raise InvalidValue(f"{call}: {argument}={value} is not a size. Pass a positive number of pixels, {words}.")
    if isinstance(value, str):
        raise InvalidValue(f"{call}: {argument}={value!r} is unknown. Pass a positive number of pixels, {words}.")
    if hasattr(value, "__index__") and not isinstance(value, bool):  # numpy's integers
        return _pixels(call, argument, value.__index__(), words)  # type: ignore[attr-defined]
    raise InvalidType(
        f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a positive whole number of pixels, {words}."
    )


def check_size(call: str, argument: str, value: object, words: tuple[ChoiceT, ...]) -> ChoiceT | int:
    """Return a size: pixels, or one of `words`."""
    for word in words:
        if value == word:
            return word
    return _pixels(call, argument, value, _listed(words))


def check_whole(
    call: str, argument: str, value: object, low: int, high: int | None = None, *, word: str | None = None
) -> int:
    """Return a whole number within bounds; `word` is what the author could have passed instead."""
    instead = "" if word is None else f', or "{word}"'
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        if isinstance(value, str):
            raise InvalidValue(f"{call}: {argument}={value!r} is unknown. Pass a whole number{instead}.")
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a whole number{instead}.")
    number = index(cast("SupportsIndex", value))
    if number < low or (high is not None and number > high):
        where = f"outside {low}–{high}" if high is not None else f"below {low}"
        bounds = f"from {low} to {high}" if high is not None else f"of at least {low}"
        raise InvalidValue(f"{call}: {argument}={number} lies {where}. Pass a whole number {bounds}{instead}.")
    return number


def check_choice(call: str, argument: str, value: object, choices: tuple[ChoiceT, ...]) -> ChoiceT:
    """Return `value` if it is one of `choices`."""
    for choice in choices:
        if value == choice:
            return choice
    raise InvalidValue(f"{call}: {argument}={value!r} is unknown. Pass {_listed(choices)}.")


def _listed(choices: tuple[str, ...]) -> str:
    *head, last = [f'"{choice}"' for choice in choices]
    return f"{', '.join(head)} or {last}" if head else last


def check_text_alignment(call: str, text_alignment: object) -> TextAlignment:
    """Return how lines of text are aligned."""
    if text_alignment == "left":
        return "left"
    return check_choice(call, "text_alignment", text_alignment, _TEXT_ALIGNMENTS)


def check_label_visibility(call: str, label_visibility: object) -> LabelVisibility:
    """Return whether a label is seen, keeps its room, or neither."""
    if label_visibility == "visible":
        return "visible"
    return check_choice(call, "label_visibility", label_visibility, _LABEL_VISIBILITIES)


def check_label(call: str, label: object) -> str:
    """Return a label, which must be text."""
    if not isinstance(label, str):
        raise InvalidType(f"{call}: label={label!r} is a {type(label).__name__}. Pass a string.")
    return label


def check_icon(call: str, icon: object, argument: str = "icon") -> str | None:
    """Return an icon: one emoji, a Material symbol as `:material/name:`, "spinner", or none."""
    if icon is None or icon == "":
        return None
    if not isinstance(icon, str):
        raise InvalidType(
            f"{call}: {argument}={icon!r} is a {type(icon).__name__}. "
            "Pass one emoji or a Material symbol such as ':material/thumb_up:'."
        )
    name = icon.strip()
    if name == "spinner" or is_material(name) or is_emoji(name):
        return name
    raise InvalidValue(
        f"{call}: {argument}={icon!r} is no icon. Pass one emoji or a Material symbol such as ':material/thumb_up:'."
    )


def check_gap(call: str, gap: object) -> Gap | int | None:
    """Return the room between elements: a word, pixels, or none."""
    if gap is None or (isinstance(gap, int) and not isinstance(gap, bool) and gap >= 0):
        return gap
    for name in _GAPS:
        if gap == name:
            return name
    raise InvalidValue(f"{call}: gap={gap!r} is unknown. Pass {_listed(_GAPS)}, a number of pixels, or None.")


def clean_text(body: object) -> str:
    """Return text as it is read, not as it is indented in the script."""
    text = str(body)
    return dedent(text).strip() if "\n" in text else text.strip()


def clean_help(help: object) -> str | None:
    """Return a tooltip's text without the script's indentation."""
    return None if help is None else dedent(str(help))


def check_key(key: object) -> str | None:
    """Return the author's key as text."""
    return None if key is None else str(key) or None


def check_reaction(call: str, argument: str, reaction: object) -> tuple[bool, Callable[..., Any] | None]:
    """Return whether Python follows an element's state ("rerun" or a callback), and the callback."""
    if reaction == "ignore":
        return False, None
    if reaction == "rerun":
        return True, None
    if callable(reaction):
        return True, reaction
    raise InvalidValue(f'{call}: {argument}={reaction!r} is unknown. Pass "ignore", "rerun" or a function.')


def check_bind(call: str, bind: object, key: str | None) -> str | None:
    """Return the name of the query parameter that follows a value, if one does."""
    if bind is None:
        return None
    if bind != "query-params":
        raise InvalidValue(f'{call}: bind={bind!r} is unknown. Pass "query-params" or None.')
    if key is None:
        raise InvalidValue(f"{call}: bind={bind!r} needs a key, the name of the query parameter. Pass one.")
    if key in ("embed", "embed_options"):
        raise InvalidValue(f"{call}: key={key!r} cannot be bound, the page itself reads it from the URL. Pass another.")
    return key
