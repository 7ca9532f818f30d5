"""Small charts and bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.errors import InvalidValue
from tests.conftest import refused


@pytest.mark.parametrize("name", ["LineChartColumn", "AreaChartColumn", "BarChartColumn"])
@pytest.mark.parametrize("color", [None, "auto", "auto-inverse", "grey", "#123456", "rgba(1, 2, 3, 0.5)"])
def test_charts_are_set_up_as_in_streamlit(name: str, color: str | None, same: Callable[..., Any]) -> None:
    assert same(name, "Label", y_min=0, y_max=9.5, color=color)["type_config"]["color"] == color


def test_bars_are_set_up_as_in_streamlit(same: Callable[..., Any]) -> None:
    assert same("ProgressColumn")["type_config"]["type"] == "progress"
    arguments: dict[str, Any] = {"format": "percent", "min_value": 0, "max_value": 2, "step": 0.1, "color": "auto"}
    assert same("ProgressColumn", **arguments)["type_config"] == {"type": "progress", **arguments}


def test_a_colour_must_be_one() -> None:
    with refused(
        InvalidValue,
        (
            "st.column_config.BarChartColumn: color='loud' is no colour. Pass one of 'red', 'orange', 'yellow', "
            "'green', 'blue', 'violet', 'gray', 'grey', 'primary', 'auto', 'auto-inverse', or a CSS colour such as "
            '"#483d8b".'
        ),
    ):
        cc.BarChartColumn(color="loud")


def test_an_axis_has_two_ends() -> None:
    with refused(InvalidValue, "st.column_config.LineChartColumn: y_min=2 is above y_max=1. Swap them."):
        cc.LineChartColumn(y_min=2, y_max=1)
