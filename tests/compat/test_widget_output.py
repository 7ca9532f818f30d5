"""What is printed in `with output:` during a run."""

from __future__ import annotations

import contextvars
from importlib import import_module
from typing import Any

import pytest

from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.compat.widget_output import Capture
from jupyterlit.errors import StopRun
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run

ipywidgets: Any = import_module("ipywidgets")  # It has no types.


def outputs(output: Any) -> list[tuple[str, str]]:
    shown: list[dict[str, Any]] = list(output.outputs)
    return [(each.get("name", each["output_type"]), each.get("text", each.get("evalue", ""))) for each in shown]


def test_what_a_run_prints_goes_into_the_widget(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    claim_comms()
    outer, inner = ipywidgets.Output(), ipywidgets.Output()
    print("before")
    with outer:
        print("one", 1)
        print("two")
        with inner:
            print("within")
    print("after")
    assert outputs(outer) == [("stdout", "one 1\ntwo\n")]
    assert outputs(inner) == [("stdout", "within\n")]
    assert capsys.readouterr().out == "before\nafter\n"


def test_an_error_is_shown_in_it_and_a_runs_end_ends_the_run(run: Run) -> None:
    claim_comms()
    output = ipywidgets.Output()
    with output:
        raise ValueError("too few")
    assert outputs(output) == [("error", "too few")]  # type: ignore[unreachable]  # the widget takes the error
    with pytest.raises(StopRun), output:
        raise StopRun


def test_outside_of_runs_it_is_the_notebooks_affair(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    claim_comms()
    output = ipywidgets.Output()

    def use() -> None:
        with output:
            print("there")

    contextvars.Context().run(use)
    assert (outputs(output), capsys.readouterr().out) == ([], "there\n")


def test_what_is_displayed_is_kept_until_it_is_cleared() -> None:
    output = ipywidgets.Output()
    capture = Capture(output)

    def say(kind: str, **content: Any) -> None:
        capture.take({"header": {"msg_type": kind}, "content": content})

    say("display_data", data={"text/plain": "a"}, metadata={})
    say("clear_output", wait=True)
    capture.tell()
    assert [each["data"] for each in output.outputs] == [{"text/plain": "a"}]
    capture.write("stdout", "b")
    capture.tell()
    assert outputs(output) == [("stdout", "b")]
    say("clear_output", wait=False)
    capture.tell()
    assert outputs(output) == []


def test_a_function_that_the_reader_calls_shows_what_it_prints() -> None:
    test = AppTest.from_string(
        "import ipywidgets\nimport jupyterlit as st\n"
        "def say(n):\n    print('n is', n)\n"
        "box = st.widget(lambda: ipywidgets.interactive(say, n=(0, 9)), key='box')\n"
        "box.update()\nst.text(box.out.outputs)"
    ).run()
    assert not test.exception
    assert "n is 4" in test.text[0].value
