"""A kernel of another server that is of no use; what becomes of others is told in test_kernel_pool."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels.guest_kernel import GuestKernel
from jupyterlit.server.kernels.kernel_link import KernelGone, Outcome, Output
from jupyterlit.server.kernels.kernel_process import KernelFailed
from tests.server.conftest import LOG, FakeLink


async def silent() -> None:
    raise KernelGone("The kernel has ended.")


async def serves_nothing(code: str) -> Outcome:
    return Outcome("error", "KeyError")


class Useless:
    """A process that cannot be asked, or has begun anew."""

    id = "gateway:1"
    pid = 0
    environment: Mapping[str, str] | None = None

    def __init__(self, how: str) -> None:
        self.made = FakeLink()
        if how == "silent":
            self.made.start = silent
        else:
            self.made.execute = serves_nothing

    def link(self, output: Output) -> FakeLink:
        return self.made

    async def ended(self) -> None:
        raise AssertionError("It has never been linked to.")

    async def end(self) -> None:
        raise AssertionError("It is another server's.")


@pytest.mark.parametrize("how", ["silent", "begun anew"])
async def test_a_kernel_that_serves_nothing_is_none(how: str, notebook: Path) -> None:
    process = Useless(how)
    kernel = GuestKernel(0, read_app(notebook), LOG, process)
    with pytest.raises(KernelFailed):
        await kernel.join()
    await kernel.gone()
    await kernel.shutdown()
    assert process.made.closed
    assert (kernel.id, kernel.ours, kernel.state) == ("gateway:1", False, "failed")
