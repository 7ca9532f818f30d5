"""Caches of their own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.caching.data import CacheData
from jupyterlit.caching.resource import CacheResource


@pytest.fixture
def cache_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CacheData:
    """Be st.cache_data with nothing kept yet, in memory and on disk."""
    monkeypatch.setattr("jupyterlit.caching.data.disk_folder", lambda: tmp_path / "data")
    return CacheData()


@pytest.fixture
def cache_resource() -> CacheResource:
    """Be st.cache_resource with nothing kept yet."""
    return CacheResource()
