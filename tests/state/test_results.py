from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from jupyterlit.state.results import Results


def test_the_last_value_counts() -> None:
    results = Results()
    assert results.value is None
    results.give([1])
    results.give("two")
    assert results.value == "two"


def test_whoever_waits_has_the_first_value_that_comes() -> None:
    results = Results()
    waiting = [results.wait(), results.wait()]
    assert [future.done() for future in waiting] == [False, False]
    results.give(None)
    results.give(1)
    assert [future.result() for future in waiting] == [None, None]
    assert results.wait().result() == 1


def test_a_session_that_ends_lets_nobody_wait() -> None:
    results = Results()
    given_up: Future[Any] = results.wait()
    given_up.cancel()
    waiting = results.wait()
    results.close()
    assert waiting.cancelled()
