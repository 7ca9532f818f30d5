"""Why a run was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jupyterlit.execution.run_causes import cause_of
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.protocol.inside import InsideCause

from .conftest import Visitor

SOURCE = ScriptSource(())


@pytest.mark.parametrize(
    ("request_", "last", "fragments", "cause"),
    [
        ({}, None, [], ("start", [])),
        ({"page": "two"}, None, [], ("start", [])),
        ({"values": {"NAME": "x", "gone": 1}}, "finished", [], ("widget", ["Name"])),
        ({"timed": True, "fragments": ("f",)}, "finished", ["clock"], ("timer", ["clock"])),
        ({"timed": True}, "finished", [], ("task", [])),
        ({"calls": (print,)}, "finished", [], ("task", [])),
        ({}, "rerun", [], ("script", [])),
        ({"page": "two"}, "finished", [], ("page", ["two"])),
        ({}, "failed", [], ("rerun", [])),
    ],
)
def test_causes(
    visit: Callable[..., Visitor],
    request_: dict[str, Any],
    last: str | None,
    fragments: list[str],
    cause: tuple[Any, list[str]],
) -> None:
    visitor = visit("import jupyterlit as st\nst.text_input('Name')")
    values = {visitor.id("Name") if id == "NAME" else id: value for id, value in request_.get("values", {}).items()}
    request = RerunRequest(**{**request_, "values": values})
    before = None if last is None else (SOURCE, last)
    assert cause_of(request, visitor.session.queue, SOURCE, before, fragments) == InsideCause(*cause)


def test_new_code_is_told_from_another_run(visit: Callable[..., Visitor]) -> None:
    queue = visit("1").session.queue
    assert cause_of(RerunRequest(), queue, ScriptSource(()), (SOURCE, "finished"), []).kind == "code"
