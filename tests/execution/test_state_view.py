"""The session state from outside: what there is to see, and what can be typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.execution.state_view import EDITABLE, LONG, SHORT, as_typed, at_length, edit, entries_of, typed
from jupyterlit.secrets.hiding import Words
from jupyterlit.state.session_state import SessionState

from .conftest import Visitor


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError


def state_of(**values: Any) -> SessionState:
    state = SessionState()
    for key, value in values.items():
        state.put(key, value)
    return state


KINDS: list[tuple[Any, str, str, str | None]] = [
    (1, "int", "1", "1"),
    ("a\nb", "str", r"'a\nb'", r"'a\nb'"),
    ([1, {"a": None}], "list", "[1, {'a': None}]", "[1, {'a': None}]"),
    ({1, 2}, "set", "{1, 2}", "{1, 2}"),
    (set(), "set", "set()", None),
    (date(2026, 1, 2), "datetime.date", "datetime.date(2026, 1, 2)", "2026-01-02"),
    (time(8, 30), "datetime.time", "datetime.time(8, 30)", "08:30:00"),
    (timedelta(1), "datetime.timedelta", "datetime.timedelta(days=1)", None),
    (float("nan"), "float", "nan", None),
    (pd.DataFrame({"a": range(3)}), "pandas.DataFrame", "pandas.DataFrame, 3 × 1", None),
    (np.zeros((2, 5)), "numpy.ndarray", "numpy.ndarray, 2 × 5", None),
]


@pytest.mark.parametrize(("value", "kind", "text", "typed_as"), KINDS)
def test_values_of_many_kinds(value: Any, kind: str, text: str, typed_as: str | None) -> None:
    (entry,) = entries_of(state_of(value=value)).values()
    assert (entry.kind, entry.text, entry.edit) == (kind, text, typed_as)
    assert (entry.more, entry.widget) == (False, False)


def test_a_value_that_cannot_be_told_is_no_end() -> None:
    state = state_of(value=Broken())
    (entry,) = entries_of(state).values()
    assert entry.text.startswith("<Broken instance at ")
    assert at_length(state, "value") == f"<{__name__}.Broken: RuntimeError in its repr>"


def test_a_long_value_is_told_at_length_when_asked_for() -> None:
    state = state_of(text="x" * 1_000, rows=list(range(3_000)), long="x" * (EDITABLE + 1))
    entries = entries_of(state)
    assert all(len(entry.text) <= SHORT + 1 for entry in entries.values())
    assert [entry.more for entry in entries.values()] == [True, True, True]
    assert [entry.edit is None for entry in entries.values()] == [False, True, True]
    assert at_length(state, "text") == repr("x" * 1_000)
    assert at_length(state, "rows") == repr(list(range(3_000)))
    assert at_length(state_of(text="x" * 2 * LONG), "text") == repr("x" * 2 * LONG)[:LONG]
    assert at_length(state, "gone") == ""


def test_secrets_are_hidden_and_not_to_be_edited() -> None:
    words = Words()
    words.learn({"password": "hunter2hunter2"})
    state = state_of(login={"password": "hunter2hunter2"})
    (entry,) = entries_of(state).values()
    assert (entry.text, entry.edit) == ("{'password': '•••'}", None)
    assert at_length(state, "login") == "{'password': '•••'}"


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("2", 1, 2),
        (" 'two' ", 1, "two"),
        ("(1, 2)", None, (1, 2)),
        ('{"on": true, "off": null}', {}, {"on": True, "off": None}),
        ("2026-05-06", date(2026, 1, 2), date(2026, 5, 6)),
        ("2026-05-06 07:08+00:00", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 5, 6, 7, 8, tzinfo=UTC)),
        ("None", date(2026, 1, 2), None),
    ],
)
def test_what_is_typed(text: str, before: Any, value: Any) -> None:
    assert typed(text, before) == value


@pytest.mark.parametrize(
    ("text", "before", "message"),
    [
        ("two", 1, "This is no literal of Python and no JSON. A text stands in quotes: 'two'."),
        ("__import__('os')", 1, "This is no literal of Python and no JSON."),
        ("[1, 2", [], "This is no literal of Python and no JSON."),
        ("(" * 5_000, 1, "This is no literal of Python and no JSON."),
        ("tomorrow", date(2026, 1, 2), "Invalid isoformat string: 'tomorrow'. Write it as 2026-01-02."),
        ("1" * 10_001, 1, "10,001 characters are more than can be typed here, which is 10,000."),
    ],
)
def test_what_cannot_be_typed_is_told(text: str, before: Any, message: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        typed(text, before)
    assert str(raised.value) == message


def test_an_edit_counts_in_the_next_run(visit: Callable[..., Visitor]) -> None:
    visitor = visit("import jupyterlit as st\nst.session_state.setdefault('n', 1)\nst.text(st.session_state.n)")
    edit(visitor.session.state, "n", "7")
    visitor.session.rerun()
    assert visitor.session.runner.wait(20)
    assert visitor.page() == ["7"]


def test_a_widget_has_what_it_can_have(visit: Callable[..., Visitor]) -> None:
    visitor = visit("import jupyterlit as st\nst.slider('Age', 0, 10, key='age')\nst.button('Go', key='go')")
    state = visitor.session.state
    assert [(entry.key, entry.widget, entry.edit) for entry in entries_of(state).values()] == [
        ("age", True, "0"),
        ("go", True, None),
    ]
    with pytest.raises(InvalidValue, match="12"):
        edit(state, "age", "12")
    with pytest.raises(InvalidValue, match="only the reader changes it"):
        edit(state, "go", "True")
    assert state.get("age") == 0
    edit(state, "age", "4")
    visitor.session.rerun()
    assert visitor.session.runner.wait(20)
    assert state.get("age") == 4


def test_what_is_gone_or_no_text_cannot_be_edited() -> None:
    with pytest.raises(InvalidValue, match="no key 'gone' any more"):
        edit(SessionState(), "gone", "1")
    with pytest.raises(InvalidType, match=r"A datetime\.timedelta cannot be typed"):
        edit(state_of(wait=timedelta(1)), "wait", "1")


def test_as_typed_reads_back_as_it_was() -> None:
    for value in ([1, "a", (None, True)], {"a": {1: b"x"}}, 1.5, -2, 3 + 4j):
        text = as_typed(value)
        assert text is not None
        assert typed(text, value) == value
    deep: list[Any] = []
    for _ in range(50):
        deep = [deep]
    assert as_typed(deep) is None
