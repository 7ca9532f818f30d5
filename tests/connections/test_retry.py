"""Asking a database again."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace
from typing import Any

import pytest
from pandas.errors import DatabaseError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError

from jupyterlit.connections import retry as module
from jupyterlit.connections.retry import may_pass, retry
from jupyterlit.errors import StopRun
from tests.conftest import Run


class Lost(Exception):
    """What a driver raises, with its SQLSTATE."""

    def __init__(self, message: str, sqlstate: str | None = None) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


def of(kind: type[DBAPIError], original: Exception, *, invalidated: bool = False) -> DBAPIError:
    return kind("SELECT 1", {}, original, connection_invalidated=invalidated)


def wrapped(error: Exception) -> Exception:
    """Return an error as pandas raises it."""
    outer = DatabaseError("Execution failed")
    outer.__cause__ = error
    return outer


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (of(OperationalError, Lost("server closed the connection")), True),
        (wrapped(of(OperationalError, Lost("server closed the connection"))), True),
        (of(OperationalError, Lost("deadlock detected", "40P01")), True),
        (of(InterfaceError, Lost("connection already closed")), True),
        (of(ProgrammingError, Lost("gone"), invalidated=True), True),
        (of(OperationalError, sqlite3.OperationalError("database is locked")), True),
        (of(OperationalError, sqlite3.OperationalError("no such table: birds")), False),
        (of(OperationalError, Lost("password authentication failed", "28P01")), False),
        (of(OperationalError, Lost("canceling statement due to statement timeout", "57014")), False),
        (of(ProgrammingError, Lost("syntax error", "42601")), False),
        (ValueError("no"), False),
    ],
)
def test_what_may_pass(error: Exception, again: bool) -> None:
    assert may_pass(error) is again


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Do not wait here; threads of others do."""
    slept: list[float] = []
    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=slept.append))
    return slept


class Database:
    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.asked = 0
        self.resets = 0

    def ask(self) -> int:
        self.asked += 1
        if self.errors:
            raise self.errors.pop(0)
        return self.asked

    def reset(self) -> None:
        self.resets += 1


LOST = of(OperationalError, Lost("server closed the connection"))


def test_it_is_asked_until_it_answers(slept: list[float]) -> None:
    database = Database(LOST, LOST)
    assert retry(database.ask, database.reset) == 3
    assert (database.resets, slept) == (2, [0.2, 0.8])


def test_it_is_asked_three_times_at_most(slept: list[float]) -> None:
    database = Database(LOST, LOST, LOST)
    with pytest.raises(OperationalError):
        retry(database.ask, database.reset)
    assert (database.asked, slept) == (3, [0.2, 0.8])


def test_what_does_not_pass_is_raised_at_once(slept: list[float]) -> None:
    database = Database(ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        retry(database.ask, database.reset)
    assert (database.asked, database.resets, slept) == (1, 0, [])


def test_a_run_that_should_end_does_not_ask_again(run: Run, slept: list[float]) -> None:
    database = Database(LOST)
    run.context.ask_end()
    with pytest.raises(StopRun):
        retry(database.ask, database.reset)
    assert (database.asked, slept) == (1, [])


def test_the_log_says_so_without_secrets(slept: list[float], caplog: Any) -> None:
    with caplog.at_level("INFO"):
        retry((database := Database(LOST)).ask, database.reset)
    assert caplog.messages[0].startswith("A database is asked again: (")
