"""Options of ECharts."""

# pyecharts and the libraries of tables have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from pyecharts import options as opts
from pyecharts.charts import Bar, Timeline
from pyecharts.commons.utils import JsCode

from jupyterlit.elements.echarts_spec import Read, can_select, read
from jupyterlit.elements.vega_spec import Datasets
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused

CALL = "st.echarts_chart"
AXES: dict[str, Any] = {"xAxis": {}, "yAxis": {}}


def found(spec: object) -> Read:
    return read(CALL, spec, Datasets(CALL))


def test_dicts_and_texts_are_options() -> None:
    assert found({"series": [], "title": {"text": "T"}}).option == {"series": [], "title": {"text": "T"}}
    assert found('{"series": []}') == Read({"series": []})


def test_values_become_those_of_json() -> None:
    day = dt.date(2026, 1, 2)
    spec = {"a": (1, np.int64(2)), "b": float("nan"), "c": day, "d": np.array([1.5]), "e": pd.NaT, 3: True}
    assert found(spec).option == {"a": [1, 2], "b": None, "c": "2026-01-02", "d": [1.5], "e": None, "3": True}


@pytest.mark.parametrize("table", [pd.DataFrame({"a": [1], "b": ["x"]}), pl.DataFrame({"a": [1], "b": ["x"]})])
def test_tables_stand_apart(table: Any) -> None:
    datasets = Datasets(CALL)
    option = read(CALL, {"dataset": {"source": table}}, datasets).option
    assert option == {"dataset": {"source": "dataset_0"}}
    assert [each.name for each in datasets.listed()] == ["dataset_0"]
    several = read(CALL, {"dataset": [{"source": [[1]]}, {"source": table}]}, datasets).option
    assert several == {"dataset": [{"source": [[1]]}, {"source": "dataset_0"}]}


def test_charts_of_pyecharts_bring_their_size() -> None:
    chart = Bar(opts.InitOpts(width="400px", height="100%")).add_xaxis(["a"]).add_yaxis("y", [1])
    read_chart = found(chart)
    assert (read_chart.width, read_chart.height) == (400, "stretch")
    assert read_chart.option["series"][0]["data"] == [1]
    assert "aria" not in read_chart.option
    plain = found(Bar().add_xaxis(["a"]).add_yaxis("y", [1]))
    assert (plain.width, plain.height) == (None, None)
    assert "baseOption" in found(Timeline().add(Bar().add_xaxis(["a"]).add_yaxis("y", [1]), "2026")).option


def test_javascript_is_refused_where_it_stands() -> None:
    code = JsCode("function (x) { return x.name }")
    chart = Bar().add_xaxis(["a"]).add_yaxis("y", [1], label_opts=opts.LabelOpts(formatter=code))
    with pytest.raises(InvalidValue) as caught:
        found(chart)
    assert caught.value.args[0].startswith("st.echarts_chart: spec['series'][0]")
    assert "='function (x) { return x.name }' is JavaScript, which is never run." in caught.value.args[0]
    with refused(
        InvalidType,
        "st.echarts_chart: spec['tooltip']['formatter'] is a function, which cannot run in the browser. "
        'Pass a text such as "{b}: {c}" in its place.',
    ):
        found({"tooltip": {"formatter": str.upper}})


def test_texts_that_are_no_json_are_refused() -> None:
    with pytest.raises(InvalidValue, match=r"st\.echarts_chart: spec is no JSON: .* Functions of JavaScript cannot"):
        found("{series: []}")
    with refused(
        InvalidType,
        "st.echarts_chart: spec=[1] is a list. Pass a dict, its JSON as a text, or a chart of pyecharts.",
    ):
        found("[1]")


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"a": pd.DataFrame({"x": [1]})}, "spec['a'] is a DataFrame. Pass tables as spec['dataset']['source'] only."),
        ({"a": {1}}, "spec['a']={1} is a set. Pass texts, numbers, lists and dicts."),
        ({"series": [5]}, "spec['series'][0]=5 is a int. Pass a dict."),
    ],
)
def test_what_json_has_not_is_refused(spec: object, message: str) -> None:
    with refused(InvalidType, f"{CALL}: {message}"):
        found(spec)


@pytest.mark.parametrize(
    ("spec", "place", "needs"),
    [
        ({"geo": {}}, "['geo']", "the shapes of countries"),
        ({"series": {"type": "map"}}, "['series']['type']", "the shapes of countries"),
        (
            {"series": [{"type": "scatter", "coordinateSystem": "geo"}]},
            "['coordinateSystem']",
            "the shapes of countries",
        ),
        ({"globe": {}}, "['globe']", "ECharts GL"),
        ({"options": [{"series": [{"type": "bar3D"}]}]}, "['options'][0]['series'][0]['type']", "ECharts GL"),
        ({"media": [{"option": {"series": [{"type": "scatterGL"}]}}]}, "['media'][0]['option']", "ECharts GL"),
        ({"series": [{"type": "custom"}]}, "['series'][0]['type']=\"custom\"", "drawn by a function"),
        ({"series": [{"type": "nonesuch"}]}, "['series'][0]['type']='nonesuch'", "Pass one of bar, boxplot"),
        ({"series": [{"data": []}]}, "['series'][0]['type']=None", "Pass one of bar, boxplot"),
        ({"series": [{"type": "line"}], "xAxis": {}}, "['series'][0] is a line without yAxis", '"yAxis": {}'),
        ({"series": [{"type": "bar", "coordinateSystem": "polar"}]}, "a bar without polar", '"polar": {}'),
    ],
)
def test_what_cannot_be_drawn_is_refused(spec: object, place: str, needs: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        found(spec)
    message = caught.value.args[0]
    assert message.startswith(f"{CALL}: spec[")
    assert place in message
    assert needs in message


def test_steps_of_a_timeline_may_leave_to_the_base_what_they_share() -> None:
    spec = {"baseOption": {**AXES, "series": [{"type": "bar"}]}, "options": [{"series": [{"data": [1]}]}]}
    assert found(spec).option == spec


@pytest.mark.parametrize(
    ("spec", "can"),
    [
        ({"series": [{"selectedMode": "single"}]}, True),
        ({"series": {"selectedMode": True}}, True),
        ({"series": [{"selectedMode": False}]}, False),
        ({"brush": {}}, True),
        ({"toolbox": {"feature": {"brush": {}}}}, True),
        ({"toolbox": [{"feature": {"restore": {}}}]}, False),
        ({"baseOption": {"series": [{"selectedMode": "multiple"}]}}, True),
        ({}, False),
    ],
)
def test_whether_something_can_be_selected(spec: dict[str, Any], can: bool) -> None:
    assert can_select(spec) is can
