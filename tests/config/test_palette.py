"""Colours that are mixed of those that are given."""

from __future__ import annotations

import pytest

from jupyterlit.config.colors import parsed
from jupyterlit.config.palette import Reader, Variables, colors_of
from tests.config.conftest import Write


def _colors(write: Write, text: str, *, dark: bool = False) -> Variables:
    reader = Reader(write(f"[theme]\n{text}"))
    return colors_of(reader, reader.merged(["theme"]), dark=dark)


def test_nothing_given_changes_nothing(write: Write) -> None:
    assert _colors(write, "") == {}


@pytest.mark.parametrize("ground", ["#ffffff", "#fff8e7", "#0b1021", "#003366", "#7a1f3d"])
def test_text_can_be_read_on_any_ground(write: Write, ground: str) -> None:
    colors = _colors(write, f'backgroundColor = "{ground}"')
    for ink in ("text", "muted"):
        for paper in ("background", "surface", "raised"):
            assert parsed(colors[ink]).contrast(parsed(colors[paper])) >= 4.5, (ink, paper)


@pytest.mark.parametrize("primary", ["#ffee00", "#0000aa", "#00aa00", "#ff4b4b", "black", "white"])
def test_buttons_can_be_read_in_any_colour(write: Write, primary: str) -> None:
    colors = _colors(write, f'primaryColor = "{primary}"')
    assert parsed(colors["on-primary"]).contrast(parsed(colors["primary"])) >= 4.5


def test_a_colour_alone_brings_its_ground_and_its_text(write: Write) -> None:
    assert _colors(write, 'redColor = "#cc0000"') == {
        "red-line": "#cc0000",
        "red-soft": "rgb(204 0 0 / 0.1)",
        "red": "#800000",
    }
    assert _colors(write, 'redTextColor = "#111111"') == {"red": "#111111"}


def test_links_are_blue_unless_they_are_not(write: Write) -> None:
    assert _colors(write, 'blueTextColor = "navy"')["link"] == "#000080"
    assert _colors(write, 'blueTextColor = "navy"\nlinkColor = "green"')["link"] == "#008000"


def test_colours_of_charts_are_lists(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    ten = [f"#0000{value:02x}" for value in range(10)]
    colors = _colors(
        write,
        f'chartCategoricalColors = ["red", "nope", "rgb(1, 2, 3)"]\nchartSequentialColors = {ten}\n'
        'chartDivergingColors = ["red"]',
    )
    assert colors == {"chart-categories": "#ff0000|#010203", "chart-ramp": "|".join(ten)}
    assert "'nope' is no colour" in caplog.text
    assert "These are 1 colours. Give 10." in caplog.text


def test_lines_follow_the_border(write: Write) -> None:
    colors = _colors(write, 'borderColor = "black"')
    assert (colors["border"], colors["border-strong"], colors["table-border"]) == ("#000000", "#000000", "#595959")
    assert _colors(write, 'borderColor = "black"\ndataframeBorderColor = "red"')["table-border"] == "#ff0000"


def test_what_is_no_colour_is_left_out(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    assert _colors(write, 'primaryColor = "pinkish"') == {}
    assert "theme.primaryColor: 'pinkish' is no colour" in caplog.text
