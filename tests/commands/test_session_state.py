"""st.session_state."""

from __future__ import annotations

from typing import Any

import jupyterlit as st
from jupyterlit.errors import InvalidValue, StateError
from tests.conftest import Run, refused
from tests.elements.conftest import Parity


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


def test_what_calls_give_is_as_under_streamlit(parity: Parity) -> None:
    calls = """
        state.update({"a": 1, "b": [2]})
        state.a
        state["a"]
        state["c"]
        state.c
        state.get("c")
        state.get("c", 5)
        state.setdefault("c", 6)
        state.c
        state.pop("c")
        state.pop("c")
        state.pop("c", 7)
        state.__setitem__(3, "three")
        state["3"]
        state[3]
        3 in state
        "3" in state
        "zz" in state
        state.__delitem__("3")
        state.__delitem__("3")
        state.__delattr__("zz")
        setattr(state, "d", 8)
        state.d
        hasattr(state, "e")
        getattr(state, "e", 9)
        sorted((k, v) for k, v in state.items() if k in "abd")
        sorted(k for k in state if k in "abd")
        sorted(k for k in state.keys() if k in "abd")
        8 in list(state.values())
        state.to_dict()["b"] is state["b"]
        state.to_dict() is state.to_dict()
        state.b.append(3)
        state.b
        state.__setitem__("", 1)
        state.update(f=1)
        state.f
        len(state) == len(state.to_dict())
        bool(state)
        state == state
        isinstance(state, dict)
        state["x"]["y"]
        state.__setitem__("None", None)
        state.get("None", 1)
        state.update([("g", 1), ("h", 2)])
        state.h
    """
    lines = [line.strip() for line in calls.strip().splitlines()]
    (seen,) = parity.play(f"""
        for number, line in enumerate({lines!r}):
            attempt(f"{{number}} {{line}}", lambda: eval(line))
    """)
    assert [seen['6 state.get("c", 5)'], seen["8 state.c"]] == ["int 5", "int 6"]


def test_widgets_and_state_agree_as_under_streamlit(parity: Parity) -> None:
    """A long visit: values set before, in callbacks, deleted, kept by hand, of widgets that come and go."""
    seen = parity.play(
        """
        n = state.get("n", 0)

        def changed(*args, **kwargs):
            log = state.get("log", [])
            state["log"] = [*log, (args, kwargs, state.get("text"), state.get("number"))]
            state["number"] = 5

        if n == 2:
            state.text = "from the script"
        if n == 3:
            del state["text"]
        if n == 5 and "number" in state:
            state.number = state.number
        if n != 4:
            st.text_input("T", key="text", on_change=changed, args=(1,), kwargs={"two": 2})
        if n != 5:
            st.number_input("N", key="number", value=1, on_change=changed, min_value=0)
        st.checkbox("hidden key")
        with st.form("f", clear_on_submit=True):
            st.text_input("in form", key="formed")
            st.form_submit_button("send", on_click=changed)
        attempt("late", lambda: state.__setitem__("text", "late"))
        attempt("late number", lambda: state.__setitem__("number", 3))
        attempt("button", lambda: state.get("FormSubmitter:f-send"))
        out["all"] = {k: v for k, v in sorted(state.to_dict().items()) if k in ("text", "number", "log", "formed", "n")}
        """,
        lambda app: app.text_input(key="text").set_value("one"),
        lambda app: app.session_state.__setitem__("n", 2),
        lambda app: app.session_state.__setitem__("n", 3),
        lambda app: app.session_state.__setitem__("n", 4),
        lambda app: app.number_input(key="number").set_value(7),
        lambda app: app.session_state.__setitem__("n", 5),
        lambda app: app.session_state.__setitem__("n", 6),
        lambda app: (app.text_input(key="formed").set_value("in the form"), app.button[0].click()),
        lambda app: app.session_state.__setitem__("number", 9),
    )
    assert len(seen) == 10


def test_deleting_in_loops_is_as_under_streamlit(parity: Parity) -> None:
    (seen,) = parity.play(
        """
        state.update({f"k{i}": i for i in range(5)})
        st.checkbox("c", key="box")
        for key in list(state.keys()):
            if key.startswith("k"):
                del state[key]
        out["left"] = [key for key in state if key.startswith("k") or key == "box"]
        del state["box"]
        out["box"] = "box" in state
        """
    )
    assert seen == {"left": ["box"], "box": False}


def test_a_mistyped_name_is_noticed(run: Run) -> None:
    st.session_state.counter = 1
    st.session_state["reader's name"] = "Ann"
    with refused(KeyError, "st.session_state has no entry 'countr'. Did you mean 'counter'?"):
        st.session_state["countr"]
    with refused(AttributeError, "st.session_state has no entry 'Counter'. Did you mean 'counter'?"):
        st.session_state.Counter  # noqa: B018
    with refused(KeyError, "st.session_state has no entry 'x'. Set it before it is read, or read it with get('x')."):
        del st.session_state["x"]
