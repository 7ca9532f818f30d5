"""st.metric."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jupyterlit as st
from jupyterlit.elements.metric import Metric
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_metric(run: Run) -> None:
    st.metric("Mass", "4,202 g")
    st.metric(
        "Mass",
        4202,
        -12.5,
        help="  h",
        icon="⚖",
        label_visibility="hidden",
        border=True,
        width=300,
        height="stretch",
        chart_data=[1, 2],
        chart_type="bar",
        format="compact",
        delta_description="since 2008",
    )
    assert run.elements == [
        Metric(label="Mass", value="4,202 g"),
        Metric(
            label="Mass",
            value="4202",
            delta="-12.5",
            delta_color="red",
            delta_arrow="down",
            delta_description="since 2008",
            help="h",
            icon="⚖",
            label_visibility="hidden",
            border=True,
            width=300,
            height="stretch",
            chart_data=[1.0, 2.0],
            chart_type="bar",
            format="compact",
        ),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (1, "1"),
        (1.5, "1.5"),
        (True, "True"),
        (Decimal("1.50"), "1.50"),
        (np.float64(2), "2.0"),
        ("a", "a"),
    ],
)
def test_a_value_is_a_number_or_a_text(run: Run, value: Any, text: str) -> None:
    st.metric("a", value)
    assert run.elements == [Metric(label="a", value=text)]


@pytest.mark.parametrize(
    ("delta", "options", "sent"),
    [
        (None, {}, (None, "off", "gray")),
        ("", {"delta_color": "red"}, (None, "off", "gray")),
        (1, {}, ("1", "up", "green")),
        (-1, {}, ("-1", "down", "red")),
        ("-1%", {}, ("-1%", "down", "red")),
        (" -1", {}, ("-1", "down", "red")),
        ("−1", {}, ("−1", "up", "green")),
        ("0%", {}, ("0%", "up", "green")),
        (float("nan"), {}, ("nan", "up", "green")),
        (0, {}, ("0", "off", "gray")),
        (-0.0, {}, ("-0.0", "off", "gray")),
        ("0", {}, ("0", "off", "gray")),
        (np.int64(0), {}, ("0", "off", "gray")),
        (0, {"delta_color": "red"}, ("0", "off", "red")),
        (0, {"delta_color": "inverse", "delta_arrow": "down"}, ("0", "down", "gray")),
        (1, {"delta_color": "inverse"}, ("1", "up", "red")),
        (-1, {"delta_color": "inverse"}, ("-1", "down", "green")),
        (-1, {"delta_color": "off"}, ("-1", "down", "gray")),
        (1, {"delta_color": "grey"}, ("1", "up", "gray")),
        (-1, {"delta_color": "violet"}, ("-1", "down", "violet")),
        (1, {"delta_color": "primary", "delta_arrow": "off"}, ("1", "off", "primary")),
        (1, {"delta_arrow": "down"}, ("1", "down", "green")),
    ],
)
def test_a_change_has_an_arrow_and_a_colour(run: Run, delta: Any, options: Any, sent: Any) -> None:
    st.metric("a", 1, delta, **options)
    text, arrow, color = sent
    assert run.elements == [Metric(label="a", value="1", delta=text, delta_arrow=arrow, delta_color=color)]


@pytest.mark.parametrize(
    "data",
    [
        [1, 2.0],
        (1, 2),
        range(1, 3),
        ["1", "2"],
        np.array([1, 2]),
        pd.Series([1, 2], index=["a", "b"]),
        pd.DataFrame({"a": [1, 2], "b": [3, 4]}),
        (number for number in (1, 2)),
    ],
)
def test_a_small_chart_is_made_of_numbers(run: Run, data: Any) -> None:
    st.metric("a", 1, chart_data=data)
    assert run.elements == [Metric(label="a", value="1", chart_data=[1.0, 2.0])]


def test_a_label_can_be_missing(run: Run) -> None:
    st.metric(None, 1)  # type: ignore[arg-type]  # Streamlit allows it
    assert run.elements == [Metric(label="", value="1")]


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"value": [1]}, InvalidType, "value=[1] is a list. Pass a number, a string, or None."),
        ({"delta": [1]}, InvalidType, "delta=[1] is a list. Pass a number, a string, or None."),
        ({"chart_data": [1, "x"]}, InvalidValue, "chart_data=[1, 'x'] holds more than numbers. Pass numbers only."),
        ({"chart_type": "pie"}, InvalidValue, 'chart_type=\'pie\' is unknown. Pass "line", "bar" or "area".'),
        ({"delta_arrow": "x"}, InvalidValue, 'delta_arrow=\'x\' is unknown. Pass "auto", "up", "down" or "off".'),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"label": "a", "value": 1, **arguments}
    with refused(kind, f"st.metric: {message}"):
        st.metric(**call)
