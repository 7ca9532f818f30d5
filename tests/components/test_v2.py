from __future__ import annotations

from typing import Any

import anywidget
import pandas as pd
import pytest
import traitlets

import jupyterlit as st
from jupyterlit.components.v2_state import trigger_of
from jupyterlit.elements.component_v2 import ComponentV2
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, StateError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run
from tests.elements.conftest import Parity

SCRIPT = "export default () => {}"


def the(run: Run) -> ComponentV2:
    (message,) = [element for element in run.elements if isinstance(element, ComponentV2)]
    return message


def test_a_component_is_drawn_with_its_parts_and_its_data(run: Run) -> None:
    own = st.components.v2.component("own", html="<b>", css="b {}", js=SCRIPT, isolate_styles=False)
    result = own(key="k", data={"a": [1]}, default={"v": 1}, width=200, height="stretch", on_v_change=lambda: None)
    message = the(run)
    assert (message.name, message.key, message.isolate, message.width, message.height) == (
        "own", "k", False, 200, "stretch",
    )  # fmt: skip
    assert [bytes(part.data) for part in (message.html, message.css) if part] == [b"<b>", b"b {}"]
    assert (message.data, message.default, message.entry) == ({"a": [1]}, {"v": 1}, "index.js")
    assert message.files() == (message.module,)
    assert (result, result.v, dict(st.session_state.k)) == ({"v": 1}, 1, {"v": 1})
    assert repr(own) == "<component 'own'>"


def test_states_stay_and_triggers_last_for_one_run(run: Run) -> None:
    called: list[str] = []
    own = st.components.v2.component("own", js=SCRIPT)

    def draw() -> Any:
        return own(
            key="k",
            default={"v": 1},
            on_v_change=lambda: called.append(f"v {st.session_state.k.v}"),
            on_hit_change=lambda: called.append(f"hit {st.session_state.k.hit}"),
        )

    assert draw() == {"v": 1, "hit": None}
    assert (st.session_state.k, st.session_state.k.hit) == ({"v": 1}, None)
    run.rerun(k={"v": {"deep": 2}, "more": [3]})
    result = draw()
    assert (result, result.v.deep) == ({"v": {"deep": 2}, "hit": None, "more": [3]}, 2)
    trigger = trigger_of(the(run).id)
    run.rerun(**{trigger: {"hit": "x"}})
    assert draw() == {"v": {"deep": 2}, "hit": "x", "more": [3]}
    assert st.session_state.k == {"v": {"deep": 2}, "more": [3], "hit": "x"}
    run.rerun()
    assert draw() == {"v": {"deep": 2}, "hit": None, "more": [3]}
    run.rerun(k={"v": None, "more": [3]})
    assert draw() == {"v": 1, "hit": None, "more": [3]}
    assert called == ["v {'deep': 2}", "hit x", "v 1"]


def test_what_the_author_assigns_is_the_state(run: Run) -> None:
    own = st.components.v2.component("own", js=SCRIPT)
    st.session_state["k"] = {"v": 5}
    assert own(key="k", default={"v": 1}, on_v_change=lambda: None) == {"v": 5}
    with pytest.raises(StateError, match="after the widget with key='k' was drawn"):
        st.session_state.k.v = 6
    run.rerun()
    st.session_state.k.v = 7
    st.session_state.k["w"] = 8
    assert own(key="k", default={"v": 1}, on_v_change=lambda: None) == {"v": 7, "w": 8}


def test_a_widget_class_is_a_component(run: Run) -> None:
    class Counter(anywidget.AnyWidget):
        _esm = "export default { render() {} }"
        _css = "p {}"
        count = traitlets.Int(3).tag(sync=True)
        step = traitlets.Int(1).tag(sync=True)
        inner = traitlets.Int(0)

    counter = st.components.v2.component("counter", js=Counter)
    result = counter(key="k", data={"step": 2})
    assert (result, the(run).data, the(run).default) == ({"count": 3, "step": 2}, {"count": 3, "step": 2}, {})
    assert the(run).css is not None
    run.rerun(k={"count": 9})
    assert (counter(key="k", data={"step": 5}), st.session_state.k.count) == ({"count": 9, "step": 5}, 9)


