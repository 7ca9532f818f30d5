"""What authors may have meant."""

from __future__ import annotations

import importlib

import pytest

import jupyterlit as st
from jupyterlit.suggestions import closest, meant, missing_from_st

NAMES = ["select_slider", "slider", "sidebar", "Page", "_private"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("sliderr", "slider"),
        ("Slider", "slider"),
        ("page", "Page"),
        ("selectslider", "select_slider"),
        ("privat", None),
        ("_privat", "_private"),
        ("button", None),
        ("", None),
        ("s" * 1000, None),
    ],
)
def test_the_closest_name(name: str, found: str | None) -> None:
    assert closest(name, NAMES) == found


def test_a_crowd_of_names_is_not_compared_to_its_end() -> None:
    asked: list[int] = []

    def names() -> object:
        for number in range(100_000):
            asked.append(number)
            yield f"name_{number}"

    closest("nam", names())  # type: ignore[arg-type]
    assert len(asked) == 2_000


def test_a_question_follows_a_sentence() -> None:
    assert meant("sliderr", NAMES) == " Did you mean 'slider'?"
    assert meant("sliderr", NAMES, "st.{}") == " Did you mean st.slider?"
    assert meant("xyz", NAMES) == ""


def test_what_streamlit_has_and_we_have_not() -> None:
    assert missing_from_st("camera_input", NAMES).startswith("There is no st.camera_input: it is Streamlit's")
    assert missing_from_st("beta_columns", NAMES).startswith("There is no st.beta_columns any more.")


@pytest.mark.parametrize(
    ("name", "text"), [("sliderr", "There is no st.sliderr. Did you mean st.slider?"), ("xyz", "There is no st.xyz.")]
)
def test_names_of_the_package(name: str, text: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(st, name)
    assert str(caught.value) == text
    assert not hasattr(st, name)


def test_modules_and_copies_are_found_as_ever() -> None:
    assert not hasattr(st, "__wrapped__")
    assert importlib.import_module("jupyterlit.symbols").__name__ == "jupyterlit.symbols"
