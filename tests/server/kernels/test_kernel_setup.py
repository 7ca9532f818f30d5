"""What a kernel is told before its app is open, by a link that notes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels.kernel_link import Outcome
from jupyterlit.server.kernels.kernel_setup import SetUpFailed, serving, set_up
from tests.server.client import write_notebook
from tests.server.conftest import FakeLink


class Link(FakeLink):
    """A kernel in which code ends as it is told to."""

    def __init__(self, **ends: Outcome) -> None:
        super().__init__()
        self._ends = ends

    async def execute(self, code: str) -> Outcome:
        await super().execute(code)
        return next((end for word, end in self._ends.items() if word in code), Outcome("ok"))


async def test_a_kernel_of_this_machine_is_prepared_set_up_and_serves(tmp_path: Path) -> None:
    source = read_app(write_notebook(tmp_path / "book.ipynb", "x = 1", "%%app\nx"))
    link = Link()
    await set_up(link, source)
    prepared, cell, served = link.executed
    assert str(tmp_path) in prepared
    assert "settle" not in prepared
    assert (cell, served) == ("x = 1", serving(source))


async def test_a_kernel_elsewhere_settles_first(tmp_path: Path) -> None:
    source = read_app(write_notebook(tmp_path / "book.ipynb", "%%app\n1"))
    link = Link()
    await set_up(link, source, {"MPLBACKEND": "agg"})
    assert f".settle({str(tmp_path)!r}, {{'MPLBACKEND': 'agg'}})\n" in link.executed[0]


@pytest.mark.parametrize(
    ("word", "end", "title", "message"),
    [
        (
            "prepare",
            Outcome("error", "ModuleNotFoundError", "No module named 'jupyterlit'"),
            "The app cannot start",
            "Its kernel has no jupyterlit. Install it there.",
        ),
        ("prepare", Outcome("error", "OSError", "disk"), "The app cannot start", "OSError: disk"),
        (
            "failing",
            Outcome("error", "E"),
            "The app's set-up has failed",
            "book.ipynb, cell 1 failed: E",
        ),
        ("serve(", Outcome("error", "TypeError", "no"), "The app cannot start", "TypeError: no"),
    ],
)
async def test_what_fails_is_told(tmp_path: Path, word: str, end: Outcome, title: str, message: str) -> None:
    source = read_app(write_notebook(tmp_path / "book.ipynb", "failing", "%%app\nx"))
    with pytest.raises(SetUpFailed) as failure:
        await set_up(Link(**{word: end}), source)
    assert (failure.value.title, failure.value.message) == (title, message)
    assert failure.value.trace in ("", "\n")
