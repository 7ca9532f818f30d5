"""Which kernel a gateway is asked for, and what becomes of it; the gateway is a server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernels import gateway_process
from jupyterlit.server.kernels.gateway import Gateway, Specs
from jupyterlit.server.kernels.gateway_process import GatewayLauncher, kernel_environment, launcher_of
from jupyterlit.server.kernels.kernel_process import NotNow
from jupyterlit.server.options import JupyterLit
from tests.server.client import until, write_notebook
from tests.server.conftest import LOG
from tests.server.far_kernel import KERNEL, FarKernel, far_kernel


@pytest.fixture
async def kernel() -> AsyncIterator[FarKernel]:
    async with far_kernel() as kernel:
        yield kernel


def launcher(kernel: FarKernel, **traits: Any) -> Any:
    config = Config({"GatewayClient": traits})
    return launcher_of(JupyterLit(gateway_url=kernel.url, config=config), LOG)


def asking_for(folder: Path, kernel: str) -> AppSource:
    """Return an app of a notebook that names its kernel."""
    metadata = {"kernelspec": {"name": kernel, "language": "python"}}
    return read_app(write_notebook(folder / "book.ipynb", "%%app\n1", metadata=metadata))


@pytest.mark.parametrize(
    ("asked", "chosen", "got"), [("other", "", "other"), ("other", "lit", "lit"), ("py", "", "lit")]
)
async def test_the_kernel_is_the_chosen_one_or_the_notebooks_or_the_gateways(
    kernel: FarKernel, tmp_path: Path, caplog: pytest.LogCaptureFixture, asked: str, chosen: str, got: str
) -> None:
    process = await launcher(kernel).start(asking_for(tmp_path, asked), chosen, tmp_path / "unused")
    (started,) = kernel.started
    assert (started["name"], started["env"]["KERNEL_WORKING_DIR"]) == (got, str(tmp_path))
    assert (process.id, process.pid) == (f"gateway:{KERNEL}", 0)
    missing = ["book asks for the kernel py, which the gateway does not have."] if asked == "py" else []
    assert [text for text in caplog.messages if "asks for" in text] == missing


async def test_a_chosen_kernel_that_is_not_there_is_an_error(kernel: FarKernel, tmp_path: Path) -> None:
    with pytest.raises(AppSourceError) as error:
        await launcher(kernel).start(asking_for(tmp_path, "lit"), "conda-of-bob", tmp_path / "unused")
    assert str(error.value) == (
        f"The gateway {kernel.url} has no kernel named conda-of-bob. Choose one of those that it has with "
        "--kernel-name: lit, other."
    )


async def test_a_wrong_token_is_an_error_at_first_and_may_pass_later(kernel: FarKernel, tmp_path: Path) -> None:
    kernel.token = "right"
    there, source = launcher(kernel, auth_token="right"), asking_for(tmp_path, "lit")
    with pytest.raises(AppSourceError, match="does not let this server in"):
        await launcher(kernel).start(source, "", tmp_path / "unused")
    await there.start(source, "", tmp_path / "unused")
    kernel.token = "renewed"
    with pytest.raises(NotNow, match="does not let this server in"):
        await there.start(source, "", tmp_path / "unused")


async def test_a_process_is_linked_to_and_ended(kernel: FarKernel, tmp_path: Path) -> None:
    process = await launcher(kernel).start(asking_for(tmp_path, "lit"), "", tmp_path / "unused")
    link = process.link(print)
    await link.start()
    assert (await link.execute("1")).ok
    kernel.say("status", {"execution_state": "dead"})
    await process.ended()
    await process.end()
    assert kernel.ended == [KERNEL]
    await until(lambda: not kernel.sockets)


async def test_a_kernel_that_could_not_be_ended_is_ended_later(
    kernel: FarKernel, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, source = launcher(kernel), asking_for(tmp_path, "lit")
    process = await there.start(source, "", tmp_path / "unused")
    monkeypatch.setattr(gateway_process, "_FAREWELL_SECONDS", 0.1)
    kernel.token = "closed for now"
    await process.end()
    assert f"The kernel {KERNEL} may be at the gateway still." in caplog.text
    kernel.token = ""
    assert await there.find(process.id) is None  # whatever the gateway has made of it
    await there.start(source, "", tmp_path / "unused")
    assert kernel.ended == [KERNEL]


async def test_kernels_of_other_servers_are_found_by_their_ids(
    kernel: FarKernel, caplog: pytest.LogCaptureFixture
) -> None:
    there = launcher(kernel)
    found = await there.find(f"gateway:{KERNEL}")
    assert found.id == f"gateway:{KERNEL}"
    for id in ("", KERNEL, "gateway:../../etc", f"gateway:{KERNEL[:-1]}0"):
        assert await there.find(id) is None
    kernel.token = "secret"
    assert await there.find(f"gateway:{KERNEL}") is None
    assert [text for text in caplog.messages if "is not looked for" in text] != []


def test_kernels_are_at_a_gateway_where_jupyter_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_GATEWAY_URL", raising=False)
    assert not launcher_of(JupyterLit(), LOG).remote
    assert launcher_of(JupyterLit(gateway_url="http://gateway:8888"), LOG).remote
    assert launcher_of(JupyterLit(config=Config({"GatewayClient": {"url": "http://gateway:8888"}})), LOG).remote
    monkeypatch.setenv("JUPYTER_GATEWAY_URL", "http://gateway:8888")
    assert launcher_of(JupyterLit(), LOG).remote


def test_a_kernel_elsewhere_is_told_options_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_CLIENT_TOOLBAR_MODE", "viewer")
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "hunter22")
    monkeypatch.setenv("JUPYTERLIT_SESSION_KEY", "hunter22")
    told = kernel_environment()
    assert (told["MPLBACKEND"], told["STREAMLIT_CLIENT_TOOLBAR_MODE"]) == ("agg", "viewer")
    assert "hunter22" not in told.values()


async def test_a_gateway_that_has_nothing_to_start_is_an_error(tmp_path: Path) -> None:
    class Bare(Gateway):
        def __init__(self) -> None:
            self.url = "http://gateway"

        async def specs(self) -> Any:
            return Specs("python3", {})

    with pytest.raises(AppSourceError, match="no kernel that it starts by default"):
        await GatewayLauncher(Bare(), lambda folder: {}, LOG).start(asking_for(tmp_path, "x"), "", tmp_path / "unused")
