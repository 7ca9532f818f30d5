"""The files of an app's folder `static`, and all that is not to be had by that way."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import write_text
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an app with files."""
    folder = tmp_path / "app"
    for name in ("static/fonts", "static/.hidden", ".streamlit", "static-too"):
        (folder / name).mkdir(parents=True)
    write_text(folder / "app.py", "1")
    for name in ("static/a.txt", "static/page.html", "static/pic.svg", "static/.hidden/x.txt", "static/.env"):
        write_text(folder / name, name)
    (folder / "static/fonts/own.woff2").write_bytes(b"font")
    write_text(folder / "secret.txt", "hush")
    write_text(folder / "static-too/secret.txt", "hush")
    write_text(folder / ".streamlit/config.toml", "server.enableStaticServing = true")
    (folder / "static/link.txt").symlink_to(folder / "secret.txt")
    (folder / "static/up").symlink_to(folder)
    return folder


async def serve(start_jupyter: StartJupyter, folder: Path, *, public: bool = True) -> Jupyter:
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, public=public, pools=FakePool)
    await runtime.launch(read_app(folder / "app.py"))
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    return jupyter


async def test_files_are_sent_as_what_does_nothing(start_jupyter: StartJupyter, folder: Path) -> None:
    client = (await serve(start_jupyter, folder)).client()
    answer = await client.get("/app/static/a.txt")
    assert (answer.code, answer.body) == (200, b"static/a.txt")
    kinds = {
        "page.html": "text/plain; charset=utf-8",
        "pic.svg": "image/svg+xml",
        "fonts/own.woff2": "font/woff2",
    }
    for name, kind in kinds.items():
        answer = await client.get(f"/app/static/{name}")
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "..%5csecret.txt",
        "fonts/../../secret.txt",
        "../static-too/secret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "link.txt",
        "up/secret.txt",
        ".env",
        ".hidden/x.txt",
        "a.txt%00.png",
        "",
        "fonts",
        "fonts/",
        "gone.txt",
    ],
)
async def test_nothing_else_is_to_be_had(start_jupyter: StartJupyter, folder: Path, path: str) -> None:
    client = (await serve(start_jupyter, folder)).client()
    answer = await client.get(f"/app/static/{path}")
    assert answer.code in (400, 403, 404)
    assert b"hush" not in answer.body
    assert b"root:" not in answer.body


async def test_without_the_option_there_are_no_files(start_jupyter: StartJupyter, folder: Path) -> None:
    write_text(folder / ".streamlit/config.toml", "")
    client = (await serve(start_jupyter, folder)).client()
    assert (await client.get("/app/static/a.txt")).code == 404


async def test_who_may_not_visit_gets_no_files(start_jupyter: StartJupyter, folder: Path) -> None:
    client = (await serve(start_jupyter, folder, public=False)).client()
    assert (await client.get("/app/static/a.txt")).code == 403
    assert (await client.get("/app/static/a.txt?token=letmein")).code == 200


async def test_apps_of_a_jupyter_server_have_files_too(start_jupyter: StartJupyter, folder: Path) -> None:
    client = (await start_jupyter()).client()
    assert folder.name == "app"
    answer = await client.get("/lit/app/app/app.py/app/static/fonts/own.woff2?token=letmein")
    assert (answer.code, answer.body) == (200, b"font")
    answer = await client.get("/lit/app/app/app.py/app/static/../app.py?token=letmein")
    assert answer.code != 200
