"""The server's log as JSON, one object per line, for whatever collects logs."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable
from typing import Any

import msgspec

FIELDS = ("app", "session", "kernel", "seconds")
_SECRET = re.compile(
    r"((?:token|password|secret|code|state)=|authorization\W+(?:token|bearer|basic)\s+)[^\s&\"',;]+", re.IGNORECASE
)


class JSONFormatter(logging.Formatter):
    """Writes a record as a JSON object.

    Beside `time`, `level`, `logger` and `message` it has what is known of `app`, `session` (its handle, which tells
    nobody the id), `kernel` (its number) and `seconds`, and the traceback of an `exception`.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the object on one line."""
        entry: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _veiled(record.getMessage()),
        }
        entry |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info:
            entry["exception"] = _veiled(self.formatException(record.exc_info))
        return msgspec.json.encode(entry, enc_hook=str).decode()


def log_as_json(logs: Iterable[logging.Logger]) -> None:
    """Let these logs, and those that they pass on to, write JSON from now on."""
    for log in logs:
        each: logging.Logger | None = log
        while each is not None:
            for handler in each.handlers:
                handler.setFormatter(JSONFormatter())
            each = each.parent if each.propagate else None


def _veiled(text: str) -> str:
    """Return a text without what lets somebody in."""
    return _SECRET.sub(r"\1…", text)
