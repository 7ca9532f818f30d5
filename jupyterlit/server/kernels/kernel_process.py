"""What runs a kernel: a process of this machine, or one that a gateway has started."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel_link import KernelLink, Output

ENVIRONMENT = {
    "MPLBACKEND": "agg",  # figures are drawn for the page; IPython's own backend would send them to nobody
    # Every run has a thread of its own, and glibc spreads them over eight heaps for each core, none of which shrinks.
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # as Arrow's own does, a heap for each thread
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # nobody debugs here, so nobody needs the debugger's advice
}


class KernelFailed(Exception):
    """A kernel cannot serve its app: what happened, in the reader's words; `waiting`: it goes on by itself.

    Of a `sentence` with `{gaps}` the page translates what is ours; `message` is all of it, in English.
    """

    def __init__(
        self, title: str, sentence: str, *, waiting: bool = False, gaps: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.title = title
        self.sentence = self.message = sentence
        self.gaps = gaps
        self.waiting = waiting
        for gap, value in gaps.items():
            self.message = self.message.replace(f"{{{gap}}}", value)
        super().__init__(f"{title} {self.message}")


class NotNow(Exception):
    """No kernel can be started at present; it is tried again. The log is told why, readers are told to wait."""


class KernelProcess(Protocol):
    """One process of a kernel, from its start to its end.

    Attributes
    ----------
    id
        Names it on all servers; empty where no other one could reach it.
    pid
        Its number on this machine, 0 where it is on another.
    environment
        Variables that it needs and has not been started with; None where it has been started in the app's folder,
        with all that it needs.
    """

    id: str
    pid: int
    environment: Mapping[str, str] | None

    def link(self, output: Output) -> KernelLink:
        """Return a way to it; what it prints goes to `output`."""
        ...

    async def ended(self) -> None:
        """Return when it has ended, or cannot be reached any more."""
        ...

    async def end(self) -> None:
        """End it, by force if it does not by itself."""
        ...


class Launcher(Protocol):
    """Starts the processes of an app's kernels.

    Attributes
    ----------
    remote
        Whether they are on another machine, as far as this server knows: with files and memory of their own.
    """

    remote: bool

    async def start(self, source: AppSource, spec: str, connection: Path) -> KernelProcess:
        """Start a process.

        Parameters
        ----------
        source
            The app: where its files are, and the kernel that it asks for.
        spec
            Name of the kernel spec that the administrator has chosen, if one has been.
        connection
            File in which a process of this machine finds its addresses.

        Raises
        ------
        AppSourceError
            It cannot be started, now or later.
        NotNow
            It cannot be started at present.
        """
        ...

    async def find(self, id: str) -> KernelProcess | None:
        """Return a process that another server has started; None if it is gone, or cannot be reached."""
        ...
