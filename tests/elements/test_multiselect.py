"""Boxes that open a list to choose several from."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.multiselect import Multiselect
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.multiselect(
        "Islands", ["a", "b"], "b", str.upper, "m", "Help", "ignore",
        max_selections=2, placeholder="Which?", disabled=True, label_visibility="hidden", accept_new_options=True,
        filter_mode="contains", select_all=False, width=200, wrap=True,
    )  # fmt: skip
    assert run.elements == [
        Multiselect(
            id=the(run, Multiselect).id, label="Islands", key="m", help="Help", options=["A", "B"], default=["B"],
            max_selections=2, placeholder="Which?", disabled=True, label_visibility="hidden",
            accept_new_options=True, filter_mode="contains", select_all=False, width=200, wrap=True, deferred=True,
        )
    ]  # fmt: skip


def test_options_come_in_the_order_of_choosing(run: Run) -> None:
    assert st.multiselect("M", [1, 2, 3]) == []
    assert received(run, ["3", "1"], []) == [[3, 1], []]


@pytest.mark.parametrize("wire", [["4"], "1", None, [1], [["1"]], ["1", "1"], {"1": True}, ["1", None], 1])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.multiselect("M", [1, 2, 3])
    assert received(run, wire) == ["refused"]


def test_no_more_are_chosen_than_allowed(run: Run) -> None:
    st.multiselect("M", ["a", "b", "c"], max_selections=2)
    assert received(run, ["a", "b"], ["a", "b", "c"]) == [["a", "b"], "refused"]
    with refused(
        InvalidValue,
        "st.multiselect: 2 options are chosen, max_selections=1 allows fewer. "
        "Choose fewer by default or in the session state, or raise max_selections.",
    ):
        st.multiselect("N", ["a", "b"], ["a", "b"], max_selections=1)


def test_the_reader_may_add_options(run: Run) -> None:
    st.multiselect("M", [1], accept_new_options=True)
    assert received(run, ["1", "new"], [""]) == [[1, "new"], "refused"]


def test_what_is_no_option_any_more_is_no_longer_chosen(run: Run) -> None:
    st.multiselect("M", ["a", "b", "c"], ["c"], key="m")
    run.rerun(m=["a", "b"])
    assert st.multiselect("M", ["b", "c"], ["c"], key="m") == ["b"]
    run.rerun()
    assert st.multiselect("M", ["c"], ["c"], key="m") == []


def test_the_author_gets_copies(run: Run) -> None:
    options = [{"n": 1}]
    chosen = st.multiselect("M", options, [{"n": 1}], key="m")
    chosen[0]["n"] = 2
    chosen.append({"n": 3})
    assert (options, run.state.get("m")) == ([{"n": 1}], [{"n": 1}])


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidValue, "st.multiselect: default='z' is not among the options. Pass one of them."):
        st.multiselect("M", ["a"], ["a", "z"])
    with refused(InvalidValue, "st.multiselect: max_selections=0 is no limit. Pass a positive whole number or None."):
        st.multiselect("M", ["a"], max_selections=0)
    with refused(InvalidType, "st.multiselect: select_all='x' is a str. Pass True, False or a whole number."):
        st.multiselect("M", ["a"], select_all="x")  # type: ignore[arg-type]
    with refused(InvalidValue, "st.multiselect: select_all=-1 is no limit. Pass True, False or a number from 0 up."):
        st.multiselect("M", ["a"], select_all=-1)
    run.state.set("m", None, set())
    with refused(
        InvalidType,
        "st.multiselect: None in the session state is no list. Set a list of options, [] for none.",
    ):
        st.multiselect("M", ["a"], key="m")
    assert run.elements == []


def test_multiselects_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.multiselect("L", ["a", "b"], "a")
        st.multiselect("L", ["ab", "b"], "ab")
        st.multiselect("L", ["a", "b"], "z")
        st.multiselect("L", ["a", "b"], ["a", "a"])
        st.multiselect("L", [1, 2], 1)
        st.multiselect("L", [1, 2], 0)
        st.multiselect("L", [1, None], None)
        st.multiselect("L", [1, None], [None])
        st.multiselect("L", [1, 2], pd.Series([2]))
        st.multiselect("L", [1, 2], pd.DataFrame({"a": [2]}))
        st.multiselect("L", [1, 2], {1, 2})
        st.multiselect("L", [(1, 2), (3, 4)], (1, 2))
        st.multiselect("L", [(1, 2), (3, 4)], [(1, 2)])
        st.multiselect("L", ["a", "b"], ["a", "b"], max_selections=1)
        st.multiselect("L", ["a", "b"], max_selections=0)
        st.multiselect("L", ["a", "b"], max_selections=1.5)
        st.multiselect("L", ["a", "b"], max_selections=True)
        st.multiselect("L", ["a", "b"], ["z"], accept_new_options=True)
        st.multiselect("L", ["a", "b"], select_all=-1)
        st.multiselect("L", ["a", "b"], select_all=1.5)
        st.multiselect("L", ["a", "b"], select_all=None)
        st.multiselect("L", ["a", "b"], filter_mode=None, accept_new_options=True)
        st.multiselect("L", [])
        st.multiselect("L", ["a", ""], "")
        st.multiselect("L", ["a", "b"], "")
        st.multiselect("L", ["a", "b"], (x for x in "a"))
        st.multiselect("L", ["a", "b"], {"a": 1})
        st.multiselect("L", ["a", "b"], 5)
    """)
    became = parity.changes(
        "multiselect", "options=['a', 'b', 'c']", lambda widget: widget.set_value(["b"]),
        "label='M'", "options=['a', 'b']", "options=['x']", "default=['c']", "help='h'", "disabled=True",
        "label_visibility='hidden'", "width=200", "placeholder='z'", "max_selections=2", "accept_new_options=True",
        "filter_mode='prefix'", "select_all=False", "wrap=True",
    )  # fmt: skip
    assert became["max_selections=2"] == "reset, reset"
    assert became["wrap=True"] == "kept, kept"
    assert parity.assigned(
        {
            'st.multiselect("L", ["a", "b"])': ["['b', 'a']", "['z', 'a']", "['z']", "None"],
            'st.multiselect("L", ["a", "b"], accept_new_options=True)': ["['z', 'a']", "[5]"],
            'st.multiselect("L", ["a", "b"], max_selections=1)': ["['a', 'b']"],
        }
    ) == ["list ['b', 'a']", "list ['a']", "list []", "refused", "list ['z', 'a']", "list [5]", "refused"]
    parity.bound(
        {
            'st.multiselect("L", ["a", "b", "c"])': ["b", ["b", "a"], ["b", "z"], ["b", "b"], "", "z", "b,a"],
            'st.multiselect("L", ["a", "b", "c"], ["a"])': ["b", "a", "", ["a", "b"]],
            'st.multiselect("L", ["a", "b", "c"], max_selections=1)': [["b", "a"]],
            'st.multiselect("L", ["a", "b", "c"], accept_new_options=True)': [["b", "z"], ["z", "z"]],
        }
    )
