"""st.container."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.container import Container
from jupyterlit.errors import DuplicateWidget, InvalidValue
from tests.conftest import Run, refused


def test_a_block_is_written_at_any_time(run: Run) -> None:
    block = st.container()
    st.text("below")
    block.text("a")
    with block:
        st.text("b")
    assert {path: getattr(element, "body", "") for path, element in run.drawn.items()} == {
        (0, 0): "", (0, 1): "below", (0, 0, 0): "a", (0, 0, 1): "b",
    }  # fmt: skip


def test_arguments(run: Run) -> None:
    st.container(
        border=True,
        key="box",
        width="content",
        height="stretch",
        horizontal=True,
        wrap=False,
        horizontal_alignment="distribute",
        vertical_alignment="bottom",
        gap=None,
        autoscroll=True,
    )
    st.sidebar.container(gap=12)
    assert run.elements == [
        Container(
            border=True,
            key="box",
            width="content",
            height="stretch",
            horizontal=True,
            wrap=False,
            horizontal_alignment="distribute",
            vertical_alignment="bottom",
            gap=None,
            autoscroll=True,
        ),
        Container(gap=12),
    ]


@pytest.mark.parametrize(
    ("height", "border", "sent"),
    [("content", None, False), (100, None, True), (100, False, False), ("stretch", True, True)],
)
def test_a_block_that_scrolls_has_a_frame(run: Run, height: Any, border: Any, sent: bool) -> None:
    st.container(height=height, border=border)
    assert run.elements == [Container(height=height, border=sent)]


def test_a_key_is_used_once(run: Run) -> None:
    st.container(key="a")
    st.container(key="")
    st.container(key="")
    message = "st.container: key='a' is used twice in this run. Give each element its own key."
    with refused(DuplicateWidget, message):
        st.container(key="a")
    st.expander("b", key="b", on_change="rerun")
    with refused(DuplicateWidget, message.replace("'a'", "'b'")):
        st.container(key="b")
    run.rerun()
    st.container(key="a")
    assert run.elements == [Container(key="a")]


def test_only_a_row_is_kept_together(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.container: wrap=False needs a row to keep together. Pass horizontal=True too, or leave it out.",
    ):
        st.container(wrap=False)
