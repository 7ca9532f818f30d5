"""st.pagination."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.pagination import Pagination
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received


def test_a_message_says_all(run: Run) -> None:
    page = st.pagination(9, default=3, max_visible_pages=None, width=400, key="p", on_change="ignore", disabled=True)
    assert page == 3
    assert run.elements == [
        Pagination(
            id="pagination-p", key="p", num_pages=9, default=3, max_visible_pages=None, width=400, disabled=True,
            deferred=True,
        )
    ]  # fmt: skip


def test_the_reader_turns_pages(run: Run) -> None:
    st.pagination(5)
    assert received(run, 2, 5, 1, 1.0) == [2, 5, 1, 1]


@pytest.mark.parametrize("wire", [0, 6, 1.5, "2", None, True, [1], float("nan")])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.pagination(5)
    assert received(run, wire) == ["refused"]


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"num_pages": 0}, InvalidValue, "num_pages=0 lies below 1. Pass a whole number of at least 1."),
        ({"num_pages": 2.0}, InvalidType, "num_pages=2.0 is a float. Pass a whole number."),
        ({"num_pages": "2"}, InvalidValue, "num_pages='2' is unknown. Pass a whole number."),
        ({"default": 6}, InvalidValue, "default=6 lies outside 1–5. Pass a whole number from 1 to 5."),
        ({"default": None}, InvalidType, "default=None is a NoneType. Pass a whole number."),
        ({"default": True}, InvalidType, "default=True is a bool. Pass a whole number."),
        (
            {"max_visible_pages": -1},
            InvalidValue,
            "max_visible_pages=-1 lies below 0. Pass a whole number of at least 0.",
        ),
        ({"key": ""}, InvalidValue, 'key="" names nothing. Pass a key with at least one character, or None.'),
        ({"on_change": "x"}, InvalidValue, 'on_change=\'x\' is unknown. Pass "rerun", "ignore" or a function.'),
        (
            {"persist_state": "page"},
            InvalidValue,
            "persist_state='page' needs a key, to find the value again. Pass one.",
        ),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    call: dict[str, Any] = {"num_pages": 5, **arguments}
    with refused(kind, f"st.pagination: {message}"):
        st.pagination(**call)
    assert run.elements == []


def test_pages_turn_as_in_streamlit(parity: Parity) -> None:
    assert parity.assigned({"st.pagination(5)": ["3", "9", "0", "'3'", "2.0", "None", "True"]})[:3] == [
        "int 3", "int 1", "int 1",
    ]  # fmt: skip
    parity.bound({"st.pagination(5)": ["3", "9", "0", "x", "", "2.5"], "st.pagination(5, default=2)": ["2", "3", "9"]})


@pytest.mark.parametrize("key", [None, "p"])
def test_what_becomes_of_the_page_where_pages_change(parity: Parity, key: str | None) -> None:
    def turn(app: Any) -> None:
        app.pagination[0].set_value(4)

    def alter(app: Any) -> None:
        app.session_state["changed"] = True

    script = f"""
        changed = state.get("changed", False)
        out["page"] = st.pagination({{0}}, key={key!r}) if changed else st.pagination(5, key={key!r})
    """
    became: dict[str, list[int]] = {}
    for change in ("5", "9", "3", "5, default=2", "5, max_visible_pages=3", "5, width=300", "5, disabled=True"):
        became[change] = [out["page"] for out in parity.play(script.format(change), turn, alter)]
    assert became["5"] == [1, 4, 4]


def test_two_that_are_alike_need_keys(run: Run) -> None:
    st.pagination(5)
    st.pagination(6)
    with refused(DuplicateWidget, "st.pagination: two are alike in everything. Give each a key of its own."):
        st.pagination(5)


def test_tests_turn_it() -> None:
    app = AppTest.from_string("import streamlit as st; st.text(st.pagination(5, key='p'))").run()
    pages = app.pagination[0]
    assert (pages.type, pages.key, pages.value, pages.num_pages, pages.default, pages.form_id) == (
        "pagination", "p", 1, 5, 1, None,
    )  # fmt: skip
    assert pages.set_value(3).run().text.values == ["3"]
    assert app.pagination("p").select(4).run().text.values == ["4"]
    with refused(InvalidValue, "pagination.set_value: the widget cannot have the value 9."):
        app.pagination[0].set_value(9)
