"""st.switch_page: on to another page."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, RerunRun
from tests.conftest import Run, refused


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
