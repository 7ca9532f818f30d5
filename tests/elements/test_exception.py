"""st.exception."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import jupyterlit as st
from jupyterlit.config.sources import Settings
from jupyterlit.delta_generator import main
from jupyterlit.elements.exception import ExceptionReport, show_uncaught
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


@pytest.mark.parametrize(
    ("details", "kind", "lines", "said"),
    [
        ('"full"', "ValueError", True, True),
        ("true", "ValueError", True, True),
        ('"stacktrace"', "ValueError", True, False),
        ("false", "ValueError", True, False),
        ('"type"', "ValueError", False, False),
        ('"none"', "", False, False),
    ],
)
def test_readers_see_as_much_of_an_error_as_the_author_lets_them(
    run: Run,
    options: Callable[[str], Settings],
    caplog: pytest.LogCaptureFixture,
    details: str,
    kind: str,
    lines: bool,
    said: bool,
) -> None:
    options(f"client.showErrorDetails = {details}")
    try:
        try:
            int("secret")
        except ValueError as cause:
            raise ValueError("secret") from cause
    except ValueError as error:
        show_uncaught(main, error)
    (report,) = run.elements
    assert isinstance(report, ExceptionReport)
    assert report.exception_type == kind
    assert bool(report.frames) is lines
    shown = report.message + report.trace + "".join(frame.code for frame in report.frames if not frame.file)
    assert ("secret" in shown) is said
    assert "ValueError: secret" in caplog.text


@pytest.mark.parametrize(("details", "logged"), [("full", False), ("type", True)])
def test_what_stands_under_a_cell_is_not_said_twice(
    run: Run, options: Callable[[str], Settings], caplog: pytest.LogCaptureFixture, details: str, logged: bool
) -> None:
    options(f'client.showErrorDetails = "{details}"')
    run.context.info = {"notebook": True}
    show_uncaught(main, ValueError("secret"))
    assert ("secret" in caplog.text) is logged
