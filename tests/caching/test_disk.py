"""Results in files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from jupyterlit.caching.disk import DiskRecords, Room, app_name, disk_folder, room_in
from jupyterlit.caching.seal import Broken
from jupyterlit.caching.shared import Unreachable

LARGE = 10**9


@pytest.fixture
def records(tmp_path: Path) -> DiskRecords:
    return DiskRecords(tmp_path / "app" / "f", Room(tmp_path / "app", LARGE))


def set_age(file: Path, seconds: float) -> None:
    """Let a file have been written and read that long ago."""
    then = time.time() - seconds
    os.utime(file, (then, then))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_records_are_kept_and_forgotten(records: DiskRecords, tmp_path: Path) -> None:
    assert (records.stamp("a"), records.read("a")) == (None, None)
    stamp = records.write("a", b"one", None)
    assert (records.stamp("a"), records.read("a"), records.stamp("a")) == (stamp, (stamp, b"one"), stamp)
    assert records.write("a", b"two", None) == records.stamp("a") != stamp
    assert names(tmp_path) == ["a.result"]
    records.delete("a")
    records.delete("a")
    assert records.stamp("a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_nobody_else_can_read_or_write_them(records: DiskRecords, tmp_path: Path) -> None:
    records.write("a", b"one", None)
    folder = tmp_path / "app" / "f"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "a.result")] == [0o700, 0o600]
    folder.chmod(0o777)
    with pytest.raises(Broken, match=r"f is open to others$"):
        records.read("a")
    folder.chmod(0o700)
    (folder / "a.result").chmod(0o620)
    with pytest.raises(Broken, match=r"a\.result is open to others$"):
        records.read("a")
    (folder / "a.result").rename(tmp_path / "away")
    (folder / "a.result").symlink_to(tmp_path / "away")
    with pytest.raises(Broken, match="link"):
        records.read("a")


def test_a_write_that_fails_leaves_what_was_there(
    records: DiskRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.write("a", b"one", None)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable, match="No space left"):
        records.write("a", b"two", None)
    found = records.read("a")
    assert found is not None
    assert (found[1], names(tmp_path)) == (b"one", ["a.result"])


def test_a_process_that_dies_while_it_writes_leaves_what_was_there(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from jupyterlit.caching.disk import DiskRecords, Room\n"
        "folder = Path(sys.argv[1])\n"
        "records = DiskRecords(folder, Room(folder, 10**9))\n"
        "records.write('a', b'one', None)\n"
        "os.fsync = lambda _: os._exit(7)\n"
        "records.write('a', b'two', None)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "f")], check=False, timeout=60)
    records = DiskRecords(tmp_path / "f", Room(tmp_path, LARGE))
    found = records.read("a")
    assert found is not None
    assert (done.returncode, found[1]) == (7, b"one")
    (left,) = [path for path in (tmp_path / "f").iterdir() if path.name != "a.result"]
    set_age(left, 7200)
    records.write("b", b"three", None)
    assert names(tmp_path) == ["a.result", "b.result"]


def test_a_disk_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a file, no folder")
    records = DiskRecords(tmp_path / "f", Room(tmp_path, LARGE))
    with pytest.raises(Unreachable):
        records.write("a", b"one", None)
    with pytest.raises(Unreachable):
        records.stamp("a")
    with pytest.raises(Unreachable):
        records.delete("a")
    with pytest.raises(Broken):
        records.read("a")


def test_the_oldest_record_of_a_function_goes_first(tmp_path: Path) -> None:
    records = DiskRecords(tmp_path / "f", Room(tmp_path, LARGE), max_entries=2)
    for age, key in enumerate("cba"):
        records.write(key, b"", None)
        set_age(tmp_path / "f" / f"{key}.result", 100 - age)
    records.write("d", b"", None)
    assert names(tmp_path) == ["a.result", "d.result"]


def test_all_functions_share_room_and_what_was_not_read_for_longest_goes(tmp_path: Path) -> None:
    room = Room(tmp_path, 35)
    one, other = (DiskRecords(tmp_path / name, room) for name in "fg")
    for age, (records, key) in enumerate([(one, "a"), (other, "b"), (one, "c")]):
        records.write(key, b"x" * 10, None)
        file = tmp_path / ("g" if key == "b" else "f") / f"{key}.result"
        set_age(file, 100 - age)
    one.read("a")
    other.write("d", b"x" * 10, None)
    assert names(tmp_path) == ["a.result", "c.result", "d.result"]
    other.write("e", b"x" * 99, None)
    assert names(tmp_path) == ["e.result"]


def test_the_folder_is_looked_through_only_when_it_may_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    rglob = Path.rglob

    def look(folder: Path, pattern: str) -> Iterable[Path]:
        looks.append(pattern)
        return rglob(folder, pattern)

    monkeypatch.setattr(Path, "rglob", look)
    records = DiskRecords(tmp_path / "f", Room(tmp_path, 1000))
    for number in range(50):
        records.write(f"k{number}", b"x" * 10, None)
    assert len(looks) == 1


def test_a_process_counts_the_bytes_of_a_folder_once(tmp_path: Path) -> None:
    assert room_in(tmp_path, 10) is room_in(tmp_path, 10)


@pytest.mark.skipif(sys.platform != "linux", reason="The folder is Linux's.")
def test_the_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert disk_folder() == Path("/caches/jupyterlit/data")


def test_an_app_is_where_its_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = app_name()
    assert app_name() == here
    monkeypatch.chdir(tmp_path)
    assert app_name() != here
