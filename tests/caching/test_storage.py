"""Where results live: the interface, memory, disk."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from jupyterlit.caching.replay import Recording, Step
from jupyterlit.caching.storage import DiskStorage, Entry, MemoryStorage, disk_folder
from jupyterlit.elements.image import Image, Picture
from jupyterlit.elements.text import Text
from jupyterlit.protocol.base import Buffer


def values(storage: MemoryStorage | DiskStorage, keys: str) -> list[object]:
    return [entry and entry.value for entry in map(storage.get, keys)]


def test_memory_keeps_and_forgets() -> None:
    storage = MemoryStorage("f")
    storage.put("a", Entry(1))
    storage.put("b", Entry(2))
    storage.delete("a")
    storage.delete("nothing")
    assert values(storage, "ab") == [None, 2]
    storage.clear()
    assert values(storage, "ab") == [None, None]


def test_the_oldest_result_goes_first() -> None:
    storage = MemoryStorage("f", max_entries=2)
    for key in "ab":
        storage.put(key, Entry(key))
    storage.get("a")
    storage.put("c", Entry("c"))
    assert values(storage, "abc") == [None, "b", "c"]


def test_with_a_size_what_was_not_used_goes_first() -> None:
    storage = MemoryStorage("f", max_size=20)
    for key in "ab":
        storage.put(key, Entry(key, size=10))
    storage.get("a")
    storage.put("c", Entry("c", size=10))
    assert values(storage, "abc") == ["a", None, "c"]


def test_a_result_larger_than_the_size_is_kept_alone(caplog: pytest.LogCaptureFixture) -> None:
    storage = MemoryStorage("load", max_size=20)
    storage.put("a", Entry("a", size=10))
    storage.put("b", Entry("b", size=30))
    assert values(storage, "ab") == [None, "b"]
    assert caplog.messages == ["load: a result of 30 bytes is larger than max_size=20."]
    storage.put("c", Entry("c", size=5))
    assert values(storage, "abc") == [None, None, "c"]


def test_what_goes_is_released() -> None:
    gone: list[object] = []
    storage = MemoryStorage("f", max_entries=2, released=gone.append)
    for key in "abc":
        storage.put(key, Entry(key))
    storage.put("c", Entry("new"))
    storage.delete("b")
    storage.clear()
    assert gone == ["a", "c", "b", "new"]


def test_disk_keeps_results_for_another_process(tmp_path: Path) -> None:
    DiskStorage(MemoryStorage("f"), tmp_path / "f").put("a", Entry([1], size=8))
    entry = DiskStorage(MemoryStorage("f"), tmp_path / "f").get("a")
    assert entry is not None
    assert (entry.value, entry.size) == ([1], 8)


def test_disk_is_read_once(tmp_path: Path) -> None:
    storage = DiskStorage(MemoryStorage("f"), tmp_path / "f")
    storage.put("a", Entry(1))
    (tmp_path / "f" / "a.pickle").unlink()
    assert values(storage, "a") == [1]


def test_what_was_drawn_is_kept_on_disk(tmp_path: Path) -> None:
    picture = Image(images=[Picture(data=Buffer(b"png"), mime="image/png")])
    drawn = Recording((Step((0, 0), "here", Text(body="hello")), Step((0, 1), "here", picture)))
    DiskStorage(MemoryStorage("f"), tmp_path / "f").put("a", Entry(1, drawn))
    entry = DiskStorage(MemoryStorage("f"), tmp_path / "f").get("a")
    assert entry is not None
    assert entry.drawn == drawn


def test_disk_forgets(tmp_path: Path) -> None:
    storage = DiskStorage(MemoryStorage("f"), tmp_path / "f")
    storage.put("a", Entry(1))
    storage.put("b", Entry(2))
    storage.delete("a")
    assert values(storage, "ab") == [None, 2]
    storage.clear()
    assert values(storage, "ab") == [None, None]
    assert not (tmp_path / "f").exists()


def test_a_broken_file_is_no_result(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    storage = DiskStorage(MemoryStorage("f"), tmp_path / "f")
    storage.put("a", Entry(1))
    (tmp_path / "f" / "a.pickle").write_bytes(b"half a pick")
    assert DiskStorage(MemoryStorage("f"), tmp_path / "f").get("a") is None
    assert len(caplog.messages) == 1
    assert "cannot be read and is made anew" in caplog.messages[0]


def test_a_disk_that_cannot_be_written_leaves_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "f").write_text("a file, no folder")
    storage = DiskStorage(MemoryStorage("f"), tmp_path / "f")
    storage.put("a", Entry(1))
    assert values(storage, "a") == [1]
    assert "cannot be written; the result is kept in memory" in caplog.messages[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_only_the_user_can_put_files_there(tmp_path: Path) -> None:
    DiskStorage(MemoryStorage("f"), tmp_path / "f").put("a", Entry(1))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "f", tmp_path / "f" / "a.pickle")]
    assert modes == [0o700, 0o600]


@pytest.mark.skipif(sys.platform != "linux", reason="The folder is Linux's.")
def test_the_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert disk_folder() == Path("/caches/jupyterlit/data")
