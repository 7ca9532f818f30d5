"""Documents: files, addresses, and what is none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.pdf import Pdf
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused

PDF = b"%PDF-1.7\n%%EOF"


def shown(run: Run) -> Pdf:
    message = run.elements[-1]
    assert isinstance(message, Pdf)
    return message


def test_paths_bytes_and_files(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF)
    for data in (PDF, io.BytesIO(PDF), path, str(path), b"mail before\n" + PDF):
        st.pdf(data, height=300, key="paper", alt="A paper")
        (file,) = shown(run).files()
        assert file.mime == "application/pdf"
        assert file.source.read(0, 99).endswith(PDF)
    with path.open("rb") as opened:
        st.pdf(opened)
    assert shown(run).files()[0].name == "paper.pdf"


def test_looks_travel(run: Run) -> None:
    st.pdf(PDF, height=300, key="paper", alt=" A paper ")
    assert (shown(run).height, shown(run).key, shown(run).alt) == (300, "paper", "A paper")
    st.pdf(PDF, height="stretch")
    assert shown(run).height == "stretch"
    st.pdf(PDF)
    assert shown(run).height == 500


def test_a_large_document_is_looked_at_in_its_head_only(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(PDF)
        file.truncate(5_000_000_000)
    st.pdf(path)
    assert shown(run).files()[0].size == 5_000_000_000


def test_the_browser_fetches_urls(run: Run) -> None:
    st.pdf("https://example.org/a.pdf")
    assert (shown(run).url, shown(run).files()) == ("https://example.org/a.pdf", ())


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (
            {"data": None},
            InvalidValue,
            "st.pdf: data=None is no document. Pass a path, a URL, bytes, or an open file.",
        ),
        ({"data": 3}, InvalidType, "st.pdf: data=3 is a int. Pass a path, a URL, bytes, or an open file."),
        (
            {"data": b""},
            InvalidValue,
            'st.pdf: data holds no PDF, which would begin with "%PDF-". Pass another one.',
        ),
        (
            {"data": PDF, "height": 0},
            InvalidValue,
            'st.pdf: height=0 is not a size. Pass a positive number of pixels, "stretch".',
        ),
        (
            {"data": PDF, "height": "content"},
            InvalidValue,
            "st.pdf: height='content' is unknown. Pass a positive number of pixels, \"stretch\".",
        ),
    ],
)
def test_what_cannot_be_is_told(run: Run, arguments: dict[str, Any], kind: type[BaseException], message: str) -> None:
    with refused(kind, message):
        st.pdf(**arguments)
    assert run.elements == []


def test_a_file_that_is_no_document_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    with refused(
        InvalidValue,
        "st.pdf: the file 'notes.txt' holds no PDF, which would begin with \"%PDF-\". Pass another one.",
    ):
        st.pdf(path)
