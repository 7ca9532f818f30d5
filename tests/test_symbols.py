"""Emoji and Material symbols in texts."""

from __future__ import annotations

import pytest

from jupyterlit.symbols import is_emoji, is_material, split_icon


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("🚨 Stop", ("🚨", "Stop")),
        ("🚨🚨 Stop", ("🚨", "🚨 Stop")),
        (":material/home: Home", (":material/home:", "Home")),
        ("🇳🇴", ("🇳🇴", "")),
        ("🚨\n\nStop", ("🚨", "\n\nStop")),
        (":smile: Hello", (None, ":smile: Hello")),
        ("1 egg", (None, "1 egg")),
    ],
)
def test_a_text_may_begin_with_an_icon(text: str, parts: tuple[str | None, str]) -> None:
    assert split_icon(text) == parts


def test_a_symbol_stands_alone() -> None:
    assert [is_emoji(text) for text in ("🐧", "👩‍🔬", "🇳🇴", "1️⃣", "🐧🐧", "penguin", "")] == [True] * 4 + [False] * 3
    assert [is_material(text) for text in (":material/home:", ":home:", ":material/home: x")] == [True, False, False]
