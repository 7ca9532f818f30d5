"""Seals: only what we have written is read."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyterlit.caching.seal import Broken, Seal, check_own, read_own, secret_in

SEAL = Seal(b"secret", "f")
RECORD = SEAL.close("key", 12.5, b"result")


def test_what_was_written_is_read() -> None:
    made, data = SEAL.open("key", RECORD)
    assert (made, bytes(data)) == (12.5, b"result")


@pytest.mark.parametrize("place", range(len(RECORD)))
def test_a_changed_byte_is_noticed(place: int) -> None:
    changed = bytearray(RECORD)
    changed[place] ^= 1
    with pytest.raises(Broken):
        SEAL.open("key", bytes(changed))


@pytest.mark.parametrize("size", range(len(RECORD)))
def test_a_record_cut_short_is_noticed(size: int) -> None:
    with pytest.raises(Broken):
        SEAL.open("key", RECORD[:size])


@pytest.mark.parametrize(
    ("seal", "key"), [(Seal(b"other", "f"), "key"), (Seal(b"secret", "g"), "key"), (SEAL, "other")]
)
def test_a_record_of_another_place_is_refused(seal: Seal, key: str) -> None:
    with pytest.raises(Broken, match=r"^its signature does not fit$"):
        seal.open(key, RECORD)


def test_processes_agree_on_a_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret_in, [tmp_path / "data"] * 32))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["key"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_a_secret_that_others_can_read_is_none(tmp_path: Path) -> None:
    secret_in(tmp_path)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(Broken, match=r"key is open to others$"):
        secret_in(tmp_path)


def test_a_secret_cut_short_is_none(tmp_path: Path) -> None:
    (tmp_path / "key").touch(0o600)
    with pytest.raises(Broken, match=r"key is no key$"):
        secret_in(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_files_of_others_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"data")
    assert read_own(file) == b"data"
    (tmp_path / "link").symlink_to(file)
    with pytest.raises(OSError, match="link"):
        read_own(tmp_path / "link")
    file.chmod(0o666)
    with pytest.raises(Broken, match=r"file is open to others$"):
        read_own(file)
    status = list(file.stat())
    status[stat.ST_UID] += 1
    with pytest.raises(Broken, match=r"file belongs to somebody else$"):
        check_own(file, os.stat_result(status))
