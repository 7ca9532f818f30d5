"""st.dialog: a part of the page above the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.commands.dialog import Dialog
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.protocol.messages import Rerun
from tests.conftest import Run, refused
from tests.execution.conftest import Visitor

Visit = Callable[..., Visitor]

APP = """
import jupyterlit as st
def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return f"{name} {st.session_state[name]}"
@st.dialog("Island", on_dismiss=lambda: st.session_state.update(dismissed=True))
def choose(what):
    st.text(count(what))
    st.button("within")
    if st.button("close"):
        st.rerun()
st.text(count("app"))
if st.button("open"):
    choose("dialog")
@st.fragment
def part():
    if st.button("from a fragment"):
        choose("other")
part()
st.text(str(st.session_state.get("dismissed")))
"""
REST = ["open", "fragment", "from a fragment"]


def dialog_of(app: Visitor) -> Dialog:
    (found,) = [d.element for d in app.session.queue.page() if isinstance(d.element, Dialog)]
    return found


def test_it_opens_runs_by_itself_and_is_closed(visit: Visit) -> None:
    app = visit(APP)
    app.rerun(open=True)
    assert app.page() == ["app 2", *REST, "None", "Island", "fragment", "dialog 1", "within", "close"]
    app.rerun(within=True)
    assert app.page() == ["app 2", *REST, "None", "Island", "fragment", "dialog 2", "within", "close"]
    app.rerun(close=True)
    assert app.page() == ["app 3", *REST, "None"]


def test_each_opening_is_told(visit: Visit) -> None:
    app = visit(APP)
    app.rerun(open=True)
    first = dialog_of(app).opening
    app.rerun(within=True)
    assert dialog_of(app).opening == first
    app.rerun(open=True)
    assert dialog_of(app).opening != first


def test_a_fragment_opens_one_and_closes_it(visit: Visit) -> None:
    app = visit(APP)
    app.rerun(**{"from a fragment": True})
    opened = ["app 1", *REST, "None", "fragment", "Island", "fragment"]
    assert app.page() == [*opened, "other 1", "within", "close"]
    app.rerun(within=True)
    assert app.page() == [*opened, "other 2", "within", "close"]
    app.rerun(close=True)
    assert app.page() == ["app 2", *REST, "None"]


def test_python_is_told_of_a_dismissal(visit: Visit) -> None:
    app = visit(APP)
    app.rerun(open=True)
    app.say(Rerun(values={dialog_of(app).id: True}))
    assert app.page() == ["app 3", *REST, "True"]


def test_its_look_is_what_the_author_says(run: Run) -> None:
    @st.dialog("Details", width=640, position="right", dismissible=False, icon="🐧")
    def details() -> None:
        st.text("4.2 kg")

    details()
    dialog = run.elements[0]
    assert isinstance(dialog, Dialog)
    assert (dialog.label, dialog.size, dialog.position) == ("Details", 640, "right")
    assert (dialog.dismissible, dialog.icon, dialog.id) == (False, "🐧", "")


def test_one_at_a_time(run: Run) -> None:
    @st.dialog("One")
    def one() -> None: ...

    one()
    with refused(LayoutError, "st.dialog: 'One' is the second dialog of this run. Only one can be open."):
        one()


def test_none_within_another(run: Run) -> None:
    @st.dialog("Inner")
    def inner() -> None: ...

    @st.dialog("Outer")
    def outer() -> None:
        inner()

    with refused(LayoutError, "st.dialog: 'Inner' is opened in another dialog. Close that by st.rerun() first."):
        outer()


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"title": " "}, InvalidValue, "title=' ' is empty. Give the dialog a title."),
        ({"title": 3}, InvalidType, 'title=3 is no text. Write @st.dialog("Title") above the function.'),
        ({"width": -1}, InvalidValue, "width=-1 is no width. Pass a positive number of pixels."),
        ({"width": "huge"}, InvalidValue, 'width=\'huge\' is no width. Pass "small", "medium", "large" or pixels.'),
        ({"position": "top"}, InvalidValue, 'position=\'top\' is unknown. Pass "center", "left" or "right".'),
    ],
)
def test_it_says_what_is_wrong(options: dict[str, Any], kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.dialog: {message}"):
        given: dict[str, Any] = {"title": "T", **options}
        st.dialog(**given)


def test_outside_of_an_app_it_shows_nothing() -> None:

    @st.dialog("T")
    def never() -> None:
        raise AssertionError

    never()
