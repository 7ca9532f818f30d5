"""Calls made one after another."""

from __future__ import annotations

import contextvars
import threading

import pytest

from jupyterlit.execution.mailbox import Mailbox

WAIT = 10.0


def test_calls_are_made_in_their_order_and_what_comes_after_waits() -> None:
    box = Mailbox("box", contextvars.Context)
    go, over = threading.Event(), threading.Event()
    done: list[str] = []
    box.put(lambda: go.wait(WAIT))
    box.put(lambda: done.append("put"))
    box.after(lambda: done.append("after"))
    box.after(over.set)
    assert (box.length, done) == (4, [])
    go.set()
    assert over.wait(WAIT)
    assert done == ["put", "after"]


def test_a_call_is_made_at_once_where_none_waits() -> None:
    done: list[int] = []
    Mailbox("box", contextvars.Context).after(lambda: done.append(threading.get_ident()))
    assert done == [threading.get_ident()]


def test_a_call_that_fails_is_told_of_and_others_follow(caplog: pytest.LogCaptureFixture) -> None:
    box = Mailbox("box", contextvars.Context)
    over = threading.Event()
    box.put(lambda: 1 / 0)
    box.put(over.set)
    assert over.wait(WAIT)
    assert "What a browser has sent could not be dealt with." in caplog.text
