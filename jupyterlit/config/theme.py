"""Theme options resolved to what the page's style is made of: the variables of `js/src/theme/tokens.css`."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

import msgspec

from jupyterlit.config.colors import Color, parsed
from jupyterlit.config.fonts import FontSource, read_faces, read_font
from jupyterlit.config.palette import Reader, Variables, colors_of
from jupyterlit.config.sources import Settings
from jupyterlit.config.theme_options import SECTIONS
from jupyterlit.errors import InvalidValue

Shade = Literal["light", "dark"]
SHADES: tuple[Shade, ...] = ("light", "dark")
# Of these, what holds for the page does not hold for the sidebar.
_OWN = ("backgroundColor", "secondaryBackgroundColor", "headingFontSizes", "headingFontWeights", "paddingTop",
        "paddingBottom")  # fmt: skip
_HEADINGS = tuple(f"h{level}-{what}" for level in range(1, 7) for what in ("size", "weight"))
_BLOCKED = ("padding-top", "padding-bottom", *_HEADINGS)
_RADII = {"none": 0.0, "small": 0.25, "medium": 0.5, "large": 0.875, "full": 1.4}  # rem
_SIZES = (8, 64)  # px
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|rem)?\s*")


class AreaStyle(msgspec.Struct, frozen=True):
    """The variables of the page in light or dark, and those that differ in the sidebar.

    `sidebar_shade` is what the sidebar is where the page is not: dark beside a light page, or light beside a dark one.
    """

    page: dict[str, str]
    sidebar: dict[str, str]
    sidebar_shade: Shade | None


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """What the author wants the page to look like.

    `only` is the shade that all readers get, none where each has their own. `font_size` is in pixels. `sheets` are URLs
    of style sheets with fonts.
    """

    light: AreaStyle
    dark: AreaStyle
    only: Shade | None
    font_size: int | None
    fonts: tuple[FontSource, ...]
    sheets: tuple[str, ...]


_PLAIN_AREA = AreaStyle({}, {}, None)
PLAIN = Appearance(light=_PLAIN_AREA, dark=_PLAIN_AREA, only=None, font_size=None, fonts=(), sheets=())


def resolve(settings: Settings) -> Appearance:
    """Return the look that the theme options make; what is no value of its option is left out with a warning."""
    return _resolved(settings, settings.version)


@functools.lru_cache(maxsize=64)
def _resolved(settings: Settings, version: int) -> Appearance:
    reader = Reader(settings)
    base = settings.get("theme.base")
    shaded = any(settings.source(f"{section}.{name}") for section in SECTIONS[2:] for name in reader.names)
    coloured = any(settings.source(f"{section}.{name}") for section in SECTIONS[:2] for name in reader.colors)
    sheets: dict[str, None] = {}
    areas = {shade: _area(reader, shade, sheets) for shade in SHADES}
    only: Shade | None = None
    if not shaded and (coloured or base in SHADES):
        area = areas["dark" if base == "dark" else "light"]
        # A page that is black is dark, whatever it has been made of.
        ground = area.page.get("background")
        only = ("dark" if parsed(ground).dark else "light") if ground else "dark" if base == "dark" else "light"
        areas[only] = area
    return Appearance(
        light=areas["light"],
        dark=areas["dark"],
        only=only,
        font_size=_font_size(reader),
        fonts=reader.read("theme", "fontFaces", read_faces) or (),
        sheets=tuple(sheets),
    )


def _area(reader: Reader, shade: Shade, sheets: dict[str, None]) -> AreaStyle:
    sections = ("theme", f"theme.{shade}")
    beside = ("theme.sidebar", f"theme.{shade}.sidebar")
    page = reader.merged(sections)
    sidebar = {name: place for name, place in page.items() if name not in _OWN} | reader.merged(beside)
    variables = _variables(reader, page, shade, sheets)
    grounds = None
    if "background" in variables:
        # The sidebar lies on the page's second ground, and what one writes into there on the first.
        grounds = (parsed(variables["surface"]), parsed(variables["background"]))
    inner = _variables(reader, sidebar, shade, sheets, grounds)
    if "background" in inner:
        inner["sidebar-background"] = inner["background"]
    for name in _BLOCKED:
        if name in variables and name not in inner:
            inner[name] = "initial"
    around = parsed(variables["background"]).dark if "background" in variables else shade == "dark"
    dark = parsed(inner["background"]).dark if "background" in inner else around
    if dark != around:
        return AreaStyle(variables, inner, "dark" if dark else "light")
    differing = {name: value for name, value in inner.items() if variables.get(name) != value}
    return AreaStyle(variables, differing, None)


def _variables(
    reader: Reader,
    given: Mapping[str, str],
    shade: Shade,
    sheets: dict[str, None],
    grounds: tuple[Color, Color] | None = None,
) -> Variables:
    """Return the variables that options make; `given` says in which section each is."""
    variables = colors_of(reader, given, dark=shade == "dark", grounds=grounds)

    def take(variable: str, name: str, read: Callable[[Any], str | None]) -> None:
        if name in given and (value := reader.read(given[name], name, read)) is not None:
            variables[variable] = value

    def font(fallback: str) -> Callable[[str], str]:
        def read(text: str) -> str:
            fonts = read_font(text, fallback)
            sheets.update(dict.fromkeys(fonts.sheets))
            return fonts.family

        return read

    take("font", "font", font("sans-serif"))
    take("heading-font", "headingFont", font("sans-serif"))
    take("mono", "codeFont", font("monospace"))
    take("weight", "baseFontWeight", _weight(600))
    take("code-size", "codeFontSize", _size)
    take("code-weight", "codeFontWeight", _weight(600))
    take("metric-size", "metricValueFontSize", _size)
    take("metric-weight", "metricValueFontWeight", _weight(900))
    take("radius", "baseRadius", _radius)
    take("radius-small", "baseRadius", lambda text: _scaled(_radius(text), 0.625))
    take("radius-large", "baseRadius", lambda text: _scaled(_radius(text), 1.5))
    take("button-radius", "buttonRadius", _radius)
    take("padding-top", "paddingTop", _size)
    take("padding-bottom", "paddingBottom", _size)
    take("link-line", "linkUnderline", lambda shown: "underline" if shown else "none")
    take("field-border", "showWidgetBorder", lambda shown: None if shown else "transparent")
    take("sidebar-border", "showSidebarBorder", lambda shown: None if shown else "transparent")
    for name, what, read in (("headingFontSizes", "size", _size), ("headingFontWeights", "weight", _weight(900))):
        if name in given:
            for level, value in enumerate(reader.read(given[name], name, _up_to_six(read)) or (), 1):
                variables[f"h{level}-{what}"] = value
    return variables


def _font_size(reader: Reader) -> int | None:
    def check(pixels: int) -> int:
        least, most = _SIZES
        if not least <= pixels <= most:
            raise InvalidValue(f"{pixels} is no size of text. Give {least} to {most} pixels.")
        return pixels

    return reader.read("theme", "baseFontSize", check)


def _size(text: object) -> str:
    """Return a length: rem as it is, pixels too, a number alone counts pixels."""
    found = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InvalidValue(f'{text!r} is no size. Give a text such as "1.5rem" or "24px".')
    return f"{float(found[1]):g}{found[2] or 'px'}"


def _radius(text: str) -> str:
    word = text.strip().lower()
    return f"{_RADII[word]:g}rem" if word in _RADII else _size(text)


def _scaled(length: str, by: float) -> str:
    unit = "rem" if length.endswith("rem") else "px"
    return f"{float(length.removesuffix(unit)) * by:g}{unit}"


def _weight(most: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int) or value % 50 or not 100 <= value <= most:
            raise InvalidValue(f"{value!r} is no weight. Give a multiple of 50 from 100 to {most}.")
        return str(value)

    return read


def _up_to_six(read: Callable[[object], str]) -> Callable[[object], list[str]]:
    def read_all(value: Any) -> list[str]:
        values = cast("list[object]", value) if isinstance(value, list) else [value] * 6
        if len(values) > 6:
            raise InvalidValue(f"{value!r} has more than six entries. Headings have six levels.")
        return [read(each) for each in values]

    return read_all
