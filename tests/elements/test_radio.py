"""Radio buttons."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.radio import Radio
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.radio(
        "Island", ["a", "b"], 1, str.upper, "r", "Help", "ignore",
        disabled=True, horizontal=True, captions=["x", ""], label_visibility="hidden", width=200,
    )  # fmt: skip
    assert run.elements == [
        Radio(
            id="radio-r", label="Island", key="r", help="Help", options=["A", "B"], captions=["x", ""], default="B",
            horizontal=True, disabled=True, label_visibility="hidden", width=200, deferred=True,
        )
    ]  # fmt: skip


def test_an_option_comes_back_as_what_it_was(run: Run) -> None:
    assert st.radio("R", [1, 2.5, None], format_func=lambda value: f"n{value}") == 1
    assert received(run, "n2.5", "nNone", "n1", "n1") == [2.5, None, 1, 1]


@pytest.mark.parametrize("wire", ["c", "", None, 0, True, ["a"], {"a": 1}])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.radio("R", ["a", "b"])
    assert received(run, wire) == ["refused"]


def test_an_option_is_a_copy(run: Run) -> None:
    options = [{"n": 1}]
    chosen = st.radio("R", options, key="r")
    chosen["n"] = 2
    assert run.state.get("r") == {"n": 1}
    assert options == [{"n": 1}]


def test_captions_may_be_fewer_or_none(run: Run) -> None:
    st.radio("R", ["a", "b", "c"], captions=["x", None])  # type: ignore[list-item]
    assert the(run, Radio).captions == ["x", ""]
    with refused(InvalidType, "st.radio: the caption 5 is a int. Pass strings, or None for none."):
        st.radio("S", ["a"], captions=[5])  # type: ignore[list-item]


def test_an_index_is_the_place_of_an_option(run: Run) -> None:
    with refused(InvalidValue, "st.radio: index=2 lies outside 0–1. Pass the place of an option, or None."):
        st.radio("R", ["a", "b"], 2)
    with refused(InvalidType, "st.radio: index='a' is a str. Pass a whole number, or None."):
        st.radio("R", ["a", "b"], "a")  # type: ignore[arg-type]


def test_radios_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.radio("L", ["a", "b"])
        st.radio("L", ["a", "b"], 1)
        st.radio("L", ["a", "b"], 2)
        st.radio("L", ["a", "b"], -1)
        st.radio("L", ["a", "b"], "a")
        st.radio("L", ["a", "b"], True)
        st.radio("L", ["a", "b"], None)
        st.radio("L", [])
        st.radio("L", [], 3)
        st.radio("L", None)
        st.radio("L", 5)
        st.radio("L", "abc")
        st.radio("L", {"a": 1})
        st.radio("L", enum.Enum("E", "A B"))
        st.radio("L", pd.DataFrame({"a": [1, 2]}))
        st.radio("L", ["a", "a"])
        st.radio("L", [[1], [2]])
        st.radio("L", [1, 2], format_func=5)
        st.radio("L", [1, 2], captions=5)
        st.radio("L", [1, 2], captions=[1, 2])
        st.radio("L", [1, 2], captions=["a", None, "c"])
    """)
    became = parity.changes(
        "radio", "options=['a', 'b', 'c']", lambda widget: widget.set_value("b"),
        "label='M'", "options=['a', 'b']", "options=['c', 'b']", "options=['x']", "index=2", "index=None", "help='h'",
        "disabled=True", "label_visibility='hidden'", "width=200", "horizontal=True", "captions=['x']",
    )  # fmt: skip
    assert became["options=['a', 'b']"] == "reset, kept"
    assert became["options=['x']"] == "reset, reset"
    assert parity.assigned({'st.radio("L", ["a", "b"])': ["'b'", "'z'", "None", "1"]}) == [
        "str b", "str a", "NoneType None", "str a",
    ]  # fmt: skip
    parity.bound(
        {
            'st.radio("L", ["a", "b", "c"])': ["b", "a", "z", "", "B"],
            'st.radio("L", ["a", "b", "c"], None)': ["b", "a", "z", ""],
            'st.radio("L", [1, 2], format_func=lambda n: f"n{n}")': ["2", "n2"],
        }
    )
