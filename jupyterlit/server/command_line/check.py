"""What is wrong with a deployment, found before anybody visits it."""

from __future__ import annotations

import ast
import asyncio
import importlib.metadata
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from traitlets.config import Config

from jupyterlit.errors import StreamlitAPIException
from jupyterlit.server.app_source import AppSource, problem_of
from jupyterlit.server.capacity import kernels_for_machine, resident, room_for_kernels, show_size
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.kernels.kernel_link import KernelLink
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.session_store import StoreFailed
from jupyterlit.server.storage.stores import open_store

_OURS = ("jupyterlit", "streamlit")


def imports_of(source: AppSource) -> list[str]:
    """Return the packages that an app's scripts and cells import at their top level, in alphabetical order.

    What is imported within `try` may be absent.
    """
    found: set[str] = set()
    parts = [*source.setup, *(part for page in source.pages for part in page.parts)]
    for part in parts:
        if part.kind == "code":
            found.update(_imports_in(part.source, notebook=source.notebook))
    return sorted(found - set(_OURS))


def _imports_in(code: str, *, notebook: bool) -> Iterator[str]:
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        tree = ast.parse(TransformerManager().transform_cell(code) if notebook else code)
    except SyntaxError:
        return  # the script itself says so, better
    for node in tree.body:
        match node:
            case ast.Import(names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case _:
                pass


def check_files(source: AppSource) -> Iterator[Finding]:
    """Look at who can read and change what the app runs and knows, and whether its pages can be run."""
    folder = Path(source.path).parent
    for path in (Path(source.path), folder, *folder.glob("pages/*.py")):
        if not os.access(path, os.R_OK):
            yield Finding("error", f"{path} cannot be read by this user.")
        elif _mode(path) & stat.S_IWOTH and not _mode(path) & stat.S_ISVTX:
            yield Finding("warning", f"{path} can be changed by every user of this machine: chmod o-w.")
        if path.suffix == ".py" and (problem := problem_of(path)) is not None:
            yield Finding("error", f"{problem}.")
    for path in (folder / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml"):
        if path.is_file() and _mode(path) & (stat.S_IROTH | stat.S_IWOTH):
            yield Finding("warning", f"{path} can be read by every user of this machine: chmod o-rw.")


def _mode(path: Path) -> int:
    return path.stat().st_mode if os.name == "posix" else 0


def check_size(options: JupyterLit) -> Iterator[Finding]:
    """Look at whether the machine has room for what is asked of it."""
    if options.at_gateway:
        yield Finding("ok", "Kernels are at a gateway: its limits count.")
        return
    count = options.kernel_count()
    room = room_for_kernels(options.kernel_memory)
    if options.isolate:
        yield Finding("ok", f"There is memory for some {room} sessions with a kernel each; who comes then waits.")
    if not options.isolate and count > room:
        limit = f" of {show_size(options.kernel_memory)}" if options.kernel_memory else ""
        yield Finding("warning", f"There is memory for some {room} kernels{limit}, not for {count}.")
    if not options.isolate and count > (cores := kernels_for_machine()):
        yield Finding("warning", f"There are {count} kernels, and this machine keeps no more than {cores} busy.")


async def check_store(path: Path, options: JupyterLit, log: logging.Logger) -> Finding:
    """Look at whether sessions can be kept."""
    try:
        store = open_store(options, path, log, default="sqlite")
        try:
            await store.get("check")
        finally:
            await store.close()
    except (StoreFailed, StreamlitAPIException) as error:
        return Finding("error", f"Sessions cannot be kept: {str(error).rstrip('.')}.")
    return Finding("ok", "Sessions can be kept.")


async def check_app(source: AppSource, options: JupyterLit, log: logging.Logger) -> list[Finding]:
    """Start one kernel as for visitors, and look at what the app lacks there."""
    findings: list[Finding] = []
    config: Any = options.config  # it has no types
    gateway = Config({"GatewayClient": config.get("GatewayClient", {})})
    one = JupyterLit(kernel_name=options.kernel_name, gateway_url=options.gateway_url, config=gateway)
    pool = KernelPool(source, one, log)
    try:
        await pool.launch()
        (kernel,) = pool.kernels
        link = await kernel.link()
        findings += [_ready(kernel), *await asyncio.to_thread(_memory, kernel, options), *await _version(link)]
        missing = await _missing(link, imports_of(source))
        findings += [Finding("error", f"The app imports {name}, which its kernel does not have.") for name in missing]
    except (KernelFailed, StreamlitAPIException) as error:
        findings.append(Finding("error", str(error)))
    finally:
        await asyncio.shield(pool.shutdown())
    return findings


def _ready(kernel: Kernel) -> Finding:
    return Finding("ok", f"A kernel is set up in {kernel.seconds:.1f} s.")


def _memory(kernel: Kernel, options: JupyterLit) -> Iterator[Finding]:
    """Compare what a kernel holds before anybody has come with what it may hold, and with what there is."""
    held = resident(kernel.pid) if kernel.pid else 0
    if options.kernel_memory and held > options.kernel_memory:
        may = show_size(options.kernel_memory)
        yield Finding(
            "error", f"A kernel holds {show_size(held)} once it is set up: --kernel-memory {may} is too little."
        )
    count = max(1, options.warm) if options.isolate else options.kernel_count()
    if held and count > (room := room_for_kernels(held)):
        yield Finding(
            "warning",
            f"A kernel holds {show_size(held)} once it is set up: there is memory for some {room}, not for {count}.",
        )


async def _version(link: KernelLink) -> list[Finding]:
    """Compare the kernel's jupyterlit with ours: they speak to each other."""
    ours = importlib.metadata.version("jupyterlit")
    theirs = "__import__('importlib.metadata').metadata.version('jupyterlit')"
    outcome = await link.execute(f"assert {theirs} == {ours!r}, {theirs}")
    if outcome.ok:
        return []
    text = f"The kernel has jupyterlit {outcome.evalue}, this server {ours}: install the same in both environments."
    return [Finding("warning", text)]


async def _missing(link: KernelLink, names: Sequence[str]) -> list[str]:
    """Return those of these packages that a kernel does not find."""
    found: list[str] = []
    for name in names:
        outcome = await link.execute(f"assert __import__('importlib.util').util.find_spec({name!r}) is not None")
        if not outcome.ok:
            found.append(name)
    return found
