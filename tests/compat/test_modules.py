"""Streamlit's modules in an app, and what is said of those that are not there."""

from __future__ import annotations

import logging
import sys

import pytest

import jupyterlit
import jupyterlit.connections
from jupyterlit import errors
from jupyterlit.caching.clearing import clear_caches
from jupyterlit.compat import script_threads
from jupyterlit.compat.modules import ROOT, ours
from jupyterlit.delta_generator import DeltaGenerator
from jupyterlit.testing.v1 import AppTest

streamlit = sys.modules[ROOT]


def run(script: str) -> AppTest:
    """Run a script under the name of Streamlit; what it makes of `out` is told."""
    return AppTest.from_string(f"import streamlit as st\n{script}").run()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("streamlit", ROOT),
        ("streamlit.runtime.scriptrunner", f"{ROOT}.runtime.scriptrunner"),
        ("streamlit.testing.v1", "jupyterlit.testing.v1"),
        ("streamlit.column_config", "jupyterlit.column_config"),
        ("streamlit.proto", f"{ROOT}.proto"),
    ],
)
def test_each_module_has_a_place(module: str, name: str) -> None:
    assert ours(module) == name


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("from streamlit.runtime.scriptrunner import get_script_run_ctx as x", script_threads.get_script_run_ctx),
        ("from streamlit.runtime.scriptrunner.script_run_context import add_script_run_ctx as x",
         script_threads.add_script_run_ctx),
        ("from streamlit.script_run_context import get_script_run_ctx as x", script_threads.get_script_run_ctx),
        ("from streamlit.report_thread import get_report_ctx as x", script_threads.get_script_run_ctx),
        ("from streamlit.script_runner import StopException as x", errors.StopRun),
        ("import streamlit.runtime.scriptrunner; x = streamlit.runtime.scriptrunner.StopException", errors.StopRun),
        ("import streamlit.runtime as r; x = r.exists()", True),
        ("x = bool(st._is_running_with_streamlit)", True),
        ("from streamlit.runtime.caching import cache_data; x = cache_data is st.cache_data", True),
        ("from streamlit.runtime.state import SessionStateProxy; x = isinstance(st.session_state, SessionStateProxy)",
         True),
        ("from streamlit import caching; x = caching.clear_cache", clear_caches),
        ("from streamlit.logger import get_logger; x = get_logger('a')", logging.getLogger("a")),
        ("from streamlit import config; x = config.get_option('server.port')", 8501),
        ("from streamlit.errors import StreamlitAPIException as x", errors.StreamlitAPIException),
        ("from streamlit.errors import *\nx = DuplicateWidgetID", errors.DuplicateWidget),
        ("from streamlit.delta_generator import DeltaGenerator as x", DeltaGenerator),
        ("from streamlit.testing.v1 import AppTest as x", AppTest),
        ("from streamlit.connections import BaseConnection as x", jupyterlit.connections.BaseConnection),
        ("from streamlit.navigation.page import StreamlitPage; x = StreamlitPage is st.Page", True),
        ("from streamlit.user_info import UserInfoProxy; x = isinstance(st.user, UserInfoProxy)", True),
        ("from streamlit.web.server.websocket_headers import _get_websocket_headers; x = _get_websocket_headers()", {}),
        ("from streamlit.version import STREAMLIT_VERSION_STRING; x = STREAMLIT_VERSION_STRING == st.__version__",
         True),
        ("from streamlit import sidebar, write\nx = sidebar", jupyterlit.sidebar),
        ("x = st.write", jupyterlit.write),
        ("x = st.navigation", jupyterlit.navigation),
        ("x = st.column_config", jupyterlit.column_config),
        ("x = hasattr(st, 'no_such_name')", False),
    ],
)  # fmt: skip
def test_scripts_find_what_they_import(script: str, value: object) -> None:
    app = run(f"{script}\nst.session_state.x = x")
    assert not app.exception
    assert app.session_state["x"] == value


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("st.tittle", "There is no st.tittle. Did you mean st.title?"),
        ("from streamlit import tittle", "There is no st.tittle. Did you mean st.title?"),
        ("st.vanished",
         "There is no st.vanished. jupyterlit has what Streamlit documents, not what is inside."),
        ("st.add_rows",
         "There is no st.add_rows. Draw the element anew with all rows: only what has changed is sent."),
        ("st.container().add_rows([])",
         "There is no add_rows() any more. Draw the element anew with all rows: only what has changed is sent."),
        ("from streamlit.runtime import get_instance",
         ("There is no streamlit.runtime.get_instance. "
          "What a session remembers is in st.session_state, and of the visitor in st.context.")),
        ("from streamlit.runtime.scriptrunner import get_script_run_ctxt",
         ("There is no streamlit.runtime.scriptrunner.get_script_run_ctxt. "
          "Did you mean streamlit.runtime.scriptrunner.get_script_run_ctx?")),
        ("import streamlit.elements.lib.utils",
         "There is no streamlit.elements.lib.utils. Elements are functions of st and methods of containers."),
        ("from streamlit.inside import x",
         "There is no streamlit.inside. jupyterlit has what Streamlit documents, not what is inside."),
        ("from streamlit.web import cli\ncli.main()",
         "An app does not start its server. Leave the call out, and serve it: jupyter lit serve app.py"),
    ],
)  # fmt: skip
def test_what_is_not_there_says_what_there_is(script: str, message: str) -> None:
    assert [error.message for error in run(script).exception] == [message]


@pytest.mark.parametrize(
    "script",
    ["try:\n    import streamlit.inside\nexcept ImportError:\n    st.text('without')",
     "try:\n    from streamlit.runtime import inside\nexcept ImportError:\n    st.text('without')",
     "try:\n    st.inside\nexcept AttributeError:\n    st.text('without')",
     "try:\n    st.container().inside\nexcept AttributeError:\n    st.text('without')"],
)  # fmt: skip
def test_scripts_can_do_without(script: str) -> None:
    assert [text.value for text in run(script).text] == ["without"]


def test_containers_have_the_methods_of_old(caplog: pytest.LogCaptureFixture) -> None:
    app = run(
        "a, b = st.sidebar.beta_columns(2)\n"
        "a.beta_expander('more').text('in a')\n"
        "with b.beta_container():\n    st.text('in b')\n"
    )
    assert [text.value for text in app.sidebar.text] == ["in a", "in b"]
    assert caplog.messages == [
        "st.beta_columns is old. Use st.columns.",
        "st.beta_expander is old. Use st.expander.",
        "st.beta_container is old. Use st.container.",
    ]


def test_a_page_says_nothing_of_old_names() -> None:
    app = run("st.beta_columns(1)\nst.experimental_show(1)")
    assert [len(app.get(kind)) for kind in ("warning", "error", "exception", "info")] == [0, 0, 0, 0]
