"""How long and how much is kept: `ttl` and `max_size` as authors write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest

from jupyterlit.caching import limits
from jupyterlit.errors import InvalidType, InvalidValue


@pytest.mark.parametrize(
    "text",
    [
        "1D2h34m", "2 days", "1.5 days", "1h23s", "90", "5min", "100ms", "1W", "-1s", "1h 5m", "00:10:00",
        "1 days 02:03:04.5", "1 hour, 30 minutes", "2us",
    ],
)  # fmt: skip
def test_texts_mean_what_they_mean_to_pandas(text: str) -> None:
    assert limits.seconds("st.cache_data", text) == pytest.approx(pd.Timedelta(text).total_seconds())


def test_numbers_are_seconds() -> None:
    assert limits.seconds("st.cache_data", 1.5) == 1.5
    assert limits.seconds("st.cache_data", timedelta(minutes=2)) == 120
    assert limits.seconds("st.cache_data", None) is None


@pytest.mark.parametrize("text", ["x", "", "5 moons", "1h of", "soon 1h"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        limits.seconds("st.cache_data", text)
    assert str(caught.value) == (
        f"st.cache_data: ttl={text!r} is no time span. Pass seconds or a text such as '1d2h' or '30 min'."
    )


def test_other_types_are_refused() -> None:
    with pytest.raises(InvalidType) as caught:
        limits.seconds("st.cache_data", [1])
    assert str(caught.value) == (
        "st.cache_data: ttl=[1] is a list. Pass seconds, a timedelta or a text such as '1d2h'."
    )


@pytest.mark.parametrize(
    ("given", "bytes_"),
    [(None, None), (5, 5), ("500B", 500), ("1.1KB", 1126), ("2 MiB", 2 << 20), ("1gb", 1 << 30), ("1TiB", 1 << 40)],
)
def test_sizes(given: Any, bytes_: int | None) -> None:
    assert limits.size("st.cache_data", given) == bytes_


@pytest.mark.parametrize("given", [0, -1, "5", "abc", "0MB", True, "MB"])
def test_other_sizes_are_refused(given: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        limits.size("st.cache_data", given)
    assert str(caught.value) == (
        f"st.cache_data: max_size={given!r} is no size. "
        "Pass a positive number of bytes or a text such as '500MB' or '1.5GB'."
    )
