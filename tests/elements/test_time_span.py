"""Time spans as authors write them."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidType, InvalidValue


@pytest.mark.parametrize(
    "text",
    [
        "1D2h34m", "2 days", "1.5 days", "1h23s", "90", "5min", "100ms", "1W", "-1s", "1h 5m", "00:10:00",
        "1 days 02:03:04.5", "1 hour, 30 minutes", "2us",
    ],
)  # fmt: skip
def test_texts_mean_what_they_mean_to_pandas(text: str) -> None:
    assert check_seconds("st.cache_data", "ttl", text) == pytest.approx(pd.Timedelta(text).total_seconds(), abs=1e-6)


def test_numbers_are_seconds() -> None:
    assert check_seconds("st.cache_data", "ttl", 1.5) == 1.5
    assert check_seconds("st.cache_data", "ttl", timedelta(minutes=2)) == 120
    assert check_seconds("st.cache_data", "ttl", None) is None


@pytest.mark.parametrize("text", ["x", "", "5 moons", "1h of", "soon 1h"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        check_seconds("st.cache_data", "ttl", text)
    assert str(caught.value) == (
        f"st.cache_data: ttl={text!r} is no time span. Pass seconds or a text such as '1d2h' or '30 min'."
    )


def test_other_types_are_refused() -> None:
    with pytest.raises(InvalidType) as caught:
        check_seconds("st.cache_data", "ttl", [1])
    assert str(caught.value) == (
        "st.cache_data: ttl=[1] is a list. Pass seconds, a timedelta or a text such as '1d2h'."
    )
