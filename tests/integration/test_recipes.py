"""Recipes for administrators, run top to bottom with the servers of others that they tell their readers to install."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import nbformat
import psutil
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests import peers
from tests.integration.server import LONG

RECIPES = sorted((Path(__file__).parents[2] / "notebooks").glob("serving_*.ipynb"))
MARK = "JUPYTERLIT_RECIPE"  # in the environment of all that a recipe starts


class Started:
    """The processes that a recipe has started, whoever their parents are by now."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._before = set(psutil.Process().children(recursive=True))
        self._seen: set[psutil.Process] = set()

    def look(self, **_: Any) -> None:
        """Note those that are there: servers give theirs environments of their own."""
        self._seen |= set(psutil.Process().children(recursive=True)) - self._before
        self._seen |= {process for process in psutil.process_iter() if self._is_marked(process)}

    def left(self) -> list[psutil.Process]:
        """Return those that do not end by themselves."""
        self.look()
        return psutil.wait_procs(list(self._seen), timeout=10)[1]

    def _is_marked(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(MARK) == self._mark and process.pid != os.getpid()
        except psutil.Error:
            return False


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Started]:
    """What a recipe starts, where the servers of others are found on the PATH."""
    own = [Path(sys.executable).parent, peers.hub().parent, peers.gateway().parent]
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, own), peers.environment()["PATH"]]))
    monkeypatch.setenv(MARK, mark := secrets.token_hex(8))
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    processes = Started(mark)
    yield processes
    for process in processes.left():
        process.kill()


def read(path: Path) -> NotebookNode:
    """Return a notebook."""
    return cast(NotebookNode, nbformat.reads(path.read_text(), as_version=4))  # pyright: ignore[reportUnknownMemberType]


def outputs(book: Any) -> dict[str, list[str]]:
    """Return what kinds of output each cell has."""
    return {
        cell["id"]: sorted({each.get("name") or each["output_type"] for each in cell.get("outputs", [])})
        for cell in book["cells"]
    }


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipe(path: Path, tmp_path: Path, started: Started) -> None:
    """Its cells run, show what the reader sees in it, and leave nothing behind."""
    shown, played = read(path), read(path)
    (folder := tmp_path / "recipe").mkdir()
    NotebookClient(
        played, timeout=2 * LONG, resources={"metadata": {"path": str(folder)}}, on_cell_executed=started.look
    ).execute()
    assert outputs(played) == outputs(shown)
    assert [process.cmdline() for process in started.left()] == []
