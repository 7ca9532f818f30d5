"""Charts of Plotly."""

# The libraries of charts have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.express as px
import pytest

import jupyterlit as st
from jupyterlit.elements.plotly_chart import PlotlyChart, PlotlyState
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.state.widgets import Widgets

if TYPE_CHECKING:
    from tests.conftest import Run

TRACES = [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}]
NOTHING: dict[str, Any] = {"selection": {"points": [], "point_indices": [], "box": [], "lasso": []}}
POINT = {"curve_number": 0, "point_number": 1, "point_index": 1, "x": "b", "y": 2}
BOX = {"xref": "x", "yref": "y", "x": ["a", "b"], "y": [0.5, 2.5]}


def last(run: Run) -> PlotlyChart:
    element = run.elements[-1]
    assert isinstance(element, PlotlyChart)
    return element


def test_a_figure_and_its_arrays(run: Run) -> None:
    numbers = np.linspace(0, 1, 1000)
    st.plotly_chart(px.line(x=numbers, y=numbers), alt=" A line ", key="k", width=300, height="stretch", theme=None)
    message = last(run)
    (trace,) = json.loads(message.spec)["data"]
    assert [trace["x"], trace["y"]] == [{"dtype": "f8", "bdata": 0}, {"dtype": "f8", "bdata": 1}]
    assert message.buffers() == tuple(message.arrays)
    assert bytes(message.arrays[0].data) == numbers.tobytes()
    assert (message.alt, message.key, message.width, message.height) == ("A line", "k", 300, "stretch")
    assert (message.theme, message.id, message.selection) == (None, "", [])


def test_the_same_figure_is_the_same_message(run: Run) -> None:
    st.plotly_chart(px.line(x=np.arange(500), y=np.arange(500)))
    first = last(run)
    run.rerun()
    st.plotly_chart(px.line(x=np.arange(500), y=np.arange(500)))
    assert last(run) == first


def test_defaults(run: Run) -> None:
    st.plotly_chart(TRACES)
    assert last(run) == PlotlyChart(spec=json.dumps({"data": TRACES, "layout": {}}, separators=(",", ":")))
    st.plotly_chart(TRACES, use_container_width=False)
    assert last(run).width == "content"


def test_settings_of_plotly(run: Run) -> None:
    st.plotly_chart(TRACES, config={"scrollZoom": True, "toImageButtonOptions": {"scale": np.float64(2)}})
    assert json.loads(last(run).config) == {"scrollZoom": True, "toImageButtonOptions": {"scale": 2}}


def test_without_on_select_the_place_is_returned(run: Run) -> None:
    st.plotly_chart(TRACES).markdown("instead")
    assert [type(element).__name__ for element in run.elements] == ["Markdown"]


def test_nothing_is_selected_at_first(run: Run) -> None:
    state = st.plotly_chart(TRACES, on_select="rerun")
    assert isinstance(state, PlotlyState)
    assert state == NOTHING
    assert state.selection.points == state["selection"]["points"] == []
    assert last(run).selection == ["points", "box", "lasso"]


@pytest.mark.parametrize(
    ("mode", "travels"),
    [("box", ["box"]), (("lasso", "points"), ["points", "lasso"]), ({"box"}, ["box"]), ((), [])],
)
def test_how_the_reader_selects(run: Run, mode: Any, travels: list[str]) -> None:
    st.plotly_chart(TRACES, on_select="rerun", selection_mode=mode)
    assert last(run).selection == travels


def test_the_reader_selects(run: Run) -> None:
    calls: list[int] = []

    def draw() -> Any:
        return st.plotly_chart(TRACES, key="k", on_select=lambda: calls.append(1))

    draw()
    run.rerun(k={"points": [POINT], "point_indices": [1], "box": [BOX]})
    assert calls == [1]
    state = draw()
    assert state == {"selection": {"points": [POINT], "point_indices": [1], "box": [BOX], "lasso": []}}
    assert state.selection.point_indices == [1]
    assert st.session_state["k"] == state


@pytest.mark.parametrize(
    "wire",
    [
        "everything",
        None,
        {"points": 5},
        {"points": ["a"]},
        {"point_indices": ["a"]},
        {"box": [{"xref": "x"}]},
        {"lasso": [BOX]},  # not asked for
        {"unknown": []},
    ],
)
def test_nonsense_from_a_browser_changes_nothing(run: Run, wire: object) -> None:
    def draw() -> Any:
        return st.plotly_chart(TRACES, key="k", on_select="rerun", selection_mode=["points", "box"])

    draw()
    run.rerun(k=wire)
    assert draw() == NOTHING


def test_authors_can_select(run: Run) -> None:
    st.session_state["k"] = {"selection": {"points": [POINT]}}
    state = st.plotly_chart(TRACES, key="k", on_select="rerun")
    assert state == {"selection": {**NOTHING["selection"], "points": [POINT]}}
    widgets: Widgets = run.state.widgets
    assert widgets.wire(last(run).id)["points"] == [POINT]


def test_what_cannot_be_selected_is_refused(run: Run) -> None:
    st.session_state["k"] = {"selection": {"points": "all"}}
    with pytest.raises(InvalidValue) as caught:
        st.plotly_chart(TRACES, key="k", on_select="rerun")
    assert str(caught.value) == (
        "st.plotly_chart: {'selection': {'points': 'all'}} is no selection (Expected `array`, got `str` - at "
        '`$.points`). Pass {"selection": {"points": […], "box": […]}}.'
    )
    assert run.elements == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"theme": "dark"}, "theme='dark' is unknown. Pass \"streamlit\" or None."),
        ({"selection_mode": "all"}, 'selection_mode=\'all\' is unknown. Pass "points", "box" or "lasso".'),
        ({"on_select": "click"}, 'on_select=\'click\' is unknown. Pass "ignore", "rerun" or a function.'),
        ({"width": -1}, 'width=-1 is not a size. Pass a positive number of pixels, "stretch" or "content".'),
        ({"height": "tall"}, 'height=\'tall\' is unknown. Pass a positive number of pixels, "stretch" or "content".'),
    ],
)
def test_wrong_values_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.plotly_chart(TRACES, **arguments)
    assert str(caught.value) == f"st.plotly_chart: {message}"
    assert run.elements == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"config": 3}, 'config=3 is a int. Pass a dict, {"scrollZoom": True} for example.'),
        ({"selection_mode": 3}, 'selection_mode=3 is a int. Pass "points", "box", "lasso", or a list of these.'),
    ],
)
def test_wrong_types_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        st.plotly_chart(TRACES, **arguments)
    assert str(caught.value) == f"st.plotly_chart: {message}"
    assert run.elements == []
