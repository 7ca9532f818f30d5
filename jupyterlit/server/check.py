"""What is wrong with a deployment, found before anybody visits it."""

from __future__ import annotations

import ast
import asyncio
import ipaddress
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from traitlets.config import Config

from jupyterlit.errors import StreamlitAPIException
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.capacity import kernels_for_machine, room_for_kernels, show_size
from jupyterlit.server.kernel import Kernel, KernelFailed
from jupyterlit.server.kernel_link import KernelLink
from jupyterlit.server.kernel_pool import KernelPool
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.session_store import StoreFailed
from jupyterlit.server.stores import open_store

_OURS = ("jupyterlit", "streamlit")


class Finding(msgspec.Struct, frozen=True):
    """Something about a deployment: an error keeps the app from working, a warning does not."""

    level: Literal["error", "warning", "ok"]
    text: str


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


def check_access(*, public: bool, secured: bool, ip: str, tls: bool) -> Iterator[Finding]:
    """Look at who can reach the app.

    Parameters
    ----------
    public
        Whether everybody may visit it.
    secured
        Whether others need a token or a password.
    ip
        Where it listens.
    tls
        Whether what is sent is encrypted.
    """
    local = _is_local(ip)
    if not public and not secured:
        text = "There is neither a token nor a password: say --public if everybody may visit."
        yield Finding("warning" if local else "error", text)
    if public and not local:
        yield Finding("warning", f"Everybody who reaches {ip or 'this machine'} can use the app, without a password.")
    if not tls and not local:
        yield Finding("warning", "What is sent is not encrypted: give a certificate, or put a proxy with TLS in front.")


def _is_local(ip: str) -> bool:
    try:
        return ip == "localhost" or ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def check_files(source: AppSource) -> Iterator[Finding]:
    """Look at who can read and change what the app runs and knows."""
    folder = Path(source.path).parent
    for path in (Path(source.path), folder, *folder.glob("pages/*.py")):
        if not os.access(path, os.R_OK):
            yield Finding("error", f"{path} cannot be read by this user.")
        elif _mode(path) & stat.S_IWOTH and not _mode(path) & stat.S_ISVTX:
            yield Finding("warning", f"{path} can be changed by every user of this machine: chmod o-w.")
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


async def check_running(
    path: Path, sources: Sequence[AppSource], options: JupyterLit, log: logging.Logger
) -> list[Finding]:
    """Look at whether sessions can be kept, and at each app and what it lacks in a kernel."""
    findings = [await check_store(path, options, log)]
    for source in sources:
        findings += [*check_files(source), *await check_app(source, options, log)]
    return findings


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
        findings.append(_ready(kernel))
        missing = await _missing(link, imports_of(source))
        findings += [Finding("error", f"The app imports {name}, which its kernel does not have.") for name in missing]
    except (KernelFailed, StreamlitAPIException) as error:
        findings.append(Finding("error", str(error)))
    finally:
        await asyncio.shield(pool.shutdown())
    return findings


def _ready(kernel: Kernel) -> Finding:
    return Finding("ok", f"A kernel is set up in {kernel.seconds:.1f} s.")


async def _missing(link: KernelLink, names: Sequence[str]) -> list[str]:
    """Return those of these packages that a kernel does not find."""
    found: list[str] = []
    for name in names:
        outcome = await link.execute(f"assert __import__('importlib.util').util.find_spec({name!r}) is not None")
        if not outcome.ok:
            found.append(name)
    return found
