"""What the browser sends to a widget, and scripts played here and under Streamlit."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest

from jupyterlit.protocol.base import Widget
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run

CaseT = TypeVar("CaseT")
WidgetT = TypeVar("WidgetT", bound=Widget)

HEADER = """
import enum
from datetime import date, datetime, time, timedelta, timezone
import numpy as np
import pandas as pd
import {module} as st
state = st.session_state
out = state.setdefault("out", {{}})
out.clear()
def attempt(name, call):
    try:
        value = call()
        out[name] = f"{{type(value).__name__}} {{value}}"
    except Exception:
        out[name] = "refused"
"""


def the(run: Run, kind: type[WidgetT]) -> WidgetT:
    """Return the only thing on the page, which is a widget."""
    (element,) = run.elements
    assert isinstance(element, kind)
    return element


def received(run: Run, *wires: object) -> list[object]:
    """Let the browser send values to the only widget; return for each what it becomes, or "refused"."""
    widget = the(run, Widget)
    became: list[object] = []
    for wire in wires:
        _, refused = run.state.widgets.receive({widget.id: wire})
        value = run.state.widgets.value(widget.id)
        assert refused in ({}, {widget.id: run.state.widgets.spec(widget.id).dump(value)})
        became.append("refused" if refused else value)
    return became


class Parity:
    """Plays one script here and under Streamlit, and asserts that it finds the same values."""

    def play(self, script: str, *steps: Callable[[Any], object], query: Mapping[str, Any] | None = None) -> list[Any]:
        """Run a script, and again after each step, and return what it has put into `out` each time."""
        from streamlit.testing.v1 import AppTest as StreamlitAppTest

        ours = _play(AppTest, "jupyterlit", script, steps, query or {})
        assert ours == _play(StreamlitAppTest, "streamlit", script, steps, query or {})
        return ours

    def calls(self, calls: str) -> dict[str, str]:
        """Make calls, one a line, and return for each the type and value it gives, or "refused".

        Each has the label "L", to which a number is added.
        """
        lines = [line.strip() for line in calls.strip().splitlines()]
        script = f"""
            for number, line in enumerate({lines!r}):
                attempt(line, lambda: eval(line.replace('"L"', f'"L{{number}}"', 1)))
        """
        return self.play(script)[0]

    def changes(self, kind: str, given: str, change: Callable[[Any], object], *arguments: str) -> dict[str, str]:
        """Let the reader change a widget, then call it with another argument, and return what becomes of the value.

        Parameters
        ----------
        kind, given
            The widget and its arguments, such as "slider" and "min_value=0, max_value=10".
        change
            Sets the value of such a widget.
        *arguments
            What is added, one after the other.

        Returns
        -------
        dict
            For each argument "kept" or "reset" without a key, and with one.
        """
        script = f"""
            for number, change in enumerate([{", ".join(f"dict({argument})" for argument in arguments)}]):
                for key in (None, f"key{{number}}"):
                    given = dict({given}) | (change if state.get("changed") else {{}})
                    label = given.pop("label", "L") + f"{{number}}{{key}}"
                    out[number, key is None] = st.{kind}(label, key=key, **given)
        """

        def choose(app: Any) -> None:
            for widget in app.get(kind):
                change(widget)

        def alter(app: Any) -> None:
            app.session_state["changed"] = True

        _, before, after = self.play(script, choose, alter)
        became = {case: "kept" if after[case] == value else "reset" for case, value in before.items()}
        return {
            argument: f"{became[number, True]}, {became[number, False]}" for number, argument in enumerate(arguments)
        }

    def assigned(self, cases: Mapping[str, Sequence[str]]) -> list[str]:
        """Assign values under a key, then call the widget with that key; return what each call gives."""
        script = f"""
            for number, (call, value) in enumerate({_flat(cases)!r}):
                state[key := f"key{{number}}"] = eval(value)
                attempt(key, lambda: eval(call.removesuffix(")") + ", key=key)"))
        """
        return list(self.play(script)[0].values())

    def bound(self, cases: Mapping[str, Sequence[str | list[str]]]) -> list[str]:
        """Call widgets that are bound to texts in the URL; return what each call gives, and what the URL says then."""
        calls = _flat(cases)
        script = f"""
            for number, (call, _) in enumerate({calls!r}):
                key = f"key{{number}}"
                attempt(key, lambda: eval(call.removesuffix(")") + ", key=key, bind='query-params')"))
                out[key] += " ?" + "&".join(st.query_params.get_all(key))
        """
        query = {f"key{number}": text for number, (_, text) in enumerate(calls)}
        return list(self.play(script, query=query)[0].values())


def _flat(cases: Mapping[str, Sequence[CaseT]]) -> list[tuple[str, CaseT]]:
    return [(call, case) for call, given in cases.items() for case in given]


def _play(
    test: Any, module: str, script: str, steps: Sequence[Callable[[Any], object]], query: Mapping[str, Any]
) -> list[Any]:
    app = test.from_string(HEADER.format(module=module) + textwrap.dedent(script), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    seen: list[Any] = []
    for step in (None, *steps):
        if step is not None:
            step(app)
        app.run()
        assert [error.message for error in app.exception] == []
        seen.append(dict(app.session_state["out"]))
    return seen


@pytest.fixture
def parity() -> Parity:
    """Play scripts here and under Streamlit."""
    return Parity()
