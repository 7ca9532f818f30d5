"""Graphs of Graphviz."""

from __future__ import annotations

from typing import Any

import graphviz
import pytest

import jupyterlit as st
from jupyterlit.elements.graphviz_chart import GraphvizChart
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def last(run: Run) -> GraphvizChart:
    element = run.elements[-1]
    assert isinstance(element, GraphvizChart)
    return element


def test_a_text_is_a_graph(run: Run) -> None:
    st.graphviz_chart("""
        digraph {
            a -> b
        }
    """)
    assert last(run) == GraphvizChart(dot="digraph {\n    a -> b\n}", width="content")


@pytest.mark.parametrize("kind", [graphviz.Graph, graphviz.Digraph])
def test_objects_bring_their_engine(run: Run, kind: Any) -> None:
    graph = kind(engine="neato")
    graph.edge("x", "y")
    st.graphviz_chart(graph)
    assert (last(run).engine, last(run).dot) == ("neato", graph.source.strip())


def test_a_source_is_laid_out_by_dot_unless_it_says_otherwise(run: Run) -> None:
    st.graphviz_chart(graphviz.Source("graph { a }"))
    assert (last(run).engine, last(run).dot) == ("dot", "graph { a }")
    st.write(graphviz.Source("graph { a }", engine="circo"))
    assert last(run).engine == "circo"


def test_sizes_and_words(run: Run) -> None:
    st.graphviz_chart("graph {}", True, height=200, alt="  A net ")
    assert (last(run).width, last(run).height, last(run).alt) == ("stretch", 200, "A net")
    st.graphviz_chart("graph {}", use_container_width=False, width="stretch", alt=" ")
    assert (last(run).width, last(run).alt) == ("content", None)


@pytest.mark.parametrize("value", [5, None, ["graph {}"]])
def test_anything_else_is_refused(run: Run, value: object) -> None:
    message = (
        f"st.graphviz_chart: figure_or_dot={value!r} is a {type(value).__name__}. "
        "Pass a graph of the package graphviz, or a text in the DOT language."
    )
    with refused(InvalidType, message):
        st.graphviz_chart(value)
    assert run.elements == []


def test_sizes_that_are_none_are_refused(run: Run) -> None:
    with pytest.raises(InvalidValue, match=r"st\.graphviz_chart: width=-3"):
        st.graphviz_chart("graph {}", width=-3)
    with pytest.raises(InvalidValue, match=r"st\.graphviz_chart: height='tall'"):
        st.graphviz_chart("graph {}", height="tall")  # type: ignore[arg-type]
    assert run.elements == []
