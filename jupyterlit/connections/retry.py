"""Asks a database again when it could not answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from jupyterlit.run_context import current

log = logging.getLogger("jupyterlit")

R = TypeVar("R")
WAITS = (0.2, 0.8)  # s, before the second and the third time

# SQLSTATEs and classes of them that another try does not change: who may, which database, what took too long.
_FINAL = ("28", "3D", "42", "57014")


def retry(call: Callable[[], R], reset: Callable[[], object]) -> R:
    """Return what a call gives; it is made again where the database could not be reached or had others go first.

    Parameters
    ----------
    call
        Asks the database.
    reset
        Lets go of the connection before it is asked again.
    """
    for wait in WAITS:
        try:
            return call()
        except Exception as error:
            if not may_pass(error):
                raise
            log.info("A database is asked again: %s", error)
        reset()
        current().check()
        time.sleep(wait)
    return call()


def may_pass(error: BaseException) -> bool:
    """Tell whether an error is one of SQLAlchemy's that may be gone at another try."""
    from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

    for each in _chain(error):
        if isinstance(each, DBAPIError):
            if each.connection_invalidated:
                return True
            original: Any = each.orig
            if type(original).__module__.startswith(("sqlite3", "pysqlite")):
                return "locked" in str(original)
            state = getattr(original, "sqlstate", None) or getattr(original, "pgcode", None) or ""
            return isinstance(each, OperationalError | InterfaceError) and not state.startswith(_FINAL)
    return False


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
