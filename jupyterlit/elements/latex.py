"""Formulas, written in LaTeX or computed by SymPy."""

from __future__ import annotations

import sys
from typing import Any

from jupyterlit.elements.arguments import SupportsStr, check_width, clean_help, clean_text
from jupyterlit.protocol.base import Element, Width
from jupyterlit.tree import BlockT


class Latex(Element, tag="latex"):
    """A formula on a line of its own, without the dollar signs."""

    body: str
    help: str | None = None


def latex(self: BlockT, body: SupportsStr, *, help: str | None = None, width: Width = "stretch") -> BlockT:
    r"""Show a formula.

    Parameters
    ----------
    body
        LaTeX, best in a raw string, as far as KaTeX knows it; or an expression of SymPy.
    help
        Markdown shown in a tooltip.
    width
        "stretch", "content", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the formula: call a method on it to replace the formula.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.latex(r"m = \sum_{k=1}^{n} \frac{m_k}{n}")
    """
    return self.add_element(
        Latex(body=without_dollars(formula_of(body)), help=clean_help(help), width=check_width("st.latex", width))
    )


def formula_of(body: Any) -> str:
    """Return an object as LaTeX; SymPy is asked only for what comes from it."""
    sympy = sys.modules.get("sympy")
    if sympy is not None and isinstance(body, (sympy.Basic, sympy.MatrixBase)):
        return str(sympy.latex(body))
    return clean_text(body)


def without_dollars(formula: str) -> str:
    """Return a formula without the signs that mark it in a text."""
    for sign in ("$$", "$"):
        inner = formula[len(sign) : -len(sign)]
        if len(formula) > 2 * len(sign) and formula == f"{sign}{inner}{sign}" and "$" not in inner:
            return inner.strip()
    return formula
