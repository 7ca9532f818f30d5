"""Vega-Lite specifications: their data apart, as Arrow; names that stay the same; sizes."""

# The libraries of tables and charts have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import altair as alt
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from altair.utils.schemapi import SchemaValidationError

from jupyterlit.elements.vega_selection import selections
from jupyterlit.elements.vega_spec import (
    Datasets,
    is_table,
    natural_width,
    spec_of_altair,
    to_json,
    with_autosize,
    with_steady_names,
    without_tables,
)
from jupyterlit.errors import InvalidType

ROWS = pd.DataFrame(
    {
        "x": [1, 2],
        "y": [3.0, 4.0],
        "c": ["a", "b"],
        "t": pd.to_datetime(["2020", "2021"]),
        "k": pd.Categorical(["lo", "hi"], ["lo", "hi"], ordered=True),
    }
)
OTHER = ROWS.assign(y=9)


def line(data: Any = ROWS) -> alt.Chart:
    return alt.Chart(data, title="t", width=600).mark_line().encode(x="x", y="y", color="k", tooltip=["t", "c"])


def rows_of(datasets: Datasets) -> dict[str, Any]:
    return {dataset.name: pa.ipc.open_stream(dataset.data.data).read_all().to_pydict() for dataset in datasets.listed()}


def without_data(spec: Any) -> Any:
    """Return a specification without the names of its data."""
    if isinstance(spec, dict):
        named = {key: value for key, value in spec.items() if key != "datasets"}
        return {key: "…" if key == "data" and "name" in value else without_data(value) for key, value in named.items()}
    return [without_data(item) for item in spec] if isinstance(spec, list) else spec


CHARTS: dict[str, tuple[Callable[[], Any], int]] = {
    "one view": (line, 1),
    "layers": (lambda: line() + line().mark_point(), 1),
    "layers of two tables": (lambda: line() + alt.Chart(OTHER).mark_point().encode(x="x", y="y"), 2),
    "side by side": (lambda: line() | line(), 1),
    "above each other": (lambda: line() & alt.Chart(OTHER).mark_bar().encode(x="c", y="y"), 2),
    "concatenated": (lambda: alt.concat(line(), alt.Chart(OTHER).mark_point().encode(x="x"), columns=1), 2),
    "nested": (lambda: (line() | line()) & line(), 1),
    "columns": (lambda: alt.Chart(ROWS).mark_point().encode(x="x", y="y", column="c"), 1),
    "facets": (lambda: alt.Chart(ROWS).mark_point().encode(x="x", y="y").facet("c"), 1),
    "facets of layers": (lambda: alt.layer(line(), line().mark_point(), data=ROWS).facet("c:N"), 1),
    "repeated": (
        lambda: (
            alt.Chart(ROWS)
            .mark_point()
            .encode(alt.X(alt.repeat("column"), type="quantitative"), y="y")
            .repeat(column=["x", "y"])
        ),
        1,
    ),
    "address": (lambda: alt.Chart("https://x.org/data.json").mark_point().encode(x="x:Q"), 0),
    "values": (lambda: alt.Chart(alt.Data(values=[{"x": 1}])).mark_point().encode(x="x:Q"), 0),
    "values beside a table": (
        lambda: line() + alt.Chart(alt.Data(values=[{"x": 1}])).mark_rule().encode(x="x:Q"),
        1,
    ),
    "sequence": (lambda: alt.Chart(alt.sequence(0, 5, as_="x")).mark_point().encode(x="x:Q"), 0),
    "no data": (lambda: alt.Chart().mark_rule().encode(y=alt.datum(3)), 0),
    "a rule beside a table": (lambda: line() + alt.Chart().mark_rule().encode(y=alt.datum(3)), 1),
    "looked up": (
        lambda: alt.Chart(ROWS).mark_point().encode(x="x").transform_lookup("x", alt.LookupData(OTHER, "x", ["y"])),
        2,
    ),
    "computed": (lambda: line().transform_calculate(z="datum.x * 2").transform_filter("datum.z > 2"), 1),
    "selections": (lambda: line().add_params(alt.selection_point(), alt.selection_interval(name="area")), 1),
    "configured": (lambda: line().configure_axis(grid=False), 1),
    "polars": (lambda: alt.Chart(pl.DataFrame({"c": ["a"]})).mark_bar().encode(x="c", y="count()"), 1),
}


