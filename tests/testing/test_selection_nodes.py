"""Selections in tables and charts, as tests make them."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.testing.v1 import AppTest, AppTestError


def selecting(call: str) -> AppTest:
    """Return an app of one call that says what is selected."""
    return AppTest.from_string(
        f"""
        import altair as alt
        import pandas as pd
        import plotly.express as px
        import pydeck
        import jupyterlit as st
        frame = pd.DataFrame({{"city": ["Oslo", "Lima"], "degrees": [4, 19]}})
        chart = alt.Chart(frame).mark_point().encode(x="city", y="degrees")
        chart = chart.add_params(alt.selection_interval(name="brush"), alt.selection_point(name="picked"))
        st.session_state.event = {call}
    """,
        default_timeout=60,
    ).run()


def test_rows_of_a_table_are_selected() -> None:
    app = selecting('st.dataframe(frame, on_select="rerun", selection_mode=["single-row", "multi-column"])')
    table = app.dataframe[0]
    assert table.value["city"].tolist() == ["Oslo", "Lima"]
    assert table.selection.rows == []
    table.select(rows=[1])
    assert table.selection.rows == [1]
    table.select(columns=["city"]).run()
    assert app.session_state["event"].selection == {"rows": [1], "columns": ["city"], "cells": []}
    app.dataframe[0].set_value({"selection": {"columns": ["degrees"]}}).run()
    assert app.session_state["event"].selection == {"rows": [], "columns": ["degrees"], "cells": []}


@pytest.mark.parametrize("rows", [[2], [-1], [0, 1], ["Oslo"], 3])
def test_what_cannot_be_selected_in_a_table(rows: Any) -> None:
    table = selecting('st.dataframe(frame, on_select="rerun", selection_mode="single-row")').dataframe[0]
    with pytest.raises(AppTestError) as caught:
        table.select(rows=rows)
    wish: dict[str, Any] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    assert str(caught.value) == f"dataframe.set_value: {wish!r} cannot be selected."


def test_a_table_without_on_select_is_data() -> None:
    table = selecting("st.dataframe(frame) and None").dataframe[0]
    assert table.value["degrees"].tolist() == [4, 19]
    assert not hasattr(table, "select")


def test_marks_of_a_chart_are_selected() -> None:
    app = selecting('st.altair_chart(chart, on_select="rerun")')
    app.vega_lite_chart[0].select(brush={"degrees": [0, 10]})
    app.vega_lite_chart[0].select(picked=[{"city": "Lima"}]).run()
    assert app.session_state["event"].selection == {"brush": {"degrees": [0, 10]}, "picked": [{"city": "Lima"}]}
    assert app.get("arrow_vega_lite_chart") == app.vega_lite_chart
    with pytest.raises(AppTestError, match="cannot be selected"):
        app.vega_lite_chart[0].select(other=[])


def test_points_of_a_figure_are_selected() -> None:
    app = selecting('st.plotly_chart(px.bar(frame, x="city", y="degrees"), on_select="rerun", selection_mode="points")')
    chart = app.plotly_chart[0]
    chart.select(points=[{"curve_number": 0, "point_index": 1, "x": "Lima", "y": 19}], point_indices=[1]).run()
    assert app.session_state["event"].selection.points[0]["x"] == "Lima"
    with pytest.raises(AppTestError, match="cannot be selected"):
        app.plotly_chart[0].select(box=[{"xref": "x", "yref": "y", "x": [0, 1], "y": [0, 1]}])


def test_objects_of_a_map_are_selected() -> None:
    layer = 'pydeck.Layer("ScatterplotLayer", frame, id="cities", get_position=["degrees", "degrees"], pickable=True)'
    app = selecting(f'st.pydeck_chart(pydeck.Deck({layer}), on_select="rerun", selection_mode="single-object")')
    app.pydeck_chart[0].select(indices={"cities": [1]}, objects={"cities": [{"city": "Lima"}]}).run()
    assert app.session_state["event"].selection.indices == {"cities": [1]}
    with pytest.raises(AppTestError, match="cannot be selected"):
        app.pydeck_chart[0].select(indices={"cities": [0, 1]}, objects={"cities": [{}, {}]})
