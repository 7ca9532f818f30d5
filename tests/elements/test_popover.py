"""st.popover."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.popover import Popover
from jupyterlit.elements.text import Text
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError
from tests.conftest import Run, refused


def test_a_block_opens_in_the_browser(run: Run) -> None:
    with st.popover("a") as block:
        st.text("b")
    assert run.elements == [Popover(label="a"), Text(body="b", width="content")]
    assert block.open is None


def test_arguments(run: Run) -> None:
    st.popover("a", type="primary", help="h", icon="spinner", disabled=True, width=300, wrap=False, key="k")
    st.popover("b", use_container_width=True)
    assert run.elements == [
        Popover(label="a", type="primary", help="h", icon="spinner", disabled=True, width=300, wrap=False, key="k"),
        Popover(label="b", width="stretch"),
    ]


def test_its_state_is_followed(run: Run) -> None:
    block = st.popover("a", on_change="rerun")
    (element,) = run.elements
    assert isinstance(element, Popover)
    assert (element.id != "", element.default, block.open) == (True, False, False)
    run.rerun(a=True)
    assert st.popover("a", on_change="rerun").open is True


def test_a_callback_is_called(run: Run) -> None:
    calls: list[Any] = []
    st.popover("a", key="k", on_change=lambda *args, **more: calls.append((args, more)), args=(1,), kwargs={"b": 2})
    run.rerun(k=True)
    assert calls == [((1,), {"b": 2})]
    assert run.state.get("k") is True


def test_the_author_opens_it(run: Run) -> None:
    st.session_state.k = True
    assert st.popover("a", key="k", on_change="rerun").open is True
    st.session_state.j = "open"
    with refused(InvalidType, "st.popover: 'open' is no bool. Set True for open, False for closed."):
        st.popover("a", key="j", on_change="rerun")


def test_keys_and_followed_popovers_are_used_once(run: Run) -> None:
    st.popover("a")
    st.popover("a")
    st.popover("a", key="k")
    with refused(DuplicateWidget, "st.popover: key='k' is used twice in this run. Give each element its own key."):
        st.popover("b", key="k")
    st.popover("a", on_change="rerun")
    with refused(
        DuplicateWidget, "st.popover: two widgets with label='a' are alike in everything. Give each a key of its own."
    ):
        st.popover("a", on_change="rerun")


def test_in_a_form_it_has_no_callback(run: Run) -> None:
    with st.form("f"):
        assert st.popover("a", on_change="rerun").open is False
        with refused(
            LayoutError,
            "st.popover: on_change cannot be used in a form, whose values arrive together. "
            "Give the callback to st.form_submit_button.",
        ):
            st.popover("b", on_change=print)


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"label": 1}, InvalidType, "label=1 is a int. Pass a string."),
        ({"type": "flat"}, InvalidValue, 'type=\'flat\' is unknown. Pass "primary", "secondary" or "tertiary".'),
        (
            {"icon": "x"},
            InvalidValue,
            "icon='x' is no icon. Pass one emoji or a Material symbol such as ':material/thumb_up:'.",
        ),
        (
            {"width": 0},
            InvalidValue,
            'width=0 is not a size. Pass a positive number of pixels, "stretch" or "content".',
        ),
        ({"on_change": "x"}, InvalidValue, 'on_change=\'x\' is unknown. Pass "ignore", "rerun" or a function.'),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"label": "a", **arguments}
    with refused(kind, f"st.popover: {message}"):
        st.popover(**call)
    assert run.elements == []
