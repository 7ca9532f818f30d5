"""Figures of Bokeh."""

# Bokeh has few types of its own.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from typing import Any

from bokeh.layouts import row
from bokeh.plotting import figure

import jupyterlit as st
from jupyterlit.elements.iframe import Iframe
from tests.conftest import Run


def plot() -> Any:
    drawn = figure(title="Rising", height=200)
    drawn.line([1, 2, 3], [4, 6, 5])
    return drawn


def last(run: Run) -> Iframe:
    element = run.elements[-1]
    assert isinstance(element, Iframe)
    return element


def test_a_figure_is_a_page_that_brings_all_it_needs(run: Run) -> None:
    st.write(plot())
    page = last(run).body
    assert '"Rising"' in page
    assert "embed_items" in page
    assert "<script src=" not in page
    assert "<link" not in page


def test_equal_figures_are_equal_pages(run: Run) -> None:
    """What is the same as in the last run is not sent again."""
    st.write(plot())
    first = last(run).body
    st.write(plot())
    assert last(run).body == first


def test_layouts_are_shown_too(run: Run) -> None:
    st.write(row(plot(), plot()))
    assert last(run).body.count('"Rising"') == 2
