"""Results that processes share, whatever holds the records."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from unittest.mock import Mock

import pytest

from jupyterlit.caching.disk import DiskRecords, Room
from jupyterlit.caching.redis import RedisRecords, client_of
from jupyterlit.caching.replay import Recording, Step
from jupyterlit.caching.seal import Seal
from jupyterlit.caching.shared import PAUSE, Records, SharedStorage, Unreachable
from jupyterlit.caching.storage import Entry, MemoryStorage
from jupyterlit.elements.image import Image, Picture
from jupyterlit.elements.text import Text
from jupyterlit.protocol.base import Buffer

SEAL = Seal(b"secret", "f")


@pytest.fixture(params=["disk", "redis"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Records:
    """Be records, of each kind."""
    if request.param == "disk":
        return DiskRecords(tmp_path / "f", Room(tmp_path, 10**9))
    return RedisRecords(client_of(request.getfixturevalue("redis_url")), f"app:{tmp_path}")


def kernel(records: Records, lifetime: float | None = None) -> SharedStorage:
    """Be what one process sees of records."""
    return SharedStorage("f", MemoryStorage("f"), records, SEAL, lifetime)


def values(storage: SharedStorage, keys: str) -> list[object]:
    return [entry and entry.value for entry in map(storage.get, keys)]


def test_another_process_finds_results(records: Records) -> None:
    kernel(records).put("a", Entry([1], size=8))
    entry = kernel(records).get("a")
    assert entry is not None
    assert (entry.value, entry.size) == ([1], 8)


def test_what_was_drawn_is_kept(records: Records) -> None:
    picture = Image(images=[Picture(data=Buffer(b"png"), mime="image/png")])
    drawn = Recording((Step((0, 0), "here", Text(body="hello")), Step((0, 1), "here", picture)))
    kernel(records).put("a", Entry(1, drawn))
    entry = kernel(records).get("a")
    assert entry is not None
    assert entry.drawn == drawn


def test_a_result_is_read_once(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(records).put("a", Entry([1]))
    other = kernel(records)
    first = other.get("a")
    monkeypatch.setattr(pickle, "loads", Mock(side_effect=AssertionError("read again")))
    assert other.get("a") is first


def test_who_wrote_a_result_does_not_read_it(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = kernel(records)
    storage.put("a", Entry([1]))
    monkeypatch.setattr(pickle, "loads", Mock(side_effect=AssertionError("read")))
    assert values(storage, "a") == [[1]]


def test_a_newer_result_of_another_process_is_seen(records: Records) -> None:
    one, other = kernel(records), kernel(records)
    one.put("a", Entry("old"))
    assert values(other, "a") == ["old"]
    other.put("a", Entry("new"))
    assert values(one, "a") == ["new"]


def test_what_another_process_forgets_is_forgotten(records: Records) -> None:
    one, other = kernel(records), kernel(records)
    for key in "abc":
        one.put(key, Entry(key))
    assert values(other, "abc") == ["a", "b", "c"]
    one.delete("a")
    one.delete("nothing")
    assert values(other, "abc") == [None, "b", "c"]
    one.clear()
    one.clear()
    assert values(other, "abc") == [None, None, None]


def test_a_result_has_its_age_elsewhere_too(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(records).put("a", Entry(1, made=time.monotonic() - 100))
    entry = kernel(records).get("a")
    assert entry is not None
    assert entry.age() >= 100
    clock = time.time
    monkeypatch.setattr(time, "time", lambda: clock() - 10**6)  # a clock that is wrong
    entry = kernel(records).get("a")
    assert entry is not None
    assert entry.age() >= 0


def test_what_is_not_ours_is_refused(records: Records, caplog: pytest.LogCaptureFixture) -> None:
    class Harm:
        def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
            return os.unlink, ("/nowhere/at/all",)

    for record in (b"", b"half", pickle.dumps(Harm()), Seal(b"theirs", "f").close("a", 0, pickle.dumps(Harm()))):
        records.write("a", record, None)
        assert kernel(records).get("a") is None
    records.write("b", SEAL.close("a", 0, pickle.dumps((1, None, 0))), None)
    assert kernel(records).get("b") is None
    assert len(caplog.messages) == 5
    assert all(text.startswith("f(): a kept result is refused and made anew: ") for text in caplog.messages)


def test_a_result_of_a_class_that_is_gone_is_made_anew(records: Records, caplog: pytest.LogCaptureFixture) -> None:
    records.write("a", SEAL.close("a", 0, b"cno_such_module\nThing\n."), None)
    assert kernel(records).get("a") is None
    assert caplog.messages == ["f(): a kept result cannot be read and is made anew: No module named 'no_such_module'"]


class Broken:
    """Records of a place that cannot be reached."""

    def __init__(self) -> None:
        self.asked = 0

    def stamp(self, key: str) -> object:
        return self._fail()

    def read(self, key: str) -> tuple[object, bytes] | None:
        return self._fail()

    def write(self, key: str, record: bytes, lifetime: float | None) -> object:
        return self._fail()

    def delete(self, key: str) -> None:
        self._fail()

    def clear(self) -> None:
        self._fail()

    def _fail(self) -> NoReturn:
        self.asked += 1
        raise Unreachable("the wire is cut")


def test_without_the_place_results_are_kept_in_memory(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    broken = Broken()
    storage = SharedStorage("f", MemoryStorage("f"), broken, SEAL)
    assert storage.get("a") is None
    storage.put("a", Entry(1))
    assert (values(storage, "a"), broken.asked) == ([1], 1)
    now[0] += PAUSE
    assert (values(storage, "a"), values(storage, "b"), broken.asked) == ([1], [None], 2)
    now[0] += PAUSE
    storage.put("b", Entry(2))
    storage.delete("a")
    assert values(storage, "ab") == [None, 2]
    storage.clear()
    assert values(storage, "ab") == [None, None]
    assert set(caplog.messages) == {"f(): results are kept in memory only: the wire is cut."}
