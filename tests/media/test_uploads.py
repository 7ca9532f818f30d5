"""Files on their way to a session, and what becomes of those that never arrive."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.media import uploads as module
from jupyterlit.media.spool import Spool
from jupyterlit.media.upload_rules import UploadRule
from jupyterlit.media.uploads import SessionUploads, UploadRefused

ID = "0" * 32
GONE = "This upload is no longer expected. Send the file again."
FULL = "The server's disk is full."


class Reader:
    """A session, and who sends files to it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.uploads = SessionUploads()
        self.uploads.expect("one", UploadRule(most=1000))
        self.uploads.expect("many", UploadRule(most=1000, several=True))

    def begin(self, widget: str = "one", size: int = 4, *, id: str = ID, name: str = "a.bin") -> int:
        return self.uploads.begin(id, widget, name, "text/plain", size)

    def send(self, data: bytes, widget: str = "one", name: str = "a.bin") -> str:
        id = secrets.token_hex(16)
        self.begin(widget, len(data), id=id, name=name)
        self.uploads.write(id, 0, data)
        return id

    def files(self) -> list[bytes]:
        """Return the contents of all files of readers on the disk."""
        return sorted(
            path.read_bytes()
            for path in self.place.rglob("*")
            if path.is_file() and path.name not in ("in-use", "config.toml")
        )


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setattr(module, "spool", Spool(tmp_path))
    reader = Reader(tmp_path)
    yield reader
    reader.uploads.close()
    assert reader.files() == []


def refusal(call: Any) -> str:
    with pytest.raises(UploadRefused) as refused:
        call()
    return str(refused.value)


def test_a_sessions_files_have_so_many_bytes_together_and_none_of_them_is_lost(
    reader: Reader, options: Callable[[str], Settings]
) -> None:
    """A visitor could fill the disk with files that are each small enough."""
    options("[uploads]\nmaxSessionSize = 1\n")
    reader.uploads.expect("many", UploadRule(most=1_000_000, several=True))
    sent = [reader.send(b"x" * 400_000, "many") for _ in range(2)]
    reader.begin("many", 300_000 - 100_001, id="1" * 32)  # announced is as good as sent
    with pytest.raises(UploadRefused) as refused:
        reader.begin("many", 100_000)
    assert str(refused.value) == "Your files would have more than {most} MB together. Remove some of them."
    assert refused.value.gaps == {"most": "1"}
    assert [reader.uploads.find(id, "many").size for id in sent] == [400_000, 400_000]
    reader.uploads.cancel("1" * 32)
    reader.send(b"x" * 200_000, "many")


def test_a_file_comes_in_parts(reader: Reader) -> None:
    assert reader.begin(size=6, name="x/../a.csv") == 0
    assert reader.uploads.write(ID, 0, b"ab") == 2
    with pytest.raises(LookupError):
        reader.uploads.find(ID, "one")
    assert reader.uploads.write(ID, 2, memoryview(b"cdef")) == 6
    upload = reader.uploads.find(ID, "one")
    file = upload.file()
    assert (file.name, file.type, file.size, file.read()) == ("a.csv", "text/plain", 6, b"abcdef")
    assert file.file_id == ID


def test_a_file_without_bytes_is_whole_at_once(reader: Reader) -> None:
    assert reader.begin(size=0) == 0
    assert reader.uploads.find(ID, "one").file().read() == b""


def test_it_goes_on_where_it_was(reader: Reader) -> None:
    reader.begin(size=6)
    reader.uploads.write(ID, 0, b"abc")
    assert reader.begin(size=6) == 3
    # What comes twice, or too early, is left out; the answer says where to go on.
    assert [reader.uploads.write(ID, at, b"xyz") for at in (0, 2, 4, 5000)] == [3, 3, 3, 3]
    assert reader.uploads.write(ID, 3, b"") == 3
    assert reader.uploads.write(ID, 3, b"def") == 6
    assert reader.begin(size=6) == 6
    assert reader.uploads.find(ID, "one").file().read() == b"abcdef"


