"""Arguments that many elements share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jupyterlit.elements.arguments import (
    check_bind,
    check_choice,
    check_gap,
    check_height,
    check_icon,
    check_key,
    check_label,
    check_label_visibility,
    check_reaction,
    check_text_alignment,
    check_width,
    clean_help,
    clean_text,
)
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


@pytest.mark.parametrize("width", ["stretch", "content", 1, 300])
def test_a_width_is_a_word_or_pixels(width: Any) -> None:
    assert check_width("st.text", width) == width


def test_pixels_of_numpy_become_plain_numbers() -> None:
    assert type(check_width("st.text", np.int64(300))) is int


@pytest.mark.parametrize(
    ("width", "kind", "message"),
    [
        (-3, InvalidValue, 'width=-3 is not a size. Pass a positive number of pixels, "stretch" or "content".'),
        (0, InvalidValue, 'width=0 is not a size. Pass a positive number of pixels, "stretch" or "content".'),
        ("wide", InvalidValue, 'width=\'wide\' is unknown. Pass a positive number of pixels, "stretch" or "content".'),
        (2.5, InvalidType, 'width=2.5 is a float. Pass a positive whole number of pixels, "stretch" or "content".'),
        (
            None,
            InvalidType,
            'width=None is a NoneType. Pass a positive whole number of pixels, "stretch" or "content".',
        ),
        (True, InvalidType, 'width=True is a bool. Pass a positive whole number of pixels, "stretch" or "content".'),
    ],
)
def test_other_widths_are_refused(width: object, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.text: {message}"):
        check_width("st.text", width)


def test_what_fills_its_place_has_no_width_of_its_content() -> None:
    with refused(
        InvalidValue, "st.divider: width='content' is unknown. Pass a positive number of pixels, \"stretch\"."
    ):
        check_width("st.divider", "content", content=False)


@pytest.mark.parametrize("height", ["stretch", "content", 1, 300])
def test_a_height_is_a_word_or_pixels(height: Any) -> None:
    assert check_height("st.code", height) == height


def test_a_height_can_be_limited() -> None:
    with refused(InvalidValue, "st.x: height='stretch' is unknown. Pass a positive number of pixels, \"content\"."):
        check_height("st.x", "stretch", stretch=False)
    with refused(InvalidValue, 'st.x: height=-1 is not a size. Pass a positive number of pixels, "stretch".'):
        check_height("st.x", -1, content=False)


@pytest.mark.parametrize(
    "icon",
    [
        "🚨",
        "❤",
        "❤️",
        "👍🏽",
        "👨‍👩‍👧",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🇳🇴",
        "1️⃣",
        "©",
        "⏰",
        "🪿",
        ":material/thumb_up:",
        "spinner",
    ],
)
def test_an_icon_is_one_emoji_or_a_symbol(icon: str) -> None:
    assert check_icon("st.error", f" {icon} ") == icon


@pytest.mark.parametrize("icon", [None, ""])
def test_there_need_be_no_icon(icon: str | None) -> None:
    assert check_icon("st.error", icon) is None


@pytest.mark.parametrize("icon", ["x", "1", "🚨🚨", ":smile:", ":material/Thumb Up:", "🚨!"])
def test_other_icons_are_refused(icon: str) -> None:
    with refused(
        InvalidValue,
        f"st.error: icon={icon!r} is no icon. Pass one emoji or a Material symbol such as ':material/thumb_up:'.",
    ):
        check_icon("st.error", icon)


def test_an_icon_is_a_text() -> None:
    with refused(
        InvalidType,
        "st.tabs: icons=3 is a int. Pass one emoji or a Material symbol such as ':material/thumb_up:'.",
    ):
        check_icon("st.tabs", 3, "icons")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\n    # a\n\n      b\n    c   \n    ", "# a\n\n  b\nc"),
        ("  a\n    b", "a\n  b"),
        ("  a  ", "a"),
        (3, "3"),
        (None, "None"),
    ],
)
def test_a_text_is_read_without_the_scripts_indentation(body: object, text: str) -> None:
    assert clean_text(body) == text


def test_a_tooltip_is_read_without_the_scripts_indentation() -> None:
    assert (clean_help("  a\n   b"), clean_help(3), clean_help(None)) == ("a\n b", "3", None)


def test_a_key_is_a_text() -> None:
    assert [check_key(key) for key in ("a", 3, "", None)] == ["a", "3", None, None]


def test_a_label_is_a_text() -> None:
    assert check_label("st.expander", "a") == "a"
    with refused(InvalidType, "st.expander: label=3 is a int. Pass a string."):
        check_label("st.expander", 3)


def test_choices_are_named() -> None:
    assert check_choice("st.x", "type", "b", ("a", "b")) == "b"
    with refused(InvalidValue, 'st.x: type=\'d\' is unknown. Pass "a", "b" or "c".'):
        check_choice("st.x", "type", "d", ("a", "b", "c"))
    with refused(InvalidValue, 'st.x: text_alignment=None is unknown. Pass "left", "center", "right" or "justify".'):
        check_text_alignment("st.x", None)
    with refused(InvalidValue, 'st.x: label_visibility=3 is unknown. Pass "visible", "hidden" or "collapsed".'):
        check_label_visibility("st.x", 3)


@pytest.mark.parametrize("gap", ["xxsmall", "small", "xxlarge", 0, 12, None])
def test_a_gap_is_a_word_pixels_or_nothing(gap: Any) -> None:
    assert check_gap("st.columns", gap) == gap


@pytest.mark.parametrize("gap", ["tiny", -1, 1.5, True])
def test_other_gaps_are_refused(gap: object) -> None:
    with refused(
        InvalidValue,
        f'st.columns: gap={gap!r} is unknown. Pass "xxsmall", "xsmall", "small", "medium", "large", "xlarge" or '
        '"xxlarge", a number of pixels, or None.',
    ):
        check_gap("st.columns", gap)


def test_a_reaction_is_a_word_or_a_callback() -> None:
    def callback() -> None: ...

    assert check_reaction("st.tabs", "on_change", "ignore") == (False, None)
    assert check_reaction("st.tabs", "on_change", "rerun") == (True, None)
    assert check_reaction("st.tabs", "on_change", callback) == (True, callback)
    with refused(InvalidValue, 'st.tabs: on_change=\'run\' is unknown. Pass "ignore", "rerun" or a function.'):
        check_reaction("st.tabs", "on_change", "run")


def test_a_query_parameter_is_named_by_the_key() -> None:
    assert (check_bind("st.tabs", None, None), check_bind("st.tabs", "query-params", "a")) == (None, "a")
    with refused(InvalidValue, "st.tabs: bind='query-params' needs a key, the name of the query parameter. Pass one."):
        check_bind("st.tabs", "query-params", None)
    with refused(InvalidValue, "st.tabs: bind='url' is unknown. Pass \"query-params\" or None."):
        check_bind("st.tabs", "url", "a")
