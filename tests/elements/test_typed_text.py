"""Text that readers type."""

from __future__ import annotations

import pytest

from jupyterlit.elements.typed_text import TypedText, check_max_chars
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


def test_a_default_is_cut_to_what_is_taken() -> None:
    assert TypedText("st.x", "abc", 2).default == "ab"
    assert TypedText("st.x", 5, None).default == "5"
    assert TypedText("st.x", None, 2).default is None


def test_only_text_that_fits_is_taken() -> None:
    text = TypedText("st.x", "", 3)
    assert text.parse("äöü") == "äöü"
    with pytest.raises(ValueError, match="more than 3"):
        text.parse("four")
    for wire in (None, 5, ["a"]):
        with pytest.raises(TypeError):
            text.parse(wire)
    assert TypedText("st.x", None, 3).parse(None) is None


def test_the_author_assigns_text_or_nothing() -> None:
    text = TypedText("st.x", "", 3)
    assert [text.accept(value) for value in ("longer", None)] == ["longer", None]
    with refused(InvalidType, "st.x: 5 in the session state is a int. Set a string, or None."):
        text.accept(5)


def test_text_stands_in_the_url() -> None:
    text = TypedText("st.x", "", 3)
    assert (text.read(["a", "longer"]), text.write("a"), text.write(None)) == ("lon", ["a"], [""])


def test_a_limit_is_a_whole_number() -> None:
    assert [check_max_chars("st.x", given) for given in (None, 0, 5)] == [None, 0, 5]
    with refused(InvalidType, "st.x: max_chars=1.5 is a float. Pass a whole number, or None."):
        check_max_chars("st.x", 1.5)
    with refused(InvalidValue, "st.x: max_chars=-1 is no limit. Pass a number from 0 up, or None."):
        check_max_chars("st.x", -1)
