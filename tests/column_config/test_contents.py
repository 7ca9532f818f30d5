"""Links, pictures, sound, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config as cc
from jupyterlit.errors import InvalidType
from tests.conftest import refused


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("LinkColumn", {}),
        ("LinkColumn", {"default": "x", "max_chars": 4, "validate": "^https", "display_text": "https://(.*)"}),
        ("MarkdownColumn", {"default": "**x**"}),
        ("JsonColumn", {"width": 90}),
        ("ImageColumn", {"alignment": "left"}),
        ("AudioColumn", {"pinned": True}),
        ("VideoColumn", {"help": "Films"}),
    ],
)
def test_the_settings_are_streamlits(name: str, arguments: dict[str, Any], same: Callable[..., Any]) -> None:
    assert same(name, "Label", **arguments)["label"] == "Label"


def test_a_text_must_be_one() -> None:
    with refused(InvalidType, "st.column_config.LinkColumn: display_text=5 is a int. Pass text or None."):
        cc.LinkColumn(display_text=5)  # type: ignore[arg-type]
