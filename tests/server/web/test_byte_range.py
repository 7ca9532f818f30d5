"""Ranges as browsers ask for them."""

from __future__ import annotations

import pytest

from jupyterlit.server.web.byte_range import Unsatisfiable, read_range


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", (0, 10)),
        ("bytes=3-3", (3, 4)),
        ("bytes=3-99", (3, 10)),
        ("bytes=-4", (6, 10)),
        ("bytes=-99", (0, 10)),
        (" Bytes = 1 - 2 ", (1, 3)),
    ],
)
def test_one_range(header: str, span: tuple[int, int]) -> None:
    assert read_range(header, 10) == span


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes=5-2",
        "bytes=0-1,4-5",
        f"bytes={'9' * 19}-",
    ],
)
def test_what_is_no_range_means_the_whole_file(header: str | None) -> None:
    assert read_range(header, 10) is None


@pytest.mark.parametrize(
    ("header", "total"), [("bytes=10-", 10), ("bytes=11-12", 10), ("bytes=-0", 10), ("bytes=-5", 0)]
)
def test_a_range_behind_the_end_is_told(header: str, total: int) -> None:
    with pytest.raises(Unsatisfiable):
        read_range(header, total)
