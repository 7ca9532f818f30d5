"""st.expander."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.expander import Expander
from jupyterlit.elements.text import Text
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError
from tests.conftest import Run, refused


def test_a_block_opens_and_closes_in_the_browser(run: Run) -> None:
    with st.expander("a") as block:
        st.text("b")
    assert run.elements == [Expander(label="a"), Text(body="b", width="content")]
    assert block.open is None


def test_arguments(run: Run) -> None:
    st.expander("a", True, key="k", icon="🐧", type="compact", width=300)
    assert run.elements == [Expander(label="a", expanded=True, key="k", icon="🐧", type="compact", width=300)]


def test_without_a_value_two_may_be_alike(run: Run) -> None:
    st.expander("a")
    st.expander("a")
    assert run.elements == [Expander(label="a"), Expander(label="a")]


@pytest.mark.parametrize("expanded", [True, False])
def test_its_state_is_followed(run: Run, expanded: bool) -> None:
    block = st.expander("a", expanded, on_change="rerun")
    (element,) = run.elements
    assert isinstance(element, Expander)
    assert (element.id != "", element.default, block.open) == (True, expanded, expanded)
    run.rerun(a=not expanded)
    assert st.expander("a", expanded, on_change="rerun").open is not expanded


def test_a_callback_is_called(run: Run) -> None:
    calls: list[Any] = []
    st.expander("a", on_change=lambda *args, **kwargs: calls.append((args, kwargs)), args=(1,), kwargs={"b": 2})
    run.rerun(a=True)
    assert calls == [((1,), {"b": 2})]


def test_with_a_value_two_must_differ(run: Run) -> None:
    st.expander("a", on_change="rerun")
    with refused(
        DuplicateWidget, "st.expander: two widgets with label='a' are alike in everything. Give each a key of its own."
    ):
        st.expander("a", on_change="rerun")


def test_in_a_form_it_acts_at_once(run: Run) -> None:
    with st.form("f"):
        st.expander("a", on_change="rerun")
    assert isinstance(element := run.drawn[0, 0, 0], Expander)
    assert element.form is None


def test_in_a_form_it_has_no_callback(run: Run) -> None:
    with (
        st.form("f"),
        refused(
            LayoutError,
            "st.expander: on_change cannot be used in a form, whose values arrive together. "
            "Give the callback to st.form_submit_button.",
        ),
    ):
        st.expander("a", on_change=print)


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"label": None}, InvalidType, "label=None is a NoneType. Pass a string."),
        ({"expanded": "yes"}, InvalidType, "expanded='yes' is no bool. Pass True or False."),
        ({"type": "flat"}, InvalidValue, 'type=\'flat\' is unknown. Pass "default", "compact" or "step".'),
        ({"bind": "url"}, InvalidValue, "bind='url' is unknown. Pass \"query-params\" or None."),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"label": "a", **arguments}
    with refused(kind, f"st.expander: {message}"):
        st.expander(**call)


def test_the_author_opens_it(run: Run) -> None:
    st.session_state.k = True
    assert st.expander("a", key="k", on_change="rerun").open is True
    st.session_state.j = "open"
    with refused(InvalidType, "st.expander: 'open' is no bool. Set True for open, False for closed."):
        st.expander("a", key="j", on_change="rerun")


def test_the_url_opens_it(run: Run) -> None:
    run.query_params.load("k=true")
    assert st.expander("a", key="k", bind="query-params").open is True
