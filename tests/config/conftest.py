"""Options of a folder that tests write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jupyterlit.config.sources import Settings

Write = Callable[..., Settings]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes config.toml, and gives the options."""

    def written(text: str = "", environment: Mapping[str, str] | None = None, **flags: str) -> Settings:
        folder = tmp_path / ".streamlit"
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(text)
        named = {name.replace("__", "."): value for name, value in flags.items()}
        return Settings([tmp_path], environment, named)

    return written
