from __future__ import annotations

from typing import get_args, get_type_hints

from jupyterlit.server.command_line.finding import LEVELS, Finding, report


def test_levels_are_listed_from_the_worst_on() -> None:
    assert set(LEVELS) == set(get_args(get_type_hints(Finding)["level"]))
    assert LEVELS[0] == "error"


def test_the_worst_is_told_first_and_everything_once() -> None:
    findings = [Finding("ok", "Fine."), Finding("error", "Not so."), Finding("ok", "Fine.")]
    assert list(report(findings)) == ["error    Not so.", "ok       Fine."]
    assert list(report(findings, as_json=True)) == [
        '{"level":"error","text":"Not so."}',
        '{"level":"ok","text":"Fine."}',
    ]
