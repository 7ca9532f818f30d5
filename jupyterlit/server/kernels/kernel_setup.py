"""What a kernel is told before its app is open: the code that the server runs in it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.kernels.kernel_link import KernelLink, Outcome
from jupyterlit.server.kernels.kernel_process import KernelFailed

START_SECONDS = 60.0  # how long a process has to answer, from its start
# Expressions, because the kernel's namespace is the notebook's: no name of ours in it.
_COMM = "__import__('jupyterlit.kernel.comm', fromlist=['serve'])"
_PREPARE = f"{_COMM}.prepare(get_ipython())"
# Fails where the kernel serves no app yet, or any more.
SERVES = "__import__('comm').get_comm_manager().targets['jupyterlit']"
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class SetUpFailed(KernelFailed):
    """A kernel cannot be set up; `trace` is for the log."""

    def __init__(
        self,
        title: str,
        sentence: str,
        outcome: Outcome | None = None,
        *,
        gaps: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(title, sentence, gaps=gaps)
        self.trace = "\n" + _plain("\n".join(outcome.traceback)) if outcome else ""


async def set_up(link: KernelLink, source: AppSource, environment: Mapping[str, str] | None = None) -> None:
    """Return when a new kernel has run its app's set-up cells and serves the app.

    Parameters
    ----------
    link
        The way to it.
    source
        The app.
    environment
        Variables that it has not been started with, if it has not been started in the app's folder either.

    Raises
    ------
    SetUpFailed
        It does not answer, lacks something, or a cell fails.
    KernelGone
        It has ended.
    """
    try:
        async with asyncio.timeout(START_SECONDS):
            await link.start()
    except TimeoutError as error:
        text = "Its kernel has not answered for {seconds} seconds."
        raise SetUpFailed("The app cannot start", text, gaps={"seconds": f"{START_SECONDS:.0f}"}) from error
    outcome = await link.execute(_preparing(str(Path(source.path).parent), environment))
    if outcome.evalue == "No module named 'jupyterlit'":
        raise SetUpFailed("The app cannot start", "Its kernel has no jupyterlit. Install it there.")
    if not outcome.ok:
        raise SetUpFailed("The app cannot start", f"{outcome.ename}: {outcome.evalue}", outcome)
    for part in source.setup:
        outcome = await link.execute(part.source)
        if not outcome.ok:
            outcome = await _veiled(link, outcome)
            problem = outcome.ename + (f": {outcome.evalue}" if outcome.evalue else "")
            gaps = {"cell": part.filename, "problem": problem}
            raise SetUpFailed("The app's set-up has failed", "{cell} failed: {problem}", outcome, gaps=gaps)
    outcome = await link.execute(serving(source))
    if not outcome.ok:
        raise SetUpFailed("The app cannot start", f"{outcome.ename}: {outcome.evalue}", outcome)


def serving(source: AppSource) -> str:
    """Return the code that lets a kernel serve a version of its app."""
    return f"{_COMM}.serve({source.to_json()!r})"


def _preparing(folder: str, environment: Mapping[str, str] | None) -> str:
    """Return the code that a kernel begins with."""
    code = f"__import__('sys').path.insert(0, {folder!r})\n{_PREPARE}"
    return code if environment is None else f"{_COMM}.settle({folder!r}, {dict(environment)!r})\n{code}"


async def _veiled(link: KernelLink, outcome: Outcome) -> Outcome:
    """Return how code has ended without the secrets that are its author's: the kernel knows them."""
    said = msgspec.json.encode([outcome.evalue, *map(_plain, outcome.traceback)]).decode()
    answer = await link.execute(f"{_COMM}.veil({said!r})")
    try:
        evalue, *traceback = msgspec.json.decode(answer.evalue, type=list[str])
    except ValueError:  # rather nothing than too much
        return Outcome(outcome.status, outcome.ename)
    return Outcome(outcome.status, outcome.ename, evalue, traceback)


def _plain(text: str) -> str:
    return _COLOURS.sub("", text)
