"""Places as points on a map."""

# The libraries of tables have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import jupyterlit as st
from jupyterlit.elements.pydeck_chart import PydeckChart
from jupyterlit.errors import InvalidType, InvalidValue

if TYPE_CHECKING:
    from tests.conftest import Run

TOWNS = {"lat": [59.91, -12.05], "lon": [10.75, -77.04]}


def last(run: Run) -> PydeckChart:
    element = run.elements[-1]
    assert isinstance(element, PydeckChart)
    return element


def drawn(run: Run, name: str) -> list[list[float]]:
    """Return one attribute of the points, a list for each point."""
    (rows,) = last(run).rows
    (found,) = [attribute for attribute in rows.attributes if attribute.name == name]
    values = np.frombuffer(found.data.data, f"<{found.dtype}")
    return values.reshape(-1, found.size).tolist()


def test_points_travel_as_bytes(run: Run) -> None:
    st.map(TOWNS)
    message = last(run)
    assert json.loads(message.spec) == {
        "initialViewState": {"latitude": 23.93, "longitude": -33.145, "pitch": 0, "bearing": 0, "zoom": 1},
        "layers": [{"@@type": "ScatterplotLayer", "id": "points", "data": {"@@rows": 0}, "radiusMinPixels": 3}],
    }
    assert message.bounds == [-77.04, -12.05, 10.75, 59.91]
    assert (message.style, message.height, message.width, message.id) == ("theme", 500, "stretch", "")
    assert message.rows[0].length == 2
    assert drawn(run, "getPosition") == [[10.75, 59.91], [-77.04, -12.05]]
    assert drawn(run, "getFillColor") == [[229, 72, 77, 190]] * 2
    assert drawn(run, "getRadius") == [[100], [100]]
    assert len(message.buffers()) == 3


@pytest.mark.parametrize(
    "names", [("lat", "lon"), ("latitude", "longitude"), ("LAT", "LON"), ("LATITUDE", "LONGITUDE")]
)
def test_columns_are_found_by_their_names(run: Run, names: tuple[str, str]) -> None:
    lat, lon = names
    st.map({lat: [1], lon: [2]})
    assert drawn(run, "getPosition") == [[2, 1]]


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"y": [1, 2], "x": [3, 4]}, index=["lat", "lon"]),
        pl.DataFrame({"y": [1, 2], "x": [3, 4]}),
        [{"y": 1, "x": 3}, {"y": 2, "x": 4}],
    ],
)
def test_columns_can_be_named(run: Run, data: object) -> None:
    st.map(data, latitude="y", longitude="x")
    assert drawn(run, "getPosition") == [[3, 1], [4, 2]]


@pytest.mark.parametrize(
    ("color", "travels"),
    [
        ("#f00", [255, 0, 0, 255]),
        ("#ff000080", [255, 0, 0, 128]),
        ("#12345678", [18, 52, 86, 120]),
        ((1, 2, 3), [1, 2, 3, 255]),
        ([0.5, 0.0, 1.0, 0.5], [128, 0, 255, 128]),
        ((1, 2, 3, 40), [1, 2, 3, 40]),
        ((300, -5, 3), [255, 0, 3, 255]),
    ],
)
def test_one_colour(run: Run, color: Any, travels: list[int]) -> None:
    st.map(TOWNS, color=color)
    assert drawn(run, "getFillColor") == [travels] * 2


@pytest.mark.parametrize(
    "colors", [["#ff0000", "#0000ff"], [[255, 0, 0], [0, 0, 255]], [(1.0, 0.0, 0.0), (0.0, 0.0, 1.0)]]
)
def test_a_column_of_colours(run: Run, colors: list[Any]) -> None:
    st.map(pd.DataFrame({**TOWNS, "paint": colors}), color="paint")
    assert drawn(run, "getFillColor") == [[255, 0, 0, 255], [0, 0, 255, 255]]


def test_sizes(run: Run) -> None:
    st.map(TOWNS, size=2.5)
    assert drawn(run, "getRadius") == [[2.5], [2.5]]
    st.map({**TOWNS, "people": [1, 2]}, size="people")
    assert drawn(run, "getRadius") == [[1], [2]]


def test_zoom_is_the_authors(run: Run) -> None:
    st.map(TOWNS, zoom=7, height=200, width=300, alt=" Two towns ")
    message = last(run)
    assert json.loads(message.spec)["initialViewState"]["zoom"] == 7
    assert (message.bounds, message.height, message.width, message.alt) == ([], 200, 300, "Two towns")


@pytest.mark.parametrize("data", [None, {"lat": [], "lon": []}, pd.DataFrame({"lat": [], "lon": []}, dtype=float)])
def test_without_places_the_world_is_shown(run: Run, data: object) -> None:
    st.map(data)
    message = last(run)
    assert (json.loads(message.spec)["layers"], message.rows, message.bounds) == ([], [], [])


def test_the_same_points_are_the_same_message(run: Run) -> None:
    st.map(TOWNS)
    first = last(run)
    run.rerun()
    st.map(pd.DataFrame(TOWNS))
    assert last(run) == first


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (
            {"a": [1]},
            {},
            (
                "data has no column of latitudes, only 'a'. "
                'Call one "lat", "latitude", "LAT" or "LATITUDE", or name it: latitude=…'
            ),
        ),
        (
            {"lat": [1], "b": [1]},
            {},
            (
                "data has no column of longitudes, only 'lat', 'b'. "
                'Call one "lon", "longitude", "LON" or "LONGITUDE", or name it: longitude=…'
            ),
        ),
        (TOWNS, {"longitude": "x"}, "longitude='x' is no column of data, which has 'lat', 'lon'."),
        (
            {"lat": [1, None], "lon": [1, 2]},
            {},
            "1 row has no value in column 'lat'. Leave them out, data.dropna() for example.",
        ),
        (
            {"lat": [1.0, float("nan"), None], "lon": [1, 2, 3]},
            {},
            "2 rows have no value in column 'lat'. Leave them out, data.dropna() for example.",
        ),
        (
            {"lat": ["x"], "lon": [1]},
            {},
            ("column 'lat' has other values than numbers (Failed to parse string: 'x' as a scalar of type double)."),
        ),
        (
            TOWNS,
            {"color": "crimson"},
            "color='crimson' is no colour and no column. Pass '#ff0000', (255, 0, 0) or the name of a column.",
        ),
        (
            TOWNS,
            {"color": (1, 2)},
            "color=(1, 2) is no colour and no column. Pass '#ff0000', (255, 0, 0) or the name of a column.",
        ),
        (
            {**TOWNS, "c": ["#fff", "white"]},
            {"color": "c"},
            "'white' in column 'c' is no colour. Give each row one as '#ff0000', or as a list of 3 or 4 numbers.",
        ),
        (TOWNS, {"size": "big"}, "size='big' is no column of data, which has 'lat', 'lon'."),
        (TOWNS, {"size": -3}, "size=-3 is no radius. Pass a positive number of metres, or a column."),
        (TOWNS, {"height": "content"}, "height='content' is unknown. Pass a positive number of pixels, \"stretch\"."),
    ],
)
def test_wrong_values_are_named(run: Run, data: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.map(data, **arguments)
    assert str(caught.value) == f"st.map: {message}"
    assert run.elements == []


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (TOWNS, {"zoom": "near"}, "zoom='near' is a str. Pass a number, 0 for the world."),
        (5, {}, "data=5 is a int, which is no table. Pass a data frame, a list, a dict or an array."),
    ],
)
def test_wrong_types_are_named(run: Run, data: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        st.map(data, **arguments)
    assert str(caught.value) == f"st.map: {message}"
