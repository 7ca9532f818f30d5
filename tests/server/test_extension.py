from __future__ import annotations

from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError

from jupyterlit.server.extension import JupyterLitExtension
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import Socket, write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter

TOKEN = {"Authorization": "token letmein"}


@pytest.fixture
async def jupyter(start_jupyter: StartJupyter, tmp_path: Path) -> Jupyter:
    """Any Jupyter server, with notebooks in its root and beside it."""
    root = tmp_path / "root"
    (root / "reports").mkdir(parents=True)
    write_notebook(root / "reports" / "sales.ipynb", "%%app sales\n1", "%%app costs\n2")
    write_notebook(root / ".hidden.ipynb", "%%app\n1")
    write_notebook(tmp_path / "outside.ipynb", "%%app\n1")
    (root / "link.ipynb").symlink_to(tmp_path / "outside.ipynb")
    (root / "broken.ipynb").write_text("{")
    (root / "table.csv").write_text("a,b")
    jupyter = await start_jupyter(root_dir=str(root))
    extension = jupyter.extension
    extension.use(
        Runtime(extension.runtime.options, MemorySessionStore(), LOG, locate=extension.locate, pools=FakePool)
    )
    return jupyter


async def test_notebooks_of_the_root_are_apps(jupyter: Jupyter) -> None:
    client = jupyter.client()
    for path, title in [("reports/sales.ipynb", "sales"), ("reports/sales.ipynb/costs", "costs")]:
        response = await client.get(f"/lit/app/{path}", **TOKEN)
        assert response.code in (200, 500)  # 500 where the front end is not built
        if response.code == 200:
            assert f"<title>{title}</title>" in response.body.decode()
    assert (await client.get("/lit/app/reports/sales.ipynb/other", **TOKEN)).code == 404
    socket = await client.connect("/lit/ws/reports/sales.ipynb", **TOKEN)
    await socket.hello(page="costs")
    assert socket.welcome["app"] == "sales"


@pytest.mark.parametrize(
    "path",
    [
        "gone.ipynb",
        "./reports/sales.ipynb",
        "reports/./sales.ipynb",
        "reports//sales.ipynb",
        "/reports/sales.ipynb",
        "reports/../reports/sales.ipynb",
        ".hidden.ipynb",
        "link.ipynb",
        "../outside.ipynb",
        "..%2foutside.ipynb",
        "%2e%2e/outside.ipynb",
        "reports/../../outside.ipynb",
        "broken.ipynb",
        "table.csv",
        "reports",
        "%00.ipynb",
    ],
)
async def test_nothing_else_of_the_machine_is(jupyter: Jupyter, path: str) -> None:
    client = jupyter.client()
    assert (await client.get(f"/lit/app/{path}", **TOKEN)).code in (400, 404)
    socket: Socket = await client.connect(f"/lit/ws/{path}", **TOKEN)
    await socket.write("{}")
    assert (await socket.closed())[0] in (4404, 1011, None)
    apps = jupyter.extension.runtime.apps
    assert not any(name in key for name in ("outside", "hidden", "link", "sales") for key in apps)


async def test_only_whom_jupyter_lets_in_sees_them(jupyter: Jupyter) -> None:
    client = jupyter.client()
    response = await client.get("/lit/app/reports/sales.ipynb")
    assert (response.code, response.headers["Location"][:7]) == (302, "/login?")
    with pytest.raises(HTTPClientError, match="403"):
        await client.connect("/lit/ws/reports/sales.ipynb")


async def test_health_can_be_asked_by_everybody(jupyter: Jupyter) -> None:
    response = await jupyter.client().get("/lit/ready")
    assert (response.code, response.body) == (200, b'{"status": "ready"}')


async def test_no_kernel_is_started_before_somebody_comes(jupyter: Jupyter) -> None:
    await jupyter.client().get("/lit/app/reports/sales.ipynb", **TOKEN)
    (app,) = jupyter.extension.runtime.apps.values()
    assert app.pool.kernels[0].lives == 0


def test_the_extension_says_its_name() -> None:
    assert JupyterLitExtension.name == "jupyterlit"
