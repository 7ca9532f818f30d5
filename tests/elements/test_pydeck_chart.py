"""Maps of deck.gl."""

# The libraries of maps have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pydeck as pdk
import pytest

import jupyterlit as st
from jupyterlit.elements.pydeck_chart import PydeckChart, PydeckState
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.conftest import Run

CITIES = pd.DataFrame({"lat": [59.91, -12.05] * 20, "lon": [10.75, -77.04] * 20})
NOTHING: dict[str, Any] = {"selection": {"indices": {}, "objects": {}}}
PICKED = {"indices": {"cities": [1]}, "objects": {"cities": [{"lat": -12.05, "lon": -77.04}]}}


def deck(**arguments: Any) -> pdk.Deck:
    layer = pdk.Layer("ScatterplotLayer", CITIES, id="cities", get_position="[lon, lat]", pickable=True)
    return pdk.Deck(layer, **arguments)


def last(run: Run) -> PydeckChart:
    element = run.elements[-1]
    assert isinstance(element, PydeckChart)
    return element


def test_a_map_and_its_rows(run: Run) -> None:
    st.pydeck_chart(deck(), alt=" Cities ", key="k", height="stretch", width=300)
    message = last(run)
    spec = json.loads(message.spec)
    assert spec["layers"][0]["data"] == {"@@rows": 0}
    assert "mapStyle" not in spec
    assert message.buffers() == (message.rows[0].data,)
    assert (message.alt, message.key, message.height, message.width, message.id) == (
        "Cities", "k", "stretch", 300, ""
    )  # fmt: skip


def test_without_a_map_the_world_is_shown(run: Run) -> None:
    st.pydeck_chart()
    message = last(run)
    assert json.loads(message.spec) == {
        "initialViewState": {"latitude": 0, "longitude": 0, "zoom": 1},
        "layers": [],
    }
    assert (message.style, message.height, message.width) == ("theme", 500, "stretch")


def test_the_same_map_is_the_same_message(run: Run) -> None:
    st.pydeck_chart(deck())
    first = last(run)
    run.rerun()
    st.pydeck_chart(deck(), use_container_width=True)
    assert last(run) == first


@pytest.mark.parametrize(
    ("arguments", "style"),
    [
        ({}, "theme"),
        ({"map_style": "dark"}, "theme"),
        ({"map_style": "light"}, "theme"),
        ({"map_style": "road"}, "theme"),
        ({"map_style": None}, "theme"),
        ({"map_provider": None}, "none"),
        ({"map_style": "https://example.org/style.json"}, "https://example.org/style.json"),
        ({"map_style": "satellite", "map_provider": "mapbox"}, "mapbox://styles/mapbox/satellite-v9"),
        ({"map_style": {"version": 8}, "map_provider": "mapbox"}, '{"version": 8}'),
    ],
)
def test_base_maps(run: Run, arguments: dict[str, Any], style: str) -> None:
    st.pydeck_chart(deck(**arguments))
    assert last(run).style == style


@pytest.mark.parametrize(
    ("tooltip", "travels"), [(True, True), (False, False), (None, False), ({"text": "{name}"}, '{"text": "{name}"}')]
)
def test_tooltips(run: Run, tooltip: Any, travels: bool | str) -> None:
    st.pydeck_chart(deck(tooltip=tooltip))
    assert last(run).tooltip == travels


def test_without_on_select_the_place_is_returned(run: Run) -> None:
    st.pydeck_chart(deck()).markdown("instead")
    assert [type(element).__name__ for element in run.elements] == ["Markdown"]


def test_nothing_is_selected_at_first(run: Run) -> None:
    state = st.pydeck_chart(deck(), on_select="rerun", selection_mode="multi-object")
    assert isinstance(state, PydeckState)
    assert state == NOTHING
    assert state.selection.indices == {}
    assert last(run).selection == "multi-object"


def test_the_reader_selects(run: Run) -> None:
    calls: list[int] = []

    def draw() -> Any:
        return st.pydeck_chart(deck(), key="k", on_select=lambda: calls.append(1))

    draw()
    run.rerun(k=PICKED)
    assert calls == [1]
    state = draw()
    assert state == {"selection": PICKED}
    assert state.selection.objects["cities"][0]["lat"] == -12.05


@pytest.mark.parametrize(
    "wire",
    [
        "everything",
        {"indices": [1]},
        {"indices": {"cities": ["a"]}, "objects": {"cities": [{}]}},
        {"indices": {"cities": [1]}, "objects": {}},
        {"indices": {"cities": [1, 2]}, "objects": {"cities": [{}, {}]}},  # one object at a time
        {"unknown": {}},
    ],
)
def test_nonsense_from_a_browser_changes_nothing(run: Run, wire: object) -> None:
    st.pydeck_chart(deck(), key="k", on_select="rerun")
    run.rerun(k=wire)
    assert st.pydeck_chart(deck(), key="k", on_select="rerun") == NOTHING


def test_authors_can_select(run: Run) -> None:
    st.session_state["k"] = {"selection": {"indices": {"cities": [1]}}}
    state = st.pydeck_chart(deck(), key="k", on_select="rerun")
    assert state == {"selection": {"indices": {"cities": [1]}, "objects": {}}}


def test_what_cannot_be_selected_is_refused(run: Run) -> None:
    st.session_state["k"] = {"selection": 5}
    with pytest.raises(InvalidValue) as caught:
        st.pydeck_chart(deck(), key="k", on_select="rerun")
    assert str(caught.value) == (
        "st.pydeck_chart: {'selection': 5} is no selection (Expected `object`, got `int`). "
        'Pass {"selection": {"indices": {"layer": [0]}}}.'
    )
    assert run.elements == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"selection_mode": "points"}, 'selection_mode=\'points\' is unknown. Pass "single-object" or "multi-object".'),
        ({"on_select": "click"}, 'on_select=\'click\' is unknown. Pass "ignore", "rerun" or a function.'),
        ({"height": "content"}, "height='content' is unknown. Pass a positive number of pixels, \"stretch\"."),
    ],
)
def test_wrong_values_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.pydeck_chart(deck(), **arguments)
    assert str(caught.value) == f"st.pydeck_chart: {message}"
    assert run.elements == []


@pytest.mark.parametrize(
    ("given", "arguments", "message"),
    [
        ("a", {}, "pydeck_obj='a' is a str. Pass a pydeck.Deck."),
        (
            None,
            {"selection_mode": ["single-object"]},
            'selection_mode=[\'single-object\'] is a list. Pass "single-object" or "multi-object".',
        ),
    ],
)
def test_wrong_types_are_named(run: Run, given: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        st.pydeck_chart(given, **arguments)
    assert str(caught.value) == f"st.pydeck_chart: {message}"
    assert run.elements == []


def test_tests_find_maps_by_streamlits_name() -> None:
    app = AppTest.from_string("import jupyterlit as st\nst.map(height=100)").run()
    (found,) = app.get("deck_gl_json_chart")
    assert (found.type, found.proto.height) == ("deck_gl_json_chart", 100)
