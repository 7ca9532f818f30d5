"""st.title, st.header and st.subheader."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.heading import Heading
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_levels(run: Run) -> None:
    st.title("a")
    st.header("b")
    st.subheader("c")
    assert run.elements == [Heading(body="a", level=1), Heading(body="b", level=2), Heading(body="c", level=3)]


def test_arguments(run: Run) -> None:
    st.title(" a ", "top", help="h", icon="🐧", width="content", text_alignment="center", wrap=False)
    st.header("b", divider="red", width=300)
    st.subheader("c", divider=True)
    assert run.elements == [
        Heading(
            body="a", level=1, anchor="top", help="h", icon="🐧", width="content", text_alignment="center", wrap=False
        ),
        Heading(body="b", level=2, divider="red", width=300),
        Heading(body="c", level=3, divider="auto"),
    ]


@pytest.mark.parametrize(("anchor", "sent"), [(None, None), ("", None), (False, False), ("a", "a")])
def test_an_anchor_is_a_name_or_none(run: Run, anchor: Any, sent: Any) -> None:
    st.header("a", anchor=anchor)
    assert run.elements == [Heading(body="a", level=2, anchor=sent)]


@pytest.mark.parametrize("anchor", [True, 3])
def test_other_anchors_are_refused(run: Run, anchor: Any) -> None:
    with refused(
        InvalidType,
        f"st.title: anchor={anchor!r} names no place. "
        "Pass a string, False for no anchor, or None for one made from the text.",
    ):
        st.title("a", anchor=anchor)


@pytest.mark.parametrize("divider", [None, False, ""])
def test_there_need_be_no_divider(run: Run, divider: Any) -> None:
    st.header("a", divider=divider)
    assert run.elements == [Heading(body="a", level=2)]


@pytest.mark.parametrize("divider", ["pink", 3])
def test_other_dividers_are_refused(run: Run, divider: Any) -> None:
    with refused(
        InvalidValue,
        f"st.subheader: divider={divider!r} is no colour of the page. "
        "Pass True or one of red, orange, yellow, blue, green, violet, gray, grey, rainbow.",
    ):
        st.subheader("a", divider=divider)
