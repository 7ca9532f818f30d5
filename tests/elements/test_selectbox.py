"""Boxes that open a list to choose one from."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.selectbox import Selectbox
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.selectbox(
        "Island", ["a", "b"], 1, str.upper, "s", "Help", "ignore",
        placeholder="Which?", disabled=True, required=True, label_visibility="hidden", icon="🐧",
        accept_new_options=True, filter_mode="prefix", width=200,
    )  # fmt: skip
    assert run.elements == [
        Selectbox(
            id=the(run, Selectbox).id, label="Island", key="s", help="Help", options=["A", "B"], default="B",
            placeholder="Which?", disabled=True, required=True, label_visibility="hidden", icon="🐧",
            accept_new_options=True, filter_mode="prefix", width=200, deferred=True,
        )
    ]  # fmt: skip


def test_the_first_option_is_chosen_unless_the_author_says_otherwise(run: Run) -> None:
    assert st.selectbox("S", ["a", "b"]) == "a"
    assert received(run, "b", "a", None, "c", "", 1, ["a"]) == ["b", "a", *["refused"] * 5]


def test_no_choice_is_a_choice_where_it_is_the_default(run: Run) -> None:
    assert st.selectbox("S", [1, 2], None) is None
    assert received(run, "2", None, "3") == [2, None, "refused"]


def test_the_reader_may_add_an_option(run: Run) -> None:
    assert st.selectbox("S", [1, 2], accept_new_options=True) == 1
    assert received(run, "2", "new", "", 5) == [2, "new", "refused", "refused"]


def test_an_addition_stays_while_additions_are_taken(run: Run) -> None:
    st.selectbox("S", ["a"], key="s", accept_new_options=True)
    run.rerun(s="new")
    assert st.selectbox("S", ["a", "b"], key="s", accept_new_options=True) == "new"
    run.rerun()
    assert st.selectbox("S", ["a", "b"], key="s") == "a"


def test_typing_is_needed_to_add(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.selectbox: filter_mode=None and accept_new_options=True contradict each other: new ones are typed. "
        'Pass "fuzzy", "contains" or "prefix".',
    ):
        st.selectbox("S", ["a"], accept_new_options=True, filter_mode=None)
    with refused(
        InvalidValue, 'st.selectbox: filter_mode=\'exact\' is unknown. Pass "fuzzy", "contains", "prefix" or None.'
    ):
        st.selectbox("S", ["a"], filter_mode="exact")  # type: ignore[arg-type]


@pytest.mark.parametrize("again", [1, 3])
def test_an_option_of_a_class_made_anew_is_the_new_one(run: Run, again: int) -> None:
    for _ in range(again):
        code = "import enum\nclass Size(enum.Enum):\n    S = 1\n    M = 2\n"
        namespace: dict[str, type] = {}
        exec(code, namespace)
        size = namespace["Size"]
        chosen = st.selectbox("S", size, key="s")  # type: ignore[arg-type]
        assert isinstance(chosen, size)
        run.rerun(s="Size.M")


def test_selectboxes_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.selectbox("L", ["a", "b"])
        st.selectbox("L", ["a", "b"], 2)
        st.selectbox("L", ["a", "b"], -1)
        st.selectbox("L", ["a", "b"], 1.0)
        st.selectbox("L", ["a", "b"], True)
        st.selectbox("L", [])
        st.selectbox("L", [], 3)
        st.selectbox("L", [], accept_new_options=True)
        st.selectbox("L", ["a"], filter_mode="x")
        st.selectbox("L", ["a"], filter_mode=None, accept_new_options=True)
        st.selectbox("L", ["a"], width="content")
        st.selectbox("L", b"ab")
        st.selectbox("L", pd.DataFrame({"a": [1, 2], "b": [3, 4]}))
        st.selectbox("L", pd.DataFrame())
        st.selectbox("L", pd.Categorical(["x", "y", "x"]))
        st.selectbox("L", {"a": 1}.keys())
        st.selectbox("L", map(str, [1, 2]))
        st.selectbox("L", ["a"], icon="xx")
    """)
    became = parity.changes(
        "selectbox", "options=['a', 'b', 'c']", lambda widget: widget.set_value("b"),
        "label='M'", "options=['a', 'b']", "options=['c', 'b']", "options=['x']", "index=2", "index=None", "help='h'",
        "disabled=True", "label_visibility='hidden'", "width=200", "placeholder='z'", "required=True", "icon='🔥'",
        "accept_new_options=True", "filter_mode='prefix'",
    )  # fmt: skip
    assert became["accept_new_options=True"] == "reset, reset"
    assert became["filter_mode='prefix'"] == "reset, kept"
    parity.assigned(
        {
            'st.selectbox("L", ["a", "b"])': ["'b'", "'z'", "None", "1"],
            'st.selectbox("L", ["a", "b"], accept_new_options=True)': ["'z'", "5"],
            'st.selectbox("L", [1, 2], format_func=lambda n: {1: "n1", 2: "n2"}[n])': ["2", "5"],
        }
    )
    parity.bound(
        {
            'st.selectbox("L", ["a", "b"])': ["b", "a", "z", "", "B"],
            'st.selectbox("L", ["a", "b"], None)': ["b", "z", ""],
            'st.selectbox("L", ["a", "b"], accept_new_options=True)': ["b", "z", "", "B"],
        }
    )
