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


CAUSES: list[tuple[dict[str, Any], str | None, list[str], tuple[Any, list[str]]]] = [
    ({}, None, [], ("start", [])),
    ({"page": "two"}, None, [], ("start", [])),
    ({"values": {"NAME": "x", "gone": 1}}, "finished", [], ("widget", ["Name"])),
    ({"timed": True, "fragments": ("f",)}, "finished", ["clock"], ("timer", ["clock"])),
    ({"timed": True}, "finished", [], ("task", [])),
    ({"calls": (print,)}, "finished", [], ("task", [])),
    ({}, "rerun", [], ("script", [])),
    ({"page": "two"}, "finished", [], ("page", ["two"])),
    ({}, "failed", [], ("rerun", [])),
]


@pytest.mark.parametrize(("request_", "last", "fragments", "cause"), CAUSES)
def test_causes(
    visit: Callable[..., Visitor],
    request_: dict[str, Any],
    last: str | None,
    fragments: list[str],
    cause: tuple[Any, list[str]],
) -> None:
    visitor = visit("import jupyterlit as st\nst.text_input('Name')")
    values = {visitor.id("Name") if id == "NAME" else id: value for id, value in request_.get("values", {}).items()}
    given: dict[str, Any] = {**request_, "values": values}
    request = RerunRequest(**given)
    before = None if last is None else (SOURCE, last)
    assert cause_of(request, visitor.session.queue, SOURCE, before, fragments) == InsideCause(*cause)


def test_new_code_is_told_from_another_run(visit: Callable[..., Visitor]) -> None:
    queue = visit("1").session.queue
    assert cause_of(RerunRequest(), queue, ScriptSource(()), (SOURCE, "finished"), []).kind == "code"
