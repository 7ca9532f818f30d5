"""Apps in a Jupyter server that was started for something else."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

from tests.integration.server import Page, running
from tests.server.client import LONG, write_notebook

ENABLED = ("-m", "jupyter_server", "--ServerApp.jpserver_extensions={'jupyterlit.server.extension': True}")
OPTIONS = (
    *("--no-browser", "--allow-root", "--port", "0", "--ip", "127.0.0.1"),
    *("--IdentityProvider.token=letmein", "--JupyterLit.session_timeout=0.5"),
)


async def test_a_notebook_of_the_root_is_an_app_with_a_kernel_of_its_own(tmp_path: Path) -> None:
    write_notebook(tmp_path / "sales.ipynb", "import jupyterlit as st\nn = 41", "%%app\nst.text(f'{n + 1}')")
    async with running(tmp_path, *ENABLED, *OPTIONS, says=r"http://127.*token") as server:
        client = server.client()
        await client.get("/lit/app/sales.ipynb?token=letmein")
        page = await Page.open(client, "sales.ipynb")
        assert page.bodies == ["42"]
        # It is no kernel that Jupyter's own interface shows, or that a user of that could speak to.
        kernels = await client.get("/api/kernels", Authorization="token letmein")
        assert json.loads(kernels.body) == []
        assert len(server.processes()) == 2
        page.socket.connection.close()
        async with asyncio.timeout(LONG):
            while len(server.processes()) > 1:  # noqa: ASYNC110 (it happens in the server)
                await asyncio.sleep(0.1)
        assert (await Page.open(client, "sales.ipynb")).bodies == ["42"]


async def test_an_interrupt_ends_the_apps_with_the_server(tmp_path: Path) -> None:
    write_notebook(tmp_path / "sales.ipynb", "import jupyterlit as st", "%%app\nst.text('here')")
    async with running(tmp_path, *ENABLED, *OPTIONS, says=r"http://127.*token") as server:
        client = server.client()
        await client.get("/lit/app/sales.ipynb?token=letmein")
        await Page.open(client, "sales.ipynb")
        await asyncio.sleep(1.5)  # from then on the notebook's file is watched
        processes = server.processes()
        assert await server.stop(signal.SIGINT) == 0
        assert not any(process.is_running() for process in processes)
