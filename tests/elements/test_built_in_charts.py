"""Simple charts of a table: lines, areas, bars, points."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.vega_lite_chart import VegaLiteChart
from jupyterlit.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run

ROWS = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})
CHARTS: list[tuple[Callable[..., Any], str]] = [
    (st.area_chart, "area"),
    (st.bar_chart, "bar"),
    (st.scatter_chart, "circle"),
    (st.line_chart, "line"),
]


def last(run: Run) -> VegaLiteChart:
    element = run.elements[-1]
    assert isinstance(element, VegaLiteChart)
    return element


@pytest.mark.parametrize(("chart", "mark"), CHARTS)
def test_each_chart_has_its_mark(run: Run, chart: Callable[..., Any], mark: str) -> None:
    chart(ROWS, alt=" Two lines ")
    message = last(run)
    spec = json.loads(message.spec)
    assert spec["mark"]["type"] == mark
    assert (spec["data"], spec["autosize"]) == ({"name": "dataset_0"}, {"type": "fit", "contains": "padding"})
    assert (message.theme, message.width, message.height, message.alt) == (
        "streamlit", "stretch", "content", "Two lines",
    )  # fmt: skip
    (dataset,) = message.datasets
    assert pa.ipc.open_stream(dataset.data.data).read_all().column("value").to_pylist() == [1, 2, 3, 4]


@pytest.mark.parametrize("chart", [chart for chart, _ in CHARTS])
def test_sizes(run: Run, chart: Callable[..., Any]) -> None:
    chart(ROWS, width=300, height=200)
    assert (last(run).width, last(run).height) == (300, 200)
    chart(ROWS, use_container_width=False)
    assert last(run).width == "content"
    with pytest.raises(InvalidValue, match=f"^st.{chart.__name__}: height='tall' is unknown"):
        chart(ROWS, height="tall")


def test_arguments_reach_the_chart(run: Run) -> None:
    st.bar_chart(ROWS, x="a", y="b", horizontal=True, sort="-b", stack=True, color="red", x_label="A", y_label="B")
    encoding = json.loads(last(run).spec)["encoding"]
    assert (encoding["y"]["title"], encoding["y"]["sort"]["order"]) == ("A", "descending")
    assert (encoding["x"]["title"], encoding["x"]["stack"], encoding["color"]) == ("B", True, {"value": "red"})
    st.scatter_chart(ROWS, x="a", y="b", size="b")
    assert json.loads(last(run).spec)["encoding"]["size"]["field"] == "b"


def test_times_and_amounts_are_numbers(run: Run) -> None:
    st.line_chart(pd.DataFrame({"took": pd.to_timedelta([1, 2], "s"), "n": [1, 2]}), x="took", y="n")
    table = pa.ipc.open_stream(last(run).datasets[0].data.data).read_all()
    assert table.column("took").to_pylist() == [1000, 2000]


def test_the_same_chart_is_the_same_message(run: Run) -> None:
    st.line_chart(ROWS)
    first = last(run)
    run.rerun()
    st.line_chart(ROWS.copy())
    assert last(run) == first


def test_the_place_of_a_chart_can_be_used_again(run: Run) -> None:
    st.line_chart(ROWS).line_chart([1, 2, 3])
    assert len(run.elements) == 1


def test_nothing_is_an_empty_chart(run: Run) -> None:
    st.line_chart()
    assert json.loads(last(run).spec)["encoding"] == {}


def test_neither_altair_nor_pandas_is_needed() -> None:
    program = (
        "import sys; sys.modules['altair'] = sys.modules['pandas'] = sys.modules['numpy'] = None\n"
        "import jupyterlit as st; st.line_chart({'a': [1, 2], 'b': [3, 4]}); st.bar_chart([1, 2]); print('drawn')"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout == "drawn\n"
