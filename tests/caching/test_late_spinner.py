"""The spinner of a cached call: it comes when the call takes long, and moves nothing on the page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

import jupyterlit as st
from jupyterlit.caching import late_spinner
from jupyterlit.caching.late_spinner import LateSpinner
from jupyterlit.elements.spinner import Spinner

if TYPE_CHECKING:
    from tests.conftest import Run

PATIENCE = 10.0  # s, for what takes milliseconds on a quiet machine


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_spinner, "AFTER", 0.001)


def wait_for_spinner(run: Run) -> tuple[int, ...]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for path, element in list(run.drawn.items()):
            if isinstance(element, Spinner):
                return path
        time.sleep(0.002)
    raise AssertionError("There is no spinner.")


def kinds(run: Run) -> list[str]:
    return [str(element.__struct_config__.tag) for element in run.elements]


def spinner(run: Run, **arguments: Any) -> LateSpinner:
    return LateSpinner(run.context, "Running `load()`.", show_time=False, **arguments)


def test_it_stands_where_the_next_element_will_stand(run: Run) -> None:
    st.text("before")
    with spinner(run):
        assert wait_for_spinner(run) == (0, 1)
        message = run.drawn[0, 1]
        assert isinstance(message, Spinner)
        assert (message.text, message.cache, message.width) == ("Running `load()`.", True, "content")
    assert kinds(run) == ["text", "empty"]
    st.text("after")
    assert kinds(run) == ["text", "text"]


def test_what_the_call_draws_takes_its_place(run: Run) -> None:
    with spinner(run):
        wait_for_spinner(run)
        st.text("drawn")
    assert kinds(run) == ["text"]


def test_it_stands_in_the_block_of_the_call(run: Run) -> None:
    with st.container(), spinner(run):
        assert wait_for_spinner(run) == (0, 0, 0)


def test_it_stands_in_a_placeholder(run: Run) -> None:
    with st.empty(), spinner(run):
        assert wait_for_spinner(run) == (0, 0)
    assert kinds(run) == ["empty"]


def test_quick_work_shows_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_spinner, "AFTER", PATIENCE)
    with spinner(run):
        st.text("drawn")
    assert kinds(run) == ["text"]


def test_it_goes_when_the_call_fails(run: Run) -> None:
    def fail() -> None:
        with spinner(run):
            wait_for_spinner(run)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert kinds(run) == ["empty"]
