"""Where results are kept, as the options say."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from jupyterlit.caching import places
from jupyterlit.caching.data import CacheData
from jupyterlit.caching.places import clear_places, storage_of
from jupyterlit.caching.shared import SharedStorage
from jupyterlit.caching.storage import Entry, MemoryStorage
from jupyterlit.errors import InvalidValue
from tests.caching.conftest import Options
from tests.conftest import Run


@pytest.fixture(autouse=True)
def folder(cache_data: CacheData, tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_results_are_in_memory_unless_they_are_to_last(options: Options) -> None:
    assert type(storage_of("f", "1")) is MemoryStorage
    assert type(storage_of("f", "1", persist=True)) is SharedStorage


def test_all_results_can_be_kept_on_disk(options: Options, folder: Path) -> None:
    options.set(CACHE_STORAGE="disk")
    storage_of("<lambda>", "1").put("a", Entry(1))
    (file,) = folder.rglob("*.result")
    assert file.parent.name == "lambda-1"
    entry = storage_of("<lambda>", "1").get("a")
    assert entry is not None
    assert entry.value == 1
    assert type(storage_of("f", "1", shared=False)) is MemoryStorage
    clear_places()
    assert storage_of("<lambda>", "1").get("a") is None


@pytest.mark.parametrize("persist", [True, False])
def test_all_results_can_be_kept_in_redis(options: Options, redis_url: str, folder: Path, *, persist: bool) -> None:
    options.set(CACHE_STORAGE=redis_url)
    storage_of("f", "1", persist=persist).put("a", Entry(1))
    assert storage_of("f", "1", persist=persist).get("a") is not None
    assert not list(folder.rglob("*.result"))
    options.set(CACHE_SECRET="that of another app")
    assert storage_of("f", "1", persist=persist).get("a") is None
    options.set(CACHE_SECRET="given")
    storage_of("f", "1", persist=persist).put("a", Entry(2))
    assert storage_of("f", "1", persist=persist).get("a") is not None
    clear_places()
    assert storage_of("f", "1", persist=persist).get("a") is None


def test_a_redis_that_is_away_is_said(options: Options, caplog: pytest.LogCaptureFixture) -> None:
    options.set(CACHE_STORAGE="redis://127.0.0.1:1/0")
    storage = storage_of("f", "1")
    storage.put("a", Entry(1))
    assert storage.get("a") is not None
    clear_places()
    assert [text.partition(": ")[0] for text in caplog.messages] == ["f()", "Results in Redis are still there"]


def test_an_unknown_place_is_refused(options: Options) -> None:
    options.set(CACHE_STORAGE="cloud")
    with pytest.raises(InvalidValue, match=r"^cache\.storage='cloud' is unknown"):
        storage_of("f", "1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_without_a_secret_of_its_own_nothing_is_kept_for_others(
    options: Options, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir()
    (folder / "key").write_bytes(b"x" * 32)
    (folder / "key").chmod(0o644)
    assert type(storage_of("f", "1", persist=True)) is MemoryStorage
    assert caplog.messages == [f"f(): results are kept in memory only: {folder / 'key'} is open to others."]


def test_disk_is_bounded(options: Options, folder: Path) -> None:
    options.set(CACHE_MAX_DISK_SIZE="2kb")
    storage = storage_of("f", "1", persist=True)
    for key in "abc":
        storage.put(key, Entry(b"x" * 1000))
    assert len(list(folder.rglob("*.result"))) == 1
    options.set(CACHE_MAX_DISK_SIZE="much")
    with pytest.raises(InvalidValue, match=r"^cache\.maxDiskSize='much' is no size"):
        storage_of("f", "1", persist=True)


@pytest.mark.parametrize(("given", "kept"), [("2kb", [False, True]), ("0", [True, True])])
def test_functions_share_the_budget_of_the_process(options: Options, given: str, kept: list[bool]) -> None:
    options.set(SERVER_MAX_CACHE_DATA_SIZE=given)
    places._budget.cache_clear()  # pyright: ignore[reportPrivateUsage]
    try:
        one, other = storage_of("f", "1"), storage_of("g", "2")
        one.put("a", Entry(1, size=1500))
        other.put("a", Entry(2, size=1500))
        assert [storage.get("a") is not None for storage in (one, other)] == kept
    finally:
        places._budget.cache_clear()  # pyright: ignore[reportPrivateUsage]


def test_results_with_a_time_end_elsewhere_too(
    options: Options, cache_data: CacheData, monkeypatch: pytest.MonkeyPatch
) -> None:
    options.set(CACHE_STORAGE="disk")
    calls = Mock()

    def load() -> int:
        calls()
        return 1

    cache_data(ttl=60)(load)()
    CacheData()(ttl=60)(load)()
    assert calls.call_count == 1
    monkeypatch.setattr(Entry, "age", Mock(return_value=61.0))
    CacheData()(ttl=60)(load)()
    assert calls.call_count == 2


def test_two_kernels_share_results(tmp_path: Path) -> None:
    code = (
        "import jupyterlit as st\n"
        "@st.cache_data(persist='disk', show_spinner=False)\n"
        "def load(n):\n"
        "    print('made', n)\n"
        "    return [n]\n"
        "print(load(1), load(2))\n"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True, timeout=60, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True,
        ).stdout.split("\n")
        for _ in range(2)
    ]  # fmt: skip
    assert outputs == [["made 1", "made 2", "[1] [2]", ""], ["[1] [2]", ""]]


def test_nothing_is_said_where_all_goes_well(options: Options, caplog: pytest.LogCaptureFixture, run: Run) -> None:
    caplog.set_level(logging.INFO)
    options.set(CACHE_STORAGE="disk")

    def load(number: int) -> int:
        return number + 1

    cached = CacheData()(load)
    assert [cached(1), cached(1)] == [2, 2]
    assert caplog.messages == []
