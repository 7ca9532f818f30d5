"""What a machine, or the container this runs in, has room for."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import psutil

_GROUPS = Path("/sys/fs/cgroup")
_OWN_GROUPS = Path("/proc/self/cgroup")
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?)b?\s*", re.IGNORECASE)
_KERNEL = 200_000_000  # bytes that a kernel with pandas takes before anybody has come


def read_size(text: str) -> int:
    """Return the bytes of a size as people write it.

    Raises
    ------
    ValueError
        It is none.

    Examples
    --------
    >>> read_size("1.5GB"), read_size("512 MiB"), read_size("4096")
    (1500000000, 536870912, 4096)
    """
    found = _SIZE.fullmatch(text)
    if found is None or found[2].lower() not in _UNITS:
        raise ValueError(f"{text!r} is no size. Write one such as 2GB or 512MiB.")
    return int(float(found[1]) * _UNITS[found[2].lower()])


def show_size(size: float) -> str:
    """Return a size as people read it.

    Examples
    --------
    >>> show_size(1_530_000_000), show_size(82_400_000)
    ('1.5 GB', '82 MB')
    """
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def kernels_for_machine(groups: Path = _GROUPS, own: Path = _OWN_GROUPS) -> int:
    """Return how many kernels keep this machine, or this container, busy without crowding it: at least one.

    Parameters
    ----------
    groups, own
        Where Linux tells of control groups, and which of them this process is in.
    """
    folders = _folders(groups, own)
    cores = min([float(_cores()), *_quotas(folders)])
    return max(1, min(math.ceil(cores), int(_memory(folders) / _KERNEL)))


def room_for_kernels(size: int = 0) -> int:
    """Return how many kernels there is memory for: at least one.

    Parameters
    ----------
    size
        What each may hold; 0 where that is not known.
    """
    return max(1, int(_memory(_folders(_GROUPS, _OWN_GROUPS)) / max(size, _KERNEL)))


def resident(pid: int) -> int:
    """Return the bytes that a process and what it has started hold in memory; 0 if it is gone."""
    size = 0
    try:
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            size += each.memory_info().rss
    except psutil.Error:  # one of them has just ended
        pass
    return size


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _folders(groups: Path, own: Path) -> list[Path]:
    """Return where limits of this process may stand, of both versions of control groups, from its own group upwards."""
    found: list[Path] = []
    try:
        lines = own.read_text().splitlines()
    except OSError:
        return found
    for line in lines:
        _, controllers, path = line.split(":", 2)
        for name in controllers.split(","):
            top = groups / name
            group = top / path.strip("/")
            # In a container the path may be the host's; its own limits stand at the top then.
            found += [folder for folder in (group, *group.parents) if folder.is_relative_to(top)]
    return found


def _quotas(folders: list[Path]) -> list[float]:
    """Return the numbers of cores that may be used."""
    quotas: list[float] = []
    for folder in folders:
        older = [_word(folder, "cpu.cfs_quota_us"), _word(folder, "cpu.cfs_period_us")]
        match _word(folder, "cpu.max").split() or older:
            case [quota, period] if quota.isdigit() and period.isdigit() and int(period):
                quotas.append(int(quota) / int(period))
            case _:
                pass
    return quotas


def _memory(folders: list[Path]) -> float:
    return min([float(psutil.virtual_memory().total), *_limits(folders)])


def _limits(folders: list[Path]) -> list[float]:
    """Return the bytes of memory that may be used."""
    words = [_word(folder, name) for folder in folders for name in ("memory.max", "memory.limit_in_bytes")]
    return [float(word) for word in words if word.isdigit()]


def _word(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text().strip()
    except OSError:
        return ""
