"""What is said of kernels that cannot serve."""

from __future__ import annotations

from pathlib import Path

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel_process import KernelFailed, KernelProcess, Launcher
from jupyterlit.server.kernels.local_process import LocalLauncher
from tests.server.conftest import LOG


def test_a_failure_says_what_happened_and_whether_it_passes() -> None:
    error = KernelFailed("The app cannot start", "Its kernel has no jupyterlit.")
    assert str(error) == "The app cannot start Its kernel has no jupyterlit."
    assert not error.waiting
    assert KernelFailed("a", "b", waiting=True).waiting


async def test_this_machine_is_a_launcher_of_processes(tmp_path: Path) -> None:
    launcher: Launcher = LocalLauncher(LOG)
    process: KernelProcess = await launcher.start(AppSource("app", f"{tmp_path}/app.py", (), ()), "", tmp_path / "k")
    await process.end()
    assert await launcher.find("") is None
