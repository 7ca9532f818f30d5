"""Pills and segmented controls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.button_group import ButtonGroup
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received

BOTH = ["pills", "segmented_control"]


def test_a_message_says_all(run: Run) -> None:
    st.pills(
        "Island", ["a", "b"], selection_mode="multi", default="b", format_func=str.upper, key="p", help="Help",
        on_change="ignore", disabled=True, label_visibility="hidden", width="stretch", wrap=False,
    )  # fmt: skip
    st.segmented_control("Span", ["Day", "Week"], default="Day", required=True, key="s", width=200)
    pills, control = run.elements
    assert isinstance(pills, ButtonGroup)
    assert isinstance(control, ButtonGroup)
    assert pills == ButtonGroup(
        id=pills.id, label="Island", key="p", help="Help", variant="pills", options=["A", "B"], multi=True,
        default=["B"], disabled=True, label_visibility="hidden", width="stretch", wrap=False, deferred=True,
    )  # fmt: skip
    assert control == ButtonGroup(
        id=control.id, label="Span", key="s", variant="segmented_control", options=["Day", "Week"], required=True,
        default="Day", width=200,
    )  # fmt: skip


def test_one_is_chosen_or_none(run: Run) -> None:
    assert st.pills("P", [1, 2.5, None]) is None
    assert received(run, "2.5", None, "None", "1") == [2.5, None, None, 1]


def test_any_number_is_chosen_in_an_order(run: Run) -> None:
    assert st.segmented_control("S", [1, 2, 3], selection_mode="multi") == []
    assert received(run, ["3", "1"], [], ["2"]) == [[3, 1], [], [2]]


def test_what_is_required_is_not_taken_back(run: Run) -> None:
    assert st.pills("P", ["a", "b"], required=True) is None
    assert received(run, None, "b", None) == ["refused", "b", "refused"]


@pytest.mark.parametrize("wire", ["c", "", 0, True, ["a"], [], {"a": 1}])
def test_nothing_else_is_taken_for_one(run: Run, wire: object) -> None:
    st.pills("P", ["a", "b"])
    assert received(run, wire) == ["refused"]


@pytest.mark.parametrize("wire", [None, "a", ["c"], ["a", "a"], [["a"]], [1], {"a": 1}])
def test_nothing_else_is_taken_for_several(run: Run, wire: object) -> None:
    st.pills("P", ["a", "b"], selection_mode="multi")
    assert received(run, wire) == ["refused"]


def test_nothing_is_taken_while_it_is_disabled(run: Run) -> None:
    st.pills("P", ["a", "b"], disabled=True)
    assert received(run, "a") == ["refused"]


def test_options_are_copies(run: Run) -> None:
    options = [{"n": 1}, {"n": 2}]
    one = st.pills("P", options, default=[options[0]], key="p")
    (several,) = st.pills("Q", options, default=[options[1]], selection_mode="multi")
    assert one is not None
    one["n"] = several["n"] = 5
    assert run.state.get("p") == {"n": 1}
    assert options == [{"n": 1}, {"n": 2}]


def test_what_is_chosen_outlives_other_options_only_if_it_is_one(run: Run) -> None:
    st.pills("P", ["a", "b"], key="p")
    st.pills("Q", ["a", "b"], key="q", selection_mode="multi")
    run.rerun(p="b", q=["a", "b"])
    assert st.pills("P", ["b", "c"], key="p") == "b"
    assert st.pills("Q", ["b", "c"], key="q", selection_mode="multi") == ["b"]
    run.rerun()
    assert st.pills("P", ["c"], key="p") is None
    assert st.pills("Q", ["c"], key="q", selection_mode="multi") == []


@pytest.mark.parametrize("name", BOTH)
def test_wrong_arguments_are_explained(run: Run, name: str) -> None:
    draw: Callable[..., Any] = getattr(st, name)
    with refused(InvalidValue, f'st.{name}: selection_mode=\'all\' is unknown. Pass "single" or "multi".'):
        draw("L", ["a"], selection_mode="all")
    with refused(
        InvalidValue,
        f'st.{name}: required=True and selection_mode="multi" contradict each other. Leave one of them out.',
    ):
        draw("L", ["a"], selection_mode="multi", required=True)
    with refused(InvalidValue, f"st.{name}: default=['a', 'b'] are 2 options. Pass one, or selection_mode=\"multi\"."):
        draw("L", ["a", "b"], default=["a", "b"])
    with refused(InvalidValue, f"st.{name}: default='z' is not among the options. Pass one of them."):
        draw("L", ["a", "b"], default="z")
    with refused(InvalidType, f"st.{name}: format_func=5 cannot be called. Pass a function, or leave it out."):
        draw("L", ["a"], format_func=5)
    with refused(
        InvalidValue, f'st.{name}: width=0 is not a size. Pass a positive number of pixels, "stretch" or "content".'
    ):
        draw("L", ["a"], width=0)
    with refused(InvalidValue, f'st.{name}: on_change=\'never\' is unknown. Pass "rerun", "ignore" or a function.'):
        draw("L", ["a"], on_change="never")
    assert run.elements == []


def test_errors_name_the_call(run: Run) -> None:
    st.pills("L", ["a"], key="k")
    with refused(
        DuplicateWidget, "st.segmented_control: key='k' is used twice in this run. Give each widget its own key."
    ):
        st.segmented_control("M", ["a"], key="k")
    with (
        st.form("f"),
        refused(
            LayoutError,
            "st.segmented_control: on_change cannot be used in a form, whose values arrive together. "
            "Give the callback to st.form_submit_button.",
        ),
    ):
        st.segmented_control("N", ["a"], on_change=print)


def test_a_list_cannot_be_none(run: Run) -> None:
    run.state.set("k", None, set())
    with refused(InvalidType, "st.pills: None in the session state is no list. Set a list of options, [] for none."):
        st.pills("P", ["a"], key="k", selection_mode="multi")


@pytest.mark.parametrize("name", BOTH)
def test_calls_do_what_they_do_in_streamlit(parity: Parity, name: str) -> None:
    parity.calls(
        """
        st.pills("L", ["a", "b"])
        st.pills("L", ["a", "b"], default="a")
        st.pills("L", ["a", "b"], default=["a"])
        st.pills("L", ["a", "b"], default=["a", "b"])
        st.pills("L", ["a", "b"], default="z")
        st.pills("L", ["a", "b"], default=[])
        st.pills("L", ["a", "b"], selection_mode="multi")
        st.pills("L", ["a", "b"], selection_mode="multi", default="a")
        st.pills("L", ["a", "b"], selection_mode="multi", default=["b", "a"])
        st.pills("L", ["a", "b"], selection_mode="multi", default=["b", "b"])
        st.pills("L", ["a", "b"], selection_mode="multi", default=["z"])
        st.pills("L", ["a", "b"], selection_mode="x")
        st.pills("L", ["a", "b"], required=True)
        st.pills("L", ["a", "b"], required=True, default="b")
        st.pills("L", ["a", "b"], required=True, selection_mode="multi")
        st.pills("L", [], required=True)
        st.pills("L", [])
        st.pills("L", [], selection_mode="multi")
        st.pills("L", None)
        st.pills("L", "abc")
        st.pills("L", 5)
        st.pills("L", enum.Enum("E", "A B"))
        st.pills("L", pd.DataFrame({"a": [1, 2]}), default=2)
        st.pills("L", pd.Series([1, 2]), default=1)
        st.pills("L", ["a", "a"])
        st.pills("L", [[1], [2]], default=[1])
        st.pills("L", [(1,), (2,)], default=(1,))
        st.pills("L", [(1,), (2,)], default=[(1,)])
        st.pills("L", [1, 2], format_func=5)
        st.pills("L", [1, 2], format_func=None)
        st.pills("L", [1, 2], default=True)
        st.pills("L", [1, 2], width="x")
        st.pills("L", [1, 2], bind="query-params")
        st.pills("L", [1, 2], key="")
        """.replace("st.pills", f"st.{name}")
    )


def test_states_are_as_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "pills", "options=['a', 'b', 'c']", lambda widget: widget.set_value("b"),
        "label='M'", "options=['a', 'b']", "options=['x']", "default='c'", "help='h'", "disabled=True",
        "label_visibility='hidden'", "width=200", "wrap=True", "required=True", "format_func=str.title",
    )  # fmt: skip
    assert became["label='M'"] == "reset, kept"
    assert became["wrap=True"] == "kept, kept"
    assert parity.assigned(
        {
            'st.pills("L", ["a", "b"])': ["'a'", "['a']", "None", "'z'", "5"],
            'st.pills("L", ["a", "b"], default="b")': ["'z'", "None"],
            'st.segmented_control("L", ["a", "b"], selection_mode="multi")': ["['b', 'a']", "['z', 'a']", "[]", "None"],
        }
    ) == [
        "str a",
        *["NoneType None"] * 4,
        "str b",
        "NoneType None",
        "list ['b', 'a']",
        "list ['a']",
        "list []",
        "refused",
    ]
    parity.bound(
        {
            'st.pills("L", ["a", "b"])': ["b", ["a", "b"], "", "z"],
            'st.pills("L", ["a", "b"], default="a")': ["b", "a", "", "z"],
            'st.pills("L", ["a", "b"], default="a", required=True)': ["b", "z"],
            'st.pills("L", ["a", "b"], selection_mode="multi")': ["b", ["b", "a"], ["b", "z"], ["b", "b"], "", "z"],
            'st.pills("L", ["a", "b"], selection_mode="multi", default="a")': ["b", "a", "", ["a", "b"]],
            'st.pills("L", [1, 2], format_func=lambda n: f"No {n}")': ["No 2", "2"],
        }
    )
