"""Sliders over options."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.select_slider import SelectSlider
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.select_slider(
        "Size", ["s", "m", "l"], ("l", "m"), str.upper, "z", "Help", "ignore",
        disabled=True, label_visibility="hidden", width=200,
    )  # fmt: skip
    assert run.elements == [
        SelectSlider(
            id=the(run, SelectSlider).id, label="Size", key="z", help="Help", options=["S", "M", "L"],
            default=["M", "L"], range=True, disabled=True, label_visibility="hidden", width=200, deferred=True,
        )
    ]  # fmt: skip


def test_an_option_is_chosen(run: Run) -> None:
    assert st.select_slider("S", range(5)) == 0
    assert received(run, ["3"], ["5"], [], ["1", "2"], "3", None, [3]) == [3, *["refused"] * 6]


def test_a_range_of_options_is_chosen_in_their_order(run: Run) -> None:
    assert st.select_slider("S", ["s", "m", "l"], ["l", "s"]) == ("s", "l")
    assert received(run, ["m", "s"], ["l", "l"], ["m"], ["m", "x"]) == [("s", "m"), ("l", "l"), "refused", "refused"]


def test_options_that_are_gone_leave_the_default(run: Run) -> None:
    st.select_slider("S", ["s", "m", "l"], ("s", "m"), key="s")
    run.rerun(s=["m", "l"])
    assert st.select_slider("S", ["s", "m"], ("s", "m"), key="s") == ("s", "m")


@pytest.mark.parametrize("value", ["s", ("s", "m"), ["s"], None, 5])
def test_what_is_assigned_must_fit(run: Run, value: object) -> None:
    run.state.set("one", value, set())
    run.state.set("two", value, set())
    assert st.select_slider("1", ["m", "s"], key="one") == ("s" if value == "s" else "m")
    assert st.select_slider("2", ["s", "m", "l"], ("m", "l"), key="two") == (
        value if value == ("s", "m") else ("m", "l")
    )


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidValue, "st.select_slider: options=[] has none. Pass at least one."):
        st.select_slider("S", [])
    with refused(InvalidValue, "st.select_slider: value='z' is not among the options. Pass one of them."):
        st.select_slider("S", ["a"], "z")
    with refused(InvalidValue, "st.select_slider: value=('a',) has 1 options. Pass one, or two for a range."):
        st.select_slider("S", ["a"], ("a",))
    assert run.elements == []


def test_select_sliders_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.select_slider("L")
        st.select_slider("L", ["a"])
        st.select_slider("L", ["a", "b"], "b")
        st.select_slider("L", ["a", "b"], "z")
        st.select_slider("L", ["a", "b"], ["b", "a"])
        st.select_slider("L", ["a", "b"], ("a", "b", "a"))
        st.select_slider("L", ["a", "b"], ())
        st.select_slider("L", [(1, 2), (3, 4)], (1, 2))
        st.select_slider("L", [(1, 2), (3, 4)], ((1, 2), (3, 4)))
        st.select_slider("L", range(10), (2, 5))
        st.select_slider("L", enum.Enum("E", "A B"))
        st.select_slider("L", [None, "b"])
        st.select_slider("L", pd.Series([1, 2]))
        st.select_slider("L", np.array([1, 2]), 2)
        st.select_slider("L", ["a", "b"], {"a", "b"})
    """)
    became = parity.changes(
        "select_slider", "options=['a', 'b', 'c']", lambda widget: widget.set_value("b"),
        "label='M'", "options=['a', 'b']", "options=['x']", "value='c'", "help='h'", "disabled=True",
        "label_visibility='hidden'", "width=200",
    )  # fmt: skip
    assert became["options=['a', 'b']"] == "reset, kept"
    parity.assigned({'st.select_slider("L", ["a", "b", "c"])': ["'b'", "'z'", "5"]})
    parity.bound(
        {
            'st.select_slider("L", ["a", "b", "c"])': ["b", "a", "z", "", ["a", "b"]],
            'st.select_slider("L", ["a", "b", "c"], ("a", "b"))': [["b", "c"], "b", ["a", "b"], ["a", "z"]],
        }
    )
