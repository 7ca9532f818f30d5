"""st.page_link: to a page of the app, or elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.commands.page_link import PageLink
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


def penguins() -> None: ...


def test_it_has_the_page_s_looks(run: Run) -> None:
    pages = [st.Page(penguins, default=True), st.Page(penguins, title="All", url_path="all", icon="🐧", help="Them")]
    st.navigation(pages)
    st.page_link(pages[1], query_params={"a": "1"})
    st.page_link(pages[1], label="Go", icon=":material/map:", help="Now", width="stretch", disabled=True)
    assert run.elements == [
        PageLink(label="All", path="all", query="a=1", icon="🐧", help="Them", width="content"),
        PageLink(label="Go", path="all", icon=":material/map:", help="Now", disabled=True, width="stretch"),
    ]


def test_it_leads_elsewhere(run: Run) -> None:
    st.page_link("https://example.org/?b=2", label="There", query_params={"a": "1"})
    there = st.Page("https://example.org", title="There")
    st.page_link(there, use_container_width=True)
    assert run.elements == [
        PageLink(label="There", url="https://example.org/?b=2&a=1", width="content"),
        PageLink(label="There", url="https://example.org", width="stretch"),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"page": "https://example.org"}, "'https://example.org' has no title of its own. Pass label."),
        (
            {"page": "https://example.org", "label": "L", "icon_position": "top"},
            'icon_position=\'top\' is unknown. Pass "left" or "right".',
        ),
    ],
)
def test_it_says_what_is_wrong(run: Run, options: dict[str, Any], message: str) -> None:
    with refused(InvalidValue, f"st.page_link: {message}"):
        st.page_link(**options)
