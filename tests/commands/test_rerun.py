"""st.rerun."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, RerunRun
from tests.conftest import Run, refused


def test_it_ends_the_run_for_another(run: Run) -> None:
    with pytest.raises(RerunRun):
        st.rerun()


@pytest.mark.parametrize(
    ("scope", "kind", "message"),
    [
        (
            "fragment",
            LayoutError,
            'scope="fragment" works only where a fragment runs by itself. Pass scope="app" here.',
        ),
        (
            "clock",
            LayoutError,
            (
                "scope='clock' names fragments, which only a callback can run. "
                'Pass scope="app", or call it in on_change or on_click.'
            ),
        ),
        (
            ["clock", 3],
            LayoutError,
            (
                "scope=['clock', 3] names fragments, which only a callback can run. "
                'Pass scope="app", or call it in on_change or on_click.'
            ),
        ),
        (None, InvalidType, 'scope=None is no scope. Pass "app", "fragment", or keys of fragments.'),
        ([1.5], InvalidType, 'scope=[1.5] is no scope. Pass "app", "fragment", or keys of fragments.'),
        ([], InvalidValue, 'scope=[] names nothing to run. Pass "app", "fragment", or keys of fragments.'),
        (["app", "a"], InvalidValue, "scope=['app', 'a'] lists \"app\", which is no key. Pass scope=\"app\" alone."),
    ],
)
def test_it_says_which_scopes_there_are(run: Run, scope: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.rerun: {message}"):
        st.rerun(scope=scope)


def test_outside_of_an_app_it_does_nothing() -> None:
    st.rerun()
