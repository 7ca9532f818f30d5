"""What widgets have had in another process."""

from __future__ import annotations

from typing import Any

from jupyterlit.errors import InvalidValue
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.recall import Kept
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.widget_spec import WidgetSpec


def number(wire: Any) -> Any:
    if wire not in range(10):
        raise InvalidValue(f"{wire} is none.")
    return wire


def spec(id: str, key: str | None = None, **options: Any) -> WidgetSpec:
    return WidgetSpec(id, key, 0, number, lambda value: value, accept=number, **options)


def drawn(state: SessionState, spec: WidgetSpec) -> tuple[Any, bool]:
    return state.widgets.register(spec, QueryParams())


def test_a_widget_has_what_it_had_and_the_browser_is_told() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept(None, 4), "b": Kept(None, 0)})
    assert [drawn(state, spec(id)) for id in "abc"] == [(4, True), (0, False), (0, False)]
    assert state.widgets.recall.keep() == {"a": Kept(None, 4)}


def test_the_author_has_the_value_before_the_widget_is_drawn() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept("key", 4)})
    state.widgets.recall.load_values({"a": 4, "gone": 5})
    assert (state.get("key"), state.keys()) == (4, ["key"])
    assert drawn(state, spec("a", "key")) == (4, True)
    assert (state.get("key"), state.keys()) == (4, ["key"])
    assert state.widgets.recall.keys == {}


def test_what_the_author_assigns_or_deletes_first_counts() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept("key", 4), "b": Kept("other", 5)})
    state.widgets.recall.load_values({"a": 4, "b": 5})
    state.set("key", 7, set())
    state.delete("other")
    assert [drawn(state, each)[0] for each in (spec("a", "key"), spec("b", "other"))] == [7, 0]


def test_what_the_browser_has_sent_since_counts() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept(None, 4)})
    state.widgets.receive({"a": 5})
    assert drawn(state, spec("a"))[0] == 5


def test_a_value_that_the_widget_cannot_have_any_more_is_the_default() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept("key", 40), "b": Kept("other", "by value")})
    state.widgets.recall.load_values({"a": 41, "b": 6})
    assert drawn(state, spec("a", "key"))[0] == 0
    assert drawn(state, spec("b", "other"))[0] == 6


def test_a_button_that_became_one_has_no_value() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept("key", 1)})
    state.widgets.recall.load_values({"a": 1})
    assert drawn(state, spec("a", "key", trigger=True))[0] == 0


def test_what_no_widget_has_asked_for_is_kept_until_a_complete_run() -> None:
    state = SessionState()
    state.widgets.recall.load({"a": Kept("key", 4), "b": Kept(None, 5)})
    state.widgets.recall.load_values({"a": 4})
    drawn(state, spec("b"))
    state.widgets.end_run({"b"}, complete=False)
    assert state.widgets.recall.keep() == {"a": Kept("key", 4), "b": Kept(None, 5)}
    assert state.widgets.recall.keep_values() == {"a": 4}
    state.widgets.end_run({"b"}, complete=True)
    assert state.widgets.recall.keep() == {"b": Kept(None, 5)}
    assert (state.keys(), state.widgets.recall.keep_values()) == ([], {})
