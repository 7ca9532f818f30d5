"""The extension, in a real JupyterLab and a real Notebook 7."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from .conftest import START, Jupyter, start_jupyter


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """Start a Jupyter server whose pages can be asked for their plugins."""
    applications = ["LabApp", "JupyterNotebookApp"]
    root = tmp_path_factory.mktemp("empty")
    jupyter = start_jupyter(root, **{f"{name}.expose_app_in_browser": "True" for name in applications})
    yield jupyter
    jupyter.server.end()


@pytest.mark.parametrize("door", ["lab", "tree"])
def test_the_extension_is_active(exposed: Jupyter, page: Page, door: str) -> None:
    page.goto(f"{exposed.base}/{door}?token={exposed.token}")
    page.wait_for_function("!!window.jupyterapp", timeout=START * 1000)
    page.evaluate("jupyterapp.started")
    assert page.evaluate("jupyterapp.isPluginActivated('jupyterlit:plugin')") is True
