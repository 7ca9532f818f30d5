"""How much is kept: `max_size` as authors write it."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.caching import limits
from jupyterlit.errors import InvalidValue


@pytest.mark.parametrize(
    ("given", "bytes_"),
    [(None, None), (5, 5), ("500B", 500), ("1.1KB", 1126), ("2 MiB", 2 << 20), ("1gb", 1 << 30), ("1TiB", 1 << 40)],
)
def test_sizes(given: Any, bytes_: int | None) -> None:
    assert limits.size("st.cache_data: max_size", given) == bytes_


@pytest.mark.parametrize("given", [0, -1, "5", "abc", "0MB", True, "MB"])
def test_other_sizes_are_refused(given: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        limits.size("st.cache_data: max_size", given)
    assert str(caught.value) == (
        f"st.cache_data: max_size={given!r} is no size. "
        "Pass a positive number of bytes or a text such as '500MB' or '1.5GB'."
    )
