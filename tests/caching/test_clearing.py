"""Forgetting everything that functions have cached."""

from __future__ import annotations

import jupyterlit as st
from jupyterlit.caching.clearing import clear_caches


def test_data_and_resources_are_made_anew() -> None:
    made: list[str] = []

    @st.cache_data
    def data() -> int:
        made.append("data")
        return 1

    @st.cache_resource
    def resource() -> int:
        made.append("resource")
        return 2

    def use() -> None:
        data()
        resource()

    use()
    use()
    assert made == ["data", "resource"]
    clear_caches()
    use()
    assert made == ["data", "resource", "data", "resource"]
