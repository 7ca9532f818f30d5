"""st.write."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import types
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd
import PIL.Image
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.figure import Figure

import jupyterlit as st
from jupyterlit.elements.checkbox import Checkbox
from jupyterlit.elements.dataframe import Dataframe
from jupyterlit.elements.exception import ExceptionReport
from jupyterlit.elements.graphviz_chart import GraphvizChart
from jupyterlit.elements.help import Help
from jupyterlit.elements.html import Html
from jupyterlit.elements.image import Image
from jupyterlit.elements.json import JsonView
from jupyterlit.elements.markdown import Markdown
from jupyterlit.elements.text import Text
from jupyterlit.elements.vega_lite_chart import VegaLiteChart
from jupyterlit.elements.write import show_result
from jupyterlit.errors import InvalidType
from tests.conftest import Run, refused


class Species(NamedTuple):
    """A named tuple."""

    name: str


@dataclass
class Penguin:
    """A bird."""

    name: str


class Spoken:
    """Has a text."""

    def __str__(self) -> str:
        return "a `b`"


class Page:
    """Has HTML, and no text."""

    def _repr_html_(self) -> str:
        return "<b>a</b>"


class Plain:
    """Has nothing to say."""


def letters() -> Iterator[Any]:
    """Give letters and other things."""
    yield from ["a", "b", "", {"c": 1}, "d\n", " e"]


async def awaited_letters() -> AsyncIterator[Any]:
    """Give letters after a while."""
    for letter in "ab":
        await asyncio.sleep(0)
        yield letter


def texts(run: Run) -> list[str]:
    return [element.body for element in run.elements if isinstance(element, Markdown)]


def test_texts_and_numbers_stand_in_one_paragraph(run: Run) -> None:
    st.write("**a**", 1, 2.5, None, True, "b")
    st.write("\n    # a\n    b\n    ")
    st.write()
    assert run.elements == [Markdown(body="**a** `1` `2.5` `None` `True` b"), Markdown(body="# a\nb")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((1, "a"), "`(1, 'a')`"),
        ({1}, "`{1}`"),
        (range(2), "`range(0, 2)`"),
        (deque([1]), "`deque([1])`"),
        (b"a", "`b'a'`"),
        (np.float64(2), "`2.0`"),
        (np.bool_(True), "`True`"),
        (pd.Timestamp("2009-01-02"), "`2009-01-02 00:00:00`"),
        (Spoken(), "`` a `b` ``"),
        (types.SimpleNamespace(a=1), "`namespace(a=1)`"),
        (pd.NA, "`<NA>`"),
    ],
)
def test_other_objects_are_shown_as_they_read(run: Run, value: Any, text: str) -> None:
    st.write(value)
    assert run.elements == [Markdown(body=text)]


@pytest.mark.parametrize(("text", "shown"), [("a\nb", "```\na\nb\n```"), ("a\n```\nb", "````\na\n```\nb\n````")])
def test_several_lines_stand_by_themselves(run: Run, text: str, shown: str) -> None:
    class Lines:
        def __str__(self) -> str:
            return text

    st.write("before", Lines())
    assert run.elements == [Markdown(body=f"before\n\n{shown}")]


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ({"a": 1}, '{"a": 1}'),
        ([1, 2], "[1, 2]"),
        (Species("Adelie"), '{"name": "Adelie"}'),
        (map(str, [1]), '["1"]'),
        ({"a": 1}.keys(), '["a"]'),
        (types.MappingProxyType({"a": 1}), '{"a": 1}'),
    ],
)
def test_nested_data_is_unfolded(run: Run, value: Any, body: str) -> None:
    st.write("before", value, "after")
    assert run.elements == [Markdown(body="before"), JsonView(body=body), Markdown(body="after")]


def test_session_state_and_query_parameters_are_unfolded(run: Run) -> None:
    st.session_state.a = 1
    st.query_params["b"] = 2
    st.write(st.session_state, st.query_params)
    assert run.elements == [JsonView(body='{"a": 1}'), JsonView(body='{"b": "2"}')]


ARROW: Any = pa  # it has no types
TABLES: list[Any] = [
    pd.DataFrame({"a": [1]}),
    pd.Series([1]),
    pd.DataFrame({"a": [1]}).index,
    np.array([1]),
    pl.DataFrame({"a": [1]}),
    pl.Series("a", [1]),
    pl.DataFrame({"a": [1]}).lazy(),
    ARROW.table({"a": [1]}),
    ARROW.array([1]),
]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_tables(run: Run, table: Any) -> None:
    st.write(table)
    (element,) = run.elements
    assert isinstance(element, Dataframe)
    assert element.rows == 1


def test_charts_are_charts(run: Run) -> None:
    st.write(alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a"))
    assert [type(element) for element in run.elements] == [VegaLiteChart]


def test_images_and_figures_are_pictures(run: Run) -> None:
    st.write(PIL.Image.new("RGB", (2, 2)), Figure())
    assert [type(element) for element in run.elements] == [Image, Image]


def test_exceptions_are_exceptions(run: Run) -> None:
    st.write(ValueError("a"), "b")
    assert run.elements == [
        ExceptionReport(exception_type="ValueError", message="a", trace="ValueError: a"),
        Markdown(body="b"),
    ]


@pytest.mark.parametrize("value", [letters, letters()])
def test_a_generators_parts_come_one_after_another(run: Run, value: Any) -> None:
    st.write(value, "f")
    assert run.elements == [
        Markdown(body="ab"),
        JsonView(body='{"c": 1}'),
        Markdown(body="d\n e"),
        Markdown(body="f"),
    ]


def test_text_grows_as_it_comes(run: Run) -> None:
    def growing() -> Iterator[str]:
        yield "a"
        assert texts(run) == ["a"]
        yield "b"
        assert texts(run) == ["ab"]

    st.write(growing())
    assert texts(run) == ["ab"]


@pytest.mark.parametrize("value", [awaited_letters, awaited_letters()])
def test_an_asynchronous_generator_is_waited_for(run: Run, value: Any) -> None:
    st.write(value)
    assert run.elements == [Markdown(body="ab")]


async def test_a_script_that_awaits_loops_itself(run: Run) -> None:
    with refused(
        InvalidType,
        "st.write: an asynchronous generator cannot be read by a script that awaits. Loop over it with `async for`.",
    ):
        st.write(awaited_letters())


def test_a_file_of_text_is_read(run: Run) -> None:
    st.write(StringIO("a\nb"))
    assert run.elements == [Markdown(body="a\nb")]


@pytest.mark.parametrize(
    ("value", "kind"),
    [(Plain, "class"), (Plain(), "Plain"), (Penguin("a"), "Penguin"), (texts, "function"), (json, "module")],
)
def test_code_is_documented(run: Run, value: Any, kind: str) -> None:
    st.write(value)
    assert [(type(element), getattr(element, "type", "")) for element in run.elements] == [(Help, kind)]


def test_what_is_documented_has_the_name_its_author_gives_it(run: Run) -> None:
    st.write("a", json.dumps, st.sidebar)
    assert [element.name for element in run.elements if isinstance(element, Help)] == ["json.dumps", "st.sidebar"]


def test_html_in_texts_takes_effect_where_it_is_allowed(run: Run) -> None:
    st.write(Page(), "<i>a</i>", 1, unsafe_allow_html=True)
    assert run.elements == [
        Html(body="<b>a</b>"),
        Markdown(body="<i>a</i> `1`", unsafe_html=True),
    ]


def test_it_writes_where_it_is_called(run: Run) -> None:
    st.sidebar.write("a", {"b": 1})
    assert run.drawn == {(1, 0): Markdown(body="a"), (1, 1): JsonView(body='{"b": 1}')}


def test_the_result_of_a_cell_is_shown(run: Run) -> None:
    with st.sidebar:
        show_result({"a": 1})
        show_result(None)
        show_result(st.text("b"))
        show_result(len("four"), len)
    assert run.drawn == {
        (1, 0): JsonView(body='{"a": 1}'),
        (1, 1): Text(body="b", width="content"),
        (1, 2): Markdown(body="`4`"),
    }


def test_the_value_of_a_widget_is_no_result(run: Run) -> None:
    show_result(st.checkbox("c"), st.checkbox)
    assert [type(element) for element in run.elements] == [Checkbox]


def test_a_cursor_of_a_database_is_a_table(run: Run) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        st.write(connection.execute("select 1 as a"))
    assert [type(element) for element in run.elements] == [Dataframe]


def _dot_of(model: object) -> types.SimpleNamespace:
    return types.SimpleNamespace(to_string=lambda: "graph {}")


def test_a_network_is_a_graph(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    keras: Any = types.ModuleType("keras")
    keras.utils = types.SimpleNamespace(model_to_dot=_dot_of)
    monkeypatch.setitem(sys.modules, "keras", keras)
    st.write(type("Model", (), {"__module__": "keras.src.models"})())
    assert [type(element) for element in run.elements] == [GraphvizChart]
