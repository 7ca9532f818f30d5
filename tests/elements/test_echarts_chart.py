"""Charts of ECharts."""

# The libraries of tables have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
import logging
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyecharts.charts import Bar

import jupyterlit as st
from jupyterlit.elements.echarts_chart import EChartsChart, EChartsState
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import received

SPEC: dict[str, Any] = {"xAxis": {}, "yAxis": {}, "series": [{"type": "bar", "selectedMode": "multiple", "data": [1]}]}
NOTHING: dict[str, Any] = {"selection": {"selected": [], "areas": []}}
GROUP: dict[str, Any] = {
    "series_index": 0,
    "series_id": None,
    "series_name": "a",
    "data_type": "main",
    "data_indices": [3, 1, 3],
}
AREA: dict[str, Any] = {"brush_index": 0, "brush_type": "rect", "coord_range": [[0, 2], [1.5, 2]]}


def last(run: Run) -> EChartsChart:
    element = run.elements[-1]
    assert isinstance(element, EChartsChart)
    return element


def test_an_option_travels_as_json(run: Run) -> None:
    place = st.echarts_chart(SPEC)
    assert isinstance(place, st.DeltaGenerator)
    message = last(run)
    assert json.loads(message.spec) == SPEC
    assert (message.id, message.theme, message.renderer, message.width, message.height) == (
        "",
        "streamlit",
        "canvas",
        "stretch",
        "content",
    )


def test_tables_travel_as_arrow_without_row_labels(run: Run) -> None:
    rows = pd.DataFrame({"day": pd.to_datetime(["2026-01-01"]), "n": [2]}, index=["label"])
    st.echarts_chart({**SPEC, "dataset": {"source": rows}}, renderer="svg", theme=None, alt=" One day ")
    message = last(run)
    (dataset,) = message.datasets
    assert message.buffers() == (dataset.data,)
    assert pa.ipc.open_stream(dataset.data.data).read_all().column_names == ["day", "n"]
    assert json.loads(message.spec)["dataset"] == {"source": dataset.name}
    assert (message.renderer, message.theme, message.alt) == ("svg", None, "One day")


def test_a_chart_of_pyecharts_has_its_own_size_where_the_author_leaves_it_to_the_content(run: Run) -> None:
    chart = Bar({"width": "420px", "height": "210px"}).add_xaxis(["a"]).add_yaxis("y", [1])  # type: ignore[arg-type]
    st.echarts_chart(chart, width="content")
    assert (last(run).width, last(run).height) == (420, 210)
    st.echarts_chart(chart, width=300, height=200)
    assert (last(run).width, last(run).height) == (300, 200)
    st.write(chart)
    assert (last(run).width, last(run).height) == ("stretch", 210)


def test_a_selection_comes_back(run: Run) -> None:
    state = st.echarts_chart(SPEC, on_select="rerun", key="c")
    assert isinstance(state, EChartsState)
    assert state == NOTHING
    run.rerun(c={"selected": [GROUP], "areas": [AREA]})
    state = st.echarts_chart(SPEC, on_select="rerun", key="c")
    assert isinstance(state, EChartsState)
    assert state.selection.selected == [{**GROUP, "data_indices": [1, 3]}]
    assert state["selection"]["areas"] == [AREA]
    assert st.session_state["c"] == state


def test_a_callback_comes_first(run: Run) -> None:
    called: list[object] = []

    def follow() -> None:
        called.append(st.session_state["c"]["selection"]["selected"][0]["data_indices"])

    st.echarts_chart(SPEC, on_select=follow, key="c")
    run.rerun(c={"selected": [GROUP], "areas": []})
    assert called == [[1, 3]]


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "all",
        {"selected": [{}]},
        {"selected": [{**GROUP, "data_indices": [-1]}]},
        {"selected": [{**GROUP, "data_indices": ["1"]}]},
        {"selected": [{**GROUP, "series_index": -1}]},
        {"selected": [{**GROUP, "data_type": "edges"}]},
        {"selected": [{**GROUP, "more": 1}]},
        {"selected": [], "more": 1},
        {"areas": [{**AREA, "brush_type": "circle"}]},
        {"areas": [{**AREA, "coord_range": ["a"]}]},
        {"areas": [{**AREA, "coord_range": [1, 2]}]},
        {"areas": [{**AREA, "brush_type": "lineX", "coord_range": [1, 2, 3]}]},
        {"areas": [{**AREA, "brush_type": "polygon", "coord_range": [[1, 2, 3]]}]},
    ],
)
def test_what_is_no_selection_is_refused(run: Run, wire: object) -> None:
    st.echarts_chart(SPEC, on_select="rerun")
    assert received(run, wire) == ["refused"]


def test_the_author_may_set_a_selection_and_nothing_else(run: Run) -> None:
    st.session_state["c"] = {"selection": {"selected": [GROUP], "areas": []}}
    state = st.echarts_chart(SPEC, on_select="rerun", key="c")
    assert isinstance(state, dict)
    assert last(run).id
    st.session_state["d"] = {"rows": [1]}
    message = 'st.echarts_chart: {\'rows\': [1]} is no selection. Pass {"selection": {"selected": [], "areas": []}}.'
    with refused(InvalidValue, message):
        st.echarts_chart(SPEC, on_select="rerun", key="d")


def test_a_chart_in_which_nothing_can_be_selected_is_told_to_the_author(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        st.echarts_chart({"series": []}, on_select="rerun")
    assert 'Give a series "selectedMode": "multiple", or the option a "brush".' in caplog.text
    assert isinstance(run.elements[-1], EChartsChart)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"theme": "dark"}, "theme='dark' is unknown. Pass \"streamlit\" or None."),
        ({"renderer": "webgl"}, 'renderer=\'webgl\' is unknown. Pass "canvas" or "svg".'),
        ({"on_select": "run"}, 'on_select=\'run\' is unknown. Pass "ignore", "rerun" or a function.'),
        ({"height": 0}, 'height=0 is not a size. Pass a positive number of pixels, "stretch" or "content".'),
    ],
)
def test_arguments_that_cannot_work_are_refused(run: Run, given: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.echarts_chart: {message}"):
        st.echarts_chart(SPEC, **given)
    assert run.elements == []