def test_one_that_is_another_now_does_not_go_on(reader: Reader) -> None:
    reader.begin(size=6)
    assert refusal(lambda: reader.begin(size=7)) == GONE
    assert refusal(lambda: reader.begin("many", size=6)) == GONE
    assert refusal(lambda: reader.begin(size=6, name="b.bin")) == GONE


def test_more_than_was_declared_is_refused_and_nothing_is_left(reader: Reader) -> None:
    reader.begin(size=4)
    reader.uploads.write(ID, 0, b"abc")
    assert refusal(lambda: reader.uploads.write(ID, 3, b"de")) == ("The file is longer than it was when it was chosen.")
    assert reader.files() == []
    assert refusal(lambda: reader.uploads.write(ID, 3, b"d")) == GONE


def test_what_nobody_expects_is_refused(reader: Reader) -> None:
    with pytest.raises(UploadRefused, match=GONE) as refused:
        reader.uploads.write(ID, 0, b"x")
    assert refused.value.again, "it can be announced anew"
    gone = "The place that this file was for is no longer on the page."
    assert refusal(lambda: reader.begin("other")) == gone
    assert refusal(lambda: reader.begin(size=1001)) == "The file must be 0.000953674 MB or smaller."
    reader.uploads.expect("one", UploadRule(disabled=True))
    assert refusal(reader.begin) == "No files are taken at present."
    reader.uploads.forget("one")
    assert refusal(reader.begin) == gone


def test_another_widgets_file_is_not_there(reader: Reader) -> None:
    id = reader.send(b"data", "many")
    with pytest.raises(LookupError):
        reader.uploads.find(id, "one")


def test_what_is_cancelled_leaves_nothing(reader: Reader) -> None:
    reader.begin(size=6)
    reader.uploads.write(ID, 0, b"abc")
    reader.uploads.cancel(ID)
    assert reader.files() == []
    assert refusal(lambda: reader.uploads.write(ID, 3, b"def")) == GONE
    reader.uploads.cancel(ID)
    reader.uploads.cancel("f" * 32)
    whole = reader.send(b"data")
    reader.uploads.cancel(whole)
    assert reader.files() == []


def test_a_value_is_not_cancelled_and_goes_when_another_takes_its_place(reader: Reader) -> None:
    first, second = (reader.uploads.find(reader.send(data), "one") for data in (b"first", b"second"))
    reader.uploads.take("one", [first])
    reader.uploads.cancel(first.id)
    assert reader.files() == [b"first", b"second"]
    reader.uploads.take("one", [second])
    assert reader.files() == [b"second"]
    reader.uploads.take("one", [])
    assert reader.files() == []


def test_who_holds_a_file_keeps_it_until_the_session_ends(reader: Reader) -> None:
    upload = reader.uploads.find(reader.send(b"data"), "one")
    file = upload.file()
    reader.uploads.take("one", [upload])
    reader.uploads.take("one", [])
    assert (reader.files(), file.read()) == ([b"data"], b"data")
    reader.uploads.close()
    assert reader.files() == []


def test_what_a_session_lets_go_is_told(reader: Reader) -> None:
    told: list[Any] = []
    reader.uploads.on_release = told.append
    upload = reader.uploads.find(reader.send(b"data"), "one")
    file = upload.file()
    reader.uploads.take("one", [upload])
    reader.uploads.take("one", [])
    assert told[0]() is file.content
    del file
    assert told[0]() is None


def test_with_the_widget_goes_what_was_for_it(reader: Reader) -> None:
    reader.send(b"other", "many")
    reader.begin(size=6)
    reader.uploads.write(ID, 0, b"abc")
    reader.uploads.forget("one")
    assert reader.files() == [b"other"]


