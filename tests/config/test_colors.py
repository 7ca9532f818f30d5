"""Colours as texts, and their mixtures."""

import pytest

from jupyterlit.config.colors import Color, parse_color, parsed


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("red", "#ff0000"),
        ("SlateGrey", "#708090"),
        ("#abc", "#aabbcc"),
        ("#A0b1C2", "#a0b1c2"),
        ("#11223380", "rgb(17 34 51 / 0.502)"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgba(10% 20% 30% / .5)", "rgb(26 51 76 / 0.5)"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsla(0deg 100% 50% / 50%)", "rgb(255 0 0 / 0.5)"),
        ("transparent", "rgb(0 0 0 / 0)"),
    ],
)
def test_colours_of_css_are_read(text: str, color: str) -> None:
    assert str(parsed(text)) == color


@pytest.mark.parametrize("text", ["", "nocolour", "#12", "#12345g", "rgb(1,2)", "rgb(a,b,c)", "url(x)", "red;x:y"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert parse_color(text) is None


def test_mixing() -> None:
    white, black = parsed("white"), parsed("black")
    assert str(black.over(white, 0.5)) == "#808080"
    assert str(parsed("rgb(0 0 0 / 0.5)").over(white)) == "#808080"
    assert str(black.faded(0.25)) == "rgb(0 0 0 / 0.25)"
    assert str(parsed("#808080").lighter(0.1)) == "#9a9a9a"
    assert str(white.lighter(0.2)) == "#ffffff"


def test_contrast_is_what_wcag_says() -> None:
    assert Color(0, 0, 0).contrast(Color(1, 1, 1)) == pytest.approx(21)
    assert parsed("#767676").contrast(parsed("white")) == pytest.approx(4.54, abs=0.01)
    assert parsed("#101010").dark
    assert not parsed("#ffee00").dark


def test_our_own_colours_must_be_some() -> None:
    with pytest.raises(ValueError, match="grün"):
        parsed("grün")
