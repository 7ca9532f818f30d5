"""Files as authors get them: they can be read like open files, and need no memory."""

from __future__ import annotations

import copy
import csv
import io
import json
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xxhash
from PIL import Image

from jupyterlit.caching.hashing import key_of_values
from jupyterlit.media import uploaded_file
from jupyterlit.media.files import from_reader
from jupyterlit.media.uploaded_file import Content, UploadedFile

Make = Callable[..., UploadedFile]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    count = iter(range(1000))

    def made(data: bytes, name: str = "a.bin", id: str | None = None) -> UploadedFile:
        number = next(count)
        path = tmp_path / f"{number}"
        path.write_bytes(data)
        content = Content(path, len(data), xxhash.xxh3_128_hexdigest(data))
        return UploadedFile(content, id or str(number), name, "text/plain")

    return made


def test_a_file_reads_like_an_open_one(make: Make) -> None:
    file = make(b"one\ntwo\nthree", "a.txt")
    assert (file.name, file.type, file.size, file.tell()) == ("a.txt", "text/plain", 13, 0)
    assert (file.read(2), file.readline(), file.tell()) == (b"on", b"e\n", 4)
    assert list(file) == [b"two\n", b"three"]
    assert file.read() == b""
    assert (file.seek(-5, os.SEEK_END), file.read(3), file.read1(1), file.read(None)) == (8, b"thr", b"e", b"e")
    assert (file.seek(0), file.readlines()) == (0, [b"one\n", b"two\n", b"three"])
    room = bytearray(3)
    assert (file.seek(4), file.readinto(room), bytes(room)) == (4, 3, b"two")
    assert (file.getvalue(), file.tell()) == (b"one\ntwo\nthree", 7)
    assert (file.readable(), file.seekable(), file.writable(), file.closed) == (True, True, False, False)
    assert repr(file) == "UploadedFile(file_id='0', name='a.txt', type='text/plain', size=13)"


def test_a_file_cannot_be_changed(make: Make) -> None:
    file = make(b"data")
    for change in (lambda: file.write(b"x"), lambda: file.truncate(0), file.fileno, file.detach):
        with pytest.raises(io.UnsupportedOperation):
            change()
    assert file.getvalue() == b"data"


def test_a_closed_file_is_closed_and_another_of_it_is_not(make: Make) -> None:
    with make(b"data") as file:
        assert file.read() == b"data"
    for act in (file.read, file.getvalue, file.getbuffer, file.tell, lambda: file.seek(0)):
        with pytest.raises(ValueError, match="closed file"):
            act()
    assert file.again().read() == b"data"


def test_its_buffer_is_a_view(make: Make) -> None:
    assert bytes(make(b"data").getbuffer()[1:3]) == b"at"
    assert np.frombuffer(make(bytes(range(8))).getbuffer(), np.uint8).sum() == 28
    assert bytes(make(b"").getbuffer()) == b""


def test_libraries_read_it(make: Make) -> None:
    assert json.load(make(b'{"a": [1]}')) == {"a": [1]}
    assert list(csv.reader(io.TextIOWrapper(make(b"a,b\n1,2\n"), "utf8"))) == [["a", "b"], ["1", "2"]]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.txt", "hello")
    with zipfile.ZipFile(make(packed.getvalue())) as archive:
        assert archive.read("x.txt") == b"hello"
    picture = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(picture, "PNG")
    assert Image.open(make(picture.getvalue())).size == (3, 2)
    pandas: Any = pd  # whose methods are typed in part
    assert pandas.read_csv(make(b"a,b\n1,2\n")).to_dict("list") == {"a": [1], "b": [2]}
    table = io.BytesIO()
    pandas.DataFrame({"a": [1, 2]}).to_parquet(table)
    assert len(pandas.read_parquet(make(table.getvalue()))) == 2
    array = io.BytesIO()
    np.save(array, np.arange(3))
    assert np.load(make(array.getvalue())).tolist() == [0, 1, 2]


def test_files_are_equal_by_upload_and_alike_by_content(make: Make) -> None:
    file, same, other = make(b"data", id="x"), make(b"other", id="x"), make(b"data", id="y")
    assert file == same
    assert file != other
    assert len({file, same, other}) == 2
    assert file.digest == other.digest != same.digest
    assert file != "x"


def test_caches_know_it_by_name_content_and_place(make: Make) -> None:
    def key(file: UploadedFile) -> str:
        return key_of_values({"file": file})

    file = make(b"data", "a")
    assert key(file) == key(make(b"data", "a"))
    assert key(file) != key(make(b"data", "b"))
    assert key(file) != key(make(b"date", "a"))
    before = key(file)
    file.read(1)
    assert key(file) != before


def test_copies_are_open_at_the_beginning(make: Make) -> None:
    file = make(b"data")
    file.read(2)
    for other in (copy.copy(file), copy.deepcopy(file), pickle.loads(pickle.dumps(file))):
        assert (other.read(), other.name, other.type, other) == (b"data", file.name, file.type, file)
    assert file.read() == b"ta"


def test_bytes_go_once_nobody_has_them(make: Make) -> None:
    file = make(b"data")
    path, again = file.content.path, file.again()
    del file
    assert path.exists()
    del again
    assert not path.exists()


def test_bytes_that_were_removed_can_be_read_by_who_has_them_open(make: Make) -> None:
    file, late = make(b"data"), make(b"data")
    file.read(1)
    file.content.remove()
    late.content.remove()
    assert file.content.removed
    assert file.read() == b"ata"
    with pytest.raises(FileNotFoundError, match=r"^'a.bin' is gone: its session has ended\.$"):
        late.read()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="This system does not say how many files are open.")
def test_however_many_are_read_few_are_open(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploaded_file, "OPEN", 5)
    files = [make(b"0123456789") for _ in range(20)]
    before = descriptors()
    assert [file.read(3) for file in files] == [b"012"] * 20
    assert descriptors() - before <= 5
    assert [file.read(3) for file in files] == [b"345"] * 20
    for file in files:
        file.close()
    assert descriptors() <= before  # what earlier tests have left may go meanwhile


def test_pages_show_it_as_long_as_they_stand(make: Make) -> None:
    file = make(bytes(300_000))
    file.read(5)
    source = from_reader(file)
    assert source is not None
    assert (source.stat()[0], source.read(10, 12), file.tell()) == (300_000, b"\0\0", 5)
    path = file.content.path
    del file
    assert source.read(299_999, 300_010) == b"\0"
    assert pickle.loads(pickle.dumps(source)).stat()[0] == 300_000
    del source
    assert not path.exists()


def test_a_name_on_the_readers_disk_is_no_name_here(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_bytes(b"secret" * 100_000)
    for size in (5, 300_000):
        source = from_reader(make(b"x" * size, "secret"))
        assert source is not None
        assert source.read(0, 6) == b"x" * min(size, 6)
