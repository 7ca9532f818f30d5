"""st.form."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.form import Form
from jupyterlit.elements.text import Text
from jupyterlit.errors import DuplicateWidget, InvalidType, LayoutError
from tests.conftest import Run, refused


def test_a_form_is_a_block(run: Run) -> None:
    with st.form("a"):
        st.text("b")
    assert run.elements == [Form(key="a", form_id="a"), Text(body="b", width="content")]


def test_arguments(run: Run) -> None:
    st.form("a", True, enter_to_submit=False, border=False, width="content", height=200)
    assert run.elements == [
        Form(
            key="a",
            form_id="a",
            clear_on_submit=True,
            enter_to_submit=False,
            border=False,
            width="content",
            height=200,
        )
    ]


def test_blocks_inside_belong_to_it(run: Run) -> None:
    with st.form("a") as form:
        place = st.container().empty()
    assert (form.form_id, place.form_id, st.container().form_id) == ("a", "a", None)


def test_a_form_holds_no_form(run: Run) -> None:
    message = "st.form: 'b' stands in another form. Move it out: a form cannot hold a form."
    with st.form("a"), st.container(), refused(LayoutError, message):
        st.form("b")
    with st.form("c"):
        st.sidebar.form("d")


def test_a_key_is_used_once(run: Run) -> None:
    st.form("a")
    st.container(key="a")
    with refused(DuplicateWidget, "st.form: key='a' is used twice in this run. Give each form its own key."):
        st.form("a")


@pytest.mark.parametrize("key", [None, 3])
def test_a_key_is_a_text(run: Run, key: Any) -> None:
    with refused(InvalidType, f"st.form: key={key!r} is a {type(key).__name__}. Pass a string."):
        st.form(key)
