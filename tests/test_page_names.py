"""What pages are called after their files."""

import pytest

from jupyterlit.page_names import page_order, read_page_name


@pytest.mark.parametrize(
    ("stem", "name", "icon"),
    [
        ("penguins", "penguins", ""),
        ("1_🐧_The penguins", "The_penguins", "🐧"),
        ("02-the-islands", "the-islands", ""),
        ("🇳🇴 Svalbard", "Svalbard", "🇳🇴"),
        ("123", "123", ""),
        ("🐧", "🐧", "🐧"),
    ],
)
def test_numbers_and_symbols_are_no_part_of_the_name(stem: str, name: str, icon: str) -> None:
    assert read_page_name(stem) == (name, icon)


def test_numbers_put_pages_in_order() -> None:
    stems = ["10_late", "b", "2_early", "A"]
    assert sorted(stems, key=page_order) == ["2_early", "10_late", "A", "b"]
