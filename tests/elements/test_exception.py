"""st.exception."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.exception import ExceptionReport
from jupyterlit.errors import StreamlitAPIException
from jupyterlit.tracebacks import describe
from tests.conftest import Run


def test_an_exception_is_shown_with_its_lines(run: Run) -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("a")
    st.exception(caught.value)
    report = describe(caught.value)
    assert [frame.name for frame in report.frames] == ["test_an_exception_is_shown_with_its_lines"]
    assert run.elements == [
        ExceptionReport(
            exception_type="ValueError",
            message="invalid literal for int() with base 10: 'a'",
            frames=report.frames,
            trace=report.trace,
        )
    ]


def test_an_exception_that_was_never_raised_has_no_lines(run: Run) -> None:
    st.exception(KeyError("a"), width=300)
    st.exception(StreamlitAPIException("**a**"))
    assert run.elements == [
        ExceptionReport(exception_type="KeyError", message="'a'", trace="KeyError: 'a'", width=300),
        ExceptionReport(
            exception_type="StreamlitAPIException",
            message="**a**",
            is_markdown=True,
            trace="jupyterlit.errors.StreamlitAPIException: **a**",
        ),
    ]


def test_what_is_no_exception_is_shown_too(run: Run) -> None:
    st.exception("a")  # type: ignore[arg-type]  # Streamlit allows it
    assert run.elements == [ExceptionReport(exception_type="str", message="a")]
