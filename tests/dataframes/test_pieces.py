"""Large pieces of memory: private copies that share what nobody writes to."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import sys
import threading
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest

from jupyterlit.dataframes import pieces
from jupyterlit.dataframes.pieces import MAPPED, Pieces, Places

linux = pytest.mark.skipif(sys.platform != "linux", reason="files in memory are Linux's")
LARGE = bytes(range(256)) * (MAPPED // 256)


def mappings() -> list[str]:
    """Return which of our files this process has mapped."""
    return [line for line in Path("/proc/self/maps").read_text().splitlines() if "memfd:jupyterlit" in line]


def files() -> int:
    return sum(
        "memfd:jupyterlit" in str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()
    )


@pytest.mark.parametrize("given", [[], [b"", b"a"], [b"abc", LARGE, b"", bytearray(b"end")], [LARGE[1:]]])
def test_copies_are_what_was_given(given: list[bytes]) -> None:
    kept = Pieces(given)
    assert kept.size == sum(map(len, given))
    assert [bytes(copy) for copy in kept.copies()] == [bytes(piece) for piece in given]
    again = pickle.loads(pickle.dumps(kept))
    assert [bytes(copy) for copy in again.copies()] == [bytes(piece) for piece in given]


@pytest.mark.parametrize("piece", [b"little", LARGE])
def test_nobody_sees_what_others_write(piece: bytes) -> None:
    given = bytearray(piece)
    kept = Pieces([given, b"next"])
    given[0] = 255
    first, second = kept.copies(), kept.copies()
    first[0][:3] = b"xyz"
    second[1][0] = 0
    assert [bytes(copy) for copy in kept.copies()] == [piece, b"next"]
    assert (bytes(first[0][:4]), bytes(first[1])) == (b"xyz" + piece[3:4], b"next")
    assert (bytes(second[0]), bytes(second[1])) == (piece, b"\0ext")


@linux
def test_a_copy_takes_no_memory_until_it_is_written_to() -> None:
    kept = Pieces([LARGE * 64])

    def anonymous() -> int:
        (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))
        return int(line.split()[1])

    gc.collect()
    before = anonymous()
    copies = [np.frombuffer(kept.copies()[0], np.uint8) for _ in range(10)]
    assert [int(copy[::4096].sum()) for copy in copies] == [0] * 10
    assert anonymous() - before < 8_000  # kB; ten copies are 640,000
    copies[0][: 32 * MAPPED] = 1
    assert anonymous() - before > 32_000


@linux
def test_a_copy_outlives_what_was_kept_and_all_goes_in_the_end() -> None:
    gc.collect()
    mapped, opened = len(mappings()), files()
    kept = Pieces([LARGE])
    (copy,) = kept.copies()
    assert len(mappings()) == mapped + 1
    del kept
    assert bytes(copy) == LARGE
    del copy
    assert (len(mappings()), files()) == (mapped, opened)


@linux
@pytest.mark.parametrize("most", [0, 1, 2])
def test_where_too_many_files_are_open_it_copies(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    gc.collect()
    opened, limit = files(), 4 * (len(pieces.open_files) + most)

    def getrlimit(resource: int) -> tuple[int, int]:
        return limit, limit

    monkeypatch.setattr(resource, "getrlimit", getrlimit)
    kept = Pieces([LARGE, b"next"])
    held = [kept.copies() for _ in range(4)]
    assert files() - opened <= most
    held[0][0][0] = 7
    assert [[bytes(copy) for copy in copies] for copies in held[1:]] == [[LARGE, b"next"]] * 3


def address(memory: memoryview) -> int:
    found: int = np.frombuffer(memory, np.uint8).__array_interface__["data"][0]
    return found


@linux
def test_copies_that_nobody_has_written_to_lie_in_one_place() -> None:
    kept = Pieces([LARGE, LARGE])
    first, second, other = kept.copies(), kept.copies(), Pieces([LARGE, LARGE]).copies()
    places = [[Places().of(address(piece)) for piece in copies] for copies in (first, second, other)]
    assert places[0] == places[1]
    assert len({place for each in places for place in each}) == 4
    bytes(first[0])
    assert Places().of(address(first[0])) == places[0][0]
    assert Places().of(address(second[0][10:])) not in places[0]
    second[1][-1] ^= 1
    assert Places().of(address(second[0])) == address(second[0])
    assert Places().of(address(first[0])) == places[0][0]
    assert Places().of(1234) == 1234


@linux
def test_places_are_found_while_other_threads_make_copies() -> None:
    kept = Pieces([LARGE])
    held = [kept.copies() for _ in range(20)]
    place, ended = Places().of(address(held[0][0])), threading.Event()

    def make() -> None:
        while not ended.is_set():
            kept.copies()

    thread = threading.Thread(target=make)
    thread.start()
    try:
        assert {Places().of(address(held[0][0])) for _ in range(3000)} == {place}
    finally:
        ended.set()
        thread.join()


@linux
@pytest.mark.parametrize("told", [b"", OSError("There is no such file.")])
def test_where_the_system_does_not_tell_a_copy_lies_where_it_lies(monkeypatch: pytest.MonkeyPatch, told: Any) -> None:
    (copy,) = Pieces([LARGE]).copies()
    monkeypatch.setattr(os, "pread", Mock(side_effect=[told]))
    assert Places().of(address(copy)) == address(copy)


@linux
@pytest.mark.parametrize("call", ["memfd_create", "ftruncate", "pwrite"])
def test_where_there_can_be_no_file_it_copies(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    opened = files()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    kept = Pieces([LARGE])
    monkeypatch.undo()
    assert ([bytes(copy) for copy in kept.copies()], files()) == ([LARGE], opened)
