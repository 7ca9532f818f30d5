"""Fonts as authors name them."""

import pytest

from jupyterlit.config.fonts import MONO, SANS, SERIF, read_faces, read_font
from jupyterlit.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "begins", "ends", "sheets"),
    [
        ("serif", SERIF, SERIF, ()),
        ("Own Font, monospace", '"Own Font"', MONO, ()),
        ("Own-Font", '"Own-Font"', SANS, ()),
        ("Nunito:https://a.b/css2?family=Nunito&d=swap", '"Nunito"', SANS, ("https://a.b/css2?family=Nunito&d=swap",)),
        (
            "'Space Mono':https://a.b/css2?family=Space+Mono:wght@400,700, serif",
            '"Space Mono"',
            SERIF,
            ("https://a.b/css2?family=Space+Mono:wght@400,700",),
        ),
        ("Mine:app/static/mine.css", '"Mine"', SANS, ("app/static/mine.css",)),
    ],
)
def test_a_font_has_others_to_stand_in_for_it(text: str, begins: str, ends: str, sheets: tuple[str, ...]) -> None:
    fonts = read_font(text, "sans-serif")
    assert fonts.family.startswith(begins)
    assert ends in fonts.family
    assert fonts.sheets == sheets


@pytest.mark.parametrize("text", ["", " , ", "a;b", "x'} body {", "F:ftp://a.b/c", "F:javascript:alert(1)"])
def test_what_names_no_font_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_font(text, "serif")


def test_faces_are_what_css_calls_so() -> None:
    (face,) = read_faces([{"family": "Own", "url": "app/static/own.woff2", "weight": 700, "unicodeRange": "U+0-FF"}])
    assert (face.family, face.url, face.weight, face.style) == ("Own", "app/static/own.woff2", "700", "normal")
    assert face.unicode_range == "U+0-FF"


@pytest.mark.parametrize("value", ["Own", [{"family": "Own"}], [{"family": "Own", "url": "file:///etc/passwd"}], [3]])
def test_faces_without_what_they_need_are_refused(value: object) -> None:
    with pytest.raises(InvalidValue):
        read_faces(value)
