from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.server.gallery import Gallery
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import write_notebook, write_text
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter

US = "import streamlit as st\n"
LOGIN = "/login?next="


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two apps, one with a picture and a page, the other with a file to serve."""
    folder = tmp_path / "apps"
    for path in ("pages", "static", ".streamlit"):
        (folder / path).mkdir(parents=True)
    write_text(folder / "one.py", US + "st.title('<i>One</i>')")
    (folder / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_text(folder / "pages" / "details.py", US)
    write_notebook(folder / "two.ipynb", "%%app\n1")
    write_text(folder / "static" / "a.txt", "text")
    write_text(folder / ".streamlit" / "config.toml", "[server]\nenableStaticServing = true\n")
    return folder


@pytest.fixture
async def several(folder: Path) -> AsyncIterator[Runtime]:
    """A runtime that serves the folder to everybody."""
    gallery = Gallery([folder])

    async def locate(key: str) -> Path | None:
        return gallery.locate(key)

    runtime = Runtime(
        JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool, locate=locate, gallery=gallery
    )
    runtime.below = ""
    yield runtime
    await runtime.stop()


@pytest.fixture
async def shown(start_jupyter: StartJupyter, several: Runtime) -> Jupyter:
    jupyter = await start_jupyter(base_url="/team/app/")
    jupyter.extension.mount(several)
    return jupyter


async def test_the_gallery_leads_to_each_app(shown: Jupyter) -> None:
    client = shown.client()
    answer = await client.get("/team/app/")
    page = answer.body.decode()
    assert re.findall(r'<h2><a href="([^"]+)">', page) == ["/team/app/one/", "/team/app/two/"]
    assert "&lt;i&gt;One&lt;/i&gt;" in page
    assert "<search" not in page
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src")
    (picture,) = re.findall(r'<img src="([^"]+)"', page)
    assert (await client.get(picture)).headers["Content-Type"] == "image/png"
    assert (await client.get("/team/app/one")).headers["Location"] == "/team/app/one/"
    assert (await client.get("/team/app/one?a=1")).headers["Location"] == "/team/app/one/?a=1"


async def test_an_app_and_its_files_lie_below_its_name(shown: Jupyter, several: Runtime) -> None:
    client = shown.client()
    codes = {
        path: (await client.get(f"/team/app/{path}")).code
        for path in (
            *("one/", "one/details", "one/nothing", "two/", "three/", "two/app/static/a.txt"),
            *("one/app/static/%2e%2e/one.py", "one/app/static/../one.py", "lit/picture/two", "lit/picture/three"),
        )
    }
    # Which of the two depends on the version of jupyter_server.
    assert {codes.pop(f"one/app/static/{way}/one.py") for way in ("%2e%2e", "..")} <= {403, 404}
    assert codes == {
        "one/": 200,
        "one/details": 200,
        "one/nothing": 404,
        "two/": 200,
        "three/": 302,
        "two/app/static/a.txt": 200,
        "lit/picture/two": 404,
        "lit/picture/three": 404,
    }
    assert (
        '"root": "/team/app/one/", "ws": "/team/app/lit/ws/one"' in (await client.get("/team/app/one/")).body.decode()
    )
    assert {key: app.pool.kernels[0].lives for key, app in several.apps.items()} == {"one": 0, "two": 0}


async def test_a_kernel_is_started_for_the_first_visitor_and_ends_after_the_last(
    shown: Jupyter, several: Runtime
) -> None:
    client = shown.client()
    await client.get("/team/app/one/")
    await client.session("/team/app/lit/ws/one")
    assert list(several.apps) == ["one"]
    app = several.apps["one"]
    assert app.pool.kernels[0].lives == 1
    (kernel,) = app.pool.kernels
    for each in list(kernel.sessions):
        app.pool.release(kernel, each)
    several._on_end(app)  # pyright: ignore[reportPrivateUsage]: what culling calls
    assert several.apps == {}
    several.options.keep_warm = True
    await several.warm()
    assert {key: app.pool.kernels[0].lives for key, app in several.apps.items()} == {"one": 1, "two": 1}
    several._on_end(several.apps["one"])  # pyright: ignore[reportPrivateUsage]
    assert sorted(several.apps) == ["one", "two"]


async def test_who_may_not_visit_is_asked_to_log_in(shown: Jupyter, several: Runtime) -> None:
    several.public = False
    client = shown.client()
    for path in ("", "one", "one/", "two/x"):
        assert LOGIN in (await client.get(f"/team/app/{path}")).headers["Location"]
    assert (await client.get("/team/app/lit/picture/one")).code == 403
    assert (await client.get("/team/app/one/app/static/a.txt")).code == 403
    assert (await client.get("/team/app/?token=letmein")).headers["Location"] == "/team/app/"
    assert (await client.get("/team/app/")).code == 200


async def test_a_jupyter_server_shows_the_apps_of_its_root(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    write_notebook(tmp_path / "book one.ipynb", "%%app\n1")
    write_text(tmp_path / "module.py", "import os")
    jupyter = await start_jupyter(Config({"JupyterLit": {"gallery_title": "Ours"}}))
    client = jupyter.client()
    assert "/login" in (await client.get("/lit/")).headers["Location"]
    page = (await client.get("/lit/", Authorization="token letmein")).body.decode()
    assert re.findall(r'<h2><a href="([^"]+)">', page) == ["/lit/app/book%20one.ipynb/"]
    assert "<h1>Ours</h1>" in page
    assert (await client.get("/lit/app/book%20one.ipynb/", Authorization="token letmein")).code == 200
