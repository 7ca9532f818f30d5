"""st.write: any object, shown as suits it."""

from __future__ import annotations

import inspect
import re
import sys
from collections import UserList
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping, MappingView, Sequence
from dataclasses import is_dataclass
from functools import partial
from io import StringIO
from types import NoneType
from typing import Any

from jupyterlit.elements.bokeh_figure import show_bokeh
from jupyterlit.elements.dataframe import dataframe
from jupyterlit.elements.display import is_rich, show_rich
from jupyterlit.elements.echarts_chart import echarts_chart
from jupyterlit.elements.exception import exception
from jupyterlit.elements.graphviz_chart import graphviz_chart
from jupyterlit.elements.growing_text import LiveStream, StreamedParts, parts_of, stream_parts
from jupyterlit.elements.help import is_code, show_help
from jupyterlit.elements.image import image
from jupyterlit.elements.json import json
from jupyterlit.elements.latex import latex
from jupyterlit.elements.markdown import markdown
from jupyterlit.elements.plotly_chart import plotly_chart
from jupyterlit.elements.pydeck_chart import pydeck_chart
from jupyterlit.elements.pyplot import pyplot
from jupyterlit.elements.vega_lite_chart import altair_chart
from jupyterlit.elements.widget import widget
from jupyterlit.state.models import is_widget
from jupyterlit.tree import MAIN, Block


def _write_network(self: Block, model: Any) -> None:
    graphviz_chart(self, sys.modules["keras"].utils.model_to_dot(model).to_string())


# Class, named by its package and itself → what draws its instances. Nothing is imported to find out.
_DRAWN: Mapping[tuple[str, str], Callable[[Any, Any], object]] = {
    ("PIL", "Image"): image,
    ("altair", "TopLevelMixin"): altair_chart,
    ("bokeh", "LayoutDOM"): show_bokeh,
    ("graphviz", "Dot"): graphviz_chart,
    ("graphviz", "Source"): graphviz_chart,
    ("keras", "Model"): _write_network,
    ("matplotlib", "Figure"): pyplot,
    ("numpy", "ndarray"): dataframe,
    ("pandas", "DataFrame"): dataframe,
    ("pandas", "Index"): dataframe,
    ("pandas", "Series"): dataframe,
    ("pandas", "Styler"): dataframe,
    ("plotly", "BaseFigure"): plotly_chart,
    ("polars", "DataFrame"): dataframe,
    ("polars", "LazyFrame"): dataframe,
    ("polars", "Series"): dataframe,
    ("pyarrow", "Array"): dataframe,
    ("pyarrow", "ChunkedArray"): dataframe,
    ("pyarrow", "RecordBatch"): dataframe,
    ("pyarrow", "Table"): dataframe,
    ("pydeck", "Deck"): pydeck_chart,
    ("pyecharts", "Base"): echarts_chart,
    ("sympy", "Basic"): latex,
    ("sympy", "MatrixBase"): latex,
}
_TEXTS = (str, int, float, NoneType)
_TABLE_PROTOCOLS = ("__arrow_c_stream__", "__dataframe__", "to_pandas")


def write(self: Block, *args: Any, unsafe_allow_html: bool = False) -> None:
    """Show anything, each object as suits it.

    Text is Markdown, and stands in one paragraph with the numbers beside it; tables, charts, images, nested data and
    exceptions look as `dataframe`, `altair_chart`, `pyplot`, `image`, `json` and `exception` show them; what has a
    rich form for Jupyter looks as in a notebook; a generator's parts are shown as they come; of functions, classes and
    modules the documentation is shown.

    Parameters
    ----------
    *args
        What to show.
    unsafe_allow_html
        Whether HTML tags in text take effect.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.write("There are", 344, "penguins:", {"Adelie": 152, "Chinstrap": 68, "Gentoo": 124})
    """
    texts: list[str] = []
    for index, value in enumerate(_unpacked(args)):
        draw = _drawing(value, index, html=unsafe_allow_html)
        if draw is None:
            texts.append(value if isinstance(value, str) else _quoted(str(value)))
            continue
        _write_texts(self, texts, html=unsafe_allow_html)
        draw(self, value)
    _write_texts(self, texts, html=unsafe_allow_html)


