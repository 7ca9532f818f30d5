"""What runs print and our log says, as whoever looks at them is told."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest

from jupyterlit.execution.recorded_output import OutputTap, log
from jupyterlit.execution.recording import Recording
from jupyterlit.secrets.hiding import Words

from .conftest import Visitor

Visit = Callable[..., Visitor]

APP = """\
import logging, sys
import jupyterlit as st
print("printed", 1)
print("wrong", file=sys.stderr)
logging.getLogger("jupyterlit").warning("said %s", "so")
"""


def nobody() -> None:
    """Want to know of nothing."""


def lines(recording: Recording) -> list[tuple[str, str]]:
    return [(line.source, line.text) for line in recording.log()]


def test_prints_and_log_of_a_run_are_told(visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    visitor = visit(APP)
    recording = visitor.session.runner.look(nobody)
    visitor.session.rerun()
    assert visitor.session.runner.wait(20)
    print("elsewhere")
    told = lines(recording)
    assert ("out", "printed 1") in told
    assert ("err", "wrong") in told
    assert [text for _, text in told if "said so" in text] == ["WARNING: said so"]
    assert all("elsewhere" not in text for _, text in told)
    assert {line.run for line in recording.log()} == {1}
    visitor.session.runner.leave(nobody)
    printed = capsys.readouterr()
    assert printed.out == "printed 1\nprinted 1\nelsewhere\n"
    assert "wrong\n" in printed.err


def test_of_two_sessions_each_has_its_own(visit: Visit) -> None:
    first = visit("print('of the first')")
    recording = first.session.runner.look(nobody)
    other = Recording()
    tap = OutputTap()
    tap.add(other)
    first.session.rerun()
    assert first.session.runner.wait(20)
    tap.remove(other)
    first.session.runner.leave(nobody)
    assert lines(recording) == [("out", "of the first")]
    assert lines(other) == []


def test_streams_are_as_they_were_once_nobody_looks() -> None:
    before = sys.stdout.write, sys.stderr.write, list(log.filters)
    tap, one, two = OutputTap(), Recording(), Recording()
    for recording in (one, one, two):
        tap.add(recording)
    assert sys.stdout.write is not before[0]
    tap.remove(one)
    tap.remove(one)
    assert len(log.filters) == len(before[2]) + 1
    tap.remove(two)
    assert (sys.stdout.write, sys.stderr.write, list(log.filters)) == before


def test_the_log_of_no_run_is_told_to_all_who_look(caplog: pytest.LogCaptureFixture) -> None:
    tap, one, two = OutputTap(), Recording(), Recording()
    tap.add(one)
    tap.add(two)
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        log.warning("A timer has failed.")
    tap.remove(one)
    tap.remove(two)
    assert lines(one) == lines(two) == [("log", "WARNING: A timer has failed.")]
    assert "A timer has failed." in caplog.text


def test_a_process_without_a_console_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    tap, recording = OutputTap(), Recording()
    tap.add(recording)
    tap.remove(recording)
    assert sys.stdout is None


def test_secrets_are_not_told() -> None:
    words = Words()
    words.learn({"password": "hunter2hunter2"})
    recording = Recording()
    recording.write("out", "it is hunter2hunter2\n")
    assert lines(recording) == [("out", "it is •••")]
