"""st.form."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.form import Form
from jupyterlit.elements.text import Text
from jupyterlit.errors import DuplicateWidget, InvalidType, LayoutError
from jupyterlit.protocol.base import Widget
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def test_a_form_is_a_block(run: Run) -> None:
    with st.form("a"):
        st.text("b")
    assert run.elements == [Form(key="a", form_id="a"), Text(body="b", width="content")]


def test_arguments(run: Run) -> None:
    st.form("a", True, enter_to_submit=False, border=False, width="content", height=200)
    assert run.elements == [
        Form(
            key="a",
            form_id="a",
            clear_on_submit=True,
            enter_to_submit=False,
            border=False,
            width="content",
            height=200,
        )
    ]


def test_blocks_inside_belong_to_it(run: Run) -> None:
    with st.form("a") as form:
        place = st.container().empty()
    assert (form.form_id, place.form_id, st.container().form_id) == ("a", "a", None)


def test_a_form_holds_no_form(run: Run) -> None:
    message = "st.form: 'b' stands in another form. Move it out: a form cannot hold a form."
    with st.form("a"), st.container(), refused(LayoutError, message):
        st.form("b")
    with st.form("c"):
        st.sidebar.form("d")


def test_a_key_is_used_once(run: Run) -> None:
    st.form("a")
    st.container(key="a")
    with refused(DuplicateWidget, "st.form: key='a' is used twice in this run. Give each form its own key."):
        st.form("a")


@pytest.mark.parametrize("key", [None, 3])
def test_a_key_is_a_text(run: Run, key: Any) -> None:
    with refused(InvalidType, f"st.form: key={key!r} is a {type(key).__name__}. Pass a string."):
        st.form(key)


# A fragment in a form

TRAVEL = """
import jupyterlit as st
state = st.session_state
state.runs = state.get("runs", 0) + 1
cities = {"Norway": ["Oslo", "Bergen"], "France": ["Paris", "Nice"]}

@st.fragment
def choose():
    country = st.selectbox("Country", cities, key="country")
    city = st.selectbox("City", cities[country], key="city")
    nights = st.slider("Nights", 1, 5 if city == "Nice" else 9, 3, key="nights")
    st.text(f"{country} {city} {nights}, {state.country} {state.city} {state.nights}")
    return f"{country} {city} {nights}"

with st.form("travel", clear_on_submit=CLEAR):
    chosen = choose()
    st.text_input("Name", key="name")
    sent = st.form_submit_button("Book", key="book")
st.text(f"{chosen}, {state.country} {state.city} {state.nights} {sent}")
st.button("Again", key="again")
"""


def travel(*, clear: bool = False) -> AppTest:
    return AppTest.from_string(TRAVEL.replace("CLEAR", str(clear))).run()


def seen(app: AppTest) -> list[Any]:
    """Return what the fragment shows, what the script shows, and how often the script has run."""
    assert not app.exception
    return [*app.text.values, app.session_state["runs"]]


def test_widgets_of_a_fragment_in_a_form_depend_on_each_other() -> None:
    app = travel()
    nowhere = "Norway Oslo 3, Norway Oslo 3 False"
    assert seen(app) == ["Norway Oslo 3, Norway Oslo 3", nowhere, 1]
    app.slider("nights").set_value(9).run(fragments=True)
    assert seen(app) == ["Norway Oslo 9, Norway Oslo 9", nowhere, 1]
    app.selectbox("country").set_value("France").run(fragments=True)
    assert seen(app) == ["France Paris 9, France Paris 9", nowhere, 1]
    app.selectbox("city").set_value("Nice").run(fragments=True)
    assert seen(app) == ["France Nice 3, France Nice 3", nowhere, 1]
    app.button("again").click().run(fragments=True)
    assert seen(app) == ["France Nice 3, France Nice 3", nowhere, 2]
    app.text_input("name").input("Ada")
    app.button("book").click().run(fragments=True)
    assert seen(app) == ["France Nice 3, France Nice 3", "France Nice 3, France Nice 3 True", 3]
    app.button("again").click().run(fragments=True)
    assert seen(app) == ["France Nice 3, France Nice 3", "France Nice 3, France Nice 3 False", 4]


def test_a_form_that_empties_itself_empties_what_its_fragment_shows() -> None:
    app = travel(clear=True)
    app.selectbox("country").set_value("France").run(fragments=True)
    app.button("book").click().run(fragments=True)
    assert seen(app) == ["Norway Oslo 3, Norway Oslo 3", "France Paris 3, France Paris 3 True", 2]
    app.button("again").click().run(fragments=True)
    assert seen(app) == ["Norway Oslo 3, Norway Oslo 3", "France Paris 3, France Paris 3 False", 3]
    app.button("book").click().run(fragments=True)
    assert seen(app) == ["Norway Oslo 3, Norway Oslo 3", "Norway Oslo 3, Norway Oslo 3 True", 4]


def test_what_the_author_assigns_takes_the_place_of_a_draft() -> None:
    app = travel()
    app.selectbox("country").set_value("France").run(fragments=True)
    app.session_state["country"] = "Norway"
    app.run()
    assert seen(app) == ["Norway Oslo 3, Norway Oslo 3", "Norway Oslo 3, Norway Oslo 3 False", 2]


def test_a_draft_that_the_browser_may_not_send_changes_nothing() -> None:
    app = travel()
    app.slider("nights").set_value(9).run(fragments=True)
    widgets = app.session_state._state.widgets
    (id,) = [node.proto.id for node in app.slider]
    assert widgets.receive({id: [10]}) == ([], {id: [9]})
    assert app.run().slider("nights").value == 9


@pytest.mark.parametrize("options", ["", "parallel=True", "run_every=100"])
def test_a_draft_does_not_reach_the_address(options: str) -> None:
    app = AppTest.from_string(f"""
        import jupyterlit as st
        @st.fragment({options})
        def part():
            st.text_input("Word", key="word", bind="query-params")
        with st.form("f"):
            part()
            st.form_submit_button("Go")
    """).run()
    app.text_input[0].input("draft").run(fragments=True)
    assert (dict(app.query_params), app.session_state["word"]) == ({}, "")
    app.button[0].click().run(fragments=True)
    assert (dict(app.query_params), app.session_state["word"]) == ({"word": "draft"}, "draft")


def test_what_an_awaited_fragment_returns_is_the_form_s_too() -> None:
    app = AppTest.from_string("""
        import asyncio
        import jupyterlit as st
        @st.fragment
        async def part():
            return st.text_input("Word")
        async def main():
            with st.form("f"):
                word = await part()
                st.form_submit_button("Go")
            st.text(word)
        asyncio.run(main())
    """).run()
    app.text_input[0].input("draft").run()
    assert app.text.values == [""]
    app.button[0].click().run()
    assert app.text.values == ["draft"]


def test_only_the_form_that_a_fragment_stands_in_has_drafts(run: Run) -> None:
    form = st.form("f")

    @st.fragment
    def part() -> None:
        form.text_input("into a form outside")
        with st.form("own"):
            st.text_input("in a form inside")

    part()
    assert [element.draft for element in run.elements if isinstance(element, Widget)] == [False, False]
