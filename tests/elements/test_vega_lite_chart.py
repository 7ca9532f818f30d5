"""Charts of Vega-Lite and Altair."""

# The libraries of tables and charts have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements.vega_lite_chart import VegaLiteChart, VegaLiteState
from jupyterlit.errors import InvalidType, InvalidValue

if TYPE_CHECKING:
    from tests.conftest import Run

ROWS = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0]})
SPEC: dict[str, Any] = {"mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}
PICKED: dict[str, Any] = {
    **SPEC,
    "params": [{"name": "area", "select": "interval"}, {"name": "dot", "select": "point"}],
}


def last(run: Run) -> VegaLiteChart:
    element = run.elements[-1]
    assert isinstance(element, VegaLiteChart)
    return element


def chart() -> Any:
    return alt.Chart(ROWS).mark_point().encode(x="x", y="y")


def test_a_table_goes_beside_the_specification(run: Run) -> None:
    st.vega_lite_chart(ROWS, SPEC)
    message = last(run)
    assert json.loads(message.spec) == {
        "data": {"name": "dataset_0"}, **SPEC, "autosize": {"type": "fit", "contains": "padding"},
    }  # fmt: skip
    (dataset,) = message.datasets
    assert pa.ipc.open_stream(dataset.data.data).read_all().to_pydict() == {"x": [1, 2], "y": [3.0, 4.0]}
    assert message.buffers() == (dataset.data,)


def test_the_specification_may_hold_the_data(run: Run) -> None:
    st.vega_lite_chart({**SPEC, "data": {"values": [{"x": 1}]}})
    assert json.loads(last(run).spec)["data"] == {"values": [{"x": 1}]}
    st.vega_lite_chart({**SPEC, "data": ROWS})
    assert json.loads(last(run).spec)["data"] == {"name": "dataset_0"}


def test_the_authors_specification_is_left_as_it_was(run: Run) -> None:
    spec = {**SPEC, "data": ROWS}
    st.vega_lite_chart(spec)
    assert spec["data"] is ROWS


def test_an_altair_chart(run: Run) -> None:
    st.altair_chart(chart())
    message = last(run)
    assert json.loads(message.spec)["encoding"]["y"] == {"field": "y", "type": "quantitative"}
    assert len(message.datasets) == 1


def test_the_same_chart_is_the_same_message(run: Run) -> None:
    st.altair_chart(chart())
    first = last(run)
    run.rerun()
    st.altair_chart(chart())
    assert last(run) == first


def test_all_settings_travel(run: Run) -> None:
    st.altair_chart(chart(), width=300, height=200, theme=None, key="k", alt=" Dots ")
    message = last(run)
    assert (message.width, message.height, message.theme, message.key, message.alt) == (300, 200, None, "k", "Dots")


@pytest.mark.parametrize(
    ("arguments", "width"),
    [({}, "stretch"), ({"width": "content"}, "content"), ({"use_container_width": False}, "content")],
)
def test_widths(run: Run, arguments: dict[str, Any], width: str) -> None:
    st.altair_chart(chart(), **arguments)
    assert last(run).width == width


def test_views_side_by_side_keep_their_width(run: Run) -> None:
    st.altair_chart(chart() | chart())
    assert last(run).width == "content"


def test_without_on_select_the_place_is_returned(run: Run) -> None:
    st.altair_chart(chart()).markdown("instead")
    assert [type(element).__name__ for element in run.elements] == ["Markdown"]


def test_nothing_is_selected_at_first(run: Run) -> None:
    state = st.vega_lite_chart(ROWS, PICKED, on_select="rerun")
    assert isinstance(state, VegaLiteState)
    assert state == {"selection": {"area": {}, "dot": {}}}
    assert state.selection.dot == {}
    assert last(run).selection == ["area", "dot"]


def test_the_reader_selects(run: Run) -> None:
    calls: list[int] = []

    def draw() -> Any:
        return st.vega_lite_chart(ROWS, PICKED, key="k", on_select=lambda: calls.append(1))

    draw()
    run.rerun(k={"dot": [{"x": 1}], "area": {"x": [0, 1]}, "unknown": 5})
    assert calls == [1]
    assert draw() == {"selection": {"area": {"x": [0, 1]}, "dot": [{"x": 1}]}}


def test_some_selections_are_followed(run: Run) -> None:
    assert st.vega_lite_chart(ROWS, PICKED, on_select="rerun", selection_mode="dot") == {"selection": {"dot": {}}}
    state = st.vega_lite_chart(ROWS, PICKED, on_select="rerun", selection_mode=["dot", "area"])
    assert state == {"selection": {"area": {}, "dot": {}}}


def test_selections_of_altair_have_names(run: Run) -> None:
    state = st.altair_chart(chart().add_params(alt.selection_point()), on_select="rerun")
    assert state == {"selection": {"param_1": {}}}


def test_nonsense_from_a_browser_changes_nothing(run: Run) -> None:
    st.vega_lite_chart(ROWS, PICKED, key="k", on_select="rerun")
    run.rerun(k="everything")
    state = st.vega_lite_chart(ROWS, PICKED, key="k", on_select="rerun")
    assert state == {"selection": {"area": {}, "dot": {}}}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, 'there is no specification. Pass a dict as spec, {"mark": "bar", …} for example.'),
        ({"data": ROWS}, 'there is no specification. Pass a dict as spec, {"mark": "bar", …} for example.'),
        ({"data": SPEC, "theme": "dark"}, "theme='dark' is unknown. Pass \"streamlit\" or None."),
        (
            {"data": SPEC, "on_select": "rerun"},
            (
                "on_select has no effect, for the chart declares no selection. "
                'Add one, alt.selection_point(name="picked") for example, or leave on_select out.'
            ),
        ),
        (
            {"data": PICKED, "on_select": "rerun", "selection_mode": "x"},
            "selection_mode='x' is no selection of the chart. Pass 'area' or 'dot'.",
        ),
        (
            {"data": PICKED, "on_select": "click"},
            'on_select=\'click\' is unknown. Pass "ignore", "rerun" or a function.',
        ),
    ],
)
def test_wrong_values_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.vega_lite_chart(**arguments)
    assert str(caught.value) == f"st.vega_lite_chart: {message}"


