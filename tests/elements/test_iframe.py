"""st.iframe."""

from __future__ import annotations

from pathlib import Path

import pytest

import jupyterlit as st
from jupyterlit.elements.iframe import Iframe
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def test_urls_and_html(run: Run) -> None:
    st.iframe("https://example.org", height=300, tab_index=-1, alt=" An example ")
    st.iframe("/app/static/a.html", width=200, height="stretch")
    st.iframe("data:text/html,a", alt=" ")
    st.iframe("<b>a</b>", width="content")
    st.iframe("a.html")
    assert run.elements == [
        Iframe(src="https://example.org", height=300, tab_index=-1, alt="An example"),
        Iframe(src="/app/static/a.html", width=200, height="stretch"),
        Iframe(src="data:text/html,a"),
        Iframe(body="<b>a</b>", width="content"),
        Iframe(body="a.html"),
    ]


def test_a_file_of_html(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text("<b>a</b>")
    st.iframe(path)
    assert run.elements == [Iframe(body="<b>a</b>")]


@pytest.mark.parametrize(
    ("src", "message"),
    [
        (3, "src=3 is a int. Pass a URL, a Path, or HTML."),
        (" ", "src=' ' is empty. Pass a URL, a Path, or HTML."),
        (
            Path("a.html"),
            "src=PosixPath('a.html') cannot be read as text in {cwd}. Check its name and where the app runs.",
        ),
        (Path("a.zip"), "src=PosixPath('a.zip') is no page. Pass a file that ends in .html, .htm, .xhtml, or a URL."),
    ],
)
def test_wrong_sources(src: object, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kind = InvalidType if isinstance(src, int) else InvalidValue
    with refused(kind, f"st.iframe: {message.format(cwd=tmp_path)}"):
        st.iframe(src)  # type: ignore[arg-type]


def test_wrong_sizes_and_turns() -> None:
    with refused(InvalidType, "st.iframe: tab_index='a' is a str. Pass a whole number, or None."):
        st.iframe("/", tab_index="a")  # type: ignore[arg-type]
    with refused(InvalidValue, "st.iframe: tab_index=-2 is below -1. Pass -1, 0, a positive number, or None."):
        st.iframe("/", tab_index=-2)
    with refused(
        InvalidValue, 'st.iframe: height=-1 is not a size. Pass a positive number of pixels, "stretch" or "content".'
    ):
        st.iframe("/", height=-1)
