"""Completion and help in an app's cell, as JupyterLab asks a real kernel for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .notebook import LONG, Notebook, open_notebook


@pytest.fixture(scope="module")
def notebook() -> Iterator[Notebook]:
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        yield notebook


def complete(notebook: Notebook, code: str) -> dict[str, dict[str, Any]]:
    """Return what the end of a cell could become, by its text."""
    answer = notebook.client.complete(code, len(code), reply=True, timeout=LONG)["content"]
    return {each["text"]: each for each in answer["metadata"]["_jupyter_types_experimental"]}


def help_for(notebook: Notebook, code: str) -> str:
    """Return the help for the end of a cell, without colours."""
    answer = notebook.client.inspect(code, len(code), reply=True, timeout=LONG)["content"]
    return re.sub(r"\x1b\[[\d;]*m", "", answer["data"].get("text/plain", ""))


@pytest.mark.parametrize("package", ["jupyterlit", "streamlit"])
def test_an_app_can_be_written_before_it_has_run(notebook: Notebook, package: str) -> None:
    code = f"%%app demo --height 300\nimport {package} as st\n\nst.sli"
    (slider,) = complete(notebook, code).values()
    assert (slider["text"], slider["type"]) == ("slider", "function")
    assert slider["signature"].startswith("(label: 'str', min_value: ")
    assert (slider["start"], slider["end"]) == (len(code) - 3, len(code))
    assert "pagination" in complete(notebook, f"%%app\nimport {package} as st\nst.pag")  # Streamlit has none
    assert "slider" in complete(notebook, f"%%app\nimport {package} as st\nleft, right = st.columns(2)\nleft.sli")
    text = help_for(notebook, f"%%app\nimport {package} as st\nst.slider")
    assert "Signature:" in text
    assert "min_value: 'SliderScalar | None' = None" in text
    assert "Parameters\n----------" in text
    assert "Examples" in text


def test_nothing_of_that_stays_in_the_notebook(notebook: Notebook) -> None:
    assert help_for(notebook, "%%app\nimport jupyterlit as st\nst.slider") != ""
    assert help_for(notebook, "st.slider") == ""
    (output,) = notebook.run("'st' in globals()")
    assert output["content"]["data"]["text/plain"] == "False"


def test_a_notebook_that_has_imported_it_knows_it_as_ever(notebook: Notebook) -> None:
    notebook.run("import jupyterlit")
    assert "slider" in complete(notebook, "jupyterlit.sli")
    assert "Parameters\n----------" in help_for(notebook, "jupyterlit.slider")


def test_the_magics_complete_their_options(notebook: Notebook) -> None:
    answer = notebook.client.complete("%%app sales --h", 15, reply=True, timeout=LONG)["content"]
    assert (answer["matches"], answer["cursor_start"]) == (["--height", "--help"], 12)
    notebook.show("%%app sales\n1")
    answer = notebook.client.complete("%app_stop s", 11, reply=True, timeout=LONG)["content"]
    assert answer["matches"] == ["sales"]
