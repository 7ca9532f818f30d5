"""Figures of Plotly: checked, their arrays apart."""

# The libraries of charts have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import plotly.io
import pytest

from jupyterlit.elements.plotly_figure import FEW, Arrays, figure_of
from jupyterlit.errors import InvalidType, InvalidValue

CALL = "st.plotly_chart"
MANY = FEW + 1


def spec(figure: object, *, themed: bool = True) -> tuple[dict[str, Any], Arrays]:
    arrays = Arrays()
    return json.loads(arrays.spec(figure_of(CALL, figure), themed=themed)), arrays


def values(arrays: Arrays, position: int, dtype: str) -> list[Any]:
    return np.frombuffer(arrays.found[position].data, f"<{dtype}").tolist()


@pytest.mark.parametrize(
    ("kind", "travels"),
    [("f8", "f8"), ("f4", "f4"), ("f2", "f4"), ("i8", "i4"), ("u8", "i4"), (">i4", "i4"), ("u1", "u1"), ("i2", "i2")],
)
def test_arrays_travel_as_bytes(kind: str, travels: str) -> None:
    found, arrays = spec([{"y": np.arange(MANY).astype(kind)}])
    assert found["data"] == [{"type": "scatter", "y": {"dtype": travels, "bdata": 0}}]
    assert values(arrays, 0, travels) == list(range(MANY))


def test_large_whole_numbers_keep_their_value() -> None:
    numbers = np.arange(MANY) + 2**40
    found, arrays = spec([{"y": numbers}])
    assert found["data"][0]["y"]["dtype"] == "f8"
    assert values(arrays, 0, "f8") == numbers.tolist()
    assert spec([{"y": [10**30] * MANY}])[0]["data"][0]["y"] == [1e30] * MANY


def test_long_lists_of_numbers_travel_as_bytes_too() -> None:
    found, arrays = spec([{"x": [0.5] * MANY, "y": [None, *[1.0] * MANY]}])
    assert found["data"][0]["x"] == {"dtype": "f8", "bdata": 0}
    assert found["data"][0]["y"] == [None, *[1.0] * MANY]
    assert len(arrays.found) == 1


def test_short_arrays_stand_in_the_figure() -> None:
    found, arrays = spec([{"x": np.array([1.5, np.nan, np.inf]), "y": [True, 2, float("nan")], "ids": ["a", "b", "c"]}])
    assert found["data"] == [{"type": "scatter", "x": [1.5, None, None], "y": [True, 2, None], "ids": ["a", "b", "c"]}]
    assert arrays.found == []


def test_arrays_of_several_dimensions_have_a_shape() -> None:
    grid = np.arange(200.0).reshape(20, 10)
    found, arrays = spec([go.Heatmap(z=grid)])
    assert found["data"][0]["z"] == {"dtype": "f8", "bdata": 0, "shape": "20,10"}
    assert values(arrays, 0, "f8") == grid.ravel().tolist()


def test_dates_and_other_values_are_legible() -> None:
    times = pd.to_datetime(["2024-05-01", None, "2024-05-02 12:30:00.25"], format="ISO8601")
    scatter = {
        "x": times,
        "y": [Decimal("1.5"), np.float32(2), pd.NaT],
        "customdata": [dt.date(2024, 5, 1), pd.NA, pd.Timestamp("2024-05-01"), 1j, np.str_("a"), [np.True_]],
        "ids": pd.Series([1, None, 3]),
    }
    (trace,) = spec([scatter])[0]["data"]
    assert trace == {
        "type": "scatter",
        "x": ["2024-05-01T00:00:00.000000", None, "2024-05-02T12:30:00.250000"],
        "y": [1.5, 2, None],
        "customdata": ["2024-05-01", None, "2024-05-01T00:00:00", "1j", "a", [True]],
        "ids": [1, None, 3],
    }
    assert spec([{"x": np.array(["2024-05-01"], "M8[ns]")}])[0]["data"][0]["x"] == ["2024-05-01T00:00:00"]


def test_only_templates_that_authors_chose_travel() -> None:
    figure = px.scatter(x=[1], y=[2])
    assert "template" not in spec(figure)[0]["layout"]
    assert "template" in spec(figure, themed=False)[0]["layout"]
    dark = px.scatter(x=[1], y=[2], template="plotly_dark")
    assert spec(dark)[0]["layout"]["template"] == json.loads(str(plotly.io.to_json(dark)))["layout"]["template"]


def test_frames_travel() -> None:
    figure = go.Figure([{"y": [1]}], frames=[go.Frame(data=[{"y": [2]}], name="later")])
    assert spec(figure)[0]["frames"] == [{"data": [{"y": [2], "type": "scatter"}], "name": "later"}]


def test_figures_in_all_forms() -> None:
    trace = {"type": "bar", "y": [1, 2]}
    expected = {"data": [trace], "layout": {}}
    assert spec([trace])[0] == expected
    assert spec((go.Bar(y=[1, 2]),))[0] == expected
    assert spec({"data": trace})[0] == expected
    assert spec(go.Figure(trace))[0] == expected


@pytest.mark.parametrize(("given", "names"), [({"x": [1], "y": [2]}, "'x', 'y'"), ({}, "nothing")])
def test_a_dict_has_data(given: dict[str, Any], names: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        figure_of(CALL, given)
    assert str(caught.value) == (
        f'{CALL}: figure_or_data has {names}, but no "data". '
        'Pass {"data": [trace, …], "layout": {…}}, or a list of traces.'
    )


@pytest.mark.filterwarnings("ignore::matplotlib.MatplotlibDeprecationWarning")
def test_a_figure_of_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib.figure

    figure = matplotlib.figure.Figure()
    figure.add_subplot().plot([1, 2], [3, 4])
    (trace,) = spec(figure)[0]["data"]
    assert (trace["x"], trace["y"], trace["mode"]) == ([1, 2], [3, 4], "lines")

    def fail(_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("plotly.tools.mpl_to_plotly", fail)
    with pytest.raises(InvalidValue) as caught:
        figure_of(CALL, figure)
    assert str(caught.value) == (
        "st.plotly_chart: Plotly cannot convert this figure of Matplotlib (ZeroDivisionError: division by zero). "
        "Show it with st.pyplot."
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "abc",
            (
                "figure_or_data='abc' is a str. "
                "Pass a figure of Plotly or Matplotlib, a dict with data and layout, or a list of traces."
            ),
        ),
        (go.Bar(), "figure_or_data=Bar() is a Bar. Pass it in a list, [trace]."),
    ],
)
def test_other_things_are_no_figures(given: object, message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        figure_of(CALL, given)
    assert str(caught.value) == f"{CALL}: {message}"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ([{"foo": 1}], "Invalid property specified for object of type plotly.graph_objs.Scatter: 'foo'"),
        ({"layout": {"foo": 1}}, "Invalid property specified for object of type plotly.graph_objs.Layout: 'foo'"),
    ],
)
def test_plotly_says_what_is_wrong_with_a_figure(given: object, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        figure_of(CALL, given)
    assert str(caught.value) == (
        f"{CALL}: figure_or_data is no figure: {reason}. Correct it, or build it with plotly.graph_objects."
    )
