"""What all columns share, seen through those that take everything."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


def test_the_names_and_parameters_are_streamlits() -> None:
    from streamlit import column_config as streamlit_config

    def parameters(module: Any) -> dict[str, list[tuple[str, Any, Any]]]:
        return {
            name: [(p.name, p.kind, p.default) for p in inspect.signature(getattr(module, name)).parameters.values()]
            for name in dir(module)
            if name[0].isupper()
        }

    assert parameters(cc) == parameters(streamlit_config)
    assert sorted(cc.__all__) == sorted(parameters(cc))


def test_what_all_columns_share_travels(same: Callable[..., Any]) -> None:
    everything: dict[str, Any] = {
        "width": "small",
        "help": "h",
        "disabled": True,
        "required": False,
        "pinned": True,
        "alignment": "right",
    }
    assert same("Column", "a", **everything) == {"label": "a", **everything}
    assert same("Column", width=120)["width"] == 120


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"width": "huge"},
            'width=\'huge\' is no width. Pass "small", "medium", "large" or a positive number of pixels.',
        ),
        ({"width": 0}, 'width=0 is no width. Pass "small", "medium", "large" or a positive number of pixels.'),
        ({"alignment": "top"}, 'alignment=\'top\' is unknown. Pass "left", "center", "right" or None.'),
    ],
)
def test_settings_that_mean_nothing_are_refused(arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.column_config.Column: {message}"):
        cc.Column(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"label": 5}, "label=5 is a int. Pass text or None."),
        ({"help": b"x"}, "help=b'x' is a bytes. Pass text or None."),
        ({"pinned": "yes"}, "pinned='yes' is a str. Pass True, False or None."),
        ({"required": 1}, "required=1 is a int. Pass True, False or None."),
    ],
)
def test_settings_of_another_type_are_refused(arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidType, f"st.column_config.Column: {message}"):
        cc.Column(**arguments)
