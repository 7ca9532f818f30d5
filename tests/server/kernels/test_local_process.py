"""Kernels of this machine: which one an app gets, and that it ends."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import psutil
import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernels import local_process
from jupyterlit.server.kernels.local_process import LocalLauncher
from tests.server.client import LONG, write_notebook
from tests.server.conftest import LOG


def asking_for(folder: Path, kernel: str) -> AppSource:
    """Return an app of a notebook that names its kernel."""
    metadata = {"kernelspec": {"name": kernel, "language": "python"}}
    return read_app(write_notebook(folder / "book.ipynb", "%%app\n1", metadata=metadata))


async def test_a_process_lives_until_it_is_ended(tmp_path: Path) -> None:
    process = await LocalLauncher(LOG).start(asking_for(tmp_path, "python3"), "", tmp_path / "k.json")
    assert psutil.Process(process.pid).cwd() == str(tmp_path)
    assert (process.id, process.environment) == ("", None)
    await process.end()
    await process.ended()
    assert not psutil.pid_exists(process.pid)


@pytest.mark.parametrize("tells", [True, False])
async def test_the_end_of_a_process_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tells: bool) -> None:
    if not tells:
        monkeypatch.delattr(os, "pidfd_open", raising=False)
    monkeypatch.setattr(local_process, "_SELDOM_SECONDS", 1e6)  # nobody looks then
    process = await LocalLauncher(LOG).start(asking_for(tmp_path, "python3"), "", tmp_path / "k.json")
    ended = asyncio.create_task(process.ended())
    await asyncio.sleep(0.1)
    assert not ended.done()
    psutil.Process(process.pid).kill()
    await asyncio.wait_for(ended, LONG)
    await process.end()


async def test_a_notebooks_kernel_that_is_not_here_is_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    launcher, source = LocalLauncher(LOG), asking_for(tmp_path, "conda-of-bob")
    for number in range(2):
        process = await launcher.start(source, "", tmp_path / f"{number}.json")
        await process.end()
    warned = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warned == ["book asks for the kernel conda-of-bob, which is not installed here."]


async def test_a_chosen_kernel_that_is_not_here_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AppSourceError, match="There is no kernel named conda-of-bob on this machine"):
        await LocalLauncher(LOG).start(asking_for(tmp_path, "python3"), "conda-of-bob", tmp_path / "k.json")


async def test_no_process_of_another_server_is_found() -> None:
    await LocalLauncher(LOG).find("gateway:0")


async def test_comms_go_over_a_lane_and_its_end_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("k")
    source = asking_for(folder, "python3")
    process = await LocalLauncher(LOG).start(source, "", folder / "k.json")
    link = process.link(lambda stream, text: None)
    await link.start()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    link.open_comm("stats", {"stats": True}, lambda parts: heard.put_nowait(bytes(parts[0])), lambda: None)
    assert b"sessions" in await asyncio.wait_for(heard.get(), LONG)
    assert not (folder / "k.lane").exists()  # it is for one server
    psutil.Process(process.pid).kill()
    await asyncio.wait_for(process.ended(), LONG)
    link.close()
    await process.end()
