"""The theme: what the options make of the page in light, in dark and in the sidebar."""

from __future__ import annotations

import pytest

from jupyterlit.config.colors import parsed
from jupyterlit.config.theme import PLAIN, resolve
from tests.config.conftest import Write


def test_without_options_the_page_is_as_it_is(write: Write) -> None:
    assert resolve(write("server.port = 1")) == PLAIN


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("", None),
        ('[theme]\nprimaryColor = "red"', "light"),
        ('[theme]\nbase = "dark"', "dark"),
        ('[theme]\nbackgroundColor = "#101010"', "dark"),
        ('[theme]\nbase = "dark"\nbackgroundColor = "white"', "light"),
        ('[theme]\nfont = "serif"\nbaseRadius = "none"', None),
        ('[theme]\nprimaryColor = "red"\n[theme.dark]\nprimaryColor = "pink"', None),
        ('[theme.light.sidebar]\nfont = "serif"', None),
        ('[theme.sidebar]\nbackgroundColor = "navy"', "light"),
    ],
)
def test_a_theme_of_one_shade_is_that_of_all_readers(write: Write, text: str, only: str | None) -> None:
    assert resolve(write(text)).only == only


def test_light_and_dark_begin_with_what_both_have(write: Write) -> None:
    look = resolve(write('[theme]\nprimaryColor = "red"\nfont = "serif"\n[theme.dark]\nprimaryColor = "#00ffff"'))
    assert look.light.page["primary"] == "#ff0000"
    assert look.dark.page["primary"] == "#00ffff"
    assert look.light.page["font"] == look.dark.page["font"]


def test_the_sidebar_lies_on_the_second_ground(write: Write) -> None:
    page = 'backgroundColor = "#fff0e0"\nsecondaryBackgroundColor = "#e0f0ff"'
    look = resolve(write(f'[theme]\n{page}\ntextColor = "#222222"\n[theme.sidebar]\nprimaryColor = "navy"'))
    sidebar = look.light.sidebar
    assert (sidebar["sidebar-background"], sidebar["raised"]) == ("#e0f0ff", "#fff0e0")
    assert sidebar["primary"] == "#000080"
    assert "text" not in sidebar
    own = resolve(write(f'[theme]\n{page}\n[theme.sidebar]\nbackgroundColor = "black"')).light.sidebar
    assert (own["sidebar-background"], own["text"]) == ("#000000", "#eceef2")


def test_a_dark_sidebar_beside_a_light_page_is_dark_altogether(write: Write) -> None:
    look = resolve(write('[theme]\nbackgroundColor = "#fff8ec"\n[theme.sidebar]\nbackgroundColor = "#33261d"'))
    assert look.light.sidebar_shade == "dark"
    sidebar = look.light.sidebar
    for paper in ("raised", "surface", "sidebar-background"):
        assert parsed(sidebar["text"]).contrast(parsed(sidebar[paper])) >= 4.5
    assert {"primary", "border", "font"} & sidebar.keys() == {"primary", "border"}
    assert resolve(write('theme.backgroundColor = "#fff8ec"')).light.sidebar_shade is None
    assert resolve(write('theme.sidebar.backgroundColor = "#111111"')).light.sidebar_shade == "dark"


def test_sections_of_the_sidebar_are_stronger_the_closer_they_are(write: Write) -> None:
    look = resolve(
        write(
            '[theme]\ncodeTextColor = "red"\n[theme.sidebar]\ncodeTextColor = "green"\n'
            '[theme.dark]\ncodeTextColor = "blue"\n[theme.dark.sidebar]\ncodeTextColor = "navy"'
        )
    )
    assert [look.light.page["code-text"], look.light.sidebar["code-text"]] == ["#ff0000", "#008000"]
    assert [look.dark.page["code-text"], look.dark.sidebar["code-text"]] == ["#0000ff", "#000080"]


def test_sizes_of_headings_are_not_those_of_the_sidebar(write: Write) -> None:
    look = resolve(
        write(
            '[theme]\nheadingFontSizes = ["3rem", "20px"]\nheadingFontWeights = 500\npaddingTop = "0"\n'
            '[theme.sidebar]\nheadingFontSizes = ["1rem"]'
        )
    )
    page, sidebar = look.light.page, look.light.sidebar
    assert [page["h1-size"], page["h2-size"], page["h6-weight"], page["padding-top"]] == ["3rem", "20px", "500", "0px"]
    assert "h3-size" not in page
    assert [sidebar["h1-size"], sidebar["h2-size"], sidebar["h6-weight"]] == ["1rem", "initial", "initial"]
    assert sidebar["padding-top"] == "initial"


@pytest.mark.parametrize(
    ("option", "variable", "value"),
    [
        ('baseRadius = "full"', "radius-small", "0.875rem"),
        ('baseRadius = "10px"', "radius-large", "15px"),
        ('buttonRadius = "none"', "button-radius", "0rem"),
        ('codeFontSize = "14"', "code-size", "14px"),
        ('metricValueFontSize = "3rem"', "metric-size", "3rem"),
        ("metricValueFontWeight = 900", "metric-weight", "900"),
        ("baseFontWeight = 350", "weight", "350"),
        ("codeFontWeight = 500", "code-weight", "500"),
        ("linkUnderline = false", "link-line", "none"),
        ("showWidgetBorder = false", "field-border", "transparent"),
        ("showSidebarBorder = false", "sidebar-border", "transparent"),
        ('dataframeHeaderBackgroundColor = "red"', "table-head", "#ff0000"),
        ('codeBackgroundColor = "#eee"', "code-background", "#eeeeee"),
    ],
)
def test_options_become_variables(write: Write, option: str, variable: str, value: str) -> None:
    assert resolve(write(f"[theme]\n{option}")).light.page[variable] == value


@pytest.mark.parametrize(
    "option",
    [
        'codeFontSize = "-1rem"',
        'paddingTop = "10%"',
        'baseRadius = "huge"',
        "baseFontWeight = 650",
        "baseFontWeight = 410",
        "baseFontSize = 2",
        "headingFontWeights = [100, 200, 300, 400, 500, 600, 700]",
        "headingFontSizes = [14]",
        'font = "} body {"',
        'fontFaces = [{family = "F"}]',
        "showWidgetBorder = true",
    ],
)
def test_what_means_nothing_is_left_out(write: Write, option: str) -> None:
    assert resolve(write(f"[theme]\n{option}")) == PLAIN


def test_fonts_are_loaded_once(write: Write) -> None:
    look = resolve(
        write(
            '[theme]\nfont = "Own:https://a.b/own.css"\nheadingFont = "Own:https://a.b/own.css, serif"\n'
            'baseFontSize = 18\n[[theme.fontFaces]]\nfamily = "F"\nurl = "app/static/f.woff2"'
        )
    )
    assert look.sheets == ("https://a.b/own.css",)
    assert [face.family for face in look.fonts] == ["F"]
    assert look.font_size == 18
