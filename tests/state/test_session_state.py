"""Session state: the author's entries and the widgets' values under one roof."""

from __future__ import annotations

import functools
import threading

import pytest

import jupyterlit as st
from jupyterlit.errors import StateError
from jupyterlit.state.session_state import SessionState
from tests.conftest import Run, refused


def test_entries_are_kept() -> None:
    state = SessionState()
    state.set("a", 1, set())
    assert state.get("a") == 1
    state.delete("a")
    for missing in (state.get, state.delete):
        with pytest.raises(KeyError):
            missing("a")


def test_widgets_stand_under_their_keys(run: Run) -> None:
    st.checkbox("A")
    st.checkbox("B", key="b")
    run.state.set("a", 1, run.context.widget_keys)
    assert list(run.state) == ["a", "b"]
    assert run.state.get("b") is False
    assert st.session_state["b"] is False


def test_a_value_cannot_be_set_once_its_widget_is_drawn(run: Run) -> None:
    st.checkbox("B", key="b")
    with refused(
        StateError,
        "st.session_state['b'] cannot be set after the widget with key='b' was drawn in this run. "
        "Set it before the widget, or in a callback.",
    ):
        st.session_state["b"] = True
    run.rerun()
    st.session_state["b"] = True
    assert st.checkbox("B", key="b") is True


def test_a_page_that_begins_sees_no_widget_of_the_one_before_until_it_draws_it_too(run: Run) -> None:
    st.text_input("Plain", key="plain")
    st.text_input("Kept", key="kept", persist_state="session")
    st.text_input("Bound", key="bound", bind="query-params")
    run.rerun(plain="Adelie", kept="Gentoo", bound="Chinstrap")
    run.state.leave_page()
    assert {key: run.state.get(key) for key in run.state} == {"kept": "Gentoo", "bound": "Chinstrap"}
    assert st.text_input("Plain", key="plain") == "Adelie"
    assert st.session_state["plain"] == "Adelie"


def test_a_whole_number_is_a_key_too(run: Run) -> None:
    run.state.set("5", True, set())
    assert st.checkbox("B", key=5) is True
    assert st.session_state[5] is True


def test_a_button_cannot_be_set(run: Run) -> None:
    run.state.set("b", False, set())
    with refused(
        StateError,
        "st.session_state['b'] cannot be set: the value of a button lasts for one run. "
        "Use another key for your own value.",
    ):
        st.button("B", key="b")


def test_what_is_deleted_starts_anew(run: Run) -> None:
    st.checkbox("B", key="b")
    run.rerun(b=True)
    assert st.checkbox("B", key="b") is True
    del st.session_state["b"]
    assert "b" not in st.session_state
    run.rerun()
    assert st.checkbox("B", key="b") is False
    assert [message.values for message in run.sent] == [{"checkbox-b": False}]  # type: ignore[attr-defined]


def test_clear_forgets_widgets_too(run: Run) -> None:
    st.checkbox("B", key="b")
    run.rerun(b=True)
    st.session_state["a"] = 1
    st.session_state.clear()
    assert list(st.session_state) == []
    assert st.checkbox("B", key="b") is False


def test_an_entry_keeps_the_value_of_a_hidden_widget(run: Run) -> None:
    st.checkbox("B", key="b")
    run.rerun(b=True)
    st.checkbox("B", key="b")
    for _ in range(3):
        run.rerun()
        st.session_state["b"] = st.session_state["b"]
    run.rerun()
    assert st.checkbox("B", key="b") is True


def test_an_entry_for_a_widget_that_stays_away_is_dropped_once_it_is_not_assigned_again(run: Run) -> None:
    st.checkbox("B", key="b")
    run.rerun()
    for _ in range(2):
        run.rerun()
        st.session_state["b"] = True
        st.session_state["plain"] = True
    run.rerun()
    assert st.session_state["b"] is True
    run.rerun()
    assert list(st.session_state) == ["plain"]


def test_what_the_reader_does_is_newer_than_an_entry_that_no_widget_took(run: Run) -> None:
    st.number_input("N", 0, 10, key="n")
    run.rerun()
    st.session_state["n"] = 5  # and the run ends before the widget
    widgets = run.state.widgets
    widgets.end_run(run.context.widget_ids, complete=False)
    widgets.receive({"number_input-n": 7})
    assert st.session_state["n"] == 7
    assert st.number_input("N", 0, 10, key="n") == 7


def test_what_the_author_changes_in_place_is_not_the_widget_s(run: Run) -> None:
    chosen = st.multiselect("M", ["a", "b"], ["a"], key="m")
    chosen.append("b")
    assert st.session_state["m"] == ["a"]


def test_what_cannot_be_pickled_is_named() -> None:
    state = SessionState()
    state.set("fine", [1], set())
    state.check_picklable()
    state.set("lock", threading.Lock(), set())
    with pytest.raises(StateError, match=r"st\.session_state\['lock'\] is a lock, which cannot be pickled: .*lock"):
        state.check_picklable()


def test_what_waits_for_its_end_is_called_once() -> None:
    state = SessionState()
    called: list[str] = []
    for name in "ab":
        state.on_close(functools.partial(called.append, name))
    state.close()
    state.close()
    assert sorted(called) == ["a", "b"]


class Thing:
    """Something that every session has one of."""

    closed = 0

    def close(self) -> None:
        self.closed += 1


def test_a_session_has_one_of_each_part_and_closes_it() -> None:
    state, other = SessionState(), SessionState()
    thing = state.part(Thing)
    assert state.part(Thing) is thing
    assert other.part(Thing) is not thing
    state.close()
    state.close()
    assert (thing.closed, other.part(Thing).closed) == (1, 0)
