from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app import App
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.options import JupyterLit
from tests.server.client import LONG, write_notebook, write_text
from tests.server.conftest import LOG


class Pool(KernelPool):
    """A pool that counts how often it is launched and keeps what it is told."""

    def __init__(self, source: AppSource, problem: Exception | None = None) -> None:
        super().__init__(source, JupyterLit(), LOG)
        self.launches = 0
        self.updates: list[AppSource] = []
        self.news = asyncio.Event()
        self._problem = problem

    async def launch(self) -> None:
        self.launches += 1
        await asyncio.sleep(0)
        if self._problem is not None:
            raise self._problem

    async def update(self, source: AppSource) -> bool:
        self.updates.append(source)
        self.news.set()
        return True


async def test_kernels_are_launched_once(notebook: Path) -> None:
    source = read_app(notebook)
    pool = Pool(source)
    app = App("book", source, pool, lambda app: None, LOG)
    await asyncio.gather(app.launch(), app.launch())
    await app.launch()
    assert pool.launches == 1
    await app.close()


async def test_who_waits_for_kernels_that_cannot_start_is_told(notebook: Path) -> None:
    source = read_app(notebook)
    app = App("book", source, Pool(source, AppSourceError("no such kernel")), lambda app: None, LOG)
    for _ in range(2):
        with pytest.raises(AppSourceError, match="no such kernel"):
            await app.launch()
    await app.close()


async def test_a_saved_notebook_is_read_again_and_a_broken_one_left_alone(
    notebook: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = read_app(notebook)
    pool = Pool(source)
    changed: list[App] = []
    app = App("book", source, pool, changed.append, LOG)
    await app.launch()
    write_notebook(notebook, "%%app\nedited")  # before it is watched
    await asyncio.wait_for(pool.news.wait(), LONG)
    assert app.source.pages[0].parts[0].source == "edited"
    pool.news.clear()
    write_text(notebook, "{")
    await asyncio.sleep(0.6)
    write_notebook(notebook, "%%app\nedited again")
    await asyncio.wait_for(pool.news.wait(), LONG)
    assert [source.pages[0].parts[0].source for source in pool.updates] == ["edited", "edited again"]
    assert changed == [app, app]
    assert "book goes on as it was. book.ipynb cannot be read as a notebook" in caplog.text
    await app.close()


async def test_a_saved_script_runs_again_where_the_author_wants_that(tmp_path: Path) -> None:
    for name in ("out", "lib", ".streamlit"):
        (tmp_path / name).mkdir()
    write_text(tmp_path / "app.py", "1")
    write_text(tmp_path / ".streamlit/config.toml", 'server.runOnSave = true\nserver.folderWatchBlacklist = ["out"]')
    source = read_app(tmp_path / "app.py")
    pool = Pool(source)
    app = App("app", source, pool, lambda app: None, LOG)
    await app.launch()
    await asyncio.sleep(1.6)
    write_text(tmp_path / "out/made.py", "2")
    write_text(tmp_path / "notes.txt", "3")
    await asyncio.sleep(0.6)
    assert pool.updates == []
    write_text(tmp_path / "lib/helper.py", "4")
    await asyncio.wait_for(pool.news.wait(), LONG)
    assert pool.updates == [source]
    await app.close()


async def test_pages_that_come_and_go_beside_a_script_are_found_by_who_asks_for_them(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "1")
    source = read_app(tmp_path / "app.py")
    pool = Pool(source)
    changed: list[App] = []
    app = App("app", source, pool, changed.append, LOG)
    app.look()
    assert app.source is source
    (tmp_path / "pages").mkdir()
    write_text(tmp_path / "pages/2_More.py", "2")
    app.look()
    assert [page.name for page in app.source.pages] == ["app", "More"]
    await asyncio.wait_for(pool.news.wait(), LONG)
    assert changed == [app]
    (tmp_path / "pages/2_More.py").unlink()
    write_text(tmp_path / "app.py", "(((")
    app.look()
    assert [page.name for page in app.source.pages] == ["app", "More"]  # until the script can be read
    write_text(tmp_path / "app.py", "22")
    app.look()
    assert [page.name for page in app.source.pages] == ["app"]
    await app.close()


async def test_a_script_that_has_been_changed_may_make_pages_and_is_not_run_again_for_it(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "1")
    source = read_app(tmp_path / "app.py")
    pool = Pool(source)
    app = App("app", source, pool, lambda app: None, LOG)
    assert app.source.find_page("report") is None
    write_text(tmp_path / "app.py", "st.navigation([first, report]).run()")
    os.utime(tmp_path / "app.py", (1, 1))
    app.look()
    assert app.source.find_page("report") is not None
    await asyncio.sleep(0)
    assert pool.updates == []
    await app.close()


async def test_a_notebook_is_not_watched_where_the_author_wants_that(notebook: Path) -> None:
    (notebook.parent / ".streamlit").mkdir()
    write_text(notebook.parent / ".streamlit/config.toml", 'server.fileWatcherType = "none"')
    source = read_app(notebook)
    pool = Pool(source)
    app = App("book", source, pool, lambda app: None, LOG)
    await app.launch()
    write_notebook(notebook, "%%app\nedited")
    await asyncio.sleep(1.6)
    assert pool.updates == []
    await app.close()
