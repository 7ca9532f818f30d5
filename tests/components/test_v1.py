from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from jupyterlit.components.tables import to_table
from jupyterlit.components.v1 import CustomComponent, declare_component
from jupyterlit.elements.component import Component
from jupyterlit.elements.iframe import Iframe
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Rerun
from tests.execution.conftest import Visitor, manager, visit

__all__ = ["manager", "visit"]

APP = """
import jupyterlit as st
own = st.components.v1.declare_component("own", path={path!r})
value = own(name="x", data=b"ab", default=1, key="own", on_change=lambda: st.session_state.update(changed=True))
st.text(repr(value))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<p>")
    return tmp_path


def drawn(visitor: Visitor, kind: type[Any]) -> list[Any]:
    return [delta.element for delta in visitor.session.queue.page() if isinstance(delta.element, kind)]


def b64(data: Any) -> str:
    return base64.b64encode(bytes(data.data)).decode()


def test_a_component_is_drawn_with_its_arguments(visit: Callable[[str], Visitor], folder: Path) -> None:
    visitor = visit(APP.format(path=str(folder)))
    (component,) = drawn(visitor, Component)
    assert (component.args, component.url, component.key) == ({"name": "x"}, None, "own")
    assert component.name.endswith("own")
    assert [(each.name, bytes(each.data.data)) for each in component.binary] == [("data", b"ab")]
    assert [file.name for file in component.files()] == [folder.name]
    assert visitor.page()[-1] == "1"


def test_values_come_back_as_what_they_are(visit: Callable[[str], Visitor], folder: Path) -> None:
    visitor = visit(APP.format(path=str(folder)))
    (component,) = drawn(visitor, Component)
    table = to_table("t", pd.DataFrame({"a": [1, 2]}, index=["r", "s"]))
    frame = {"data": b64(table.data), "index": b64(table.index), "columns": b64(table.columns)}
    for wire, value in (
        ({"type": "json", "value": {"n": [1, None]}}, "{'n': [1, None]}"),
        ({"type": "json", "value": None}, "None"),
        ({"type": "bytes", "value": "AP8="}, r"b'\x00\xff'"),
        ({"type": "dataframe", **frame}, repr(pd.DataFrame({"a": [1, 2]}, index=["r", "s"])).strip()),
    ):
        visitor.say(Rerun(values={component.id: wire}))
        assert visitor.page()[-1] == value
    assert visitor.session.state.get("changed") is True


@pytest.mark.parametrize(
    "wire",
    [
        1,
        None,
        {"type": "json"},
        {"type": "pickle", "value": "gAR9lC4="},
        {"type": "bytes", "value": "no base64!"},
        {"type": "bytes", "value": 3},
        {"type": "dataframe", "data": "AAAA", "index": "AAAA", "columns": "AAAA"},
        {"type": "dataframe", "data": "", "index": "", "columns": ""},
        {"type": "dataframe", "data": ["x"], "index": 1, "columns": None},
    ],
)
def test_what_is_no_value_is_refused(visit: Callable[[str], Visitor], folder: Path, wire: Any) -> None:
    visitor = visit(APP.format(path=str(folder)))
    (component,) = drawn(visitor, Component)
    visitor.say(Rerun(values={component.id: wire}))
    assert visitor.page()[-1] == "1"


def test_labels_of_another_table_are_refused(visit: Callable[[str], Visitor], folder: Path) -> None:
    visitor = visit(APP.format(path=str(folder)))
    (component,) = drawn(visitor, Component)
    table, other = to_table("t", pd.DataFrame({"a": [1, 2]})), to_table("u", pd.DataFrame({"a": [1], "b": [2]}))
    wire = {"data": b64(table.data), "index": b64(other.index), "columns": b64(other.columns)}
    visitor.say(Rerun(values={component.id: {"type": "dataframe", **wire}}))
    assert visitor.page()[-1] == "1"


def test_with_a_key_other_arguments_are_the_same_component(visit: Callable[[str], Visitor], folder: Path) -> None:
    visitor = visit(
        f"import jupyterlit as st\nown = st.components.v1.declare_component('own', path={str(folder)!r})\n"
        "n = st.session_state.setdefault('n', 0)\nst.session_state.n += 1\nown(n=n, key='kept')\nown(n=n)"
    )
    kept, other = (component.id for component in drawn(visitor, Component))
    visitor.say(Rerun())
    again, new = (component.id for component in drawn(visitor, Component))
    assert (again == kept, new == other) == (True, False)


def test_html_and_pages_stand_in_frames(visit: Callable[[str], Visitor]) -> None:
    visitor = visit(
        "import jupyterlit as st\nst.components.v1.html('<b>x</b>')\n"
        "with st.sidebar:\n    st.components.v1.iframe('https://example.org', 300, 200, True, tab_index=-1)"
    )
    assert drawn(visitor, Iframe) == [
        Iframe(body="<b>x</b>", scroll=False, height=150),
        Iframe(src="https://example.org", width=300, height=200, tab_index=-1),
    ]


def test_a_component_knows_where_it_comes_from(folder: Path) -> None:
    component = declare_component("own", path=folder)
    assert (component.name, component.module_name, component.abspath) == (f"{__name__}.own", __name__, str(folder))
    assert component == CustomComponent(component.name, str(folder))
    assert component != declare_component("own", url="http://localhost:3001")
    assert repr(declare_component("dev", url="http://localhost:3001")) == f"'{__name__}.dev': http://localhost:3001"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "path=None, url=None. Pass one of the two"),
        ({"path": "x", "url": "http://x"}, "Pass one of the two"),
        ({"path": "nowhere"}, "'nowhere' is no folder"),
        ({"path": "."}, "has no index.html"),
        ({"url": "localhost:3001"}, "is no address"),
    ],
)
def test_a_component_without_a_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: dict[str, Any], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValue, match=said):
        declare_component("own", **arguments)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        ("own(1)", InvalidValue, "1 is passed without a name"),
        ("own(x=object())", InvalidType, "the arguments cannot be sent"),
        ("own(tab_index='1')", InvalidType, "tab_index='1' is a str"),
        ("st.components.v1.html('', height=-1)", InvalidValue, "height=-1 is no number of pixels"),
        ("st.components.v1.iframe(1)", InvalidType, "src=1 is a int"),
    ],
)
def test_wrong_calls_are_told(
    visit: Callable[[str], Visitor], folder: Path, call: str, error: type[Exception], said: str
) -> None:
    visitor = visit(
        f"import jupyterlit as st\nown = st.components.v1.declare_component('own', path={str(folder)!r})\n{call}"
    )
    assert str(visitor.page()[-1]).startswith(error.__name__)
    assert said in str(visitor.page()[-1])
