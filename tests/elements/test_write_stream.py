"""st.write_stream."""

from __future__ import annotations

from collections.abc import Iterator

import jupyterlit as st
from jupyterlit.elements.json import JsonView
from jupyterlit.elements.markdown import Markdown
from jupyterlit.errors import InvalidType
from tests.conftest import Run, refused


def answer() -> Iterator[str]:
    yield "Penguins "
    yield "are **birds**."


def test_text_is_returned_as_text(run: Run) -> None:
    assert st.write_stream(answer) == "Penguins are **birds**."
    assert run.elements == [Markdown(body="Penguins are **birds**.")]


def test_objects_make_it_a_list_which_can_be_written_again(run: Run) -> None:
    given = st.write_stream(["a", {"b": 1}, "c", "d"])
    assert given == ["a", {"b": 1}, "cd"]
    drawn = run.elements
    assert drawn == [Markdown(body="a"), JsonView(body='{"b": 1}'), Markdown(body="cd")]
    run.rerun()
    st.write(given)
    assert run.elements == [Markdown(body="a"), JsonView(body='{"b": 1}'), Markdown(body="cd")]


def test_nothing_is_an_empty_text(run: Run) -> None:
    assert st.write_stream([]) == ""
    assert run.elements == []


def test_one_object_is_a_list(run: Run) -> None:
    assert st.write_stream([3]) == [3]


def test_it_stands_in_its_container(run: Run) -> None:
    with st.container():
        st.write_stream(answer())
    st.container().write_stream(["a"])
    assert sorted(run.drawn) == [(0, 0), (0, 0, 0), (0, 1), (0, 1, 0)]


def test_a_cursor_is_text() -> None:
    with refused(InvalidType, "st.write_stream: cursor=3 is a int. Pass a string, or None."):
        st.write_stream(["a"], cursor=3)  # type: ignore[arg-type]
