"""Results made anew in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

import jupyterlit as st
from jupyterlit.caching import refresh as refresh_module
from jupyterlit.caching.refresh import refresh, stale_factor
from jupyterlit.run_context import RunContext
from tests.caching.conftest import Options

PATIENCE = 10.0


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Read the options anew."""
    for cached in (stale_factor, refresh_module._room):  # pyright: ignore[reportPrivateUsage]
        cached.cache_clear()
    yield
    for cached in (stale_factor, refresh_module._room):  # pyright: ignore[reportPrivateUsage]
        cached.cache_clear()


@pytest.mark.parametrize(("given", "factor"), [("3.5", 3.5), ("2", 2.0), ("1", 2.0), ("-4", 2.0), ("inf", 2.0)])
def test_how_old_a_result_may_be(options: Options, given: str, factor: float, caplog: pytest.LogCaptureFixture) -> None:
    options.set(RUNNER_CACHE_BACKGROUND_REFRESH_TTL_MULTIPLIER=given)
    assert stale_factor() == factor
    assert len(caplog.messages) == (given not in ("3.5", "2"))


def test_a_few_are_made_at_once(options: Options) -> None:
    options.set(RUNNER_CACHE_BACKGROUND_REFRESH_MAX_WORKERS=2)
    begun = threading.Semaphore(0)
    go_on = threading.Event()

    def make(_: RunContext) -> None:
        begun.release()
        go_on.wait(PATIENCE)

    before = threading.active_count()
    for _ in range(5):
        refresh("load", make, threading.Lock())
    assert [begun.acquire(timeout=PATIENCE) for _ in range(2)] == [True, True]
    assert threading.active_count() - before == 2
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "jupyterlit-refresh-load":
            thread.join(PATIENCE)
    refresh("load", make, threading.Lock())
    assert begun.acquire(timeout=PATIENCE)


def test_what_is_being_made_is_not_made_twice(options: Options) -> None:
    busy = threading.Lock()
    busy.acquire()
    refresh("load", lambda _: pytest.fail("made"), busy)
    for thread in threading.enumerate():
        if thread.name == "jupyterlit-refresh-load":
            thread.join(PATIENCE)
    assert busy.locked()


def test_what_it_draws_is_not_shown(options: Options, caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def make(_: RunContext) -> None:
        st.text("unseen")
        done.set()

    with caplog.at_level(logging.WARNING):
        refresh("load", make, threading.Lock())
        assert done.wait(PATIENCE)
    assert "load() draws elements, which a refresh in the background cannot show." in caplog.messages
