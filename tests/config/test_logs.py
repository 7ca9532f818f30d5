"""The log as the options want it."""

from __future__ import annotations

import logging

import pytest

from jupyterlit.config.logs import set_up_log
from tests.config.conftest import Write

NAME = "jupyterlit-test-of-logs"


def test_the_log_is_left_alone_where_nothing_is_said(write: Write) -> None:
    set_up_log(write(""), NAME)
    assert logging.getLogger(NAME).handlers == []


def test_level_and_format_are_those_of_the_options(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        set_up_log(write('[logger]\nlevel = "warning"\nmessageFormat = "<%(levelname)s> %(message)s"'), NAME)
    log = logging.getLogger(NAME)
    log.info("not this")
    log.warning("but this")
    assert capsys.readouterr().err == "<WARNING> but this\n"