def test_tables_and_bytes_travel_apart(run: Run) -> None:
    own = st.components.v2.component("own", js=SCRIPT)
    own(data={"t": pd.DataFrame({"a": [1]}), "b": b"x", "n": None})
    message = the(run)
    assert ([each.name for each in message.tables], [each.name for each in message.binary], message.data) == (
        ["t"], ["b"], {"n": None},
    )  # fmt: skip
    assert len(message.buffers()) == 2


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"foo": 1}, InvalidValue, "component 'own': foo is no argument."),
        ({"on_change": print}, InvalidValue, "on_change is no argument."),
        ({"on_v_change": 1}, InvalidType, "on_v_change=1 is a int."),
        ({"default": [1]}, InvalidType, r"default=\[1\] is a list."),
        ({"default": {"v": 1}}, InvalidValue, "default has the state 'v', and the states are none. Pass on_v_change"),
        ({"default": {"v": 1}, "on_w_change": print}, InvalidValue, "the states are 'w'"),
        ({"data": object()}, InvalidType, "Pass what JSON can hold"),
        ({"width": "big"}, InvalidValue, "component 'own': width='big' is unknown."),
        ({"height": 0}, InvalidValue, "height=0 is not a size."),
        ({"key": ""}, InvalidValue, 'key="" names nothing.'),
    ],
)
def test_wrong_calls_are_told(run: Run, arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    own = st.components.v2.component("own", js=SCRIPT)
    with pytest.raises(error, match=said):
        own(**arguments)
    assert run.elements == []


def test_names_and_ways_of_isolating_are_checked() -> None:
    with pytest.raises(InvalidType, match=r"component: name=1 is a int\."):
        st.components.v2.component(1)  # type: ignore[arg-type]
    with pytest.raises(InvalidType, match=r"isolate_styles='no' is a str\."):
        st.components.v2.component("own", isolate_styles="no")  # type: ignore[arg-type]


def test_each_instance_has_a_key_or_differs(run: Run) -> None:
    own = st.components.v2.component("own", js=SCRIPT)
    own()
    with pytest.raises(DuplicateWidget, match="component 'own': two are alike"):
        own()
    own(data=1)
    own(key="k")
    with pytest.raises(DuplicateWidget, match="component 'own': key='k' is used twice"):
        own(key="k")


@pytest.mark.parametrize("wire", [1, None, [], {"": 1}, {"x" * 201: 1}, dict.fromkeys(map(str, range(1001)), 1)])
def test_what_no_component_sends_is_refused(run: Run, wire: Any) -> None:
    st.components.v2.component("own", js=SCRIPT)(key="k", default={"v": 1}, on_v_change=lambda: None)
    id = the(run).id
    assert run.state.widgets.receive({id: wire}) == ([], {id: {"v": 1}})
    assert run.state.widgets.receive({trigger_of(id): wire}) == ([], {})


def test_forms_and_tests_have_them_as_streamlit_has_them() -> None:
    def script() -> None:
        import jupyterlit as st

        own = st.components.v2.component("own", js="export default () => {}")
        with st.form("f"):
            result = own(key="k", on_v_change=lambda: None)
            st.form_submit_button("Send")
        st.text(result)

    test = AppTest.from_function(script).run()
    assert [element.type for element in test.get("bidi_component")] == ["bidi_component"]
    assert (test.text[0].value, test.session_state["k"]) == ("{'v': None}", {})
    test.session_state["k"] = {"v": 4}
    test.run()
    assert test.text[0].value == "{'v': 4}"


def test_results_are_those_of_streamlit() -> None:
    call = 'st.components.v2.component("own", js="export default () => 1")'
    nothing = "on_v_change=lambda: None"
    script = f"""
        own = {call}
        for given in (
            "", "on_v_change=None", "{nothing}", "default=dict(v=1), {nothing}", "default=dict(v=dict(w=1)), {nothing}",
            "default=dict(v=1)", "default=dict(w=1), {nothing}", "on_change=print", "on__change=print", "data=1",
            "data=dict(a=1, b=pd.DataFrame(dict(c=[1])))", "data=b'x'", "width='big'", "width=-1", "width=200",
            "width='content'", "height='stretch'", "key=5",
        ):
            attempt(given, lambda: eval("own(" + given + (", " if given else "") + "key='k" + given + "')"
                if "key" not in given else "own(" + given + ")"))
        st.session_state.set = dict(v=5, w=6)
        attempt("set", lambda: own(key="set", default=dict(v=1), {nothing}))
        attempt("view", lambda: dict(st.session_state["set"]))
        attempt("attribute", lambda: st.session_state["set"].v)
        attempt("declared", lambda: own(key="declared", {nothing}) and st.session_state.declared.v)
        attempt("late", lambda: st.session_state["set"].__setitem__("v", 1))
        attempt("unknown", lambda: own(key="unknown").nope)
        attempt("no path", lambda: st.components.v2.component("own", js="main.js"))
        attempt("no text", lambda: st.components.v2.component("own", css=1))
        attempt("twice", lambda: (own(key="twice"), own(key="twice")))
    """
    found = Parity().play(script)[0]
    assert found["set"] == "ComponentResult {'v': 5, 'w': 6}"
    assert found["late"] == found["no path"] == found["twice"] == "refused"
