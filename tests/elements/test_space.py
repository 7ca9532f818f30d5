"""st.space."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.space import Space
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.conftest import Parity


def test_room_is_left(run: Run) -> None:
    st.space()
    st.space("stretch")
    st.sidebar.space(30)
    assert run.elements == [Space(), Space(size="stretch"), Space(size=30)]


def test_room_can_be_filled(run: Run) -> None:
    st.space().text("a")
    assert [element.__struct_config__.tag for element in run.elements] == ["text"]


WORDS = '"stretch", "xxsmall", "xsmall", "small", "medium", "large", "xlarge" or "xxlarge"'


@pytest.mark.parametrize(
    ("size", "kind", "message"),
    [
        (0, InvalidValue, f"st.space: size=0 is not a size. Pass a positive number of pixels, {WORDS}."),
        ("tiny", InvalidValue, f"st.space: size='tiny' is unknown. Pass a positive number of pixels, {WORDS}."),
        (1.5, InvalidType, f"st.space: size=1.5 is a float. Pass a positive whole number of pixels, {WORDS}."),
    ],
)
def test_a_size_is_a_word_or_pixels(run: Run, size: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, message):
        st.space(size)
    assert run.elements == []


def test_sizes_are_those_of_streamlit(parity: Parity) -> None:
    made = parity.play("""
        for size in ("xxsmall", "small", "xxlarge", "stretch", 1, 30, 0, -1, "tiny", 1.5, None):
            try:
                st.space(size)
                out[repr(size)] = "drawn"
            except Exception:
                out[repr(size)] = "refused"
    """)[0]
    assert [size for size, became in made.items() if became == "refused"] == ["0", "-1", "'tiny'", "1.5", "None"]


def test_tests_find_it() -> None:
    app = AppTest.from_string("import streamlit as st; st.space('large'); st.space(9)").run()
    assert [(space.type, space.size, space.value) for space in app.space] == [
        ("space", "large", "large"),
        ("space", 9, 9),
    ]
