from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from jupyterlit.server import capacity
from jupyterlit.server.capacity import kernels_for_machine, read_size, resident, room_for_kernels, show_size


@pytest.mark.parametrize(
    ("text", "size"),
    [("0", 0), ("2GB", 2 * 10**9), ("512MiB", 2**29), (" 1.5 g ", 15 * 10**8), ("100kb", 100_000), ("7b", 7)],
)
def test_a_size_is_read_as_people_write_it(text: str, size: int) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1", "2 apples", "1e9", "2i"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no size\. Write one such as 2GB or 512MiB"):
        read_size(text)


def test_a_size_is_shown_as_people_read_it() -> None:
    assert [show_size(82_400_000), show_size(999_000_000), show_size(1_530_000_000)] == ["82 MB", "999 MB", "1.5 GB"]


def group(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)


def _sixteen(pid: int) -> set[int]:
    return set(range(16))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of sixteen cores and 64 GB."""
    monkeypatch.setattr(os, "sched_getaffinity", _sixteen, raising=False)

    class Memory:
        total = 64 * 10**9

    monkeypatch.setattr(psutil, "virtual_memory", Memory)


@pytest.mark.usefixtures("machine")
def test_without_limits_there_is_a_kernel_for_each_core(tmp_path: Path) -> None:
    assert kernels_for_machine(tmp_path, tmp_path / "none") == 16


@pytest.mark.usefixtures("machine")
def test_a_containers_share_counts(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("0::/a/b\n")
    group(tmp_path / "a" / "b", cpu__max="max 100000")
    group(tmp_path / "a", cpu__max="350000 100000", memory__max="max")
    assert kernels_for_machine(tmp_path, own) == 4
    group(tmp_path, cpu__max="50000 100000")
    assert kernels_for_machine(tmp_path, own) == 1


@pytest.mark.usefixtures("machine")
def test_memory_counts_too(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("0::/\n")
    group(tmp_path, memory__max="1000000000")
    assert kernels_for_machine(tmp_path, own) == 5
    group(tmp_path, memory__max="1000")
    assert kernels_for_machine(tmp_path, own) == 1


@pytest.mark.usefixtures("machine")
def test_the_older_kind_of_control_groups_is_known(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("4:memory:/pod\n1:cpu,cpuacct:/pod\n")
    group(tmp_path / "cpu" / "pod", cpu__cfs_quota_us="200000", cpu__cfs_period_us="100000")
    group(tmp_path / "memory", memory__limit_in_bytes="9223372036854771712")
    assert kernels_for_machine(tmp_path, own) == 2


def test_there_is_room_for_at_least_one_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    class Memory:
        total = 4 * 10**9

    monkeypatch.setattr(psutil, "virtual_memory", Memory)
    monkeypatch.setattr(capacity, "_OWN_GROUPS", Path("/nowhere"))
    assert (room_for_kernels(), room_for_kernels(10**9), room_for_kernels(10**10)) == (20, 4, 1)


def test_a_process_is_measured_with_what_it_has_started() -> None:
    alone = resident(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "print(flush=True); input()"], stdin=-1, stdout=-1)
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        assert resident(os.getpid()) > alone + 2_000_000
        child.communicate(b"\n")
    assert resident(child.pid) == 0
