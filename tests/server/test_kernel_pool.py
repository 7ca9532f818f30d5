from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernel_pool import KernelPool
from tests.server.client import write_notebook
from tests.server.conftest import LOG


async def test_a_session_is_placed_where_the_fewest_are(notebook: Path) -> None:
    pool = KernelPool(read_app(notebook), 3, "", LOG)
    placed: list[int] = []
    for _ in range(4):
        kernel = pool.place()
        kernel.sessions.add(str(len(placed)))
        placed.append(kernel.index)
    assert placed == [0, 1, 2, 0]
    pool.kernels[2].sessions.clear()
    assert pool.place().index == 2


async def test_a_kernel_that_is_not_installed_is_named(notebook: Path) -> None:
    pool = KernelPool(read_app(notebook), 2, "no-such-kernel", LOG)
    with pytest.raises(AppSourceError, match=r"There is no kernel named no-such-kernel on this machine\. Install it"):
        await pool.launch()


async def test_a_notebooks_kernel_that_is_not_here_is_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    metadata = {"kernelspec": {"name": "conda-of-bob", "language": "python"}}
    source = read_app(write_notebook(tmp_path / "book.ipynb", "%%app\n1", metadata=metadata))
    pool = KernelPool(source, 1, "", LOG)
    assert caplog.messages == ["book asks for the kernel conda-of-bob, which is not installed here."]
    await pool.shutdown()


async def test_a_pool_that_was_never_launched_shuts_down(notebook: Path) -> None:
    await KernelPool(read_app(notebook), 2, "", LOG).shutdown()
