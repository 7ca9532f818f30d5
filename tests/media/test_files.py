"""Sources: shared by content, read from disk in parts, kept as long as somebody may ask."""

from __future__ import annotations

import gc
import io
import os
import pickle
import sys
import tempfile
from pathlib import Path

import pytest

from jupyterlit.media import files
from jupyterlit.media.files import (
    SMALL,
    DeferredSource,
    DiskSource,
    MemorySource,
    SessionFiles,
    from_bytes,
    from_path,
    from_reader,
    name_of,
)
from jupyterlit.protocol.base import FileSource, MediaFile


def large(folder: Path, name: str = "film.bin") -> Path:
    path = folder / name
    path.write_bytes(bytes(range(256)) * 2000)
    return path


def media(data: bytes) -> MediaFile:
    return MediaFile(from_bytes(data), "text/plain")


def test_the_same_bytes_are_kept_once() -> None:
    first = from_bytes(b"one")
    assert from_bytes(bytearray(b"one")) is first
    assert first.read(1, 3) == b"ne"
    assert first.stat() == (3, first.id)


def test_bytes_go_with_the_last_who_holds_them() -> None:
    id = from_bytes(b"nobody holds this").id
    gc.collect()
    assert id not in files._sources  # pyright: ignore[reportPrivateUsage]


def test_a_small_file_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"hello")
    source = from_path(path)
    path.unlink()
    assert isinstance(source, MemorySource)
    assert source is from_bytes(b"hello")


def test_a_large_file_is_read_in_parts(tmp_path: Path) -> None:
    source = from_path(large(tmp_path))
    assert isinstance(source, DiskSource)
    assert source is from_path(str(tmp_path / "film.bin"))
    assert source.read(255, 258) == b"\xff\x00\x01"
    assert source.read(511_999, 600_000) == b"\xff"
    assert source.stat()[0] == 512_000


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_temporary_file_can_be_read_once_its_name_is_gone(tmp_path: Path) -> None:
    path = large(tmp_path)
    source = from_path(path)
    path.unlink()
    assert source.read(0, 3) == b"\x00\x01\x02"


def test_of_very_many_files_the_later_ones_are_opened_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "HELD", 0)
    path = large(tmp_path)
    source = from_path(path)
    assert source.read(1, 3) == b"\x01\x02"
    path.unlink()
    with pytest.raises(FileNotFoundError):
        source.read(1, 3)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
def test_a_file_is_closed_with_its_source(tmp_path: Path) -> None:
    path = large(tmp_path)

    def held() -> int:
        targets = [os.path.realpath(entry) for entry in Path("/proc/self/fd").iterdir()]
        return targets.count(str(path.resolve()))

    source = from_path(path)
    assert held() == 1
    del source
    gc.collect()
    assert held() == 0


def test_a_changed_file_is_another_version(tmp_path: Path) -> None:
    path = large(tmp_path)
    source = from_path(path)
    before = source.stat()
    with path.open("ab") as file:
        file.write(b"more")
    assert source.stat() != before
    assert from_path(path) is not source


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="is no file"):
        from_path(tmp_path)
    with pytest.raises(FileNotFoundError):
        from_path(tmp_path / "missing")


def test_an_open_file_is_read_from_its_beginning_and_stays_where_it_is(tmp_path: Path) -> None:
    with large(tmp_path).open("rb") as file:
        file.seek(100)
        source = from_reader(file)
        assert source is not None
        assert source.read(0, 2) == b"\x00\x01"
        assert file.tell() == 100
    assert source.read(2, 4) == b"\x02\x03"


def test_what_has_just_been_written_counts() -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"not flushed")
        source = from_reader(file)
        assert source is from_bytes(b"not flushed")


def test_streams_give_all_they_hold() -> None:
    stream = io.BytesIO(b"stream")
    stream.read()
    assert from_reader(stream) is from_bytes(b"stream")
    assert from_reader(io.StringIO("text")) is from_bytes(b"text")
    assert from_reader(3) is None


def test_the_name_is_that_of_the_file(tmp_path: Path) -> None:
    with large(tmp_path).open("rb") as file:
        assert name_of(file) == "film.bin"
    assert name_of(Path("a/b.txt")) == "b.txt"
    assert name_of("a/b.txt") == "b.txt"
    assert name_of(io.BytesIO()) == ""


@pytest.mark.parametrize("size", [5, SMALL + 1])
def test_files_can_be_kept_on_disk_with_a_cached_result(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    file = MediaFile(from_path(path), "audio/wav", "a.wav", download=True)
    again = pickle.loads(pickle.dumps(file))
    assert again == file
    assert again.source.read(0, 2) == b"xx"


def test_name_and_type_make_another_file_of_the_same_bytes() -> None:
    source: FileSource = from_bytes(b"x")
    kinds = [
        MediaFile(source, "a/b"),
        MediaFile(source, "a/c"),
        MediaFile(source, "a/b", "n"),
        MediaFile(source, "a/b", download=True),
    ]
    assert len({file.id for file in kinds}) == 4


def test_a_session_finds_what_its_page_refers_to() -> None:
    session, other = SessionFiles(), SessionFiles()
    file = media(b"shown")
    session.refer((file, file))
    session.release((file,))
    assert session.find(file.id) is file
    assert other.find(file.id) is None


def test_what_has_left_the_page_can_be_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(files.time, "monotonic", lambda: now[0])
    session = SessionFiles()
    old, new = media(b"old"), media(b"new")
    session.refer((old, new))
    session.release((old,))
    now[0] = files.LINGER - 1
    assert session.find(old.id) is old  # somebody still reads: the time begins anew
    now[0] += files.LINGER - 1
    session.release((new,))
    assert session.find(old.id) is old
    now[0] += files.LINGER + 1
    session.keep(media(b"newest"))
    assert session.find(old.id) is None
    assert session.find(new.id) is None


def test_what_has_left_the_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionFiles()
    gone = [media(b"%d" % number) for number in range(files.LINGERING + 1)]
    session.refer(gone)
    session.release(gone)
    assert [session.find(file.id) for file in gone].count(None) == 1

    monkeypatch.setattr(files, "LINGERING_BYTES", 10)
    big = [media(bytes([number]) * 8) for number in range(3)]
    for file in big:
        session.keep(file)
    assert [session.find(file.id) is not None for file in big] == [False, True, True]


def test_a_file_to_be_made_is_the_newest_of_its_name_and_ends_with_the_page() -> None:
    session = SessionFiles()
    old = MediaFile(DeferredSource("d", lambda: media(b"old")), "text/plain")
    new = MediaFile(DeferredSource("d", lambda: media(b"new")), "text/plain")
    assert old == new
    assert (old.size, old.source.read(0, 9)) == (0, b"")
    session.refer((old,))
    session.renew((new, media(b"elsewhere")))
    assert session.find(old.id) is new
    session.release((new,))
    assert session.find(old.id) is None
