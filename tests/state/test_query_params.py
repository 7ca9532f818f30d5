"""Query parameters, and the widgets bound to them."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.errors import StateError
from jupyterlit.protocol.messages import QueryParams as QueryParamsMessage
from jupyterlit.protocol.messages import Values
from jupyterlit.state.query_params import QueryParams, texts_like
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def test_a_query_string_is_read_and_written() -> None:
    params = QueryParams("?a=1&b=&a=2%263")
    assert params.names() == ["a", "b"]
    assert params.get_all("a") == ["1", "2&3"]
    assert params.get_all("c") == []
    assert params.dump() == "a=1&a=2%263&b="


def test_the_author_sets_and_removes_parameters() -> None:
    params = QueryParams("a=1")
    params.set("b", ["2", "3"])
    params.delete("a")
    assert params.dump() == "b=2&b=3"
    params.replace({"c": ["4"]})
    assert params.dump() == "c=4"
    params.clear()
    assert params.dump() == ""
    with pytest.raises(KeyError):
        params.delete("a")


def test_what_is_given_is_not_shared() -> None:
    given = ["1"]
    params = QueryParams()
    params.set("a", given)
    given.append("2")
    params.get_all("a").append("3")
    assert params.dump() == "a=1"


def test_a_parameter_of_a_widget_is_not_the_author_s() -> None:
    params = QueryParams("a=1&b=2")
    params.bind("a")
    message = (
        "st.query_params['a'] follows the widget with key='a'. "
        "Set st.session_state['a'] before that widget, or in a callback."
    )
    with refused(StateError, message):
        params.set("a", ["2"])
    with refused(StateError, message):
        params.delete("a")
    with refused(StateError, message):
        params.replace({"a": ["2"]})
    with refused(StateError, message):
        params.clear()
    params.replace({"c": ["3"]})
    assert params.dump() == "a=1&c=3"
    assert params.release(["a"])
    assert not params.release(["a"])
    params.set("a", ["2"])
    assert params.dump() == "c=3&a=2"


def test_a_change_in_the_browser_is_news_once() -> None:
    params = QueryParams("a=1&b=2")
    assert params.bind("a")
    assert not params.bind("a")
    params.load("a=1&b=3&c=4")
    assert [params.bind(name) for name in "abcd"] == [False, True, True, False]
    params.load("a=1")
    assert [params.bind(name) for name in "abcd"] == [False, True, True, False]


def test_a_parameter_follows_values() -> None:
    params = QueryParams("a=1")
    assert params.follow({"b": ["2"]})
    assert not params.follow({"b": ["2"], "c": []})
    assert params.dump() == "a=1&b=2"
    assert params.follow({"b": []})
    assert params.dump() == "a=1"


@pytest.mark.parametrize(
    ("value", "texts"),
    [(True, ["true"]), (False, ["false"]), ("x", ["x"]), (None, [""]), (["x", "y"], ["x", "y"]), ([], [""])],
)
def test_values_stand_in_the_url_by_their_type(value: object, texts: list[str]) -> None:
    codec = texts_like(value)
    assert codec.write(value) == texts
    assert codec.read(texts) == (value if value is not None else "")


def bound(run: Run) -> object:
    return st.slider("L", 0, 10, 3, key="k", bind="query-params")


def test_a_bound_widget_starts_as_the_url_says(run: Run) -> None:
    run.query_params.load("k=7&z=1")
    assert bound(run) == 7
    assert run.sent == [Values(values={run.state.widgets.ids["k"]: [7]})]
    assert run.query_params.dump() == "k=7&z=1"


@pytest.mark.parametrize("query", ["k=70", "k=x", "k=", "k=1&k=2", "k=3"])
def test_what_is_no_value_leaves_the_url(run: Run, query: str) -> None:
    run.query_params.load(query)
    assert bound(run) == 3
    assert run.sent == [QueryParamsMessage(query="", replace=True)]


def test_the_url_wins_over_the_session_state_at_first(run: Run) -> None:
    run.query_params.load("k=7")
    run.state.set("k", 6, set())
    assert bound(run) == 7
    run.rerun()
    run.state.set("k", 6, set())
    assert bound(run) == 6
    assert run.query_params.dump() == "k=6"


def test_the_url_follows_what_the_author_assigns(run: Run) -> None:
    bound(run)
    run.rerun()
    run.state.set("k", 8, set())
    bound(run)
    assert run.sent == [
        Values(values={run.state.widgets.ids["k"]: [8]}), QueryParamsMessage(query="k=8", replace=True),
    ]  # fmt: skip
    run.rerun()
    bound(run)
    assert run.sent == []


def test_a_change_of_the_url_is_a_change_of_the_value(run: Run) -> None:
    bound(run)
    run.rerun(k=[5])
    bound(run)
    run.query_params.load("k=9")
    run.rerun()
    assert bound(run) == 9
    run.query_params.load("")
    run.rerun()
    assert bound(run) == 3


def test_a_widget_that_is_gone_leaves_the_url_and_comes_back_as_it_was(run: Run) -> None:
    run.query_params.load("k=7")
    bound(run)
    assert run.state.widgets.end_run(run.context.widget_ids, complete=True) == []
    assert run.state.widgets.end_run(set(), complete=True) == ["k"]
    assert run.query_params.release(["k"])
    run.rerun()
    assert bound(run) == 7
    assert run.query_params.dump() == "k=7"


def test_a_script_sees_the_url_that_the_reader_has_made() -> None:
    app = AppTest.from_string("""
        import jupyterlit as st
        st.session_state.seen = st.query_params.to_dict()
        if not st.session_state.get("hidden"):
            st.slider("L", 0, 10, 3, key="k", bind="query-params")
    """).run()
    app.slider[0].set_value(7).run()
    assert app.session_state["seen"] == {"k": "7"}
    app.session_state["hidden"] = True
    app.run()
    assert app.session_state["seen"] == {"k": "7"}
    assert dict(app.query_params) == {}
    app.session_state["hidden"] = False
    app.run()
    assert app.slider[0].value == 7
    assert dict(app.query_params) == {"k": "7"}
    app.slider[0].set_value(3).run()
    assert app.session_state["seen"] == {}
