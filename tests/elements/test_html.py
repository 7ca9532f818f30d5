"""st.html."""

from __future__ import annotations

from pathlib import Path

import pytest

import jupyterlit as st
from jupyterlit.elements.html import Html
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


class Table:
    """Has HTML."""

    def _repr_html_(self) -> str:
        return "<table></table>"


def test_html(run: Run) -> None:
    st.html("  <b>a</b>\n  <i>b</i>")
    st.html("<script>a()</script>", width=300, unsafe_allow_javascript=True)
    st.html(Table())
    st.html(3, width="content")
    assert run.elements == [
        Html(body="<b>a</b>\n<i>b</i>"),
        Html(body="<script>a()</script>", scripts=True, width=300),
        Html(body="<table></table>"),
        Html(body="3", width="content"),
    ]


def test_a_class_is_a_text(run: Run) -> None:
    st.html(Table)
    assert run.elements == [Html(body=str(Table))]


def test_files(run: Run, tmp_path: Path) -> None:
    page, sheet = tmp_path / "page.html", tmp_path / "look.CSS"
    page.write_text("<b>größer</b>", encoding="utf-8")
    sheet.write_text("b { color: red }")
    st.html(page)
    st.html(sheet)
    st.html(str(page))
    assert run.elements == [
        Html(body="<b>größer</b>"),
        Html(body="<style>b { color: red }</style>"),
        Html(body=str(page)),
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_bytes(b"\xff")
    for name in ("a.html", "b.html"):
        path = Path(name)
        with refused(
            InvalidValue,
            f"st.html: body={path!r} cannot be read as text in {tmp_path}. Check its name and where the app runs.",
        ):
            st.html(path)


def test_nothing_is_no_html() -> None:
    with refused(InvalidValue, "st.html: body=' ' is empty. Pass HTML, or use st.empty for a place without content."):
        st.html(" ")
