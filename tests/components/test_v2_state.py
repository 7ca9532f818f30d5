from __future__ import annotations

import asyncio
import pickle

import numpy as np
import pytest

import jupyterlit as st
from jupyterlit.components.v2_state import ComponentResult, Reporter, assigned, follow, happened, sendable, states
from jupyterlit.elements.component_v2 import ComponentV2
from jupyterlit.elements.selection import Selected
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run


def test_a_state_keeps_what_the_browser_does_not_say() -> None:
    assert states({"v": 1, "w": 2})({"v": None, "x": 3}) == {"v": 1, "w": 2, "x": 3}
    with pytest.raises(InvalidValue):
        states({})("text")


def test_the_browser_is_told_what_json_can_hold() -> None:
    assert sendable({"a": [1], "b": object(), "c": float("nan")}) == {"a": [1]}


def test_a_state_that_is_assigned_is_a_dict() -> None:
    assert assigned("x")({"a": 1}) == {"a": 1}
    with pytest.raises(InvalidType, match=r"x: its state is 5, a int\."):
        assigned("x")(5)


def test_results_and_views_can_be_pickled(run: Run) -> None:
    assert pickle.loads(pickle.dumps(ComponentResult({"a": {"b": 1}}))).a.b == 1
    st.components.v2.component("own")(key="k", default={"v": 1}, on_v_change=lambda: None)
    assert pickle.loads(pickle.dumps(st.session_state.k)) == Selected({"v": 1})


def test_what_is_not_declared_is_no_attribute(run: Run) -> None:
    result = st.components.v2.component("own")(key="k", on_v_change=lambda: None)
    for state in (result, st.session_state.k):
        with pytest.raises(AttributeError, match="There is no 'nope'"):
            _ = state.nope


def test_asynchronous_callbacks_are_waited_for(run: Run) -> None:
    called: list[str] = []

    async def call() -> None:
        called.append("v")

    own = st.components.v2.component("own")
    own(key="k", default={"v": np.zeros(2)}, on_v_change=call, on_w_change=lambda: called.append("w"))
    (message,) = [element for element in run.elements if isinstance(element, ComponentV2)]
    (changed,), _ = run.state.widgets.receive({message.id: {"v": [1], "w": 2}})
    waiting = changed.call()
    assert called == ["w"]
    asyncio.run(waiting)  # type: ignore[arg-type]
    assert called == ["w", "v"]


def test_nothing_has_happened_to_what_is_not_drawn(run: Run) -> None:
    assert happened("nowhere") == {}
    reporter = Reporter({})
    reporter.id = "somewhere"
    assert follow(reporter) == {}
