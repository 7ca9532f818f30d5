"""st.switch_page: on to another page."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, RerunRun, StateError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.conftest import Parity


def penguins() -> None: ...


def islands() -> None: ...


def test_it_ends_the_run_for_the_page(run: Run) -> None:
    pages = [st.Page(penguins), st.Page(islands)]
    st.navigation(pages)
    with pytest.raises(RerunRun) as caught:
        st.switch_page(pages[1], query_params=[("a", "1"), ("b", ["2", "3"])])
    assert (caught.value.page, caught.value.query) == ("islands", "a=1&b=2&b=3")


@pytest.mark.parametrize(
    ("page", "query", "kind", "message"),
    [
        (st.Page(islands), None, InvalidValue, "the page 'islands' is not among those of st.navigation. Add it there."),
        ("x.py", None, InvalidValue, "'x.py' is no page of this app. Its path is relative to the app's own file."),
        (3, None, InvalidType, "page=3 is a int. Pass a Page or the path of its file."),
        (
            st.Page(penguins),
            [3],
            InvalidType,
            "query_params=[3] are no parameters. Pass a dict with texts or lists of texts.",
        ),
        (
            st.Page(penguins),
            {"Embed": "true"},
            StateError,
            "query_params['Embed'] belongs to the page around the app. Use another name.",
        ),
    ],
)
def test_it_says_what_is_wrong(run: Run, page: Any, query: Any, kind: type[Exception], message: str) -> None:
    st.navigation([penguins])
    with refused(kind, f"st.switch_page: {message}"):
        st.switch_page(page, query_params=query)


def test_a_page_elsewhere_is_linked_to(run: Run) -> None:
    there = st.Page("https://example.org", title="There")
    st.navigation([penguins, there])
    with refused(InvalidValue, "st.switch_page: 'There' is no page of this app. Use st.page_link."):
        st.switch_page(there)


def test_outside_of_an_app_it_does_nothing() -> None:
    st.switch_page("anywhere.py")


def test_a_callback_can_go_to_another_page(parity: Parity) -> None:
    script = """
        def one(): out["page"] = "one"
        def two(): out["page"] = f"two {st.query_params.to_dict()} {state.called}"
        pages = [st.Page(one), st.Page(two)]
        def leave():
            state.called = state.get("called", 0) + 1
            st.switch_page(pages[1], query_params={"a": "1"})
        st.button("go", on_click=leave)
        st.navigation(pages).run()
    """
    found = parity.play(script, lambda app: app.button[0].click())
    assert found == [{"page": "one"}, {"page": "two {'a': '1'} 1"}]


def test_callbacks_called_with_one_that_leaves_are_all_called() -> None:
    app = AppTest.from_string("""
import jupyterlit as st
def one(): st.text("one")
def two(): st.text(f"two {st.session_state.log}")
pages = [st.Page(one), st.Page(two)]
log = st.session_state.setdefault("log", [])
def leave():
    log.append("leave")
    st.switch_page(pages[1])
st.slider("a", 0, 9, 1, on_change=leave)
st.slider("b", 0, 9, 1, on_change=lambda: log.append("b"))
st.navigation(pages).run()
""").run()
    app.slider[0].set_value(2)
    app.slider[1].set_value(3)
    app.run()
    assert [text.value for text in app.text] == ["two ['leave', 'b']"]
