"""Buttons in cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.column_config.button import ButtonColumnResult
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


def test_without_a_key_it_is_a_column_like_others(same: Callable[..., Any]) -> None:
    assert same("ButtonColumn", "Open", type="primary", alignment="left")["disabled"] is True


def test_with_a_key_it_says_what_a_click_does() -> None:
    made = cc.ButtonColumn("Open", key="opened", on_click=print, args=(1,), kwargs={"end": ""})
    config = {
        "label": "Open",
        "width": None,
        "help": None,
        "pinned": None,
        "alignment": None,
        "disabled": True,
        "type_config": {"type": "button", "button_type": "secondary"},
    }
    assert made == ButtonColumnResult(config, print, (1,), {"end": ""}, "opened")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"type": "loud"}, 'type=\'loud\' is unknown. Pass "primary", "secondary" or "tertiary".'),
        ({"key": ""}, 'key="" names nothing. Pass a key with at least one character, or None.'),
        (
            {"on_click": print},
            "on_click needs a key, under which st.session_state holds the click. Pass one.",
        ),
    ],
)
def test_what_cannot_work_is_refused(arguments: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.column_config.ButtonColumn: {message}"):
        cc.ButtonColumn(**arguments)


def test_a_callback_can_be_called() -> None:
    with refused(InvalidType, "st.column_config.ButtonColumn: on_click=3 cannot be called. Pass a function or None."):
        cc.ButtonColumn(key="k", on_click=3)  # type: ignore[arg-type]
