"""What Streamlit's modules hold that is nowhere else here."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from jupyterlit.compat.module_values import VERSION, refuse_start, websocket_headers
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