@pytest.mark.parametrize(("make", "tables"), CHARTS.values(), ids=CHARTS)
def test_a_chart_says_what_altair_says(make: Callable[[], Any], tables: int) -> None:
    chart, datasets = make(), Datasets("st.altair_chart")
    theirs = chart.to_dict()
    del theirs["config"]["view"]
    if not theirs["config"]:
        del theirs["config"]
    assert without_data(spec_of_altair(chart, datasets)) == without_data(theirs)
    assert len(datasets.listed()) == tables


def test_rows_go_apart() -> None:
    datasets = Datasets("st.altair_chart")
    spec = spec_of_altair(alt.Chart(ROWS[["x", "c"]].set_index("x")).mark_point().encode(x="c"), datasets)
    assert spec["data"] == {"name": "dataset_0"}
    assert rows_of(datasets) == {"dataset_0": {"c": ["a", "b"]}}


def test_any_number_of_rows_is_drawn() -> None:
    datasets = Datasets("st.altair_chart")
    spec_of_altair(alt.Chart(pd.DataFrame({"x": range(20_000)})).mark_point().encode(x="x"), datasets)
    assert len(rows_of(datasets)["dataset_0"]["x"]) == 20_000


def test_the_chart_is_left_as_it_was() -> None:
    chart = line() + alt.Chart(OTHER).mark_point().encode(x="x", y="y")
    before = chart.to_dict()
    spec_of_altair(chart, Datasets("st.altair_chart"))
    assert chart.to_dict() == before


def test_an_invalid_chart_is_refused_in_altairs_words() -> None:
    chart = line()
    chart.mark = "lines"
    with pytest.raises(SchemaValidationError, match="'lines' is an invalid value for `type`"):
        spec_of_altair(chart, Datasets("st.altair_chart"))


def test_what_is_found_valid_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Any] = []
    validate = alt.Chart.validate
    monkeypatch.setattr(alt.Chart, "validate", lambda spec: checked.append(validate(spec)))

    def check(width: int, title: str) -> int:
        checked.clear()
        spec_of_altair(line().properties(width=width, title=title), Datasets("st.altair_chart"))
        return len(checked)

    assert [check(310, "a"), check(310, "b"), check(320, "b"), check(310, "c")] == [1, 0, 1, 0]


@pytest.mark.parametrize("change", [{"width": "wide"}, {"title": 5}, {"width": object()}])
def test_an_invalid_chart_is_refused_each_time(change: Any) -> None:
    spec_of_altair(line(), Datasets("st.altair_chart"))
    for _ in range(2):
        chart = line()
        for name, value in change.items():
            chart[name] = value
        with pytest.raises(SchemaValidationError):
            spec_of_altair(chart, Datasets("st.altair_chart"))


def test_the_authors_own_theme_is_kept() -> None:
    @alt.theme.register("night", enable=False)
    def night() -> Any:
        return {"config": {"background": "black"}}

    assert callable(night)
    with alt.theme.enable("night"):
        assert spec_of_altair(line(), Datasets("st.altair_chart"))["config"] == {"background": "black"}


@pytest.mark.parametrize(
    ("data", "table"),
    [
        (ROWS, True),
        (pl.DataFrame({"a": [1]}), True),
        (pa.table({"a": [1]}), True),
        (nw.from_native(ROWS), True),
        ({"values": []}, False),
        ([{"a": 1}], False),
        ("https://x.org/data.csv", False),
        (None, False),
        (type("Map", (), {"__geo_interface__": {}, "__dataframe__": None})(), False),
    ],
)
def test_tables_are_told_from_other_data(data: object, table: bool) -> None:
    assert is_table(data) is table


def test_times_are_milliseconds_where_vega_has_no_type() -> None:
    datasets = Datasets("st.x")
    datasets.add(pd.DataFrame({"d": [pd.Timedelta("1s")]}), labels=True)
    assert rows_of(datasets) == {"dataset_0": {"d": [1000]}}


