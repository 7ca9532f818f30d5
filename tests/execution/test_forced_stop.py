"""Ending a thread from outside."""

import threading

from jupyterlit.errors import StopRun
from jupyterlit.execution.forced_stop import absorb_stop, raise_in

from .conftest import WAIT


def test_a_busy_thread_ends() -> None:
    busy, ended = threading.Event(), threading.Event()

    def work() -> None:
        try:
            busy.set()
            while True:
                pass
        except StopRun:
            ended.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert busy.wait(WAIT)
    raise_in(thread.ident or 0)
    assert ended.wait(WAIT)


def test_none_is_left_over_once_it_has_been_absorbed() -> None:
    stopped = 0
    for _ in range(20):
        absorb_stop()
        try:
            sum(step for step in range(1000))  # enough bytecodes for one that is on its way
        except StopRun:
            stopped += 1
    assert stopped == 0
