"""st.echo."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.code import Code
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


def test_code_stands_above_what_it_draws(run: Run) -> None:
    with st.echo():
        # Shown too.
        st.text("a")
    assert run.elements == [Code(body='# Shown too.\nst.text("a")'), Text(body="a", width="content")]


def test_or_below(run: Run) -> None:
    with st.echo("below"):
        st.text("a")
    assert run.elements == [Text(body="a", width="content"), Code(body='st.text("a")')]


def test_it_stands_in_the_container_around_it(run: Run) -> None:
    with st.sidebar, st.echo():
        pass
    assert run.drawn == {(1, 0): Code(body="pass")}


def test_code_that_fails_is_shown_all_the_same(run: Run) -> None:
    with pytest.raises(ZeroDivisionError), st.echo("below"):
        raise ZeroDivisionError
    assert run.elements == [Code(body="raise ZeroDivisionError")]


def test_another_place_is_refused() -> None:
    with refused(InvalidValue, 'st.echo: code_location=\'left\' is unknown. Pass "above" or "below".'), st.echo("left"):  # type: ignore[arg-type]
        pass
