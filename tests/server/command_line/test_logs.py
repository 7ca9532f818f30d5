from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jupyterlit.server.command_line.logs import log_as_json

Read = Callable[[], dict[str, Any]]


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, Read]]:
    """A log that writes JSON, and a function that returns what it has written last."""
    log, stream = logging.getLogger("jupyterlit.tests.json"), io.StringIO()
    log.propagate = False
    handler = logging.StreamHandler(stream)
    log.addHandler(handler)
    log_as_json([log])
    yield log, lambda: json.loads(stream.getvalue().splitlines()[-1])
    log.removeHandler(handler)


def test_a_line_is_an_object(written: tuple[logging.Logger, Read]) -> None:
    log, read = written
    log.warning("%s goes on\nas it was.", "book", extra={"app": "book", "kernel": 3, "seconds": 1.25, "other": "x"})
    entry = read()
    time = entry.pop("time")
    assert time.endswith("+00:00")
    assert entry == {
        "level": "warning",
        "logger": "jupyterlit.tests.json",
        "message": "book goes on\nas it was.",
        "app": "book",
        "kernel": 3,
        "seconds": 1.25,
    }


def test_an_exception_comes_along(written: tuple[logging.Logger, Read]) -> None:
    log, read = written
    try:
        raise ValueError("no token=abc123 here")
    except ValueError:
        log.exception("failed")
    assert "ValueError: no token=… here" in read()["exception"]
    assert "test_an_exception_comes_along" in read()["exception"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /?token=abc123&x=1 200", "GET /?token=…&x=1 200"),
        ('{"Authorization": "token abc123"}', '{"Authorization": "token …"}'),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer …"),
        ("/oauth?code=abc123&state=def456", "/oauth?code=…&state=…"),
        ("redis://:password=abc@host", "redis://:password=…"),
        ("the token is not here", "the token is not here"),
    ],
)
def test_what_lets_somebody_in_is_left_out(written: tuple[logging.Logger, Read], text: str, shown: str) -> None:
    log, read = written
    log.error(text)
    assert read()["message"] == shown


def test_logs_above_are_meant_too(written: tuple[logging.Logger, Read]) -> None:
    log, read = written
    log.handlers[0].setFormatter(None)
    below = log.getChild("below")
    log_as_json([below])
    below.error("told")
    assert read()["message"] == "told"
