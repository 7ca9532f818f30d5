"""st.toast."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.toast import Toast
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def toasts(run: Run) -> list[tuple[str, str | None, int | None]]:
    return [(toast.body, toast.icon, toast.seconds) for toast in run.elements if isinstance(toast, Toast)]


def test_it_stands_above_the_page_wherever_it_is_called(run: Run) -> None:
    st.toast(" Hello *you* ")
    with st.sidebar:
        st.toast("b", icon="🎉", duration="long")
    st.container().toast(3, icon=":material/check:", duration="infinite")  # type: ignore[arg-type]  # any object
    st.sidebar.toast("d", duration=7)
    assert [path for path in run.drawn if path[0] == 2] == [(2, 0), (2, 1), (2, 2), (2, 3)]
    assert toasts(run) == [
        ("Hello *you*", None, 4),
        ("b", "🎉", 10),
        ("3", ":material/check:", None),
        ("d", None, 7),
    ]


def test_each_call_is_another(run: Run) -> None:
    st.toast("a")
    st.toast("a")
    one, two = run.elements
    assert isinstance(one, Toast)
    assert isinstance(two, Toast)
    assert one.call == one.first != two.call == two.first


def test_a_message_is_changed_by_what_it_returned(run: Run) -> None:
    message = st.toast("Reading")
    first = run.drawn[2, 0]
    st.toast("Something else")
    again = message.toast("Almost", duration="long").toast("Read")
    changed = run.drawn[2, 0]
    assert isinstance(first, Toast)
    assert isinstance(changed, Toast)
    assert (changed.body, changed.first, changed.seconds) == ("Read", first.call, 4)
    assert changed.call != first.call
    assert again.event == message.event
    assert len(run.elements) == 2


def test_another_run_can_change_a_message_that_was_kept(run: Run) -> None:
    message = st.toast("Reading")
    first = run.drawn[2, 0]
    run.rerun()
    message.toast("Read")
    changed = run.drawn[2, 0]
    assert isinstance(changed, Toast)
    assert changed.first == getattr(first, "call", None)


@pytest.mark.parametrize("body", ["", "  ", "\n\n"])
def test_it_says_something(run: Run, body: str) -> None:
    with refused(InvalidValue, "st.toast: body is empty. Pass what the message should say."):
        st.toast(body)


@pytest.mark.parametrize("duration", ["x", 0, -1, 2.5, True, None, []])
def test_a_duration_is_a_word_or_seconds(run: Run, duration: Any) -> None:
    with refused(
        InvalidValue,
        f'st.toast: duration={duration!r} is unknown. Pass "short", "long", "infinite" or a whole number of seconds.',
    ):
        st.toast("a", duration=duration)


def test_an_icon_is_an_icon(run: Run) -> None:
    message = "st.toast: icon='x' is no icon. Pass one emoji or a Material symbol such as ':material/thumb_up:'."
    with refused(InvalidValue, message):
        st.toast("a", icon="x")
    with refused(
        InvalidType,
        "st.toast: icon=3 is a int. Pass one emoji or a Material symbol such as ':material/thumb_up:'.",
    ):
        st.toast("a", icon=3)  # type: ignore[arg-type]  # is the test


def test_tests_find_it() -> None:
    app = AppTest.from_string("""
        import jupyterlit as st
        message = st.toast("a", icon="🎉")
        message.toast("b", icon="🐧")
        st.toast("c")
    """).run()
    assert [(toast.value, toast.icon) for toast in app.toast] == [("b", "🐧"), ("c", None)]
