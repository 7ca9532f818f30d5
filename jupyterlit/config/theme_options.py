"""The table of theme options: name, kind, one sentence."""

from __future__ import annotations

from typing import Literal

Kind = Literal["bool", "int", "text", "texts", "any"]

SECTIONS = ("theme", "theme.sidebar", "theme.light", "theme.dark", "theme.light.sidebar", "theme.dark.sidebar")
COLOURS = ("red", "orange", "yellow", "blue", "green", "violet", "gray")

_FONT = '"sans-serif", "serif", "monospace", a font of theme.fontFaces, "name:URL" of a style sheet, or several'
_SIZE = 'as "1.5rem" or "24px"'
_RADIUS = '"none", "small", "medium", "large", "full", or a size'

THEME: dict[str, tuple[Kind, str]] = {
    "base": ("text", '"light", "dark", or the path or URL of a TOML file with a theme to begin with.'),
    "primaryColor": ("text", "What the eye is to find: buttons, what is chosen, what has the focus."),
    "backgroundColor": ("text", "The page."),
    "secondaryBackgroundColor": ("text", "What one writes into or chooses from, and the sidebar."),
    "textColor": ("text", "Text."),
    **{f"{name}Color": ("text", f"{name.capitalize()}, as in lines and marks.") for name in COLOURS},
    **{f"{name}BackgroundColor": ("text", f"The ground of what is {name}.") for name in COLOURS},
    **{f"{name}TextColor": ("text", f"Text that is {name}.") for name in COLOURS},
    "linkColor": ("text", "Links."),
    "linkUnderline": ("bool", "Whether links are underlined."),
    "codeTextColor": ("text", "Code."),
    "codeBackgroundColor": ("text", "The ground of code."),
    "font": ("text", f"The font: {_FONT}, with commas between."),
    "fontFaces": ("any", "Fonts to load: tables of family, url, weight, style and unicodeRange."),
    "baseFontSize": ("int", "Pixels that text is high, which all other sizes follow."),
    "baseFontWeight": ("int", "How bold text is: 100 to 600."),
    "metricValueFontSize": ("text", f"The figure of a metric, {_SIZE}."),
    "metricValueFontWeight": ("int", "How bold the figure of a metric is: 100 to 900."),
    "headingFont": ("text", f"The font of headings: {_FONT}."),
    "headingFontSizes": ("any", f"The sizes of headings from the first to the sixth, each {_SIZE}, or one for all."),
    "headingFontWeights": ("any", "How bold headings are, from the first to the sixth, or one for all: 100 to 900."),
    "codeFont": ("text", f"The font of code: {_FONT}."),
    "codeFontSize": ("text", f"The size of code that stands alone, {_SIZE}."),
    "codeFontWeight": ("int", "How bold code is: 100 to 600."),
    "baseRadius": ("text", f"How round corners are: {_RADIUS}."),
    "buttonRadius": ("text", f"How round the corners of buttons are: {_RADIUS}."),
    "paddingTop": ("text", f"Room above what stands first, {_SIZE}."),
    "paddingBottom": ("text", f"Room below what stands last, {_SIZE}."),
    "borderColor": ("text", "Lines around elements."),
    "dataframeBorderColor": ("text", "Lines of tables."),
    "dataframeHeaderBackgroundColor": ("text", "The ground of the head of tables."),
    "dataframeHeaderTextColor": ("text", "Text in the head of tables."),
    "showWidgetBorder": ("bool", "Whether there is a line around what one writes into or chooses from."),
    "showSidebarBorder": ("bool", "Whether there is a line beside the sidebar."),
    "chartCategoricalColors": ("any", "Colours that charts tell things apart by."),
    "chartSequentialColors": ("any", "Ten colours of charts, from little to much."),
    "chartDivergingColors": ("any", "Ten colours of charts, from one end over a middle to the other."),
}
# What cannot differ between the page's areas, or between light and dark.
WHOLE_PAGE = frozenset(
    ("base", "fontFaces", "baseFontSize", "baseFontWeight", "metricValueFontSize", "metricValueFontWeight")
) | {"showSidebarBorder"}
