"""Names and arguments that Streamlit had."""

from __future__ import annotations

import ast
import inspect
import logging
from typing import Any

import pytest

import jupyterlit
from jupyterlit.compat import old_names
from jupyterlit.compat.modules import INSTEAD
from jupyterlit.compat.old_names import OLD, REMOVED, RENAMED, hint
from jupyterlit.config.sources import Settings
from jupyterlit.testing.v1 import AppTest


def run(script: str, **query: Any) -> AppTest:
    app = AppTest.from_string(f"import streamlit as st\n{script}")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def hints(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [text for text in caplog.messages if " is old. " in text]


def test_a_hint_is_given_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        hint("st.old", "Use st.new.")
    assert caplog.messages == ["st.old is old. Use st.new."]


def test_hints_can_be_turned_off(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings([], {"STREAMLIT_GLOBAL_SUPPRESS_DEPRECATION_WARNINGS": "true"})
    monkeypatch.setattr(old_names, "settings", lambda: settings)
    hint("st.old", "Use st.new.")
    assert caplog.messages == []


def test_a_name_is_old_or_of_today() -> None:
    assert not (RENAMED.keys() | OLD.keys()) & set(dir(jupyterlit))
    assert not RENAMED.keys() & OLD.keys()
    assert not INSTEAD.keys() & RENAMED.keys()


@pytest.mark.parametrize(("old", "today"), sorted(RENAMED.items()))
def test_what_was_renamed_works(old: str, today: str) -> None:
    if not hasattr(jupyterlit, today):
        pytest.skip(f"st.{today} is yet to come.")
    kept = today in ("cache_data", "cache_resource")
    app = run(f"st.session_state.same = st.{old} {'is' if kept else '=='} st.{today}")
    assert app.session_state["same"] is True


@pytest.mark.parametrize(
    ("arguments", "same", "said"),
    [
        ("", False, "Use st.cache_data, or st.cache_resource."),
        ("suppress_st_warning=True, ttl=60, max_entries=3", False, "Use st.cache_data, or st.cache_resource."),
        ("allow_output_mutation=True", True, "Use st.cache_resource."),
        ("persist=True", False, "Use st.cache_data, or st.cache_resource."),
    ],
)
def test_cache_keeps_results(arguments: str, same: bool, said: str, caplog: pytest.LogCaptureFixture) -> None:
    app = run(
        f"@st.cache({arguments})\n"
        "def load(number):\n    calls.append(number)\n    return [number]\n"
        "calls = []\n"
        "load.clear()\n"
        "st.session_state.out = load(1) == load(1) == [1], load(1) is load(1), calls\n"
    )
    assert not app.exception
    assert app.session_state["out"] == (True, same, [1])
    assert hints(caplog) == [f"st.cache is old. {said}"]


def test_cache_stands_without_brackets() -> None:
    app = run("@st.cache\ndef load(number):\n    return [number]\nst.session_state.out = load(1)")
    assert app.session_state["out"] == [1]


def test_query_parameters_are_lists(caplog: pytest.LogCaptureFixture) -> None:
    app = run(
        "st.session_state.before = st.experimental_get_query_params()\n"
        "st.experimental_set_query_params(a=[1, 2], b='x')\n"
        "st.session_state.after = st.experimental_get_query_params()\n",
        a=["1", "2", "3"],
    )
    assert app.session_state["before"] == {"a": ["1", "2", "3"]}
    assert app.session_state["after"] == {"a": ["1", "2"], "b": ["x"]}
    assert hints(caplog) == [
        "st.experimental_get_query_params is old. Use st.query_params.",
        "st.experimental_set_query_params is old. Use st.query_params.",
    ]


def test_values_are_shown_one_by_one() -> None:
    assert [text.value for text in run("st.experimental_show('a')").markdown] == ["a"]


def test_a_figure_of_bokeh_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    app = run(
        "from bokeh.plotting import figure\n"
        "plot = figure(height=200)\n"
        "_ = plot.line([1, 2], [3, 4])\n"
        "st.bokeh_chart(plot, use_container_width=True)\n"
    )
    assert not app.exception
    assert hints(caplog) == ["st.bokeh_chart is old. Use st.write."]


@pytest.mark.parametrize(
    ("argument", "width"),
    [("True", "stretch"), ("'always'", "stretch"), ("'auto'", "content"), ("'never'", "content"), ("False", "content")],
)
@pytest.mark.parametrize("call", ["st.image", "st.container().image"])
def test_pictures_have_the_width_of_the_column(
    call: str, argument: str, width: str, caplog: pytest.LogCaptureFixture
) -> None:
    picture = "'data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'"
    app = run(f"{call}({picture}, use_column_width={argument})")
    assert not app.exception
    assert app.get("image")[0].proto.width == width
    assert hints(caplog) == (["st.image(use_column_width=…) is old. Use width."] if call == "st.image" else [])


def test_a_chart_is_not_shared(caplog: pytest.LogCaptureFixture) -> None:
    app = run("import plotly.graph_objects as go\nst.plotly_chart(go.Figure(), sharing='streamlit')")
    assert not app.exception
    assert hints(caplog) == ["st.plotly_chart(sharing=…) is old. Nothing is shared."]


def test_what_cannot_be_given_is_refused_as_ever() -> None:
    (error,) = run("st.image('a.png', size=3)").exception
    assert "unexpected keyword argument 'size'" in error.message


def test_removed_arguments_are_not_of_today() -> None:
    for name, removed in REMOVED.items():
        function = getattr(jupyterlit, name, None)
        if function is not None:
            unused = {"use_column_width"}  # Streamlit keeps it to say that it is gone
            assert not (removed.names.keys() - unused) & inspect.signature(function).parameters.keys()


@pytest.mark.parametrize("name", ["cache_data", "cache_resource", "experimental_memo", "experimental_singleton"])
def test_cached_functions_may_draw_widgets(name: str, caplog: pytest.LogCaptureFixture) -> None:
    app = run(
        f"@st.{name}(experimental_allow_widgets=True, suppress_st_warning=True, show_spinner=False)\n"
        "def ask():\n    return st.number_input('How many?', value=1)\n"
        "st.text(ask())\n"
    )
    assert [text.value for text in app.text] == ["1"]
    app.number_input[0].set_value(5).run()
    assert ([text.value for text in app.text], len(app.warning)) == (["5"], 0)
    said = old_names.UNUSED["experimental_allow_widgets"]
    assert f"st.{RENAMED.get(name, name)}(experimental_allow_widgets=…) is old. {said}" in hints(caplog)


def test_a_cache_is_still_one(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    app = run(
        "@st.cache_data\ndef one():\n    return [1]\n"
        "@st.cache_data(ttl='1h')\ndef two():\n    return [2]\n"
        "st.session_state.out = one(), two()\n"
        "st.cache_data.clear()\n"
    )
    assert (app.session_state["out"], hints(caplog)) == (([1], [2]), [])
    assert ast.literal_eval(str(app.session_state["out"])) == ([1], [2])
