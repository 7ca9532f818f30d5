"""Regular expressions of JavaScript, checked in Python."""

from __future__ import annotations

import pytest

from jupyterlit.elements.javascript_pattern import matcher


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("^[a-z]+$", "abc", True),
        ("^[a-z]+$", "abc\n", False),
        ("b", "abc", True),
        (r"^\d+$", "12", True),
        (r"^\d+$", "١٢", False),
        (r"^[\d.]+$", "1.2", True),
        (r"^\w$", "é", False),
        (r"^(?<year>\d{4})-\k<year>$", "2024-2024", True),
        (r"^(?<year>\d{4})-\k<year>$", "2024-2025", False),
        (r"(?<=a)b", "ab", True),
        (r"^a\/b$", "a/b", True),
        (r"^[^\]$]+$", "a", True),
        (r"^[$]$", "$", True),
        (r"^[[]$", "[", True),
        (r"^\u{1F600}$", "\N{GRINNING FACE}", True),
        (r"^\$5$", "$5", True),
        (r"\D", "12", False),
    ],
)
def test_a_text_matches_as_in_a_browser(pattern: str, text: str, matches: bool) -> None:
    found = matcher(pattern)
    assert found is not None
    assert found(text) is matches


@pytest.mark.parametrize("pattern", ["(", r"\p{L}", r"[\D]", "[b-a]"])
def test_what_only_a_browser_knows_is_left_to_it(pattern: str) -> None:
    assert matcher(pattern) is None
