"""What the machine lacks for a deployment: files, disks, watches, a clock, an address to listen at."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from jupyterlit.server.capacity import show_size
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.stores import folder as sessions_folder

_INOTIFY = Path("/proc/sys/fs/inotify")
_FILES_OF_SERVER, _FILES_OF_SESSION = 200, 2  # open ones: connections, and what is sent
_WATCHES, _INSTANCES = 8192, 128
_SCARCE, _NEXT_TO_NOTHING = 1_000_000_000, 100_000_000  # bytes
_BUILT = 1_735_689_600  # a clock before that, the beginning of 2025, is wrong


def check_machine(options: JupyterLit, *, watched: bool = True) -> Iterator[Finding]:
    """Look at what the machine has.

    Parameters
    ----------
    options
        What is asked of it.
    watched
        Whether files are watched.
    """
    yield from _check_files(options)
    yield from _check_disks(options)
    if watched:
        yield from _check_watches()
    if time.time() < _BUILT:
        yield Finding("error", f"The clock says {time.strftime('%Y-%m-%d')}: set it, or nobody can log in.")


def check_port(port: int | None, ip: str) -> Iterator[Finding]:
    """Look at whether there can be listened at an address; any port will do where none is given."""
    try:
        _bind(port or 0, ip)
    except socket.gaierror:
        yield Finding("error", f"There is no address {ip} here: give one of this machine as --ip, or 0.0.0.0 for all.")
    except PermissionError:
        text = f"Port {port} is for the system alone: take one from 1024 on, and a proxy in front."
        yield Finding("error", text)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Finding("error", f"Cannot listen at {ip or 'this machine'}, port {port}: {reason}. Is it served already?")


def _bind(port: int, ip: str) -> None:
    """Be at an address for a moment."""
    found = socket.getaddrinfo(ip or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as each:
            if os.name == "posix":
                each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                each.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                each.bind(address)
            except OSError as error:
                if error.errno != errno.EADDRNOTAVAIL or len(found) == 1:  # localhost may be of both versions
                    raise


def check_base_url(base_url: str) -> Iterator[Finding]:
    """Say what a proxy has to do."""
    if base_url != "/":
        text = f"Everything lies below {base_url}: a proxy in front must pass paths on as they are, with that."
        yield Finding("ok", text)


def _check_files(options: JupyterLit) -> Iterator[Finding]:
    if sys.platform == "win32":
        return
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = _FILES_OF_SERVER + _FILES_OF_SESSION * options.max_sessions
    if most != resource.RLIM_INFINITY and most < needed:
        yield Finding(
            "warning",
            f"The server may open {most:,} files, and {options.max_sessions:,} sessions need some {needed:,}: "
            f"ulimit -n {needed}, or LimitNOFILE={needed} in its systemd unit; or take fewer --max-sessions.",
        )


def _check_disks(options: JupyterLit) -> Iterator[Finding]:
    places = {"Uploads": Path(tempfile.gettempdir())}
    if options.session_store in ("", "sqlite"):
        places["Sessions"] = sessions_folder()
    for what, place in places.items():
        path = next(each for each in (place, *place.parents) if each.exists())
        if not os.access(path, os.W_OK):
            yield Finding("error", f"{what} lie in {path}, where this user may not write.")
            continue
        free = shutil.disk_usage(path).free
        if free < _SCARCE:
            level = "error" if free < _NEXT_TO_NOTHING else "warning"
            yield Finding(level, f"{what} lie in {path}, where {show_size(free)} are free: make room there.")


def _check_watches() -> Iterator[Finding]:
    for name, least in (("max_user_watches", _WATCHES), ("max_user_instances", _INSTANCES)):
        try:
            found = int((_INOTIFY / name).read_text())
        except (OSError, ValueError):  # not Linux
            continue
        if found < least:
            yield Finding(
                "warning",
                f"Changed files may go unnoticed: fs.inotify.{name} is {found}. sysctl fs.inotify.{name}={least}, or "
                "server.fileWatcherType = 'poll'.",
            )
