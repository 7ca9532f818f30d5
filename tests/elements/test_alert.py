"""st.error, st.warning, st.info and st.success."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.alert import Alert
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused

LEVELS: list[Any] = [(st.error, "error"), (st.warning, "warning"), (st.info, "info"), (st.success, "success")]


@pytest.mark.parametrize(("call", "level"), LEVELS)
def test_each_level(run: Run, call: Callable[..., Any], level: Any) -> None:
    call("\n    a\n      b\n    ")
    call(ValueError("a"), icon="🚨", width=300, title=" b ")
    assert run.elements == [
        Alert(level=level, body="a\n  b"),
        Alert(level=level, body="a", icon="🚨", width=300, title="b"),
    ]


def test_the_icon_may_begin_the_text(run: Run) -> None:
    st.info("🐧 a")
    st.info("🐧 a", icon="")
    st.info("🐧 a", icon="🔥")
    st.info("a", title="🐧 b")
    assert run.elements == [
        Alert(level="info", body="a", icon="🐧"),
        Alert(level="info", body="🐧 a"),
        Alert(level="info", body="🐧 a", icon="🔥"),
        Alert(level="info", body="a", title="🐧 b"),
    ]


@pytest.mark.parametrize(("call", "level"), LEVELS)
def test_errors_name_the_call(run: Run, call: Callable[..., Any], level: str) -> None:
    with refused(
        InvalidValue, f"st.{level}: width='content' is unknown. Pass a positive number of pixels, \"stretch\"."
    ):
        call("a", width="content")
