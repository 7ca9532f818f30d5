"""Checkboxes and toggles."""

from __future__ import annotations

import logging
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.checkbox import Checkbox
from jupyterlit.errors import DuplicateWidget, InvalidType
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.checkbox(
        "A", True, "a", "Help", "ignore", disabled=True, label_visibility="collapsed", width="stretch", wrap=False
    )
    st.toggle("B", key="b")
    assert run.elements == [
        Checkbox(
            id="checkbox-a", label="A", key="a", help="Help", default=True, disabled=True, width="stretch", wrap=False,
            label_visibility="collapsed", deferred=True,
        ),
        Checkbox(id="checkbox-b", label="B", key="b", default=False, toggle=True),
    ]  # fmt: skip


def test_it_is_on_or_off(run: Run) -> None:
    assert st.checkbox("A") is False
    assert received(run, True, False) == [True, False]


@pytest.mark.parametrize("wire", [1, 0, None, "true", [], [True], {}])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.toggle("A")
    assert received(run, wire) == ["refused"]


def test_anything_with_a_truth_is_a_default(run: Run) -> None:
    values: list[Any] = ["x", [], None, 1]
    assert [st.checkbox(f"{value}", value) for value in values] == [True, False, False, True]


def test_an_assigned_value_is_true_or_false(run: Run) -> None:
    run.state.set("a", "yes", set())
    with refused(InvalidType, "st.checkbox: 'yes' in the session state is a str. Set True or False."):
        st.checkbox("A", key="a")


def test_a_toggle_that_is_refused_is_called_toggle(run: Run) -> None:
    st.toggle("A", key="a")
    with refused(DuplicateWidget, "st.toggle: key='a' is used twice in this run. Give each widget its own key."):
        st.toggle("B", key="a")


def test_an_empty_label_is_warned_of(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        st.checkbox("")
    (message,) = caplog.messages
    assert message == (
        "st.checkbox: the label is empty, and a screen reader cannot name it. "
        'Pass one, and label_visibility="collapsed" if it is not to be seen.'
    )
    assert the(run, Checkbox).label == ""


def test_checkboxes_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.checkbox("L")
        st.checkbox("L", value="x")
        st.checkbox("L", value=None)
        st.checkbox("L", value=pd.Series([1, 2]))
        st.checkbox("L", label_visibility="x")
        st.checkbox("L", on_change="x")
        st.checkbox("L", on_change=5)
        st.checkbox("L", on_change=None)
        st.checkbox("L", bind="x")
        st.checkbox("L", bind="query-params")
        st.checkbox("L", bind="query-params", key="embed")
        st.checkbox("L", persist_state="session")
        st.checkbox("L", persist_state="x", key="k")
        st.checkbox("L", persist_state="page", key="l")
        st.checkbox("L", width="x")
        st.form("f").checkbox("L", on_change=print)
        st.form("g").checkbox("L", on_change="ignore")
        st.toggle("L", True)
        st.checkbox(5)
        st.checkbox(None)
    """)
    became = parity.changes(
        "checkbox", "", lambda widget: widget.check(),
        "label='M'", "value=True", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "wrap=True",
        "on_change='ignore'",
    )  # fmt: skip
    assert became["wrap=True"] == "kept, kept"
    assert became["label='M'"] == "reset, kept"
    assert parity.assigned({'st.checkbox("L", True)': ["True", "False", "'x'", "None"]}) == [
        "bool True", "bool False", "refused", "refused",
    ]  # fmt: skip
    assert parity.bound(
        {'st.checkbox("L")': ["true", "false", "1", "yes", ""], 'st.toggle("L", True)': ["true", "false", ""]}
    ) == [
        "bool True ?true", "bool False ?", "bool False ?", "bool False ?", "bool False ?", "bool True ?",
        "bool False ?false", "bool True ?",
    ]  # fmt: skip
