"""What Streamlit's modules hold that is nowhere else here."""

from __future__ import annotations

from importlib.metadata import version

import pytest

import jupyterlit as st
from jupyterlit.compat.module_values import VERSION, is_in_form, refuse_start, websocket_headers
from jupyterlit.delta_generator import main
from jupyterlit.errors import InvalidValue
from jupyterlit.run_context import RunContext, enter, leave
from tests.conftest import Run


def test_the_version_is_that_of_the_interface() -> None:
    assert version("streamlit") == VERSION


def test_an_app_cannot_start_a_server() -> None:
    with pytest.raises(InvalidValue, match="jupyter lit serve"):
        refuse_start("app.py", False, [], {})


def test_headers_are_those_of_the_visitor(run: Run) -> None:
    assert websocket_headers() == {}
    context = RunContext(run, run.state, run.query_params, info={"headers": {"Host": "here"}})
    token = enter(context)
    assert websocket_headers() == {"Host": "here"}
    leave(token)


def test_components_ask_whether_they_stand_in_a_form(run: Run) -> None:
    assert not is_in_form(main)
    with st.form("f"):
        assert is_in_form(main)
