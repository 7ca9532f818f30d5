from __future__ import annotations

from collections.abc import Callable

from jupyterlit.state.results import Results
from jupyterlit.testing.v1 import AppTest
from tests.execution.conftest import Visitor


def test_the_notebook_gets_the_object_itself(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("import jupyterlit as st\nst.session_state.table = [1]\nst.result(st.session_state.table)")
    results = visitor.session.state.part(Results)
    assert results.value is visitor.session.state.get("table")


def test_elsewhere_nobody_takes_it() -> None:
    app = AppTest.from_string("import jupyterlit as st\nst.result(3)\nst.text('on')").run()
    assert (app.text[0].value, list(app.exception)) == ("on", [])
