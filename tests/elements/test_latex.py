"""st.latex."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

import jupyterlit as st
from jupyterlit.elements.latex import Latex, without_dollars
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


def test_a_formula(run: Run) -> None:
    st.latex(r"\frac{a}{b}")
    st.latex(
        r"""
        a +
        b
        """,
        help="c",
        width="content",
    )
    st.latex(3)
    assert run.elements == [
        Latex(body=r"\frac{a}{b}"),
        Latex(body="a +\nb", help="c", width="content"),
        Latex(body="3"),
    ]


def _latex(value: object) -> str:
    return r"x^{2}"


def test_sympy_writes_what_is_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Basic:
        """An expression."""

    sympy = ModuleType("sympy")
    vars(sympy).update(Basic=Basic, MatrixBase=type("MatrixBase", (), {}), latex=_latex)
    monkeypatch.setitem(sys.modules, "sympy", sympy)
    st.latex(Basic())
    st.latex("x")
    assert run.elements == [Latex(body="x^{2}"), Latex(body="x")]


@pytest.mark.parametrize(
    ("formula", "bare"),
    [("$$ a $$", "a"), ("$a$", "a"), ("a", "a"), ("$", "$"), ("$$", "$$"), ("$a$ and $b$", "$a$ and $b$")],
)
def test_the_signs_of_a_text_are_left_out(formula: str, bare: str) -> None:
    assert without_dollars(formula) == bare


def test_wrong_arguments() -> None:
    with refused(
        InvalidValue,
        'st.latex: width=\'wide\' is unknown. Pass a positive number of pixels, "stretch" or "content".',
    ):
        st.latex("a", width="wide")  # type: ignore[arg-type]
