"""What the author has written."""

from __future__ import annotations

import linecache
from textwrap import dedent
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.author_source import argument_text
from jupyterlit.elements.code import Code
from jupyterlit.elements.help import Help
from jupyterlit.elements.write import show_result
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run


def written(source: str, name: str = "Cell In[7]", **names: Any) -> None:
    """Run source as a cell of that name."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), {"st": st, "show_result": show_result, **names})


def names(run: Run) -> list[str]:
    return [element.name for element in run.elements if isinstance(element, Help)]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("st.help(len)", "len"),
        ("größe = len; st.help(größe)", "größe"),
        ("st.help(obj=len)", ""),
        ("st.help(*[len])", ""),
        ("st.help(3)", ""),
        ("st.help(\n    ''.join\n)", "''.join"),
        ("st.help(''\n  .join)", "'' .join"),
        ("(lambda: st.help(len))()", "len"),
        ("show_result(len)", "show_result(len)"),
    ],
)
def test_what_is_written_for_an_argument(run: Run, source: str, name: str) -> None:
    written(source)
    assert names(run) == [name]


def test_an_expression_that_stands_alone_is_its_own_name() -> None:
    app = AppTest.from_string("import json\njson.dumps\nlen, json.loads\n").run()
    assert [element.name for element in app.help_info] == ["json.dumps", "len", "json.loads"]


def test_where_there_is_no_source_there_is_no_name(run: Run) -> None:
    exec(compile("st.help(len)", "<nowhere>", "exec"), {"st": st})
    assert names(run) == [""]


def test_an_index_beyond_the_arguments_has_no_text() -> None:
    assert argument_text(5) == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("with st.echo():\n    # why\n\n    a = 1\n    # and then\nb = 2", "# why\n\na = 1\n# and then"),
        ("with st.echo(): a = 1; b = 2", "a = 1; b = 2"),
        ("with (\n    st.echo(),\n    st.container(),\n):\n    a = 1", "a = 1"),
        (
            "with st.container():\n    with st.echo():\n        if True:\n            a = 1\n    b = 2",
            "if True:\n    a = 1",
        ),
        ('with st.echo():\n    a = """\nb"""', 'a = """\nb"""'),
        ("with st.echo():\n    def f():\n        return 1\n", "def f():\n    return 1"),
        (
            "async def f():\n    with st.echo():\n        a = 1\n\nimport asyncio\nasyncio.run(f())",
            "a = 1",
        ),
    ],
)
def test_the_body_of_a_block(run: Run, source: str, text: str) -> None:
    written(source)
    assert [element.body for element in run.elements if isinstance(element, Code)] == [dedent(text)]


def test_a_cell_with_syntax_of_ipython(run: Run) -> None:
    source = "with st.echo():\n    a = 1\n\n    b = 2\nc = 3\n"
    code = compile(source, "Cell In[8]", "exec")
    linecache.cache["Cell In[8]"] = (1, None, [*source.splitlines(keepends=True), "!ls\n"], "Cell In[8]")
    exec(code, {"st": st})
    assert [element.body for element in run.elements if isinstance(element, Code)] == ["a = 1\n\nb = 2"]
