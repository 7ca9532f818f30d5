"""Settings of columns here and under Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit import column_config

Same = Callable[..., Any]


@pytest.fixture
def same() -> Same:
    """Make settings here and under Streamlit, assert that they are the same and return them."""
    from streamlit import column_config as streamlit_config

    def made(name: str, *args: Any, **kwargs: Any) -> Any:
        ours = getattr(column_config, name)(*args, **kwargs)
        assert ours == getattr(streamlit_config, name)(*args, **kwargs)
        return ours

    return made
