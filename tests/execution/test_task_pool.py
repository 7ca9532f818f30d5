"""The pool: which tasks run, and which wait for their turn."""

from __future__ import annotations

import pytest

from jupyterlit.errors import InvalidValue
from jupyterlit.execution import task_pool
from jupyterlit.execution.task_pool import TaskPool
from jupyterlit.state.tasks import Work


class Attempt:
    """One that only notes that it was started."""

    def __init__(self, session: str = "s", group: str = "", limit: int | None = None) -> None:
        self.session = session
        self.work = Work(lambda: None, lambda error: None, "", group=group, limit=limit)
        self.started = False

    def start(self) -> None:
        self.started = True


def filled(pool: TaskPool, *attempts: Attempt) -> list[bool]:
    for attempt in attempts:
        pool.add(attempt)
    return [attempt.started for attempt in attempts]


def test_so_many_run_at_once_and_the_next_in_turn() -> None:
    pool = TaskPool(at_once=2, session_at_once=8)
    first, second, third, fourth = attempts = [Attempt() for _ in range(4)]
    assert filled(pool, *attempts) == [True, True, False, False]
    pool.end(second)
    assert (third.started, fourth.started) == (True, False)
    pool.end(first)
    assert fourth.started


def test_a_session_does_not_keep_others_waiting() -> None:
    pool = TaskPool(at_once=10, session_at_once=1)
    first, second, other = Attempt("a"), Attempt("a"), Attempt("b")
    assert filled(pool, first, second, other) == [True, False, True]
    pool.end(other)
    assert not second.started
    pool.end(first)
    assert second.started


def test_a_limit_counts_for_all_sessions() -> None:
    pool = TaskPool(at_once=32, session_at_once=8)
    one, two = Attempt("a", "model", 1), Attempt("b", "model", 1)
    free = Attempt("b", "other", 1)
    assert filled(pool, one, two, free) == [True, False, True]
    pool.end(one)
    assert two.started


def test_one_that_waits_can_go() -> None:
    pool = TaskPool(at_once=1, session_at_once=8)
    first, second, third = Attempt(), Attempt(), Attempt()
    filled(pool, first, second, third)
    assert pool.drop(second)
    assert not pool.drop(second)
    assert not pool.drop(first)
    pool.end(first)
    assert (second.started, third.started) == (False, True)


def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_pool, "MOST_WAITING", 2)
    pool = TaskPool(at_once=1, session_at_once=8)
    filled(pool, Attempt(), Attempt(), Attempt(), Attempt("other"))
    with pytest.raises(InvalidValue, match="2 tasks of this session wait already"):
        pool.add(Attempt())


def test_nothing_is_left_of_those_that_have_ended() -> None:
    pool = TaskPool(at_once=3, session_at_once=8)
    attempts = [Attempt(f"s{number}", f"g{number}", 1) for number in range(50)]
    filled(pool, *attempts)
    for attempt in attempts:
        assert attempt.started
        pool.end(attempt)
    held = [value for value in vars(pool).values() if hasattr(value, "__len__")]
    assert held
    assert not any(held)
