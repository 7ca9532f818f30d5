"""The colours of a theme: what authors give, and what is mixed of it for all that they do not name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypeVar, cast

from jupyterlit.config.colors import Color, parse_color, parsed
from jupyterlit.config.sources import Settings
from jupyterlit.config.theme_options import COLOURS, THEME, WHOLE_PAGE
from jupyterlit.errors import InvalidType, InvalidValue

T = TypeVar("T")
Variables = dict[str, str]

# What the style has where nothing is given: background, text, primary; in light and in dark.
_STYLE = {False: ("#ffffff", "#1b1f26", "#c8470b"), True: ("#111318", "#eceef2", "#f5813f")}
_INKS = (parsed("#ffffff"), parsed("#111318"))
_BASIC = ("backgroundColor", "secondaryBackgroundColor", "textColor")
_CHARTS = {"chartCategoricalColors": "chart-categories", "chartSequentialColors": "chart-ramp",
           "chartDivergingColors": "chart-diverging"}  # fmt: skip
_COMMAS = re.compile(r",(?![^(]*\))")
_SCALE = 10  # colours
_READABLE = 4.5  # the contrast that WCAG asks for


class Reader:
    """Reads theme options, section by section; what is no value of its option is left out with a warning."""

    names: ClassVar[tuple[str, ...]] = tuple(name for name in THEME if name not in WHOLE_PAGE)
    colors: ClassVar[tuple[str, ...]] = tuple(name for name in THEME if name.endswith(("Color", "Colors")))

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def merged(self, sections: Iterable[str]) -> dict[str, str]:
        """Return in which section each option is given; a later one has precedence."""
        return {
            name: section
            for section in sections
            for name in THEME
            if (section == "theme" or name not in WHOLE_PAGE) and self._settings.source(f"{section}.{name}")
        }

    def read(self, section: str, name: str, read: Callable[[Any], T]) -> T | None:
        """Return what `read` makes of an option, None where it is not given or means nothing."""
        value = self._settings.get(f"{section}.{name}")
        if value is None:
            return None
        try:
            return read(value)
        except (InvalidType, InvalidValue) as error:
            self._settings.warn(f"{section}.{name}: {error} It is left out.")
            return None

    def color(self, given: Mapping[str, str], name: str) -> Color | None:
        """Return a colour, None where it is not given."""
        return self.read(given[name], name, _color) if name in given else None

    def series(self, given: Mapping[str, str], name: str) -> list[str]:
        """Return the colours of a list, without those that are none."""
        section = given.get(name)
        if section is None:
            return []
        entries = self.read(section, name, _entries) or ()
        read = [self.read(section, name, lambda _, entry=entry: str(_color(entry))) for entry in entries]
        colors = [color for color in read if color]
        if "Categorical" in name:
            return colors
        return self.read(section, name, lambda _: _ten(colors)) or []


def colors_of(
    reader: Reader, given: Mapping[str, str], *, dark: bool, grounds: tuple[Color, Color] | None = None
) -> Variables:
    """Return the variables of colours.

    Parameters
    ----------
    reader
        Reads the options.
    given
        In which section each option is.
    dark
        Whether what is not given is as in the dark.
    grounds
        The first and the second ground where none is given, and the area does not lie on the style's own.
    """
    usual = tuple(parsed(text) for text in _STYLE[dark])
    first, other = grounds or (usual[0], None)
    ground = reader.color(given, "backgroundColor") or first
    second = reader.color(given, "secondaryBackgroundColor")
    text = reader.color(given, "textColor") or usual[1]
    if "textColor" not in given and text.contrast(ground) < _READABLE:
        text = parsed(_STYLE[not dark][1])
    if second is None and other is not None and text.contrast(other) >= _READABLE:
        second = other
    dark = ground.dark
    border = reader.color(given, "borderColor")
    variables: Variables = {}
    if grounds or any(reader.color(given, name) for name in _BASIC):
        variables |= _neutrals(ground, second, text, dark=dark)
    if border:
        variables |= {"border": str(border), "border-strong": str(border)}
        variables["table-border"] = str(border.over(ground, 0.65))
    primary = reader.color(given, "primaryColor")
    if primary or variables:
        variables |= _accents(primary or usual[2], ground, dark=dark)
    for name in COLOURS:
        variables |= _shades(reader, given, name, dark=dark)
    link = reader.color(given, "linkColor")
    if link or "blue" in variables:
        variables["link"] = str(link) if link else variables["blue"]
    for name, variable in _PLAIN.items():
        if color := reader.color(given, name):
            variables[variable] = str(color)
    for name, variable in _CHARTS.items():
        if colors := reader.series(given, name):
            variables[variable] = "|".join(colors)
    return variables


_PLAIN = {
    "codeTextColor": "code-text",
    "codeBackgroundColor": "code-background",
    "dataframeBorderColor": "table-border",
    "dataframeHeaderBackgroundColor": "table-head",
    "dataframeHeaderTextColor": "table-head-text",
}


def _neutrals(ground: Color, second: Color | None, text: Color, *, dark: bool) -> Variables:
    """Return the shades between a ground and the text on it."""

    def between(share: float, on: Color = ground) -> str:
        return str(text.over(on, share))

    return {
        "background": str(ground),
        "surface": str(second) if second else between(0.035),
        "sunken": between(0.05, second or ground),
        "raised": str(second) if second else between(0.05 if dark else 0),
        "overlay": between(0.06 if dark else 0),
        "hover": str(text.faded(0.07 if dark else 0.05)),
        "pressed": str(text.faded(0.12 if dark else 0.09)),
        "border": between(0.13),
        "border-strong": between(0.24),
        "text": str(text),
        "muted": between(0.73),
        "faint": between(0.5),
    }


def _accents(primary: Color, ground: Color, *, dark: bool) -> Variables:
    ink = max(_INKS, key=primary.contrast)
    return {
        "primary": str(primary),
        "primary-hover": str(primary.lighter(0.08 if dark else -0.08)),
        "primary-soft": str(primary.over(ground, 0.18 if dark else 0.1)),
        "primary-ring": str(primary.faded(0.4 if dark else 0.35)),
        "on-primary": str(ink),
        "focus": f"2px solid {primary}",
    }


def _shades(reader: Reader, given: Mapping[str, str], name: str, *, dark: bool) -> Variables:
    """Return a named colour as it is in lines, as a ground, and as text."""
    color = reader.color(given, f"{name}Color")
    ground = reader.color(given, f"{name}BackgroundColor")
    text = reader.color(given, f"{name}TextColor")
    variables: Variables = {}
    if color:
        variables[f"{name}-line"] = str(color)
        ground = ground or color.faded(0.2 if dark else 0.1)
        text = text or color.lighter(0.15 if dark else -0.15)
    if ground:
        variables[f"{name}-soft"] = str(ground)
    if text:
        variables[name] = str(text)
    return variables


def _color(text: object) -> Color:
    color = parse_color(text) if isinstance(text, str) else None
    if color is None:
        raise InvalidValue(f'{text!r} is no colour. Give a name, "#rrggbb", "rgb(…)" or "hsl(…)".')
    return color


def _entries(value: object) -> list[object]:
    if isinstance(value, str):
        return list(_COMMAS.split(value))
    if isinstance(value, list):
        return cast("list[object]", value)
    raise InvalidValue(f"{value!r} is no list of colours.")


def _ten(colors: list[str]) -> list[str]:
    if len(colors) != _SCALE:
        raise InvalidValue(f"These are {len(colors)} colours. Give {_SCALE}.")
    return colors
