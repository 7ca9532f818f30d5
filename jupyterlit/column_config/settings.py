"""What the settings of all kinds of columns share: their form, and what they may be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias, cast

from jupyterlit.errors import InvalidType, InvalidValue

ColumnConfig: TypeAlias = dict[str, Any]
"""The settings of one column, as `column_config` takes them."""

ColumnWidth = Literal["small", "medium", "large"] | int
Alignment = Literal["left", "center", "right"]
Number = int | float
Row: TypeAlias = Mapping[str, Any]
"""What stands in a row, by column; "_index" is its label."""
Disabled = bool | Callable[[Row], bool]

_WIDTHS = ("small", "medium", "large")
_ALIGNMENTS = ("left", "center", "right")
_COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
_TRENDS = ("auto", "auto-inverse")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([0-9.,%/ a-z-]+\)", re.IGNORECASE)
_NAME = re.compile(r"[a-z]+", re.IGNORECASE)


def settings(
    call: str,
    label: object,
    width: Any,
    help: object,
    pinned: object,
    *,
    type_config: dict[str, Any] | None = None,
    **more: object,
) -> ColumnConfig:
    """Return the settings of a column once they are found to be good."""
    check_text(call, "label", label)
    check_text(call, "help", help)
    if width is not None and not (width in _WIDTHS if isinstance(width, str) else is_number(width) and width > 0):
        raise InvalidValue(
            f'{call}: width={width!r} is no width. Pass "small", "medium", "large" or a positive number of pixels.'
        )
    if (alignment := more.get("alignment")) is not None and alignment not in _ALIGNMENTS:
        raise InvalidValue(f'{call}: alignment={alignment!r} is unknown. Pass "left", "center", "right" or None.')
    if not callable(more.get("disabled")):
        check_flag(call, "disabled", more.get("disabled"))
    check_flag(call, "required", more.get("required"))
    check_flag(call, "pinned", pinned)
    made: ColumnConfig = {"label": label, "width": width, "help": help, "pinned": pinned, **more}
    return made if type_config is None else {**made, "type_config": type_config}


def is_number(value: object) -> bool:
    """Tell whether this is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_text(call: str, argument: str, value: object) -> None:
    """Raise for what is neither text nor None."""
    if value is not None and not isinstance(value, str):
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass text or None.")


def check_flag(call: str, argument: str, value: object) -> None:
    """Raise for what is neither True, False nor None."""
    if value is not None and not isinstance(value, bool):
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass True, False or None.")


def check_bounds(call: str, lowest: str, low: Any, highest: str, high: Any) -> None:
    """Raise if the numbers from `low` to `high` are none."""
    for argument, value in ((lowest, low), (highest, high)):
        check_number(call, argument, value)
    if low is not None and high is not None and low > high:
        raise InvalidValue(f"{call}: {lowest}={low!r} is above {highest}={high!r}. Swap them.")


def check_number(call: str, argument: str, value: object) -> None:
    """Raise for what is neither a number nor None."""
    if value is not None and not is_number(value):
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a number or None.")


def check_step(call: str, value: Any) -> None:
    """Raise for a step that leads nowhere."""
    check_number(call, "step", value)
    if value is not None and value <= 0:
        raise InvalidValue(f"{call}: step={value!r} is not above 0. Pass a positive number or None.")


def check_count(call: str, argument: str, value: object) -> None:
    """Raise for what is neither a number of things nor None."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise InvalidValue(f"{call}: {argument}={value!r} is no count. Pass a whole number from 0 on, or None.")


def check_colour(call: str, value: object, *, trend: bool) -> None:
    """Raise for what names no colour; with `trend`, one may follow from the values."""
    words = (*_COLOURS, *(_TRENDS if trend else _TRENDS[:1]))
    if value is None or (isinstance(value, str) and (value in words or _is_colour(value, named=not trend))):
        return
    raise InvalidValue(
        f"{call}: color={value!r} is no colour. Pass one of {', '.join(map(repr, words))}, "
        'or a CSS colour such as "#483d8b".'
    )


def _is_colour(text: str, *, named: bool) -> bool:
    return any(form.fullmatch(text) for form in (_HEX, _FUNCTION, *([_NAME] if named else ())))


def texts(call: str, argument: str, value: object) -> list[str] | None:
    """Return an iterable of texts as a list."""
    listed = items(call, argument, value)
    for item in listed or ():
        if not isinstance(item, str):
            raise InvalidType(f"{call}: {argument} holds {item!r}, a {type(item).__name__}. Pass texts.")
    return listed


def items(call: str, argument: str, value: object) -> list[Any] | None:
    """Return an iterable as a list."""
    if value is None:
        return None
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a list.")
    return list(cast("Iterable[Any]", value))


def iso(call: str, argument: str, value: Any, kind: type[dt.date | dt.time], name: str) -> str | None:
    """Return a date or a time as ISO text."""
    fits = isinstance(value, kind) and (kind is not dt.date or not isinstance(value, dt.datetime))
    if value is not None and not fits:
        raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass {name} or None.")
    return None if value is None else value.isoformat()


def seconds(call: str, value: object) -> int | float | None:
    """Return a step of time in seconds."""
    step: Any = value.total_seconds() if isinstance(value, dt.timedelta) else value
    check_step(call, step)
    return step
