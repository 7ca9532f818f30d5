"""st.markdown and st.caption."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.elements.markdown import Markdown
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_markdown(run: Run) -> None:
    st.markdown("**a**")
    st.markdown(
        "\n    # a\n\n    b\n    ", help="c", width="content", text_alignment="right", anchors=False, wrap=False
    )
    st.markdown("<b>a</b>", unsafe_allow_html=True, width=300)
    assert run.elements == [
        Markdown(body="**a**", width="auto"),
        Markdown(body="# a\n\nb", help="c", width="content", text_alignment="right", anchors=False, wrap=False),
        Markdown(body="<b>a</b>", unsafe_html=True, width=300),
    ]


def test_caption(run: Run) -> None:
    st.caption("a")
    st.caption("<b>a</b>", unsafe_allow_html=True, help="c", width="content", text_alignment="center")
    assert run.elements == [
        Markdown(body="a", caption=True, width="stretch"),
        Markdown(body="<b>a</b>", caption=True, unsafe_html=True, help="c", width="content", text_alignment="center"),
    ]


def test_html_cannot_be_cut_to_one_line(run: Run) -> None:
    reason = "wrap=False cannot be combined with unsafe_allow_html=True, for HTML cannot be cut to one line."
    with refused(InvalidValue, f"st.markdown: {reason} Leave one of them out."):
        st.markdown("a", unsafe_allow_html=True, wrap=False)
    with refused(InvalidValue, f"st.caption: {reason} Leave one of them out."):
        st.caption("a", unsafe_allow_html=True, wrap=False)


def test_its_place_is_written_again(run: Run) -> None:
    place = st.markdown("a")
    place.caption("b")
    assert run.elements == [Markdown(body="b", caption=True, width="stretch")]


def test_badge(run: Run) -> None:
    st.badge("New")
    st.badge("**In** [sight]", icon=":material/check:", color="green", width=200, help="a")
    assert run.elements == [
        Markdown(body=":blue-badge[New]", width="content"),
        Markdown(body=r":green-badge[:material/check: **In** \[sight\]]", width=200, help="a"),
    ]


def test_wrong_badges() -> None:
    with refused(InvalidType, "st.badge: label=3 is a int. Pass a string."):
        st.badge(3)  # type: ignore[arg-type]
    with refused(
        InvalidValue,
        "st.badge: color='pink' is unknown. "
        'Pass "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey" or "primary".',
    ):
        st.badge("a", color="pink")  # type: ignore[arg-type]
