"""st.session_state."""

from __future__ import annotations

from typing import Any

import jupyterlit as st
from jupyterlit.errors import InvalidValue, StateError
from tests.conftest import Run, refused


def test_entries_are_items_and_attributes(run: Run) -> None:
    st.session_state["a"] = 1
    st.session_state.b = 2
    assert (st.session_state.a, st.session_state["b"]) == (1, 2)
    assert st.session_state == {"a": 1, "b": 2}
    assert (len(st.session_state), "a" in st.session_state, "c" in st.session_state) == (2, True, False)


def test_entries_outlive_the_run(run: Run) -> None:
    st.session_state.count = 1
    run.rerun()
    st.session_state.count += 1
    assert st.session_state.to_dict() == {"count": 2}


def test_it_is_a_mapping(run: Run) -> None:
    state = st.session_state
    state.update({"a": 1}, b=2)
    assert (state.setdefault("c", 3), state.setdefault("a", 4), state.pop("a"), state.get("z")) == (3, 1, 1, None)
    assert (list(state.items()), repr(state), str(state)) == (
        [("b", 2), ("c", 3)],
        "{'b': 2, 'c': 3}",
        "{'b': 2, 'c': 3}",
    )
    state.clear()
    assert state.to_dict() == {}


def test_keys_are_texts(run: Run) -> None:
    entries: Any = st.session_state
    entries[3] = "three"
    assert entries.to_dict() == {"3": "three"}
    assert entries[3] == "three"
    assert 3 in entries
    with refused(InvalidValue, "st.session_state: '' is no key. Pass a name."):
        entries[""] = 1


def test_an_entry_is_removed(run: Run) -> None:
    st.session_state.update(a=1, b=2)
    del st.session_state["a"]
    del st.session_state.b
    assert st.session_state.to_dict() == {}


def test_a_missing_entry_says_what_to_do(run: Run) -> None:
    message = "st.session_state has no entry 'a'. Set it before it is read, or read it with get('a')."
    with refused(KeyError, message):
        st.session_state["a"]
    with refused(AttributeError, message):
        st.session_state.a  # noqa: B018  # reading it is the test
    with refused(KeyError, message):
        del st.session_state["a"]
    with refused(AttributeError, message):
        del st.session_state.a
    assert not hasattr(st.session_state, "a")


def test_a_widgets_value_stands_under_its_key(run: Run) -> None:
    st.expander("Details", key="details", on_change="rerun")
    assert st.session_state.to_dict() == {"details": False}
    run.rerun(details=True)
    assert st.session_state.details is True


def test_a_widget_gets_the_value_set_before_it(run: Run) -> None:
    st.session_state.details = True
    assert st.expander("Details", key="details", on_change="rerun").open is True


def test_a_drawn_widget_cannot_be_set(run: Run) -> None:
    st.expander("Details", key="details", on_change="rerun")
    with refused(
        StateError,
        "st.session_state['details'] cannot be set after the widget with key='details' was drawn in this run. "
        "Set it before the widget, or in a callback.",
    ):
        st.session_state.details = True


def test_the_key_of_a_block_without_a_value_is_free(run: Run) -> None:
    st.container(key="box")
    st.session_state.box = 1
    assert st.session_state.to_dict() == {"box": 1}
