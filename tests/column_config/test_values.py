"""Texts, numbers, truth values and choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("TextColumn", {}),
        ("TextColumn", {"default": "x", "max_chars": 5, "validate": "^[a-z]+$"}),
        ("NumberColumn", {}),
        ("NumberColumn", {"default": 3, "format": "dollar", "min_value": 1, "max_value": 9, "step": 0.5}),
        ("CheckboxColumn", {"default": True, "alignment": "left"}),
        ("SelectboxColumn", {}),
        ("SelectboxColumn", {"options": ["a", "b"], "default": "a"}),
        ("SelectboxColumn", {"options": range(3), "format_func": str}),
        ("MultiselectColumn", {}),
        ("MultiselectColumn", {"options": ["a", "b"], "color": "auto", "accept_new_options": True}),
        ("MultiselectColumn", {"options": ["a", "b", "c"], "color": ["red", "#123456"], "format_func": str.upper}),
        ("MultiselectColumn", {"options": ("a",), "color": "rgb(1, 2, 3)", "default": ("a",)}),
        ("ListColumn", {"default": ["a"], "width": "large"}),
    ],
)
def test_the_settings_are_streamlits(name: str, arguments: dict[str, Any], same: Callable[..., Any]) -> None:
    assert same(name, "Label", **arguments)["label"] == "Label"


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("TextColumn", {"max_chars": -1}, "max_chars=-1 is no count. Pass a whole number from 0 on, or None."),
        ("NumberColumn", {"min_value": 3, "max_value": 1}, "min_value=3 is above max_value=1. Swap them."),
        ("NumberColumn", {"step": 0}, "step=0 is not above 0. Pass a positive number or None."),
        (
            "MultiselectColumn",
            {"options": ["a"], "color": "12"},
            (
                "color='12' is no colour. Pass one of 'red', 'orange', 'yellow', 'green', 'blue', 'violet', 'gray', "
                "'grey', 'primary', 'auto', or a CSS colour such as \"#483d8b\"."
            ),
        ),
    ],
)
def test_impossible_values_are_refused(name: str, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.column_config.{name}: {message}"):
        getattr(cc, name)(**arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("NumberColumn", {"default": "x"}, "default='x' is a str. Pass a number or None."),
        ("CheckboxColumn", {"default": 1}, "default=1 is a int. Pass True, False or None."),
        ("SelectboxColumn", {"options": 5}, "options=5 is a int. Pass a list."),
        ("SelectboxColumn", {"options": "abc"}, "options='abc' is a str. Pass a list."),
        (
            "SelectboxColumn",
            {"options": [["a"]]},
            "options holds ['a'], a list. Pass texts, numbers or truth values.",
        ),
        ("MultiselectColumn", {"options": [1]}, "options holds 1, a int. Pass texts."),
        ("ListColumn", {"default": 1}, "default=1 is a int. Pass a list."),
    ],
)
def test_values_of_another_type_are_refused(name: str, arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidType, f"st.column_config.{name}: {message}"):
        getattr(cc, name)(**arguments)


def test_options_are_read_once() -> None:
    options = (letter for letter in "ab")
    made = cc.SelectboxColumn(options=options)
    assert made["type_config"]["options"] == ["a", "b"]


def test_options_of_a_row_are_checked_when_they_are_asked_for() -> None:
    made = cc.SelectboxColumn(options=lambda row: [row["a"], 5], format_func=str)
    assert made["type_config"]["options"]({"a": "x"}) == [{"value": "x", "label": "x"}, {"value": 5, "label": "5"}]
    made = cc.MultiselectColumn(options=lambda row: row["a"], color=["red", "blue"])
    assert made["type_config"]["options"]({"a": ["x", "y"]}) == [
        {"value": "x", "color": "red"},
        {"value": "y", "color": "blue"},
    ]
    with refused(InvalidType, "st.column_config.MultiselectColumn: options holds 1, a int. Pass texts."):
        made["type_config"]["options"]({"a": [1]})


def test_a_function_may_tell_which_rows_are_disabled() -> None:
    def rule(row: object) -> bool:
        return row is None

    for name in ("Column", "TextColumn", "NumberColumn", "SelectboxColumn", "ListColumn", "CheckboxColumn"):
        assert getattr(cc, name)(disabled=rule)["disabled"] is rule
