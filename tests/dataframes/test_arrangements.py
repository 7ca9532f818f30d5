"""Positions are worked out once and kept within bounds."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes.arrangements import MOST, Arrangements
from jupyterlit.dataframes.slices import Superseded


def always() -> bool:
    return True


def made(count: int) -> Any:
    return pa.array(range(count), pa.int32())


def test_positions_are_made_once() -> None:
    kept = Arrangements(1000)
    calls: list[int] = []

    def make() -> Any:
        calls.append(1)
        return made(3)

    assert kept.get("t", "a", make, always).to_pylist() == [0, 1, 2]
    assert kept.get("t", "a", make, always).to_pylist() == [0, 1, 2]
    assert kept.get("other", "a", make, always).to_pylist() == [0, 1, 2]
    assert len(calls) == 2


def test_what_was_used_longest_ago_goes_first() -> None:
    kept = Arrangements(100)
    made_again: list[str] = []

    def get(key: str) -> None:
        def make() -> Any:
            made_again.append(key)
            return made(10)

        kept.get("t", key, make, always)

    for key in "ababcab":
        get(key)
    assert made_again == ["a", "b", "c", "a", "b"]
    assert kept.size <= 100


def test_what_belongs_together_stays_however_large() -> None:
    kept = Arrangements(1)
    calls: list[str] = []
    for key in ["matching", "order"] * 3:
        kept.get("t", key, lambda key=key: calls.append(key) or made(10), always)
    assert calls == ["matching", "order"]


def test_small_ones_do_not_pile_up() -> None:
    kept = Arrangements(1000)
    for n in range(MOST + 5):
        kept.get("t", n, lambda: made(0), always)
    remade: list[int] = []
    kept.get("t", 5, lambda: remade.append(1) or made(0), always)
    kept.get("t", 4, lambda: remade.append(1) or made(0), always)
    assert remade == [1]


def test_a_table_takes_its_positions_with_it() -> None:
    kept = Arrangements(1000)
    kept.get("t", "a", lambda: made(3), always)
    kept.get("u", "a", lambda: made(2), always)
    kept.forget("t")
    assert kept.size == 8


def test_those_who_want_the_same_wait_for_one() -> None:
    kept = Arrangements(1000)
    begun, go = threading.Event(), threading.Event()
    calls: list[int] = []

    def make() -> Any:
        calls.append(1)
        begun.set()
        assert go.wait(10)
        return made(3)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "t", "a", make, always)
        assert begun.wait(10)
        second = pool.submit(kept.get, "t", "a", make, always)
        go.set()
        assert first.result(10) is second.result(10)
    assert calls == [1]


def test_who_still_wants_them_makes_them_after_all() -> None:
    kept = Arrangements(1000)
    begun, go = threading.Event(), threading.Event()

    def give_up() -> Any:
        begun.set()
        assert go.wait(10)
        raise Superseded

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "t", "a", give_up, always)
        assert begun.wait(10)
        second = pool.submit(kept.get, "t", "a", lambda: made(2), always)
        go.set()
        with pytest.raises(Superseded):
            first.result(10)
        assert second.result(10).to_pylist() == [0, 1]


def test_a_table_can_be_forgotten_in_the_middle_of_all_else() -> None:
    kept = Arrangements(1000)

    class Key:
        """Is looked at while the lock is held; Python may collect tables just then."""

        def __hash__(self) -> int:
            return 1

        def __eq__(self, other: object) -> bool:
            kept.forget("t")
            return self is other

    kept.get("t", Key(), lambda: made(3), always)
    asking = threading.Thread(target=lambda: kept.get("t", Key(), lambda: made(4), always), daemon=True)
    asking.start()
    asking.join(20)
    assert not asking.is_alive()
    kept.forget("t")
    assert kept.size == 0
