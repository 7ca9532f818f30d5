"""Forget everything that functions have cached."""

from __future__ import annotations

from jupyterlit.caching.data import cache_data
from jupyterlit.caching.resource import cache_resource


def clear_caches() -> None:
    """Forget the results of all cached functions of this process, those on disk included."""
    cache_data.clear()
    cache_resource.clear()
