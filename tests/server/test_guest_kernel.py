"""A kernel of another server that does not answer; what becomes of others is told in test_kernel_pool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.guest_kernel import GuestKernel
from jupyterlit.server.kernel_link import KernelGone
from jupyterlit.server.kernel_process import KernelFailed
from tests.server.conftest import LOG, FakeLink


class Silent:
    """A process whose link cannot be opened."""

    id = "gateway:1"
    pid = 0
    environment: Mapping[str, str] | None = None

    def __init__(self) -> None:
        self.made = FakeLink()

    def link(self, output: Callable[[str], None]) -> FakeLink:
        async def start() -> None:
            raise KernelGone("The kernel has ended.")

        self.made.start = start
        return self.made

    async def ended(self) -> None:
        raise AssertionError("It has never been linked to.")

    async def end(self) -> None:
        raise AssertionError("It is another server's.")


async def test_a_kernel_that_does_not_answer_is_none(notebook: Path) -> None:
    process = Silent()
    kernel = GuestKernel(0, read_app(notebook), LOG, process)
    with pytest.raises(KernelFailed):
        await kernel.join()
    await kernel.gone()
    await kernel.shutdown()
    assert process.made.closed
    assert (kernel.id, kernel.ours, kernel.state) == ("gateway:1", False, "failed")