def test_row_labels_are_columns_where_they_say_something() -> None:
    datasets = Datasets("st.x")
    datasets.add(ROWS[["x"]], labels=True)
    datasets.add(ROWS[["x", "c"]].set_index("c"), labels=True)
    assert rows_of(datasets) == {"dataset_0": {"x": [1, 2]}, "dataset_1": {"c": ["a", "b"], "x": [1, 2]}}


def test_tables_in_a_specification_are_replaced_by_names() -> None:
    datasets = Datasets("st.x")
    small = ROWS[["x"]]
    spec = without_tables(
        {
            "data": small,
            "datasets": {"mine": ROWS[["y"]], "rows": [{"a": 1}]},
            "layer": [
                {"data": {"values": ROWS[["c"]], "format": {"type": "json"}}},
                {"data": {"name": "mine"}},
                {"data": {"values": [{"a": 1}]}},
                {"data": small},
            ],
        },
        datasets,
    )
    assert spec == {
        "data": {"name": "dataset_0"},
        "datasets": {"rows": [{"a": 1}]},
        "layer": [
            {"data": {"name": "dataset_2", "format": {"type": "json"}}},
            {"data": {"name": "mine"}},
            {"data": {"values": [{"a": 1}]}},
            {"data": {"name": "dataset_0"}},
        ],
    }
    assert list(rows_of(datasets)) == ["dataset_0", "mine", "dataset_2"]


def test_names_that_altair_counts_begin_with_one() -> None:
    spec = {
        "params": [{"name": "param_17", "views": ["view_9"], "select": "point"}, {"name": "mine", "value": 1}],
        "layer": [{"name": "view_9", "transform": [{"filter": "param_17.x > 1 && param_170 < 2"}]}],
        "encoding": {"color": {"condition": {"param": "param_17"}, "field": "param_3"}},
    }
    assert with_steady_names(spec) == {
        "params": [{"name": "param_1", "views": ["view_1"], "select": "point"}, {"name": "mine", "value": 1}],
        "layer": [{"name": "view_1", "transform": [{"filter": "param_1.x > 1 && param_170 < 2"}]}],
        "encoding": {"color": {"condition": {"param": "param_1"}, "field": "param_3"}},
    }


def test_a_chart_made_again_is_the_same() -> None:
    def spec() -> dict[str, Any]:
        picked = alt.selection_point()
        chart = (line() + line().mark_point()).add_params(picked, alt.selection_interval(bind="scales"))
        return with_steady_names(spec_of_altair(chart, Datasets("st.altair_chart")))

    first = spec()
    assert spec() == first
    assert list(selections(first)) == ["param_1", "param_2"]


@pytest.mark.parametrize(
    ("spec", "width", "autosize"),
    [
        ({"mark": "bar"}, "stretch", "fit"),
        ({"layer": []}, "stretch", "fit"),
        ({"vconcat": [{"mark": "bar"}]}, "stretch", "fit-x"),
        ({"vconcat": [{"hconcat": []}]}, "content", "fit-x"),
        ({"hconcat": []}, "content", "fit"),
        ({"repeat": {}, "spec": {}}, "content", "fit"),
        ({"facet": {}, "spec": {}}, "content", "pad"),
        ({"mark": "bar", "encoding": {"row": {}}}, "content", "pad"),
    ],
)
def test_how_a_chart_fits_its_place(spec: dict[str, Any], width: str, autosize: str) -> None:
    assert natural_width(spec) == width
    assert with_autosize(spec)["autosize"] == {"type": autosize, "contains": "padding"}


def test_an_author_says_how_a_chart_fits() -> None:
    assert with_autosize({"autosize": "none"}) == {"autosize": "none"}


def test_values_of_other_libraries_become_json() -> None:
    spec = {
        "a": np.int64(1),
        "b": np.array([1.5]),
        "c": pd.Timestamp("2020"),
        "d": dt.date(2020, 1, 1),
        "e": float("nan"),
    }
    assert json.loads(to_json("st.x", spec)) == {
        "a": 1, "b": [1.5], "c": "2020-01-01T00:00:00", "d": "2020-01-01", "e": None,
    }  # fmt: skip


def test_other_values_are_named() -> None:
    with pytest.raises(InvalidType) as caught:
        to_json("st.x", {"a": len})
    assert str(caught.value) == (
        "st.x: the specification holds <built-in function len>, a builtin_function_or_method. "
        "Pass texts, numbers, lists and dicts."
    )
