"""What the author calls a widget, and what follows a change."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from jupyterlit.elements.reaction import check_widget_key, check_widget_label, check_widget_reaction
from jupyterlit.errors import InvalidValue
from tests.conftest import refused


@pytest.mark.parametrize(("label", "text"), [("A", "A"), (5, "5"), (" ", " ")])
def test_a_label_is_text(label: object, text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert check_widget_label("st.x", label) == text
    assert caplog.messages == []


@pytest.mark.parametrize("label", ["", None])
def test_a_label_that_says_nothing_is_warned_of(label: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        assert check_widget_label("st.x", label) == ""
    assert len(caplog.messages) == 1


@pytest.mark.parametrize(("key", "text"), [("a", "a"), (5, "5"), (0, "0"), (None, None)])
def test_a_key_is_text(key: object, text: str | None) -> None:
    assert check_widget_key("st.x", key) == text


def test_an_empty_key_names_nothing() -> None:
    with refused(InvalidValue, 'st.x: key="" names nothing. Pass a key with at least one character, or None.'):
        check_widget_key("st.x", "")


@pytest.mark.parametrize(
    ("on_change", "bind", "persist", "reaction"),
    [
        ("rerun", None, None, {}),
        ("ignore", None, None, {}),
        (None, None, None, {}),
        (print, None, None, {"on_change": print, "args": (1,), "kwargs": {"sep": ""}}),
        ("rerun", "query-params", "page", {"query": "k", "persist": "page"}),
        ("rerun", None, "session", {"persist": "session"}),
    ],
)
def test_a_reaction_is_what_follows_a_change(on_change: Any, bind: Any, persist: Any, reaction: dict[str, Any]) -> None:
    assert check_widget_reaction("st.x", "k", on_change, (1,), {"sep": ""}, bind, persist) == reaction


@pytest.mark.parametrize(
    ("key", "on_change", "bind", "persist", "message"),
    [
        ("k", "once", None, None, 'st.x: on_change=\'once\' is unknown. Pass "rerun", "ignore" or a function.'),
        ("k", True, None, None, 'st.x: on_change=True is unknown. Pass "rerun", "ignore" or a function.'),
        ("k", "rerun", "url", None, "st.x: bind='url' is unknown. Pass \"query-params\" or None."),
        (
            None, "rerun", "query-params", None,
            "st.x: bind='query-params' needs a key, the name of the query parameter. Pass one.",
        ),
        (
            "embed", "rerun", "query-params", None,
            "st.x: key='embed' cannot be bound, the page itself reads it from the URL. Pass another.",
        ),
        (None, "rerun", None, "ever", "st.x: persist_state='ever' is unknown. Pass \"page\", \"session\" or None."),
        (
            None, "rerun", None, "page",
            "st.x: persist_state='page' needs a key, to find the value again. Pass one.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_work_is_said(key: str | None, on_change: Any, bind: Any, persist: Any, message: str) -> None:
    with refused(InvalidValue, message):
        check_widget_reaction("st.x", key, on_change, None, None, bind, persist)
