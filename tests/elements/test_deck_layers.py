"""The layers of a map: their rows apart."""

# The libraries of maps and tables have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false, reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pydeck as pdk
import pytest

from jupyterlit.elements.deck_layers import FEW, LayerRows, apart, attribute, rows_of
from jupyterlit.errors import InvalidValue

CALL = "st.pydeck_chart"
MANY = FEW + 1
RECORDS = [{"lat": float(n), "lon": n, "name": str(n)} for n in range(MANY)]


def table(rows: LayerRows | None) -> dict[str, list[Any]]:
    assert rows is not None
    assert rows.format == "arrow"
    assert rows.data is not None
    return pa.ipc.open_stream(rows.data.data).read_all().to_pydict()


def parsed(rows: LayerRows | None) -> Any:
    assert rows is not None
    assert rows.format == "json"
    assert rows.data is not None
    return json.loads(bytes(rows.data.data))


@pytest.mark.parametrize("data", [RECORDS, pl.DataFrame(RECORDS), pa.Table.from_pylist(RECORDS)])
def test_numbers_and_texts_travel_as_a_table(data: object) -> None:
    assert table(rows_of(CALL, data)) == {name: [row[name] for row in RECORDS] for name in ("lat", "lon", "name")}


@pytest.mark.parametrize(
    "record",
    [
        {"path": [[1, 2], [3, 4]]},
        {"a": {"b": 1}},
        {"big": 2**60},
        {"mixed": None},
    ],
)
def test_other_records_travel_as_json(record: dict[str, Any]) -> None:
    records = [dict(record) for _ in range(MANY)]
    records[-1] = {name: "text" if name == "mixed" else value for name, value in records[-1].items()}
    records[-2] = {name: 5 if name == "mixed" else value for name, value in records[-2].items()}
    assert parsed(rows_of(CALL, records)) == records


def test_values_of_other_libraries_are_written_as_texts_and_numbers() -> None:
    record = {"n": np.float64(1.5), "at": np.array([1.0, np.nan]), "day": dt.date(2024, 5, 1), "by": CALL, "k": [1j]}
    found = parsed(rows_of(CALL, [record] * MANY))
    assert found[0] == {"n": 1.5, "at": [1.0, None], "day": "2024-05-01", "by": CALL, "k": ["1j"]}


@pytest.mark.parametrize("data", [None, [], RECORDS[:FEW], "https://example.org/data.json", {"type": "Feature"}])
def test_some_data_stays_where_it_is(data: object) -> None:
    assert rows_of(CALL, data) is None


def test_geojson_travels_apart() -> None:
    shapes = {str(n): n for n in range(MANY)}
    assert parsed(rows_of(CALL, shapes)) == shapes


def test_a_map_without_its_rows() -> None:
    frame = pd.DataFrame(RECORDS)
    layer = pdk.Layer("ScatterplotLayer", frame, id="dots", get_position="[lon, lat]")
    deck = pdk.Deck([layer, pdk.Layer("GeoJsonLayer", "https://example.org/a.json")])
    spec, rows = apart(CALL, deck)
    assert [layer["data"] for layer in spec["layers"]] == [{"@@rows": 0}, "https://example.org/a.json"]
    assert spec["layers"][0]["getPosition"] == "@@=[lon, lat]"
    assert table(rows[0])["lon"] == list(range(MANY))
    assert rows[0].buffers() == (rows[0].data,)
    assert layer.data == RECORDS  # the author's own is as it was


def test_layers_keep_their_names_from_run_to_run() -> None:
    def names() -> list[str]:
        layers = [pdk.Layer("ArcLayer", RECORDS), pdk.Layer("LineLayer", RECORDS[:2], id="mine")]
        return [layer["id"] for layer in apart(CALL, pdk.Deck(layers))[0]["layers"]]

    assert names() == names() == ["ArcLayer-0", "mine"]


def test_arrays_that_pydeck_sends_as_bytes() -> None:
    frame = pd.DataFrame({"at": [[1.0, 2.0]] * MANY, "paint": [[1, 2, 3]] * MANY, "r": range(MANY)})
    layer = pdk.Layer(
        "ScatterplotLayer", frame, get_position="at", get_fill_color="paint", get_radius="r", use_binary_transport=True
    )
    spec, (rows,) = apart(CALL, pdk.Deck(layer))
    assert spec["layers"][0] == {"@@type": "ScatterplotLayer", "id": "ScatterplotLayer-0", "data": {"@@rows": 0}}
    assert (rows.format, rows.length) == ("attributes", MANY)
    found = {part.name: (part.dtype, part.size, part.data.data.nbytes) for part in rows.attributes}
    assert found == {
        "getPosition": ("f8", 2, 16 * MANY),
        "getFillColor": ("u1", 3, 3 * MANY),
        "getRadius": ("f4", 1, 4 * MANY),
    }
    assert len(rows.buffers()) == 3


def test_missing_numbers_are_null() -> None:
    deck = pdk.Deck(pdk.Layer("ScatterplotLayer", [{"a": float("nan"), "b": "NaN"}]))
    assert apart(CALL, deck)[0]["layers"][0]["data"] == [{"a": None, "b": "NaN"}]


def test_an_attribute_is_packed() -> None:
    assert attribute("getPosition", [[1, 2]]).data.data.tobytes() == np.array([1, 2], "<f8").tobytes()


def test_what_cannot_be_written_is_named() -> None:
    endless: dict[str, Any] = {}
    endless["again"] = endless
    with pytest.raises(InvalidValue) as caught:
        apart(CALL, pdk.Deck(pdk.Layer("ScatterplotLayer", [endless])))
    assert str(caught.value) == (
        "st.pydeck_chart: pydeck_obj cannot be written as JSON (Circular reference detected). "
        "Give its layers plain numbers, texts and lists."
    )
