"""st.Page: from a file, a function or an address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.refusal import Refusal
from jupyterlit.errors import InvalidType, InvalidValue, StreamlitAPIException
from tests.conftest import Run, refused


def all_penguins() -> None:
    st.text("all")


def test_a_function_names_its_page() -> None:
    page = st.Page(all_penguins)
    assert (page.title, page.url_path, page.icon, page.help) == ("all penguins", "all_penguins", "", "")
    assert (page.visibility, page.is_default, page.is_external) == ("visible", False, False)


def test_what_the_author_says_has_precedence() -> None:
    page = st.Page(all_penguins, title="Birds", icon="🐧", url_path="/birds/", default=True, help="  All.")
    assert (page.title, page.url_path, page.icon, page.help) == ("Birds", "", "🐧", "All.")
    assert page.info.name == "birds"


@pytest.mark.parametrize(
    ("name", "title", "path", "icon"),
    [
        ("penguins", "penguins", "penguins", ""),
        ("1_🐧_The penguins", "The penguins", "The_penguins", "🐧"),
        ("02-the-islands", "the-islands", "the-islands", ""),
        ("123", "123", "123", ""),
    ],
)
def test_a_file_names_its_page(run: Run, tmp_path: Path, name: str, title: str, path: str, icon: str) -> None:
    run.context.script_path = str(tmp_path / "app.py")
    (tmp_path / f"{name}.py").touch()
    page = st.Page(f"{name}.py")
    assert (page.title, page.url_path, page.icon) == (title, path, icon)


def test_an_address_needs_a_title() -> None:
    page = st.Page("https://example.org/x", title="There")
    assert (page.is_external, page.info.url, page.url_path) == (True, "https://example.org/x", "there")
    with refused(InvalidValue, "st.Page: 'https://example.org/x' has no name to show. Pass title."):
        st.Page("https://example.org/x")


def test_only_the_page_that_was_chosen_runs_and_once(run: Run) -> None:
    page = st.Page(all_penguins)
    text = "st.Page: the page 'all penguins' cannot be run. Run the page that st.navigation returns, once."
    with refused(StreamlitAPIException, text):
        page.run()
    st.navigation([page]).run()
    assert [element.body for element in run.elements] == ["all"]  # type: ignore[attr-defined]
    with refused(StreamlitAPIException, text):
        page.run()


@pytest.mark.parametrize(
    ("page", "options", "kind", "message"),
    [
        (3, {}, InvalidType, "page=3 is a int. Pass a file, a function or an address."),
        ("gone.py", {}, InvalidValue, "there is no file 'gone.py'. Give its path relative to the app's own."),
        (all_penguins, {"url_path": "a/b"}, InvalidValue, "url_path='a/b' has several parts. Leave the slashes out."),
        (all_penguins, {"visibility": "no"}, InvalidValue, 'visibility=\'no\' is unknown. Pass "visible" or "hidden".'),
    ],
)
def test_it_says_what_is_wrong(run: Run, page: Any, options: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.Page: {message}"):
        st.Page(page, **options)


@pytest.mark.parametrize(
    ("roles", "meant"), [(None, ()), ("vet", ("vet",)), (["vet", "keeper"], ("keeper", "vet")), ({"vet"}, ("vet",))]
)
def test_it_may_be_for_some_only(roles: Any, meant: tuple[str, ...]) -> None:
    page = st.Page(all_penguins, roles=roles)
    assert (tuple(sorted(page.roles)), page.info.roles) == (meant, frozenset(meant))


@pytest.mark.parametrize("roles", [[], "", [""], ["vet", " "]])
def test_a_guard_that_would_let_in_all_is_none(roles: Any) -> None:
    text = f"st.Page: roles={roles!r} names no role. Leave roles out for a page that all may see."
    with refused(InvalidValue, text):
        st.Page(all_penguins, roles=roles)


@pytest.mark.parametrize("roles", [1, [1], True])
def test_roles_are_texts(roles: Any) -> None:
    with refused(InvalidType, f"st.Page: roles={roles!r} are no names of roles. Pass a text, or a list of texts."):
        st.Page(all_penguins, roles=roles)


def test_what_stands_in_place_of_a_page_has_nothing_of_it(run: Run) -> None:
    page = st.Page.refused("birds")
    assert (page.title, page.url_path, page.info.script) == ("Not for you", "birds", "")
    page.run()
    assert run.elements == [Refusal()]