def _unpacked(values: Sequence[Any]) -> Iterator[Any]:
    """Give what a stream has given one by one."""
    for value in values:
        yield from value if isinstance(value, StreamedParts) else (value,)


def show_result(value: object, called: object = None) -> None:
    """Show what the last line of a notebook cell has given, as a notebook does.

    Calls of our own, `called` says so, have drawn what there is to see: a widget's value is not shown.
    """
    ours = isinstance(getattr(called, "__self__", None), Block)
    if value is not None and not ours and not isinstance(value, Block):
        write(Block(MAIN, follows=True), value)


def _write_texts(self: Block, texts: list[str], *, html: bool) -> None:
    if texts:
        separator = "\n\n" if any(text.startswith("```") for text in texts) else " "
        markdown(self, separator.join(texts), html)
        texts.clear()


def _drawing(value: object, index: int, *, html: bool) -> Callable[[Any, Any], object] | None:
    """Return what draws an object, or nothing for one that is a text."""
    kind = type(value)
    if issubclass(kind, _TEXTS):
        return None
    if issubclass(kind, BaseException):
        return exception
    if issubclass(kind, LiveStream):
        return _write_live
    if issubclass(kind, Generator | AsyncGenerator | StringIO) or is_stream(kind) or _makes_a_generator(value):
        return partial(_write_stream, html=html)
    if issubclass(kind, Block) or is_code(value):
        return partial(show_help, index=index)
    for parent in kind.__mro__:
        draw = _DRAWN.get((parent.__module__.partition(".")[0], parent.__name__))
        if draw is not None:
            return draw
    if is_widget(value):
        return widget
    if issubclass(kind, list | UserList | map | enumerate | Mapping | MappingView) or hasattr(kind, "_asdict"):
        return json
    if any(hasattr(kind, name) for name in _TABLE_PROTOCOLS) or _is_cursor(kind):
        return dataframe
    if is_rich(value):
        return show_rich
    return None if _has_text(kind) else partial(show_help, index=index)


def is_stream(kind: type) -> bool:
    """Tell whether objects of a class are answers of a language model, as they come."""
    return kind.__name__ in ("Stream", "AsyncStream") and kind.__module__.partition(".")[0] in ("openai", "anthropic")


def _is_cursor(kind: type) -> bool:
    """Tell whether objects of a class are cursors of a database, as PEP 249 describes them."""
    return all(hasattr(kind, name) for name in ("description", "execute", "fetchall"))


def _makes_a_generator(value: object) -> bool:
    return inspect.isgeneratorfunction(value) or inspect.isasyncgenfunction(value)


def _has_text(kind: type) -> bool:
    """Tell whether the author of a class has said how its objects read."""
    says = kind.__str__ is not object.__str__
    return says or (kind.__repr__ is not object.__repr__ and not is_dataclass(kind))


def _quoted(text: str) -> str:
    """Return text as Markdown that shows it as it is."""
    if "\n" in text:
        return _fenced(text)
    ticks = _ticks(text, 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


def _fenced(text: str) -> str:
    fence = _ticks(text, 3)
    return f"{fence}\n{text}\n{fence}"


def _ticks(text: str, at_least: int) -> str:
    """Return as many backticks as `text` has nowhere in a row."""
    return "`" * max(at_least, 1 + max(map(len, re.findall("`+", text)), default=0))


def _write_live(self: Block, value: LiveStream) -> None:
    value.draw_in(self, framed=True)


def _write_stream(self: Block, value: Any, *, html: bool) -> None:
    stream_parts(self, parts_of(value, "st.write"), partial(write, self, unsafe_allow_html=html), html=html)