def test_a_specification_is_a_dict(run: Run) -> None:
    with pytest.raises(InvalidType) as caught:
        st.vega_lite_chart(ROWS, "{}")  # type: ignore[arg-type]
    assert str(caught.value) == "st.vega_lite_chart: spec='{}' is a str. Pass a dict."


def test_what_is_no_chart_is_refused(run: Run) -> None:
    with pytest.raises(InvalidType) as caught:
        st.altair_chart(5)
    assert str(caught.value) == "st.altair_chart: altair_chart=5 is a int. Pass a chart of Altair."


def test_an_author_cannot_set_a_selection_that_is_none(run: Run) -> None:
    run.state.set("k", {"dot": []}, set())
    with pytest.raises(InvalidValue, match="is no selection"):
        st.vega_lite_chart(ROWS, PICKED, key="k", on_select="rerun")


def test_a_point_tells_the_columns_that_are_drawn(run: Run) -> None:
    st.altair_chart(chart().add_params(alt.selection_point()), on_select="rerun")
    assert json.loads(last(run).spec)["params"][0]["select"] == {"type": "point", "encodings": ["x", "y"]}
    st.altair_chart(chart().add_params(alt.selection_point()))
    assert json.loads(last(run).spec)["params"][0]["select"] == {"type": "point"}


def test_an_author_sets_a_selection(run: Run) -> None:
    run.state.set("k", {"selection": {"dot": [{"x": 1}]}}, set())
    state = st.vega_lite_chart(ROWS, PICKED, key="k", on_select="rerun")
    assert isinstance(state, VegaLiteState)
    assert state.selection.dot == [{"x": 1}]
    assert state.selection.area == {}


def test_a_selection_of_another_kind_is_forgotten(run: Run) -> None:
    st.vega_lite_chart(ROWS, PICKED, key="k", on_select="rerun", selection_mode="dot")
    run.rerun(k={"dot": [{"x": 1}]})
    other = {**SPEC, "params": [{"name": "dot", "select": "interval"}]}
    assert st.vega_lite_chart(ROWS, other, key="k", on_select="rerun") == {"selection": {"dot": {}}}
