from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels.kernel import KernelFailed
from jupyterlit.server.runtime import Runtime
from tests.server.client import write_notebook
from tests.server.conftest import Jupyter, fake_kernel


@pytest.mark.parametrize("place", ["/", "/lit/"])
async def test_readiness_follows_the_kernels_and_life_does_not(served: Jupyter, runtime: Runtime, place: str) -> None:
    client, kernel = served.client(), fake_kernel(runtime)
    seen: list[tuple[int, bytes]] = []
    for failure, ready in [(None, True), (None, False), (KernelFailed("a", "b"), True)]:
        kernel.failure = failure
        kernel.ready.set() if ready else kernel.ready.clear()
        response = await client.get(place + "ready")
        seen.append((response.code, response.body))
        assert (await client.get(place + "health")).body == b'{"status": "alive"}'
    assert seen == [(200, b'{"status": "ready"}'), (503, b'{"status": "starting"}'), (503, b'{"status": "failed"}')]


async def test_a_server_that_stops_wants_no_visitors(served: Jupyter, runtime: Runtime) -> None:
    runtime.stopping = True
    response = await served.client().get("/ready")
    assert (response.code, response.body) == (503, b'{"status": "stopping"}')
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_page_of_the_app_comes_before_ours(served: Jupyter, runtime: Runtime, tmp_path: Path) -> None:
    await runtime.launch(read_app(write_notebook(tmp_path / "own.ipynb", "%%app one\n1", "%%app health\n1")))
    client = served.client()
    assert (await client.get("/health")).headers["Content-Type"].startswith("text/html")
    assert (await client.get("/lit/health")).headers["Content-Type"].startswith("application/json")
