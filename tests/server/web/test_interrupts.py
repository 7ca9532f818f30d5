from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from jupyterlit.server.web.interrupts import stop_when_interrupted


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]: pytest calls it
    former = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def test_the_first_interrupt_stops_and_the_second_insists() -> None:
    stopped: list[str] = []
    stop_when_interrupted(lambda: stopped.append("stop"))
    signal.raise_signal(signal.SIGINT)
    assert stopped == ["stop"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert stopped == ["stop"]


def test_what_is_to_happen_already_does() -> None:
    interrupts: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: interrupts.append(number))
    stop_when_interrupted(lambda: pytest.fail("Something else is to happen."))
    signal.raise_signal(signal.SIGINT)
    assert interrupts == [signal.SIGINT]
