"""st.tabs."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.tabs import Tab, Tabs
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_tabs_stand_in_a_row(run: Run) -> None:
    chart, data = st.tabs(["Chart", "Data"])
    with data:
        st.text("a")
    assert run.drawn == {
        (0, 0): Tabs(labels=["Chart", "Data"], default="Chart"),
        (0, 0, 0): Tab(label="Chart"),
        (0, 0, 1): Tab(label="Data"),
        (0, 0, 1, 0): Text(body="a", width="content"),
    }
    assert (chart.open, data.open) == (None, None)


def test_arguments(run: Run) -> None:
    st.tabs(("a", "b", "b"), width=300, height=200, default="b", key="k")
    assert run.drawn[0, 0] == Tabs(labels=["a", "b", "b"], default="b", key="k", width=300, height=200)


def test_the_choice_is_followed(run: Run) -> None:
    places = st.tabs(["a", "b"], key="k", on_change="rerun")
    assert [place.open for place in places] == [True, False]
    assert st.session_state.k == "a"
    run.rerun(k="b")
    places = st.tabs(["a", "b"], key="k", on_change="rerun")
    assert [place.open for place in places] == [False, True]
    assert st.session_state.k == "b"


def test_a_callback_is_called(run: Run) -> None:
    calls: list[str] = []
    st.tabs(["a", "b"], key="k", on_change=lambda: calls.append(st.session_state.k))
    run.rerun(k="b")
    assert calls == ["b"]


def test_the_author_chooses(run: Run) -> None:
    st.session_state.k = "b"
    assert [place.open for place in st.tabs(["a", "b"], key="k", on_change="rerun")] == [False, True]


def test_a_choice_that_is_gone_is_the_first_again(run: Run) -> None:
    st.session_state.k = "c"
    assert [place.open for place in st.tabs(["a", "b"], key="k", on_change="rerun")] == [True, False]
    assert st.session_state.k == "a"


def test_other_labels_make_other_tabs(run: Run) -> None:
    st.tabs(["a"], on_change="rerun")
    st.tabs(["b"], on_change="rerun")
    first, second = run.drawn[0, 0], run.drawn[0, 1]
    assert isinstance(first, Tabs)
    assert isinstance(second, Tabs)
    assert first.id != second.id


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"tabs": []}, InvalidValue, "there are no tabs. Pass at least one label."),
        ({"tabs": 3}, InvalidType, "tabs=3 is a int. Pass a list of labels."),
        ({"tabs": ["a", 3]}, InvalidType, "the label 3 is a int. Pass strings."),
        ({"default": "c"}, InvalidValue, "default='c' is not among the tabs. Pass one of ['a', 'b']."),
        ({"default": 1}, InvalidValue, "default=1 is not among the tabs. Pass one of ['a', 'b']."),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"tabs": ["a", "b"], **arguments}
    with refused(kind, f"st.tabs: {message}"):
        st.tabs(**call)
    assert run.elements == []


def test_labels_in_the_url_differ(run: Run) -> None:
    with refused(InvalidValue, "st.tabs: tabs=['a', 'a'] have labels that a URL cannot tell apart. Give each its own."):
        st.tabs(["a", "a"], key="k", bind="query-params")


def test_the_url_says_which_one_is_seen(run: Run) -> None:
    run.query_params.load("k=b")
    places = st.tabs(["a", "b"], key="k", bind="query-params")
    assert [place.open for place in places] == [False, True]
