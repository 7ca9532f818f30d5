"""Buttons that open an address."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.link_button import LinkButton
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, StateError
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, the

URL = "https://example.com"


def test_a_message_says_all(run: Run) -> None:
    place = st.link_button(
        "Docs", URL, key="l", help="Help", type="tertiary", icon="🐧", icon_position="right", disabled=True,
        use_container_width=True, shortcut="Ctrl+J", wrap=False,
    )  # fmt: skip
    assert run.elements == [
        LinkButton(
            label="Docs", url=URL, key="l", help="Help", type="tertiary", icon="🐧", icon_position="right",
            disabled=True, width="stretch", shortcut="ctrl+j", wrap=False,
        )
    ]  # fmt: skip
    place.text("instead")
    assert len(run.elements) == 1


def test_a_click_is_told_where_it_is_asked_for(run: Run) -> None:
    called: list[int] = []

    def draw() -> tuple[bool, bool, bool]:
        return (
            st.link_button("A", URL, on_click="rerun", key="a"),
            st.link_button("B", URL, on_click=called.append, args=[5], key="b"),
            st.link_button("C", URL, on_click=None, key="c"),
        )

    assert draw() == (False, False, False)
    run.rerun(a=True)
    assert draw() == (True, False, False)
    run.rerun(b=True)
    assert draw() == (False, True, False)
    assert called == [5]
    run.rerun(c=True)
    assert draw() == (False, False, True)


@pytest.mark.parametrize("wire", [False, None, 1, "true", [True]])
def test_nothing_else_is_a_click(run: Run, wire: object) -> None:
    st.link_button("A", URL, on_click="rerun")
    assert run.state.widgets.receive({the(run, LinkButton).id: wire}) == ([], {})


def test_in_a_form_it_does_not_send_the_form(run: Run) -> None:
    with st.form("f"):
        st.link_button("A", URL)
        st.link_button("B", URL, on_click="rerun")
    assert [element.form for element in run.elements if isinstance(element, LinkButton)] == [None, None]


def test_wrong_arguments_are_explained(run: Run) -> None:
    with refused(InvalidType, "st.link_button: url=5 is a int. Pass an address such as 'https://…'."):
        st.link_button("A", 5)  # type: ignore[call-overload]
    with refused(InvalidValue, 'st.link_button: on_click=\'go\' is unknown. Pass "rerun", "ignore" or a function.'):
        st.link_button("A", URL, on_click="go")  # type: ignore[call-overload]
    with refused(
        InvalidValue, "st.link_button: shortcut='R' is taken, the page itself uses C and R. Pass another key."
    ):
        st.link_button("A", URL, shortcut="R")
    st.link_button("A", URL, key="k")
    with refused(DuplicateWidget, "st.link_button: key='k' is used twice in this run. Give each element its own key."):
        st.link_button("B", URL, key="k")
    with refused(DuplicateWidget, "st.button: key='k' is used twice in this run. Give each widget its own key."):
        st.button("B", key="k")


def test_links_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.link_button("L", "u", on_click="rerun")
        st.link_button("L", "u", on_click=print)
        st.link_button("L", "u", on_click=None)
        st.link_button("L", "u", on_click="x")
        type(st.link_button("L", "u")).__name__
        type(st.link_button("L", "")).__name__
        st.link_button("L", 5)
        st.link_button("L", None)
        st.link_button("L", "u", type="x")
        st.link_button("L", "u", icon="x")
        st.link_button("L", "u", icon_position="x")
        st.link_button("L", "u", shortcut="Ctrl+C")
        st.link_button("L", "u", width="x")
        st.form("f").link_button("L", "u", on_click="rerun")
        (st.link_button("L", "u"), st.link_button("L", "u"))[0:0]
        (st.link_button("L", "u", key="k"), st.link_button("L", "v", key="k"))[0:0]
        [st.link_button("M", "u", on_click="rerun"), st.link_button("M", "u", on_click="rerun")]
    """)


def test_no_value_is_assigned_to_a_link(run: Run) -> None:
    st.session_state["k"] = True
    with refused(
        StateError, "st.session_state['k'] cannot be set: a link has no value. Use another key for your own value."
    ):
        st.link_button("A", URL, key="k")
    st.link_button("B", URL, key="other")
    st.link_button("C", URL)


def test_only_what_the_script_assigns_is_refused(parity: Parity) -> None:
    script = """
        if state.get("assigns"):
            state.k = 4
        attempt("link", lambda: st.link_button("A", "https://example.com", key="k") is None)
        out["k"] = state.get("k")
    """
    seen = parity.play(
        script,
        lambda app: app.session_state.__setitem__("k", 3),
        lambda app: app.session_state.__setitem__("assigns", True),
    )
    assert seen == [{"link": "bool False", "k": None}, {"link": "bool False", "k": 3}, {"link": "refused", "k": 4}]
