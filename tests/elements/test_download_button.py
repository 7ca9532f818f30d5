"""Downloads: what the reader gets, when it is made, and what follows the click."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jupyterlit as st
from jupyterlit.elements.download_button import DownloadButton
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError
from jupyterlit.media.files import DeferredSource
from jupyterlit.protocol.base import MediaFile
from tests.conftest import Run, refused


def shown(run: Run) -> DownloadButton:
    message = run.elements[-1]
    assert isinstance(message, DownloadButton)
    return message


def file_of(run: Run) -> MediaFile:
    (file,) = shown(run).files()
    return file.source.make() if isinstance(file.source, DeferredSource) else file


def content(run: Run) -> bytes:
    file = file_of(run)
    return file.source.read(0, file.size)


def test_text_bytes_streams_files_and_paths(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"data")
    forms = ["data", b"data", bytearray(b"data"), io.BytesIO(b"data"), io.StringIO("data"), path]
    with path.open("rb") as binary, path.open() as text:
        for number, data in enumerate([*forms, binary, text]):
            st.download_button("Get", data, key=str(number))
            assert content(run) == b"data"


@pytest.mark.parametrize(
    ("data", "file_name", "mime", "name", "kind"),
    [
        ("text", None, None, "download.txt", "text/plain"),
        (b"x", None, None, "download.bin", "application/octet-stream"),
        (b"x", "a.csv", None, "a.csv", "text/csv"),
        (b"x", "a.csv", "a/b", "a.csv", "a/b"),
        ("text", "noname", None, "noname", "text/plain"),
        (b"x", None, "image/png", "download.png", "image/png"),
        (io.StringIO("x"), None, None, "download.txt", "text/plain"),
    ],
)
def test_name_and_type(run: Run, data: Any, file_name: str | None, mime: str | None, name: str, kind: str) -> None:
    st.download_button("Get", data, file_name, mime)
    file = file_of(run)
    assert (file.name, file.mime, file.download) == (name, kind, True)


def test_an_open_file_has_its_own_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"x")
    with path.open("rb") as file:
        st.download_button("Get", file)
    assert (file_of(run).name, file_of(run).mime) == ("cat.png", "image/png")


def test_large_data_stays_where_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    st.download_button("Get", path)
    assert file_of(run).size == 5_000_000_000


def test_a_function_is_called_when_its_file_is_wanted(run: Run) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("now")
        return "a,b"

    st.download_button("Get", make, "a.csv")
    assert (made, shown(run).deferred_file) == ([], True)
    assert content(run) == b"a,b"
    assert (file_of(run).name, file_of(run).mime) == ("a.csv", "text/csv")


def test_a_button_with_another_function_is_the_same_button(run: Run) -> None:
    st.download_button("Get", lambda: "old")
    before = shown(run)
    run.rerun()
    st.download_button("Get", lambda: "new")
    assert shown(run) == before
    assert content(run) == b"new"
    with st.sidebar:
        st.download_button("Get", lambda: "elsewhere")
    assert shown(run).file != before.file


def test_a_click_is_true_once_whatever_the_data(run: Run) -> None:
    assert st.download_button("Get", b"one") is False
    run.rerun(Get=True)
    assert st.download_button("Get", b"two") is True
    run.rerun()
    assert st.download_button("Get", b"three") is False


def test_a_callback_is_called_before_the_script(run: Run) -> None:
    calls: list[int] = []
    st.download_button("Get", b"x", on_click=calls.append, args=(1,), key="k")
    run.rerun(k=True)
    assert calls == [1]
    assert st.download_button("Get", b"x", on_click=calls.append, args=(1,), key="k")
    assert st.session_state.k is True


def test_the_click_can_leave_the_script_alone(run: Run) -> None:
    st.download_button("Get", b"x")
    asking = shown(run)
    run.rerun()
    st.download_button("Get", b"x", on_click="ignore")
    assert (asking.ignore, shown(run).ignore) == (False, True)
    assert shown(run).id == asking.id


def test_looks_are_those_of_buttons(run: Run) -> None:
    st.download_button(
        "Get", b"x", type="primary", icon="🐧", icon_position="right", use_container_width=True, shortcut="Ctrl+D"
    )
    message = shown(run)
    assert (message.type, message.icon, message.icon_position) == ("primary", "🐧", "right")
    assert (message.width, message.shortcut) == ("stretch", "ctrl+d")


def test_the_name_tells_buttons_apart(run: Run) -> None:
    st.download_button("Get", b"x", file_name="a")
    st.download_button("Get", b"x", file_name="b")
    with pytest.raises(DuplicateWidget):
        st.download_button("Get", b"other data", file_name="b")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(3, "int"), (None, "NoneType"), (["a"], "list"), (np.zeros(3), "ndarray"), (pd.DataFrame(), "DataFrame")],
)
def test_what_is_no_file_is_told(run: Run, data: Any, kind: str) -> None:
    rest = "Pass text, bytes, an open file or a path; of a table, what its to_csv() returns."
    with refused(InvalidType, f"st.download_button: data is a {kind}. {rest}"):
        st.download_button("Get", data)
    assert run.elements == []
    st.download_button("Get", lambda: data)
    with refused(InvalidType, f"st.download_button: data() has returned a {kind}. {rest}"):
        file_of(run)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"on_click": "x"},
            InvalidValue,
            'st.download_button: on_click=\'x\' is unknown. Pass "rerun", "ignore" or a function.',
        ),
        ({"file_name": 3}, InvalidType, "st.download_button: file_name=3 is a int. Pass text."),
        ({"mime": b"a/b"}, InvalidType, "st.download_button: mime=b'a/b' is a bytes. Pass text."),
        (
            {"type": "big"},
            InvalidValue,
            'st.download_button: type=\'big\' is unknown. Pass "primary", "secondary" or "tertiary".',
        ),
    ],
)
def test_what_cannot_be_is_told(run: Run, arguments: dict[str, Any], error: type[BaseException], message: str) -> None:
    with refused(error, message):
        st.download_button("Get", b"x", **arguments)
    assert run.elements == []


def test_a_missing_file_is_told(run: Run) -> None:
    with refused(
        InvalidValue,
        f"st.download_button: the file data='missing.csv' cannot be read in {Path.cwd()}. "
        "Check its name and where the app runs.",
    ):
        st.download_button("Get", Path("missing.csv"))


def test_a_form_has_a_button_of_its_own(run: Run) -> None:
    with st.form("f"), pytest.raises(LayoutError, match=r"st\.download_button cannot be used in a form"):
        st.download_button("Get", b"x")
