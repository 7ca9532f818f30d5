"""st.stop."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.errors import StopRun
from tests.conftest import Run


def test_it_ends_the_run(run: Run) -> None:
    with pytest.raises(StopRun):
        st.stop()


def test_it_passes_through_what_catches_errors(run: Run) -> None:
    def careful() -> None:
        try:
            st.stop()
        except Exception:
            pytest.fail("It was caught.")

    with pytest.raises(StopRun):
        careful()


def test_outside_of_an_app_it_does_nothing() -> None:
    st.stop()
