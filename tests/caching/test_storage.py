"""Where results live: memory, and what all functions share."""

from __future__ import annotations

import gc

import pytest

from jupyterlit.caching.storage import Budget, Entry, MemoryStorage, kept


def values(storage: MemoryStorage, keys: str) -> list[object]:
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


def test_functions_share_a_budget() -> None:
    budget = Budget(30)
    one, other = (MemoryStorage(name, budget=budget) for name in "fg")
    one.put("a", Entry("a", size=10))
    other.put("b", Entry("b", size=10))
    one.put("c", Entry("c", size=10))
    one.get("a")
    other.put("d", Entry("d", size=10))
    assert (values(one, "ac"), values(other, "bd")) == (["a", "c"], [None, "d"])
    other.put("e", Entry("e", size=99))
    assert (values(one, "ac"), values(other, "bde")) == ([None, None], [None, None, "e"])
    other.clear()
    one.put("a", Entry("a", size=30))
    assert (values(one, "a"), values(other, "e")) == (["a"], [None])


def test_a_result_that_is_replaced_counts_once() -> None:
    budget = Budget(30)
    storage = MemoryStorage("f", max_entries=2, budget=budget)
    for size in (10, 20, 30):
        storage.put("a", Entry(size, size=size))
    for key in "bc":
        storage.put(key, Entry(key, size=15))
    storage.delete("b")
    storage.put("d", Entry("d", size=15))
    assert values(storage, "abcd") == [None, None, "c", "d"]


def test_what_all_memories_hold_is_counted() -> None:
    gc.collect()  # memories that nobody has any more must not go in between
    entries, size = kept()
    storage = MemoryStorage("f")
    storage.put("a", Entry(1, size=10))
    storage.put("b", Entry(2, size=5))
    assert kept() == (entries + 2, size + 15)
    storage.delete("a")
    assert kept() == (entries + 1, size + 5)
    del storage
    gc.collect()
    assert kept() <= (entries, size)
