"""st.status."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.status import Status
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType, InvalidValue, StopRun
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def test_at_the_end_of_its_block_a_task_is_complete(run: Run) -> None:
    with st.status("a") as task:
        st.text("b")
        assert run.drawn[0, 0] == Status(label="a")
        task.update(label="c", expanded=True)
    assert run.elements == [
        Status(label="c", expanded=True, state="complete", updated=True),
        Text(body="b", width="content"),
    ]


def test_arguments(run: Run) -> None:
    st.status("a", expanded=True, state="error", type="step", width=300)
    assert run.elements == [Status(label="a", expanded=True, state="error", type="step", width=300)]


def test_an_error_shows(run: Run) -> None:
    with pytest.raises(ZeroDivisionError), st.status("a"):
        raise ZeroDivisionError
    assert run.elements == [Status(label="a", state="error", updated=True)]


def test_a_run_that_is_stopped_leaves_it_running(run: Run) -> None:
    with pytest.raises(StopRun), st.status("a"):
        raise StopRun
    assert run.elements == [Status(label="a")]


@pytest.mark.parametrize("state", ["error", "complete"])
def test_what_the_author_says_stays(run: Run, state: Any) -> None:
    with st.status("a") as task:
        task.update(state=state)
    assert run.elements == [Status(label="a", state=state, updated=True)]


def test_it_is_drawn_into_after_an_update(run: Run) -> None:
    task = st.status("a")
    task.text("b")
    task.update(state="complete")
    task.text("c")
    assert sorted(run.drawn) == [(0, 0), (0, 0, 0), (0, 0, 1)]


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"label": None}, InvalidType, "label=None is a NoneType. Pass a string."),
        ({"state": "done"}, InvalidValue, 'state=\'done\' is unknown. Pass "running", "complete" or "error".'),
        ({"type": "flat"}, InvalidValue, 'type=\'flat\' is unknown. Pass "default", "compact" or "step".'),
        ({"expanded": 1}, InvalidType, "expanded=1 is no bool. Pass True or False."),
        ({"width": -5}, InvalidValue, 'width=-5 is not a size. Pass a positive number of pixels, "stretch".'),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"label": "a", **arguments}
    with refused(kind, f"st.status: {message}"):
        st.status(**call)
    assert run.elements == []


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"state": "done"}, InvalidValue, 'state=\'done\' is unknown. Pass "running", "complete" or "error".'),
        ({"label": 3}, InvalidType, "label=3 is a int. Pass a string."),
        ({"expanded": "yes"}, InvalidType, "expanded='yes' is no bool. Pass True or False."),
    ],
)
def test_an_update_says_what_is_wrong(run: Run, changes: Any, kind: type[Exception], message: str) -> None:
    task = st.status("a")
    with refused(kind, f"status.update: {message}"):
        task.update(**changes)
    assert run.elements == [Status(label="a")]


def test_a_run_keeps_what_an_updated_status_holds() -> None:
    app = AppTest.from_string("""
        import streamlit as st
        with st.status("a") as task:
            st.text("b")
            st.text("c")
        st.button("again")
    """).run()
    for _ in range(2):
        task = app.status[0]
        assert (task.label, task.state, task.icon) == ("a", "complete", ":material/check:")
        assert task.text.values == ["b", "c"]
        app.button[0].click().run()


def test_a_cached_status_is_shown_as_it_was_left() -> None:
    app = AppTest.from_string("""
        import streamlit as st
        @st.cache_data
        def work():
            with st.status("a") as task:
                st.text("b")
                task.update(label="c")
                st.text("d")
        work()
        st.button("again")
    """)
    for _ in range(2):
        app.run()
        assert [(task.label, task.state, task.text.values) for task in app.status] == [("c", "complete", ["b", "d"])]
