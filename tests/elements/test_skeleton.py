"""st.skeleton."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.skeleton import Skeleton
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


def test_a_place_waits_for_an_element(run: Run) -> None:
    place = st.skeleton(120, width=300)
    assert run.elements == [Skeleton(height=120, width=300)]
    place.text("there")
    place.text("and there")
    assert run.elements == [Text(body="and there", width="content")]


def test_what_is_drawn_in_its_place_is_a_place_again(run: Run) -> None:
    place = st.skeleton().container()
    place.text("a")
    with place:
        st.text("b")
    assert [run.drawn[path] for path in ((0, 0, 0), (0, 0, 1))] == [
        Text(body="a", width="content"),
        Text(body="b", width="content"),
    ]


def test_it_is_shown_until_the_block_ends(run: Run) -> None:
    with st.skeleton(height="stretch") as place:
        st.text("below")
        assert run.elements == [Skeleton(height="stretch", quiet=True), Text(body="below", width="content")]
        assert place is not None
    assert run.elements == [Empty(), Text(body="below", width="content")]


def test_an_error_takes_it_away(run: Run) -> None:
    with pytest.raises(ZeroDivisionError), st.skeleton():
        raise ZeroDivisionError
    assert run.elements == [Empty()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"height": 0}, 'height=0 is not a size. Pass a positive number of pixels, "stretch".'),
        ({"height": "content"}, "height='content' is unknown. Pass a positive number of pixels, \"stretch\"."),
        ({"width": "content"}, "width='content' is unknown. Pass a positive number of pixels, \"stretch\"."),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.skeleton: {message}"):
        st.skeleton(**arguments)
    assert run.elements == []
