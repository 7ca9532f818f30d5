"""A real kernel that echoes; what it is told when it dies, fails or is changed."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from tests.integration.server import ECHO_KERNEL
from tests.server.client import until, write_notebook
from tests.server.conftest import LOG

HEAPS = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # that shrink, though each run has a thread
Launch = Callable[..., Awaitable[Kernel]]


@pytest.fixture
async def launch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Launch]:
    """A function that starts a kernel for a notebook of these cells."""
    for name in HEAPS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", ECHO_KERNEL)
    (tmp_path / "k").mkdir()
    started: list[Kernel] = []

    async def launch(*cells: str) -> Kernel:
        kernel = Kernel(0, read_app(write_notebook(tmp_path / "book.ipynb", *cells)), "", LOG)
        started.append(kernel)
        await kernel.launch(tmp_path / "k")
        return kernel

    yield launch
    for kernel in started:
        await kernel.shutdown()


async def test_a_kernel_is_this_python_in_the_apps_folder(launch: Launch, tmp_path: Path) -> None:
    kernel = await launch("import os, sys", "%%app\n1")
    assert kernel.state == "starting"
    link = await kernel.link()
    assert (kernel.state, kernel.lives) == ("ready", 1)
    check = f"assert (sys.executable, os.getcwd(), sys.path[0]) == {(sys.executable, str(tmp_path), str(tmp_path))!r}"
    assert (await link.execute(check)).ok
    assert (await link.execute(f"assert {HEAPS!r}.items() <= os.environ.items()")).ok
    await kernel.shutdown()
    assert link.closed


async def test_nothing_of_ours_stands_among_the_notebooks_names(launch: Launch) -> None:
    link = await (await launch("before = set(globals())", "%%app\n1")).link()
    outcome = await link.execute("assert set(globals()) - before <= {'before'}, set(globals()) - before")
    assert outcome.ok, outcome.evalue
    outcome = await link.execute("import builtins\nours = [n for n in globals() if 'lit' in n]\nassert not ours, ours")
    assert outcome.ok, outcome.evalue


async def test_what_it_prints_is_logged_under_the_apps_name(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    await (await launch("print('hello\\nworld')", "%%app\n1")).link()
    await until(lambda: "book | world" in caplog.messages)
    assert "book | hello" in caplog.messages


async def test_a_line_that_is_printed_slowly_is_logged_as_one(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    slowly = "import sys, time\nprint('hello', end=' ')\nsys.stdout.flush()\ntime.sleep(0.1)\nprint('world')"
    await (await launch(slowly, "%%app\n1")).link()
    await until(lambda: "book | hello world" in caplog.messages)


async def test_a_dead_kernel_is_started_again_and_set_up(launch: Launch) -> None:
    kernel = await launch("x = 1", "%%app\n1")
    link = await kernel.link()
    link.send("", [])  # to no comm: harmless
    before = kernel.id
    kernel.sessions.add("s")
    await _die(kernel)
    assert link.closed
    again = await kernel.link()
    assert kernel.lives == 2
    assert kernel.id != before
    assert kernel.sessions == set()
    assert (await again.execute("assert x == 1")).ok


async def _die(kernel: Kernel) -> None:
    link = await kernel.link()
    with pytest.raises(Exception, match="The kernel has ended"):
        await link.execute("import os; os._exit(1)")


async def test_setup_that_fails_is_told_and_tried_again_when_it_has_changed(launch: Launch, tmp_path: Path) -> None:
    kernel = await launch("x = 1", "y = x / 0", "%%app\n1")
    for _ in range(2):
        with pytest.raises(KernelFailed) as failure:
            await kernel.link()
        assert failure.value.title == "The app's set-up has failed"
        assert failure.value.message == "book.ipynb, cell 2 failed: ZeroDivisionError: division by zero"
    assert kernel.state == "failed"
    await kernel.update(read_app(write_notebook(tmp_path / "book.ipynb", "x = 1", "y = x / 1", "%%app\n1")))
    await until(lambda: kernel.state != "failed")
    assert (await (await kernel.link()).execute("assert y == 1")).ok


async def test_setup_that_fails_tells_no_secrets(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    kernel = await launch("secret = 'hunter' + '22'\nraise ValueError(f'no user has {secret}')", "%%app\n1")
    with pytest.raises(KernelFailed) as failure:
        await kernel.link()
    assert failure.value.message == "book.ipynb, cell 1 failed: ValueError: no user has hidden"
    assert "no user has hidden" in caplog.text
    assert "hunter22" not in caplog.text


async def test_setup_that_fails_says_little_where_its_secrets_are_not_known(launch: Launch) -> None:
    kernel = await launch("import sys\ndel sys.modules['jupyterlit.kernel.comm'].veil\n1 / 0", "%%app\n1")
    with pytest.raises(KernelFailed) as failure:
        await kernel.link()
    assert failure.value.message == "book.ipynb, cell 1 failed: ZeroDivisionError"


async def test_a_kernel_that_always_dies_is_given_up(launch: Launch) -> None:
    kernel = await launch("import os\nos._exit(1)", "%%app\n1")
    with pytest.raises(KernelFailed) as failure:
        await kernel.link()
    assert failure.value.message == "Its kernel stops while it is being set up."
    assert kernel.lives == 3


async def test_a_new_version_goes_to_the_running_kernel(
    launch: Launch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    kernel = await launch("x = 1", "%%app\n1")
    await kernel.link()
    await kernel.update(read_app(write_notebook(tmp_path / "book.ipynb", "x = 1", "%%app\nnewer")))
    await until(lambda: any("serving" in text and "newer" in text for text in caplog.messages))
    assert kernel.lives == 1
    await kernel.update(read_app(write_notebook(tmp_path / "book.ipynb", "x = 2", "%%app\nnewer")))
    await until(lambda: kernel.lives == 2)
    assert (await (await kernel.link()).execute("assert x == 2")).ok
