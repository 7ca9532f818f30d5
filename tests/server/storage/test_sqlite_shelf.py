"""Sessions in a file: what is kept, what is refused, and a disk that is full."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from jupyterlit.server.storage.session_store import StoreFailed
from jupyterlit.server.storage.sqlite_shelf import SQLiteShelf

LOG = logging.getLogger("jupyterlit.tests")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "app.sqlite"


def make(file: Path, content: bytes = b"", mode: int = 0o600) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    file.chmod(mode)


@pytest.fixture
async def shelf(file: Path) -> AsyncIterator[SQLiteShelf]:
    shelf = SQLiteShelf(file, LOG)
    yield shelf
    with contextlib.suppress(RuntimeError):
        await shelf.close()


async def test_parts_are_kept_replaced_and_forgotten(shelf: SQLiteShelf) -> None:
    await shelf.write("a", {"record": b"r", "plain": b"p"}, 1.0)
    await shelf.write("a", {"plain": b"newer"}, None)
    assert await shelf.read("a", ["plain", "record", "pickled"]) == [b"newer", b"r", None]
    await shelf.remove("a")
    await shelf.remove("a")
    assert await shelf.read("a", ["record"]) == [None]


async def test_parts_of_a_session_that_is_not_there_are_not_kept(shelf: SQLiteShelf) -> None:
    await shelf.write("a", {"plain": b"p"}, None)
    assert await shelf.read("a", ["plain"]) == [None]


async def test_another_process_finds_what_is_there(shelf: SQLiteShelf, file: Path) -> None:
    await shelf.write("a", {"record": b"r"}, 1.0)
    other = SQLiteShelf(file, LOG)
    assert await other.read("a", ["record"]) == [b"r"]
    await other.write("a", {"record": b"newer"}, 2.0)
    await other.close()
    assert await shelf.read("a", ["record"]) == [b"newer"]


async def test_the_old_and_the_too_many_are_forgotten(shelf: SQLiteShelf) -> None:
    for number in range(6):
        await shelf.write(str(number), {"record": bytes(1000)}, float(number))
    await shelf.write("0", {"record": bytes(1000)}, 9.0)
    assert await shelf.clean(2.0, 1_000_000) == 1
    assert await shelf.clean(2.0, 3_500) == 2
    left = [number for number in range(6) if (await shelf.read(str(number), ["record"]))[0] is not None]
    assert left == [0, 4, 5]


async def test_nobody_else_can_read_the_file(shelf: SQLiteShelf, file: Path) -> None:
    await shelf.write("a", {"record": b"r"}, 1.0)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)]
    assert modes == [0o600, 0o700]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no modes.")
async def test_a_file_that_others_can_change_is_not_used(shelf: SQLiteShelf, file: Path) -> None:
    make(file, mode=0o666)
    with pytest.raises(StoreFailed, match="is open to others"):
        await shelf.read("a", ["record"])


@pytest.mark.parametrize("content", [b"nothing of the kind" * 1000, b"SQLite format 3\x00" + bytes(5000)])
async def test_a_broken_file_is_put_aside(
    shelf: SQLiteShelf, file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    make(file, content)
    await shelf.write("a", {"record": b"r"}, 1.0)
    assert await shelf.read("a", ["record"]) == [b"r"]
    (aside,) = file.parent.glob("app.sqlite.broken-*")
    assert aside.read_bytes() == content
    assert [record.getMessage().startswith(f"{file} cannot be read") for record in caplog.records] == [True]


async def test_somebody_elses_base_is_put_aside(shelf: SQLiteShelf, file: Path) -> None:
    make(file)
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE sessions (handle, seen)")
    base.close()
    assert await shelf.read("a", ["record"]) == [None]
    assert len(list(file.parent.glob("app.sqlite.broken-*"))) == 1


async def test_a_file_that_breaks_while_it_is_open_is_put_aside(shelf: SQLiteShelf, file: Path) -> None:
    for number in range(50):
        await shelf.write(str(number), {"record": bytes(9000)}, 1.0)
    await shelf.close()
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(300_000))
    again = SQLiteShelf(file, LOG)
    with pytest.raises(StoreFailed, match="malformed"):
        await again.write("a", {"record": b"r"}, 1.0)
    await again.write("a", {"record": b"r"}, 1.0)
    assert await again.read("a", ["record"]) == [b"r"]
    await again.close()


async def test_a_folder_that_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shelf = SQLiteShelf(tmp_path / "file" / "app.sqlite", LOG)
    with pytest.raises(StoreFailed, match=r"Not a directory|File exists"):
        await shelf.read("a", ["record"])
    await shelf.close()
    with pytest.raises(StoreFailed, match="is closed"):
        await shelf.read("a", ["record"])