def test_with_the_session_goes_everything(reader: Reader) -> None:
    reader.send(b"whole", "many")
    reader.begin(size=6)
    reader.uploads.write(ID, 0, b"abc")
    reader.uploads.close()
    assert reader.files() == []
    assert refusal(lambda: reader.uploads.write(ID, 3, b"def")) == GONE
    assert refusal(lambda: reader.begin(id="1" * 32)) == "The place that this file was for is no longer on the page."


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_nothing_is_left(reader: Reader, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    reader.begin(size=8)
    reader.uploads.write(ID, 0, b"abc")
    write = os.write
    halves: list[int] = []

    def half(file: int, data: Any) -> int:
        if halves:
            raise OSError(code, os.strerror(code))
        halves.append(write(file, bytes(data)[:2]))
        return halves[0]

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(UploadRefused) as refused:
            reader.uploads.write(ID, 3, b"defgh")
    assert (str(refused.value), reader.files()) == (FULL, [])
    assert reader.begin(size=8) == 0


def test_another_problem_of_the_disk_is_told(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(file: int, data: Any) -> int:
        raise OSError(errno.EIO, "Input/output error")

    reader.begin()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", broken)
        with pytest.raises(UploadRefused) as refused:
            reader.uploads.write(ID, 0, b"data")
    assert str(refused.value) == "The server cannot keep the file."
    assert "Input/output error" in caplog.text


def test_there_must_be_room_for_all_that_is_to_come(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    def usage(path: Path) -> Usage:
        return Usage(module.RESERVE + 1500)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    ids = [f"{n:032x}" for n in range(3)]
    assert [reader.begin("many", size=700, id=id) for id in ids[:2]] == [0, 0]
    assert refusal(lambda: reader.begin("many", size=700, id=ids[2])) == FULL
    reader.uploads.cancel(ids[0])
    assert reader.begin("many", size=700, id=ids[2]) == 0


def test_only_so_many_are_on_their_way(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    ids = [f"{n:032x}" for n in range(5)]
    for id in ids[:3]:
        reader.begin("many", id=id)
    with pytest.raises(UploadRefused, match="Too many files are on their way") as refused:
        reader.begin("many", id=ids[3])
    assert refused.value.again
    reader.uploads.write(ids[0], 0, b"data")
    assert reader.begin("many", id=ids[3]) == 0
    monkeypatch.setattr(module, "IDLE", -1)
    assert reader.begin("many", id=ids[4]) == 0
    assert reader.files() == [b"", b"data"]


def test_a_session_has_only_so_many_files(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILES", 3)
    for _ in range(3):
        reader.send(b"data", "many")
    assert refusal(lambda: reader.send(b"data", "many")) == "There are too many files. Remove some of them."


def test_a_widget_for_one_file_keeps_a_few_at_most(reader: Reader) -> None:
    kept = reader.uploads.find(reader.send(b"value"), "one")
    reader.uploads.take("one", [kept])
    for n in range(20):
        reader.send(f"{n:02}".encode())
    assert reader.files() == [b"16", b"17", b"18", b"19", b"value"]


def test_who_writes_while_the_session_ends_leaves_nothing(reader: Reader) -> None:
    size = 1000
    reader.begin("many", size=size)
    writing = threading.Event()

    refused: list[UploadRefused] = []

    def write() -> None:
        try:
            for at in range(size):
                reader.uploads.write(ID, at, b"x")
                writing.set()
                if at > 500:
                    closed.wait(10)
        except UploadRefused as error:
            refused.append(error)

    closed = threading.Event()
    thread = threading.Thread(target=write)
    thread.start()
    assert writing.wait(10)
    reader.uploads.close()
    closed.set()
    thread.join(10)
    assert not thread.is_alive()
    assert len(refused) == 1
    assert reader.files() == []


def test_counts(reader: Reader) -> None:
    reader.send(b"data", "many")
    reader.begin(size=6)
    reader.uploads.write(ID, 0, b"abc")
    assert reader.uploads.counts == (2, 7)
