"""What `serve --check` finds; a real kernel only where one is looked into."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.server.app_source import read_app
from jupyterlit.server.command_line import check as module
from jupyterlit.server.command_line.check import check_app, check_files, check_size, check_store, imports_of
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit
from tests.server.client import write_notebook, write_text
from tests.server.conftest import LOG
from tests.server.far_kernel import far_kernel


def test_an_apps_imports_are_those_it_cannot_do_without(tmp_path: Path) -> None:
    page = "%%app\n%matplotlib inline\nimport streamlit as st\nfrom pandas.api import types\n"
    page += "try:\n    import polars\nexcept ImportError:\n    pass\ndef later():\n    import duckdb\n"
    path = write_notebook(tmp_path / "book.ipynb", "import os, numpy as np\n!ls", page, "%%app other\nif")
    assert imports_of(read_app(path)) == ["numpy", "os", "pandas"]


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
def test_files_that_others_can_change_or_secrets_they_can_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    write_text(tmp_path / "app.py", "1")
    (tmp_path / ".streamlit").mkdir()
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    write_text(secrets, "a = 1")
    for path, mode in ((tmp_path, 0o755), (tmp_path / "app.py", 0o644), (secrets, 0o600)):
        path.chmod(mode)
    source = read_app(tmp_path / "app.py")
    assert list(check_files(source)) == []
    secrets.chmod(0o604)
    (tmp_path / "app.py").chmod(0o646)
    assert [finding.text for finding in check_files(source)] == [
        f"{tmp_path / 'app.py'} can be changed by every user of this machine: chmod o-w.",
        f"{secrets} can be read by every user of this machine: chmod o-rw.",
    ]


def test_pages_that_cannot_be_run_are_named(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    write_text(tmp_path / "app.py", "1")
    write_text(tmp_path / "pages" / "1_broken.py", "def (")
    assert Finding("error", "1_broken.py, line 1: invalid syntax.") in check_files(read_app(tmp_path / "app.py"))


def test_more_than_the_machine_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def room(size: int) -> int:
        return 8 if size else 20

    monkeypatch.setattr(module, "room_for_kernels", room)
    monkeypatch.setattr(module, "kernels_for_machine", lambda: 4)

    def texts(**options: object) -> list[str]:
        return [finding.text for finding in check_size(JupyterLit(config=Config({"JupyterLit": options})))]

    assert texts(kernels=4) == []
    assert texts(kernels=10, kernel_memory="2GB") == [
        "There is memory for some 8 kernels of 2.0 GB, not for 10.",
        "There are 10 kernels, and this machine keeps no more than 4 busy.",
    ]
    assert texts(isolate=True) == ["There is memory for some 20 sessions with a kernel each; who comes then waits."]


async def test_a_store_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "1")
    source = tmp_path / "app.py"
    memory = JupyterLit(session_store="memory")
    assert await check_store(source, memory, LOG) == Finding("ok", "Sessions can be kept.")
    nowhere = JupyterLit(session_store="redis://127.0.0.1:1/0", session_key="k" * 40)
    finding = await check_store(source, nowhere, LOG)
    assert finding.level == "error"
    assert finding.text.startswith("Sessions cannot be kept: ")


async def test_what_a_kernel_lacks_is_named(tmp_path: Path) -> None:
    write_text(tmp_path / "beside.py", "1")
    write_text(tmp_path / "app.py", "import beside, no_such_package\nimport pandas\n")
    ready, missing = await check_app(read_app(tmp_path / "app.py"), JupyterLit(), LOG)
    assert ready.level == "ok"
    assert ready.text.startswith("A kernel is set up in ")
    assert missing == Finding("error", "The app imports no_such_package, which its kernel does not have.")


async def test_setup_that_fails_is_told(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "1 / 0", "%%app\n1")
    (finding,) = await check_app(read_app(path), JupyterLit(), LOG)
    text = "The app's set-up has failed book.ipynb, cell 1 failed: ZeroDivisionError: division by zero"
    assert finding == Finding("error", text)


async def test_a_kernel_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    (finding,) = await check_app(read_app(path), JupyterLit(kernel_name="conda-of-bob"), LOG)
    assert finding.text.startswith("There is no kernel named conda-of-bob on this machine.")


def test_a_gateways_limits_are_its_own() -> None:
    (finding,) = check_size(JupyterLit(gateway_url="http://gateway:8888", kernels=99))
    assert (finding.level, finding.text) == ("ok", "Kernels are at a gateway: its limits count.")


async def test_an_app_is_tried_at_the_gateway(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "1")
    async with far_kernel() as kernel:
        kernel.token = "letmein"
        config = Config({"GatewayClient": {"auth_token": "wrong"}})
        options = JupyterLit(gateway_url=kernel.url, config=config)
        (finding,) = await check_app(read_app(tmp_path / "app.py"), options, LOG)
        assert finding.text.startswith(f"The gateway {kernel.url} does not let this server in (401).")
